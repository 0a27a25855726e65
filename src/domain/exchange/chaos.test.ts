import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { aMailServer } from '../messaging/factory.ts'
import { deliverDue } from '../messaging/jobs.ts'
import { writeOrders } from '../orders/actions/write.ts'
import { collect } from './actions/collect.ts'
import { sendOrders } from './actions/send.ts'
import { seeded } from './testing/seeded.ts'
import { aMailbox, type Site, TODAY, twoSites } from './testing/sites.ts'

/** `FACTEUR_CHAOS=1000` takes some minutes. */
const ORDERS = Number(process.env.FACTEUR_CHAOS ?? 60)
const MOST_TOGETHER = 10

class Cut extends Error {}

describe.skipIf(!hasDovecot)('orders among mails that come late, twice and in any order', () => {
  let database: Database
  let dovecot: Awaited<ReturnType<typeof aDovecot>>
  let smtp: Awaited<ReturnType<typeof aMailServer>>
  beforeAll(async () => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 5)
    dovecot = await aDovecot({ one: 'secret', two: 'secret', calvi: 'secret' })
    smtp = await aMailServer()
  }, 60_000)
  afterAll(async () => {
    await Promise.all([database?.close(), dovecot?.stop(), smtp?.close()])
  })

  async function leave(of: Site) {
    const before = smtp.received.length
    const signal = new AbortController().signal
    await deliverDue(of.outer(), { outboxFolder: '/nowhere' }, { data: { companyId: of.company.id }, signal })
    return smtp.received.slice(before).map(({ raw }) => raw)
  }

  it(`X-42 become one customer order each, and each is known to have arrived (${ORDERS})`, async () => {
    const { calvi, centre, supplierId, ours } = await twoSites(database, smtp.port)
    const random = seeded(1984)
    const anyOf = (count: number) => Math.floor(random() * count)
    const made = await calvi.within(ctx =>
      writeOrders(
        ctx,
        Array.from({ length: ORDERS }, (_, at) => ({
          ...{ kind: 'supplier' as const, partyId: supplierId, orderedOn: TODAY, priceBasis: 'net' as const },
          lines: [{ productId: ours, quantity: 1 + (at % 5) }],
        })),
      ),
    )
    for (let at = 0; at < ORDERS; ) {
      const orderIds = made.slice(at, at + 1 + anyOf(MOST_TOGETHER)).map(({ id }) => id)
      await calvi.within(ctx => sendOrders(ctx, { orderIds }))
      at += orderIds.length
    }
    const mails = await leave(calvi)

    const boxes = [
      await aMailbox(centre, 'imap', dovecot.ports.imap, 'one'),
      await aMailbox(centre, 'pop3', dovecot.ports.pop3, 'one'),
      await aMailbox(centre, 'imap', dovecot.ports.imap, 'two'),
      await aMailbox(centre, 'pop3', dovecot.ports.pop3, 'two'),
    ]
    /** Reads every mailbox, cut short some mails after it began, now and then. */
    const collectAll = async () => {
      const counts = { taken: 0, quarantined: 0, mails: 0 }
      for (const mailboxId of boxes) {
        const after = anyOf(8)
        const onMails = async (done: number) => {
          if (done > after) throw new Cut()
        }
        const collecting = {
          mailboxId,
          inTransaction: <T>(act: Parameters<typeof centre.within<T>>[0]) => centre.within(act),
        }
        await collect({ ...collecting, together: 1 + anyOf(8), onMails }).catch(error => {
          if (!(error instanceof Cut)) throw error
        })
        const { taken, quarantined, mails } = await collect(collecting)
        counts.taken += taken
        counts.quarantined += quarantined
        counts.mails += mails
      }
      return counts
    }
    let late: string[] = []
    const deliver = (raw: string, times: number) => {
      for (let time = 0; time < times; time++) dovecot.deliver(anyOf(2) ? 'one' : 'two', raw)
    }
    const shuffled = mails.toSorted(() => random() - 0.5)
    for (const raw of shuffled) {
      const times = anyOf(4)
      if (times === 0) late = [raw, ...late]
      deliver(raw, times)
    }
    expect(late.length).toBeGreaterThan(0)
    expect((await collectAll()).quarantined).toBe(0)
    for (const raw of late) deliver(raw, 1 + anyOf(2))
    expect((await collectAll()).quarantined).toBe(0)
    expect(await collectAll()).toEqual({ taken: 0, quarantined: 0, mails: 0 })

    const numbers = async (of: Site, statement: ReturnType<typeof sql>) =>
      (await of.within(({ db }) => db.execute<{ number: string; quantity: number }>(statement))).rows
    const received = await numbers(
      centre,
      sql`select o.their_reference as number, l.quantity from orders o
        join order_lines l on l.company_id = ${centre.company.id} and l.order_id = o.id
        where o.company_id = ${centre.company.id} and o.kind = 'customer' order by 1`,
    )
    const sent = await numbers(
      calvi,
      sql`select o.number, l.quantity from orders o
        join order_lines l on l.company_id = ${calvi.company.id} and l.order_id = o.id
        where o.company_id = ${calvi.company.id} order by 1`,
    )
    expect(sent).toHaveLength(ORDERS)
    expect(received).toEqual(sent)

    // Answers come back the same way: late, twice and in any order.
    const answers = await leave(centre)
    for (const raw of [...answers, ...answers].toSorted(() => random() - 0.5)) dovecot.deliver('calvi', raw)
    const back = await aMailbox(calvi, 'imap', dovecot.ports.imap, 'calvi')
    expect(await collect({ mailboxId: back, inTransaction: act => calvi.within(act) })).toMatchObject({
      taken: ORDERS,
      quarantined: 0,
    })
    const { rows } = await calvi.within(({ db, company }) =>
      db.execute<{ state: string; count: number }>(
        sql`select state, count(*)::int from sent_orders where company_id = ${company.id} group by state`,
      ),
    )
    expect(rows).toEqual([{ state: 'received', count: ORDERS }])
    for (const user of ['one', 'two', 'calvi'])
      expect(dovecot.files(user).filter(name => /,[A-Z]*[ST]/.test(name))).toEqual([])
  }, 900_000)
})
