import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { creditInvoice } from '../invoicing/actions/credit.ts'
import { discardDraft, editDraft } from '../invoicing/actions/drafts.ts'
import { issueDrafts } from '../invoicing/actions/issue.ts'
import { documentById } from '../invoicing/queries/document.ts'
import { aParty } from '../parties/factory.ts'
import { duplicatesOperations } from '../parties/operations/duplicates.ts'
import { deliveriesOperations as deliveries } from './operations/deliveries.ts'
import { ordersOperations as orders } from './operations.ts'
import { aTrader, textLine } from './testing/trader.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const workshop = () => aTrader(database)
type Workshop = Awaited<ReturnType<typeof workshop>>

const deliver = (of: Workshop, orderLineId: string, quantity: number) =>
  of.call(deliveries.prepare, { lines: [{ orderLineId, quantity }], done: true })

describe('What will not be delivered of an order', () => {
  it('is given up with a reason, line by line or all of it, and taken back', async () => {
    const of = await workshop()
    const { id, lines } = await of.order()
    await deliver(of, lines[0]!.id, 1)
    const some = await of.call(orders.giveUp, {
      id,
      reason: 'Plus de bois',
      lines: [{ orderLineId: lines[0]!.id, quantity: 1 }],
    })
    expect(some.lines.map(({ leftCount, givenUp, givenUpReason }) => [leftCount, givenUp, givenUpReason])).toEqual([
      [1, 1, 'Plus de bois'],
      [2, 0, ''],
    ])
    await expect(
      of.call(orders.giveUp, { id, reason: 'Trop', lines: [{ orderLineId: lines[0]!.id, quantity: 3 }] }),
    ).rejects.toMatchObject({ code: 'orders.moreThanLeft', data: { values: { left: 2 } } })
    const all = await of.call(orders.giveUp, { id, reason: 'Client parti' })
    expect(all).toMatchObject({ state: 'delivered', status: 'expédiée' })
    expect(all.lines.map(({ leftCount }) => leftCount)).toEqual([0, 0])
    const back = await of.call(orders.giveUp, {
      id,
      reason: 'Retrouvé',
      lines: [{ orderLineId: lines[1]!.id, quantity: 0 }],
    })
    expect(back).toMatchObject({ state: 'part-delivered', status: 'expédiée en partie' })
  })

  it('is nothing more once nothing is left', async () => {
    const of = await workshop()
    const { id } = await of.order()
    await of.call(deliveries.prepare, { orderIds: [id], done: true })
    await expect(of.call(orders.giveUp, { id, reason: 'Rien' })).rejects.toMatchObject({ code: 'orders.nothingLeft' })
  })
})

describe('An order of which nothing is left', () => {
  it('is closed, changes no more, and is opened again', async () => {
    const of = await workshop()
    const { id, lines } = await of.order()
    await expect(of.call(orders.close, { id })).rejects.toMatchObject({
      code: 'orders.stillLeft',
      data: { values: { left: 5 } },
    })
    const prepared = await of.call(deliveries.prepare, { orderIds: [id] })
    await expect(of.call(orders.close, { id })).rejects.toMatchObject({ code: 'orders.deliveryPrepared' })
    await of.call(deliveries.done, { id: prepared.id })
    const closed = await of.call(orders.close, { id })
    expect(closed).toMatchObject({ state: 'closed', status: 'terminée', closedOn: '2026-06-03' })
    const again = { id, revision: closed.revision, partyId: of.customerId, lines: [textLine('Table', 4)] }
    await expect(of.call(orders.edit, again)).rejects.toMatchObject({ code: 'orders.closed' })
    await expect(of.call(orders.cancel, { id, reason: 'Non' })).rejects.toMatchObject({ code: 'orders.closed' })
    await expect(of.call(orders.giveUp, { id, reason: 'Non' })).rejects.toMatchObject({ code: 'orders.closed' })
    await expect(deliver(of, lines[0]!.id, 1)).rejects.toMatchObject({ code: 'orders.closed' })
    expect(await of.call(orders.reopen, { id })).toMatchObject({ state: 'delivered', status: 'expédiée' })
    await expect(of.call(orders.reopen, { id })).rejects.toMatchObject({ code: 'orders.notClosed' })
  })
})

