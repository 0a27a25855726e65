import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aProduct } from '../catalog/factory.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { aMailServer } from '../messaging/factory.ts'
import { deliverDue } from '../messaging/jobs.ts'
import { writeOrders } from '../orders/actions/write.ts'
import { deliveriesOperations as deliveries } from '../orders/operations/deliveries.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { sendOrders } from './actions/send.ts'
import { sendingsOf } from './queries/sent.ts'
import type { PricePolicy } from './rules/states.ts'
import { takeMail } from './testing/mails.ts'
import { aMailbox, type Site, TODAY, twoSites } from './testing/sites.ts'

let database: Database
let smtp: Awaited<ReturnType<typeof aMailServer>>
beforeAll(async () => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 5)
  smtp = await aMailServer()
})
afterAll(async () => {
  await Promise.all([database?.close(), smtp?.close()])
})

const PART = { kind: 'other', priceBasis: 'net', priceCents: 10_000 } as const
/** Two products of 100 € that are sold together for 120 €. */
async function aBundle(of: Site, secondRateBps: number) {
  const first = await of.within(ctx => aProduct(ctx, { ...PART, code: 'LIVRE', label: 'Livre', vatRateBps: 2000 }))
  const second = await of.within(ctx =>
    aProduct(ctx, { ...PART, code: 'COFFRET', label: 'Coffret', vatRateBps: secondRateBps }),
  )
  const { id } = await of.call(catalogOperations.products.create, {
    ...{ code: 'DUO', label: 'Livre et coffret', kind: 'bundle', priceBasis: 'net', priceCents: 12_000 },
    ...{ components: [{ productId: first }, { productId: second }], startsOn: '2023-01-01' },
  })
  return id
}

/** Calvi orders two of the bundle between two products; what arrives at the centre. */
async function ordered({ pricePolicy = 'ours', rateBps = 2000 }: { pricePolicy?: PricePolicy; rateBps?: number } = {}) {
  const { calvi, centre, supplierId, ours } = await twoSites(database, smtp.port)
  const bundle = await aBundle(calvi, rateBps)
  await aBundle(centre, rateBps)
  await centre.within(({ db, company }) =>
    db.execute(sql`update partners set price_policy = ${pricePolicy} where company_id = ${company.id}`),
  )
  const boxes = {
    calvi: await aMailbox(calvi, 'imap', 1, 'calvi'),
    centre: await aMailbox(centre, 'imap', 1, 'centre'),
  }
  let nth = 0
  /** What left one site is taken at the other. */
  const travel = async (from: Site, to: Site, mailboxId: string) => {
    const before = smtp.received.length
    const { signal } = new AbortController()
    await deliverDue(from.outer(), { outboxFolder: '/nowhere' }, { data: { companyId: from.company.id }, signal })
    for (const { raw } of smtp.received.slice(before))
      expect(
        await to.within(ctx => takeMail(ctx, mailboxId, { key: `k${++nth}`, content: Buffer.from(raw) })),
      ).not.toContain('quarantined')
  }
  const [sent] = await calvi.within(ctx =>
    writeOrders(ctx, [
      {
        ...{ kind: 'supplier', partyId: supplierId, orderedOn: TODAY, priceBasis: 'net' },
        lines: [
          { productId: ours, quantity: 1 },
          { productId: bundle, quantity: 2 },
          { productId: ours, quantity: 3 },
        ],
      },
    ]),
  )
  const sentId = sent!.id
  await calvi.within(ctx => sendOrders(ctx, { orderIds: [sentId] }))
  await travel(calvi, centre, boxes.centre)
  const { rows } = await centre.within(({ db, company }) =>
    db.execute<{ id: string }>(sql`select id from orders where company_id = ${company.id}`),
  )
  const id = rows[0]!.id
  const back = async () => {
    await travel(centre, calvi, boxes.calvi)
    return (await calvi.within(ctx => sendingsOf(ctx, sentId))).sendings[0]!
  }
  const leave = async (lines: { orderLineId: string; quantity: number }[]) => {
    const { id } = await centre.call(deliveries.prepare, { lines })
    await centre.call(deliveries.done, { id })
    return back()
  }
  return { ...centre, order: await centre.call(orders.get, { id }), back, leave }
}

const read = ({ lines }: { lines: { label: string; quantity: number; netCents: number; vatCents: number }[] }) =>
  lines.map(({ label, quantity, netCents, vatCents }) => [label, quantity, netCents, vatCents])

describe('INT-20, CIR-14 a supplier order of a bundle', () => {
  it.each(['ours', 'theirs', 'ask'] as const)(
    'is at the price of the bundle at the other site, by the policy %s',
    async pricePolicy => {
      const { order } = await ordered({ pricePolicy })
      expect(read(order)).toEqual([
        ['Casserole', 1, 9000, 1800],
        ['Livre', 2, 12_000, 2400],
        ['Coffret', 2, 12_000, 2400],
        ['Casserole', 3, 27_000, 5400],
      ])
    },
  )

  it.each(['ours', 'theirs'] as const)(
    'bears the VAT of each of its parts there, by the policy %s',
    async pricePolicy => {
      const { order } = await ordered({ pricePolicy, rateBps: 550 })
      expect(read(order).slice(1, 3)).toEqual([
        ['Livre', 2, 12_000, 2400],
        ['Coffret', 2, 12_000, 660],
      ])
    },
  )

  it('X-47 is told to have left when all of it has, and all of the order once nothing is owed', async () => {
    const { order, back, leave } = await ordered()
    expect(await back()).toMatchObject({ state: 'received' })
    const [plain, book, box, last] = order.lines.map(({ id }) => id) as [string, string, string, string]
    const part = await leave([
      { orderLineId: book, quantity: 2 },
      { orderLineId: box, quantity: 1 },
    ])
    expect(part).toMatchObject({ state: 'part-dispatched', despatchedCount: 1 })
    expect(await leave([{ orderLineId: plain, quantity: 1 }])).toMatchObject({ despatchedCount: 2 })
    expect(await leave([{ orderLineId: last, quantity: 3 }])).toMatchObject({
      state: 'part-dispatched',
      despatchedCount: 5,
    })
    expect(await leave([{ orderLineId: box, quantity: 1 }])).toMatchObject({ state: 'dispatched', despatchedCount: 6 })
  })
})
