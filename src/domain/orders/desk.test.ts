import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { aParty } from '../parties/factory.ts'
import { stockOperations } from '../subscriptions/operations/stock.ts'
import { singleIssuesOperations } from '../subscriptions/operations.ts'
import { deliveriesOperations as deliveries } from './operations/deliveries.ts'
import { ordersOperations as orders } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** A publisher with a customer who ordered two tables and three copies of issue 5. */
async function anOrder(kind: 'customer' | 'supplier' = 'customer') {
  const company = await aPublisher(database, { reactions, constraints })
  const partyId = await company.within(ctx => aParty(ctx))
  const order = await company.call(orders.create, {
    ...{ kind, partyId, theirReference: 'BC-771' },
    lines: [
      { productId: null, label: 'Table', quantity: 2, unitCents: 10_000, vatRateBps: 2000 },
      { productId: company.products.get('NUM-5')!, quantity: 3 },
    ],
  })
  return { ...company, partyId, order, lines: order.lines.map(({ id }) => id) }
}

describe('At the desk, an order', () => {
  it('is found by its number in any case, by a part of a reference, and its note by its own number', async () => {
    const { call, order } = await anOrder()
    expect(await call(orders.count, { search: order.number.toLowerCase() })).toEqual({ count: 1 })
    expect(await call(orders.count, { search: order.number, kind: 'supplier' })).toEqual({ count: 0 })
    expect(await call(orders.count, { reference: 'bc-77' })).toEqual({ count: 1 })
    expect(await call(orders.count, { reference: 'bc-78' })).toEqual({ count: 0 })
    const { number } = await call(deliveries.prepare, { orderIds: [order.id] })
    expect((await call(deliveries.list, { search: ` ${number.toLowerCase()} ` })).rows).toMatchObject([{ number }])
  })

  it('says how many of a line are on notes that have not left, so that no more is offered than can be promised', async () => {
    const { call, order, lines } = await anOrder()
    await call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!, quantity: 1 }] })
    const [table] = (await call(orders.get, { id: order.id })).lines
    expect(table).toMatchObject({ quantity: 2, preparedCount: 1, deliveredCount: 0, leftCount: 2 })
    await expect(call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!, quantity: 2 }] })).rejects.toMatchObject({
      code: 'orders.moreThanLeft',
      data: { values: { left: 1 } },
    })
  })

  it('finds the notes of an invoice', async () => {
    const { call, order, lines } = await anOrder()
    const first = await call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!, quantity: 1 }], done: true })
    const second = await call(deliveries.prepare, { orderIds: [order.id], done: true })
    const [invoice] = await call(deliveries.invoice, { ids: [first.id, second.id] })
    const { rows } = await call(deliveries.list, { invoiceId: invoice!.id, sort: 'number' })
    expect(rows.map(({ number }) => number)).toEqual([first.number, second.number])
  })
})

describe('Copies of an issue', () => {
  const stock = async ({ call, issues }: Awaited<ReturnType<typeof anOrder>>) =>
    (await call(stockOperations.get, { issueId: issues.get('5')! })).inStock

  it('CIR-6 leave the stock with the note that carries them, and come back with one that is taken back', async () => {
    const company = await anOrder()
    const { call, lines, issues } = company
    await call(catalogOperations.issues.update, { id: issues.get('5')!, printedCopies: 100 })
    const note = await call(deliveries.prepare, { lines: [{ orderLineId: lines[1]!, quantity: 2 }] })
    expect(await stock(company)).toBe(100)
    await call(deliveries.done, { id: note.id })
    expect(await stock(company)).toBe(98)
    await call(deliveries.cancel, { id: note.id, reason: 'Refusé' })
    expect(await stock(company)).toBe(100)
  })

  it('CIR-6 come into the stock with what a supplier delivered', async () => {
    const company = await anOrder('supplier')
    await company.call(catalogOperations.issues.update, { id: company.issues.get('5')!, printedCopies: 100 })
    await company.call(deliveries.prepare, { orderIds: [company.order.id], done: true })
    expect(await stock(company)).toBe(103)
  })

  it('are not owed once more by the invoice of their note', async () => {
    const { call, order } = await anOrder()
    const note = await call(deliveries.prepare, { orderIds: [order.id], done: true })
    await call(deliveries.invoice, { ids: [note.id], issue: true })
    expect(await call(singleIssuesOperations.count, {})).toEqual({ count: 0 })
  })
})