describe('The invoice of deliveries', () => {
  const invoiced = async (of: Workshop, ids: string[], issue = true) =>
    (await of.call(deliveries.invoice, { ids, issue }))[0]!.id
  const stateOf = async (of: Workshop, id: string) => (await of.call(deliveries.get, { id })).state
  const credit = (of: Workshop, id: string) =>
    of.within(ctx =>
      creditInvoice(ctx, id, { on: ctx.today, reason: 'Erreur', service: 'keep', asked: { whole: true } }),
    )
  const netOf = (of: Workshop, id: string) => of.within(async ctx => (await documentById(ctx, id))!.netCents)

  it('leaves them to be invoiced again when its draft is thrown away, or all of it is credited', async () => {
    const of = await workshop()
    const { lines } = await of.order()
    const { id } = await deliver(of, lines[0]!.id, 1)
    const draft = await invoiced(of, [id], false)
    expect(await stateOf(of, id)).toBe('invoiced')
    await of.within(ctx => discardDraft(ctx, draft))
    expect(await stateOf(of, id)).toBe('done')
    await credit(of, await invoiced(of, [id]))
    expect(await stateOf(of, id)).toBe('done')
    await of.call(deliveries.cancel, { id, reason: 'Jamais arrivé' })
  })

  it('may be edited while it is a draft', async () => {
    const of = await workshop()
    const { lines } = await of.order()
    const { id } = await deliver(of, lines[0]!.id, 1)
    const draft = await invoiced(of, [id], false)
    await of.within(ctx =>
      editDraft(ctx, draft, { kind: 'invoice', customerId: of.customerId, lines: [textLine('Table', 1)] }, 1),
    )
    await of.within(ctx => issueDrafts(ctx, [draft]))
    expect(await stateOf(of, id)).toBe('invoiced')
  })

  it('sums to the line in any order, also when one in the middle is taken back', async () => {
    const of = await workshop()
    const { lines, netCents } = await of.order({ lines: [{ ...textLine('Table', 3, 3333), discountCents: 100 }] })
    const ids = []
    for (let at = 0; at < 3; at++) ids.push((await deliver(of, lines[0]!.id, 1)).id)
    const [a, b, c] = ids as [string, string, string]
    const [first, middle, last] = [await invoiced(of, [a]), await invoiced(of, [b]), await invoiced(of, [c])]
    expect((await netOf(of, first)) + (await netOf(of, middle)) + (await netOf(of, last))).toBe(netCents)
    await credit(of, first)
    const again = await invoiced(of, [a])
    expect((await netOf(of, again)) + (await netOf(of, middle)) + (await netOf(of, last))).toBe(netCents)
  })
})

describe('The contact of an order', () => {
  it('CIR-19 is the kept one after a merge, for its deliveries too', async () => {
    const of = await workshop()
    const goneId = await of.within(ctx => aParty(ctx))
    const { id } = await of.order({ partyId: goneId })
    const note = await of.call(deliveries.prepare, { orderIds: [id] })
    await of.call(duplicatesOperations.merge, { keptId: of.customerId, goneId })
    expect(await of.call(orders.get, { id })).toMatchObject({ partyId: of.customerId })
    expect(await of.call(deliveries.get, { id: note.id })).toMatchObject({ partyId: of.customerId })
  })

  it('is kept on a delivery as it was when it left', async () => {
    const of = await workshop()
    const place = { lines: ['Quai 4'], postcode: '08000', town: 'Charleville-Mézières', country: 'FR' }
    const { id } = await of.order({ deliveryAddress: place })
    const note = await of.call(deliveries.prepare, { orderIds: [id], done: true })
    const [row] = await of.within(
      async ({ db, company }) =>
        (
          await db.execute<{ address: { delivery: object } }>(sql`
            select address from deliveries where company_id = ${company.id} and id = ${note.id}`)
        ).rows,
    )
    expect(row!.address.delivery).toMatchObject(place)
  })
})
