import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { mergeParties, undoMerge } from '../parties/actions/merge.ts'
import { aParty } from '../parties/factory.ts'
import { partyDuplicateList } from '../parties/queries/duplicates.ts'
import { shopNamed } from './actions/shops.ts'
import { shopDoubtsOperations as doubts } from './operations/doubts.ts'
import { shopProductsOperations as products } from './operations/products.ts'
import type { ShopOrder } from './rules/order.ts'
import { proposals } from './rules/proposals.ts'
import { aLine, anOrder } from './testing/orders.ts'
import { keptOrders } from './testing/sales.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

async function aShop() {
  const publisher = await aPublisher(database, { constraints, reactions })
  const shop = await publisher.within(ctx => shopNamed(ctx, 'Boutique'))
  const take = (...orders: ShopOrder[]) => publisher.within(ctx => keptOrders(ctx, shop, orders))
  return { ...publisher, shop, take }
}

const unknown = {
  sku: 'X',
  product: { externalId: '24', variationId: null },
  name: 'Abonnement d’un an, Capital Social',
}
const on = (day: string, line = {}, more: Partial<ShopOrder> = {}) =>
  anOrder({ orderedAt: `${day}T09:00:00Z`, lines: [aLine(line)], ...more })

describe('E9 the queue of products', () => {
  it('ABO-12 counts the sales and the money that wait, proposes what it may be, and ends with the answer', async () => {
    const { call, take, products: ours } = await aShop()
    await take(
      on('2023-03-10', { ...unknown, netCents: 3330, taxCents: 70 }),
      on('2023-03-11', unknown),
      on('2023-03-12'),
    )
    const { rows } = await call(products.list, { state: 'waiting', limit: 50 })
    expect(rows).toMatchObject([
      {
        name: unknown.name,
        waitingSales: 2,
        waitingCents: 9300,
        waitingCurrency: 'EUR',
        state: 'waiting',
        shop: 'Boutique',
      },
    ])
    expect(await call(products.count, { state: 'mapped', search: 'abonnement a112' })).toEqual({ count: 1 })
    const card = await call(products.get, { id: rows[0]!.id })
    expect(card).toMatchObject({
      unitCents: 5900,
      purchaseCount: 0,
      sales: [{ grossCents: 5900 }, { grossCents: 3400 }],
    })
    expect(card.proposals[0]).toMatchObject({ code: 'ABO-A112', reasons: ['name'] })
    const done = await call(products.map, { id: card.id, productId: ours.get('ABO-A112')! })
    expect(done).toMatchObject({ state: 'mapped', productCode: 'ABO-A112', lines: 2, workId: null, purchaseCount: 2 })
    expect(await call(products.count, { state: 'waiting' })).toEqual({ count: 0 })
    await expect(call(products.unmap, { id: card.id })).rejects.toMatchObject({ code: 'shops.productServed' })
  })

  it('knows what is none of ours, and lets it wait again', async () => {
    const { call, take } = await aShop()
    await take(on('2023-03-10', unknown))
    const [waiting] = (await call(products.list, { limit: 50 })).rows
    expect(await call(products.map, { id: waiting!.id, productId: null })).toMatchObject({ state: 'none', lines: 0 })
    expect(await call(products.unmap, { id: waiting!.id })).toMatchObject({ state: 'waiting' })
    await expect(call(products.map, { id: waiting!.id, productId: waiting!.id })).rejects.toMatchObject({
      code: 'shops.unknownProduct',
    })
  })

  it.each([
    [{ sku: 'ABO A112', name: 'x', unitCents: null }, 'ABO-A112', ['code']],
    [{ sku: '', name: 'Atlas des phares (livre)', unitCents: 2900 }, 'ATLAS', ['name', 'price']],
    [{ sku: '', name: 'Sac en toile', unitCents: null }, undefined, undefined],
  ])('proposes for %j %s', (asked, code, reasons) => {
    const ours = [
      { code: 'ABO-A112', label: 'Abonnement de 1 an', grossCents: 3400 },
      { code: 'ATLAS', label: 'Atlas des phares', grossCents: 2900 },
      { code: 'ENVOI', label: 'Frais de port', grossCents: 350 },
    ]
    const [first] = proposals(asked, ours)
    expect([first?.product.code, first?.reasons]).toEqual([code, reasons])
  })
})

describe('E5 the queue of customers who may be known', () => {
  const agnes = {
    honorific: '',
    lastName: 'Œuvrard',
    firstName: 'Agnès',
    emails: ['odile.etrange@example.fr'],
  } as const
  async function aDoubt() {
    const shop = await aShop()
    const known = await shop.within(ctx => aParty(ctx, { ...agnes, emails: [...agnes.emails] }))
    const [order] = await shop.take(on('2023-03-10'))
    const { rows } = await shop.call(doubts.list, { limit: 50 })
    return { ...shop, known, made: order!.customerId, rows, doubt: rows[0]! }
  }

  it('is the same: one merge, which is undone like any other', async () => {
    const { within, call, take, known, made, rows, doubt } = await aDoubt()
    expect(rows).toMatchObject([
      { why: 'mail', candidateId: known, candidateName: 'Œuvrard Agnès', partyId: made, partyName: 'Étrange Odile' },
    ])
    const { mergeId, ...merged } = await call(doubts.same, { id: doubt.id })
    expect(merged).toEqual({ keptId: known, goneId: made })
    expect(await call(doubts.count, {})).toEqual({ count: 0 })
    const [again] = await take(on('2023-04-10'))
    expect(again).toMatchObject({ customerId: known, doubts: [] })
    await expect(call(doubts.different, { id: doubt.id })).rejects.toMatchObject({ code: 'shops.doubtAnswered' })
    await within(ctx => undoMerge(ctx, mergeId))
    expect(await call(doubts.count, {})).toEqual({ count: 0 })
  })

  it('is different: neither this nor the search for duplicates asks again', async () => {
    const { within, call, take, made, doubt } = await aDoubt()
    const duplicates = () => within(ctx => partyDuplicateList.count(ctx, {}))
    expect(await duplicates()).toEqual({ count: 1 })
    await call(doubts.different, { id: doubt.id })
    expect(await call(doubts.count, {})).toEqual({ count: 0 })
    expect(await duplicates()).toEqual({ count: 0 })
    expect((await take(on('2023-04-10')))[0]).toMatchObject({ customerId: made, doubts: [] })
  })

  it('CIR-19 is answered by a merge made elsewhere, and asked again when that is undone', async () => {
    const { within, call, known, made } = await aDoubt()
    const mergeId = await within(ctx => mergeParties(ctx, made, known, []))
    expect(await call(doubts.count, {})).toEqual({ count: 0 })
    await within(ctx => undoMerge(ctx, mergeId))
    expect(await call(doubts.count, {})).toEqual({ count: 1 })
  })

  it('keeps which of the two is asked for', async () => {
    const { call, made, known, doubt } = await aDoubt()
    await expect(call(doubts.same, { id: doubt.id, keptId: doubt.orderId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await call(doubts.same, { id: doubt.id, keptId: made, take: ['emails'] })).toMatchObject({
      keptId: made,
      goneId: known,
    })
  })
})
