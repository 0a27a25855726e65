import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { deliveriesOperations as deliveries } from './operations/deliveries.ts'
import { ordersOperations as orders } from './operations.ts'
import { aTrader, textLine } from './testing/trader.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

type Workshop = Awaited<ReturnType<typeof aTrader>>

const order = (of: Workshop, quantity = 5, more: object = {}) =>
  of.order({ lines: [textLine('Table', quantity)], ...more })
/** All at once; the codes of those that were refused. */
async function atOnce(acts: readonly Promise<unknown>[]): Promise<string[]> {
  const outcomes = await Promise.allSettled(acts)
  return outcomes.flatMap(one => (one.status === 'rejected' ? [one.reason.code as string] : []))
}

describe('Several people at one order', () => {
  it('never deliver more of a line than is ordered', async () => {
    const of = await aTrader(database)
    const { id, lines } = await order(of)
    const deliver = (done: boolean) =>
      of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 2 }], done })
    const refused = await atOnce([true, false, true, false, true, true].map(deliver))
    expect(refused).toEqual(Array(4).fill('orders.moreThanLeft'))
    const { lines: after } = await of.call(orders.get, { id })
    expect(after[0]!.deliveredCount + after[0]!.preparedCount).toBe(4)
  })

  it('see all that was delivered when several notes leave at once', async () => {
    const of = await aTrader(database)
    const { id, lines } = await order(of)
    const notes = []
    for (let at = 0; at < 5; at++)
      notes.push(await of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 1 }] }))
    expect(await atOnce(notes.map(note => of.call(deliveries.done, { id: note.id })))).toEqual([])
    expect(await of.call(orders.get, { id })).toMatchObject({ state: 'delivered', status: 'expédiée' })
    expect(await of.call(orders.count, { state: 'delivered' })).toEqual({ count: 1 })
  })

  it('either deliver it or cancel it, when both are tried at once', async () => {
    const of = await aTrader(database)
    for (let turn = 0; turn < 6; turn++) {
      const { id } = await order(of)
      const deliver = () => of.call(deliveries.prepare, { orderIds: [id], done: true })
      const cancel = () => of.call(orders.cancel, { id, reason: 'Client parti' })
      const refused = await atOnce(turn % 2 === 0 ? [deliver(), cancel()] : [cancel(), deliver()])
      const { state, lines } = await of.call(orders.get, { id })
      expect([state, lines[0]!.deliveredCount, refused]).toEqual(
        state === 'cancelled' ? ['cancelled', 0, ['orders.cancelled']] : ['delivered', 5, ['orders.partlyDelivered']],
      )
    }
  })

  it('take a note back or invoice it, never both', async () => {
    const of = await aTrader(database)
    const { id } = await order(of)
    const note = await of.call(deliveries.prepare, { orderIds: [id], done: true })
    const refused = await atOnce([
      of.call(deliveries.invoice, { ids: [note.id] }),
      of.call(deliveries.cancel, { id: note.id, reason: 'Retour' }),
    ])
    expect(refused).toHaveLength(1)
    const { state } = await of.call(deliveries.get, { id: note.id })
    expect([state, refused[0]]).toEqual(
      state === 'invoiced' ? ['invoiced', 'orders.deliveryInvoiced'] : ['cancelled', 'orders.deliveryCancelled'],
    )
  })

  it('leave no gap in the numbers of orders and notes, also where some are refused', async () => {
    const of = await aTrader(database)
    const { lines } = await order(of, 8)
    const write = (at: number) => order(of, 1, at % 3 === 0 ? { deliverOn: '2020-01-01' } : {})
    const deliver = () => of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 3 }] })
    const acts = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? write(at) : deliver()))
    expect(new Set(await atOnce(acts))).toEqual(new Set(['orders.promisedBefore', 'orders.moreThanLeft']))
    const numbers = async (rows: readonly { number: string }[]) => rows.map(({ number }) => number).toSorted()
    const series = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${prefix}-2026-${String(at + 1).padStart(5, '0')}`)
    expect(await numbers((await of.call(orders.list, {})).rows)).toEqual(series('CC', 5))
    expect(await numbers((await of.call(deliveries.list, {})).rows)).toEqual(series('BL', 2))
  })
})
