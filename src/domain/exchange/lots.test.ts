import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { ownSite, signingKey } from './actions/site.ts'
import { fetchedMail, takeMails } from './actions/take-mail.ts'
import { ublOrder } from './formats/ubl-order.ts'
import type { PricePolicy } from './rules/states.ts'
import { anExchangeOrder } from './testing/documents.ts'
import { type Attached, aMail, signed } from './testing/mails.ts'
import { seeded } from './testing/seeded.ts'
import { aMailbox, twoSites } from './testing/sites.ts'

const MAILS = 60
const MOST_ORDERS = 3
const NUMBERS = 12

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 5)
})
afterAll(() => database.close())

/** An order that is sent up to three times, now and then of an unknown product, at another price or in a currency without prices. */
function someOrder(random: () => number) {
  const anyOf = <T>(...all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const edition = anyOf(1, 1, 2, 3)
  const given = anExchangeOrder({
    number: `CF-${Math.floor(random() * NUMBERS)}`,
    orderedOn: '2026-06-01',
    currency: anyOf('EUR', 'EUR', 'EUR', 'CHF'),
    note: anyOf('', '', 'deux'),
  })
  const code = anyOf('CASS-20', 'CASS-20', 'CASS-20', 'INCONNU')
  const netCents = anyOf(18_000, 18_000, 17_000)
  const lines = given.lines.map(line => ({ ...line, code, gtin: '', netCents, vatCents: netCents / 5 }))
  return { ...given, edition, lines, fault: anyOf('', '', '', '', '', 'changed', 'unsigned') }
}

type Planned = ReturnType<typeof someOrder>

/** A centre that receives what was planned, `together` mails at once: what came of each mail, and the orders it has in the end. */
async function received(plan: readonly Planned[][], together: () => number, pricePolicy: PricePolicy) {
  const { calvi, centre } = await twoSites(database, 25)
  await centre.within(({ db, company }) =>
    db.execute(sql`update partners set price_policy = ${pricePolicy} where company_id = ${company.id}`),
  )
  const key = await calvi.within(signingKey)
  const from = { site: (await calvi.within(ownSite)).siteId, to: (await centre.within(ownSite)).siteId }
  const mailboxId = await aMailbox(centre, 'imap', 143, 'appros')
  const mails = await Promise.all(
    plan.map(async (orders, at) => {
      const files: Attached[] = []
      for (const [nth, { edition, fault, ...order }] of orders.entries()) {
        const [file, signature] = await signed(
          `${at}-${nth}`,
          Buffer.from(ublOrder(order)),
          { ...from, revision: edition },
          key,
        )
        if (fault === 'changed') file!.content = Buffer.from(ublOrder({ ...order, note: 'autre' }))
        files.push(file!, ...(fault === 'unsigned' ? [] : [signature!]))
      }
      return fetchedMail({ key: String(at), content: aMail(files) })
    }),
  )
  const states = []
  for (let at = 0; at < mails.length; ) {
    const lot = mails.slice(at, at + together())
    states.push(...(await centre.within(ctx => takeMails(ctx, mailboxId, lot))))
    at += lot.length
  }
  const { rows } = await centre.within(({ db, company }) =>
    db.execute(sql`
      select o.number, o.their_reference, o.confirmed_on is null as draft, o.note, o.currency, o.net_cents, l.quantity, l.code, l.to_check,
        l.net_cents as line_cents, l.product_id is null as unknown, r.edition, r.answered,
        (select jsonb_agg(d.reason order by m.key::int, d.position) from collected_documents d
          join collected_mails m on m.company_id = ${company.id} and m.id = d.mail_id
          where d.company_id = ${company.id} and d.order_id = o.id) as reasons
      from orders o join received_orders r on r.company_id = ${company.id} and r.order_id = o.id
      join order_lines l on l.company_id = ${company.id} and l.order_id = o.id
      where o.company_id = ${company.id} order by o.their_reference, l.position`),
  )
  return { states, orders: rows.map(({ number: _, ...row }) => row), numbers: rows.map(({ number }) => number).sort() }
}

it.each(['ours', 'theirs', 'ask'] as const)(
  'X-42, X-44 mails taken together come to what they come to one by one, at prices by the policy %s',
  async policy => {
    const random = seeded(policy.length * 42)
    const plan = Array.from({ length: MAILS }, () =>
      Array.from({ length: 1 + Math.floor(random() * MOST_ORDERS) }, () => someOrder(random)),
    )
    const alone = await received(plan, () => 1, policy)
    const lots = await received(plan, () => 1 + Math.floor(random() * 25), policy)
    expect(lots).toEqual(alone)
    const states = new Set(alone.states.flat())
    expect(states).toEqual(new Set(['taken', 'repeated', 'quarantined']))
    expect(alone.orders.length).toBeGreaterThan(NUMBERS / 2)
  },
)
