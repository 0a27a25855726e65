import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aMember } from '../accounts/factory.ts'
import { deliveriesOperations as deliveries } from '../orders/operations/deliveries.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { trackingOperations as tracking } from './operations.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

/** A workshop of four people, and a way to say who does something. */
async function crowded() {
  const of = await aWorkshop(database)
  await of.stages()
  const people = await Promise.all(
    ['AB', 'CD', 'EF', 'GH'].map(initials => aMember(database, of.company, { initials })),
  )
  const as = (at: number) => ({ user: people[at % people.length]!, role: 'operator' as const })
  return { ...of, as }
}

const codes = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap(one => (one.status === 'rejected' ? [one.reason.code as string] : []))

describe('Several people at one order in the workshop', () => {
  it('are told who came first, and where the order is now', async () => {
    const of = await crowded()
    const { id } = await of.order()
    const fromStageId = await of.idOf('En attente')
    await of.call(tracking.next, { id, fromStageId }, of.as(0))
    await expect(of.call(tracking.next, { id, fromStageId }, of.as(1))).rejects.toMatchObject({
      code: 'tracking.movedMeanwhile',
      data: { values: { by: 'AB', stage: 'Prise en charge' } },
    })
  })

  it('leave one entry for each move that was taken, each beginning where the one before ended', async () => {
    const of = await crowded()
    const ids = [(await of.order()).id, (await of.order()).id]
    const act = (at: number) => {
      const move = at % 3 === 2 ? tracking.previous : tracking.next
      return of.call(move, { id: ids[at % 2]!, comment: 'Encore', movedWith: 'board' }, of.as(at))
    }
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, at) => act(at)))
    expect(new Set(codes(outcomes))).toEqual(new Set(codes(outcomes).length > 0 ? ['tracking.endOfLine'] : []))
    const histories = await Promise.all(ids.map(id => of.call(tracking.history, { id })))
    const taken = outcomes.filter(({ status }) => status === 'fulfilled').length
    expect(histories.flat()).toHaveLength(ids.length + taken)
    for (const [at, latestFirst] of histories.entries()) {
      const moves = latestFirst.toReversed()
      for (const [n, { fromStage }] of moves.slice(1).entries()) expect(fromStage).toBe(moves[n]!.toStage)
      expect(await of.call(tracking.get, { id: ids[at]! })).toMatchObject({
        stage: moves.at(-1)!.toStage,
        enteredBy: moves.at(-1)!.movedBy,
        revision: moves.length,
      })
    }
  })

  it('write a move of a device once, however often it is sent at the same time', async () => {
    const of = await crowded()
    const { id } = await of.order()
    const send = () => of.call(tracking.next, { id, onceKey: 'tablette-1', movedWith: 'workshop' }, of.as(0))
    const outcomes = await Promise.allSettled([send(), send(), send()])
    expect(codes(outcomes)).toEqual([])
    expect(await of.history(id)).toHaveLength(2)
  })

  it('either deliver it or take it to the cancelled stage', async () => {
    const of = await crowded()
    for (let turn = 0; turn < 4; turn++) {
      const { id } = await of.order()
      const outcomes = await Promise.allSettled([
        of.call(deliveries.prepare, { orderIds: [id], done: true }, of.as(0)),
        of.moveTo(id, 'Annulée', 'Client parti', of.as(1)),
      ])
      const { state } = await of.call(orders.get, { id })
      const { stage } = await of.call(tracking.get, { id })
      expect([state, stage, ...codes(outcomes)]).toEqual(
        state === 'cancelled'
          ? ['cancelled', 'Annulée', 'orders.cancelled']
          : ['delivered', 'En attente', 'orders.partlyDelivered'],
      )
    }
  })

  it('finish it and deliver it at once, and lose neither', async () => {
    const of = await crowded()
    for (let turn = 0; turn < 4; turn++) {
      const { id } = await of.order()
      await Promise.all([
        of.call(deliveries.prepare, { orderIds: [id], done: true }, of.as(0)),
        of.moveTo(id, 'Terminée', '', of.as(1)),
      ])
      expect((await of.call(orders.get, { id })).state).toBe('delivered')
      expect((await of.call(tracking.get, { id })).stage).toBe('Terminée')
    }
  })
})
