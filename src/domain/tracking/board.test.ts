import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { boardOperations as boards } from './operations/board.ts'
import { trackingOperations as tracking } from './operations.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

async function boarding() {
  const of = await aWorkshop(database)
  const board = async (asked: object = {}) => of.call(boards.board, asked)
  const column = async (name: string, asked: object = {}) => (await board(asked)).find(({ stage }) => stage === name)!
  const cards = async (name: string) => (await column(name)).cards.map(({ id }) => id)
  const many = async (count: number) => {
    const ids: string[] = []
    for (let at = 0; at < count; at++) ids.push((await of.order()).id)
    return ids
  }
  return { ...of, board, column, cards, many }
}

describe('The board', () => {
  it('has a column for each ordinary stage, with its count and its first cards', async () => {
    const of = await boarding()
    const [first, second, third] = await of.many(3)
    await of.moveTo(third!, 'Découpage')
    expect((await of.board()).map(({ stage, count }) => [stage, count])).toEqual([
      ['En attente', 2],
      ['Prise en charge', 0],
      ['Découpage', 1],
      ['Assemblage', 0],
      ['Emballage', 0],
      ['Livraison', 0],
    ])
    expect(await of.cards('En attente')).toEqual([first, second])
    const { count, cards } = await of.column('En attente', { cards: 1 })
    expect([count, cards.length]).toEqual([2, 1])
  })

  it('is narrowed as the list is', async () => {
    const of = await boarding()
    const [mine] = await of.many(2)
    await of.call(tracking.assign, { id: mine!, assignedTo: 'VG' })
    expect(await of.column('En attente', { assignedTo: 'VG' })).toMatchObject({
      count: 1,
      inStage: 2,
      cards: [{ id: mine }],
    })
    const { id } = await of.order({ deliverOn: '2026-06-02', orderedOn: '2026-05-01' })
    expect(await of.column('En attente', { lateness: 'urgent' })).toMatchObject({ count: 1, cards: [{ id }] })
  })

  it('warns of a stage that holds more orders than it should, and stops nobody', async () => {
    const of = await boarding()
    await of.changeStage('Découpage', { most: 1 })
    for (const [at, id] of (await of.many(2)).entries()) {
      await of.moveTo(id, 'Découpage')
      expect(await of.column('Découpage')).toMatchObject({ inStage: at + 1, most: 1, isOver: at > 0 })
    }
  })

  it('keeps the order that people put its cards in', async () => {
    const of = await boarding()
    const [a, b, c] = await of.many(3)
    await of.call(boards.place, { id: c!, beforeId: a! })
    expect(await of.cards('En attente')).toEqual([c, a, b])
    await of.call(boards.place, { id: c!, beforeId: b! })
    expect(await of.cards('En attente')).toEqual([a, c, b])
    await of.call(boards.place, { id: a!, beforeId: null })
    expect(await of.cards('En attente')).toEqual([c, b, a])
    const later = (await of.order()).id
    expect(await of.cards('En attente')).toEqual([c, b, a, later])
  })

  it('puts a card last when the one it was put before has left meanwhile', async () => {
    const of = await boarding()
    const [a, b, c] = await of.many(3)
    await of.moveTo(b!, 'Découpage')
    await of.call(boards.place, { id: a!, beforeId: b! })
    expect(await of.cards('En attente')).toEqual([c, a])
  })

  it('puts a card where it is dropped in another column', async () => {
    const of = await boarding()
    const [a, b, c] = await of.many(3)
    for (const id of [a!, b!]) await of.moveTo(id, 'Découpage')
    await of.call(tracking.move, { id: c!, toStageId: await of.idOf('Découpage'), beforeId: b!, movedWith: 'board' })
    expect(await of.cards('Découpage')).toEqual([a, c, b])
  })

  it('spreads the places of a column when there is no room between two of them', async () => {
    const of = await boarding()
    const [first, second, ...others] = await of.many(4)
    let order = [first!, second!, ...others]
    for (let round = 0; round < 60; round++) {
      const moved = order.at(-1)!
      await of.call(boards.place, { id: moved, beforeId: order[1]! })
      order = [order[0]!, moved, ...order.slice(1, -1)]
    }
    expect(await of.cards('En attente')).toEqual(order)
  })

  it('pages through a column in its order', async () => {
    const of = await boarding()
    const ids = await of.many(3)
    await of.call(boards.place, { id: ids[2]!, beforeId: ids[0]! })
    const asked = { stageId: await of.idOf('En attente'), sort: 'rank' as const, limit: 2 }
    const { rows, next } = await of.call(tracking.list, asked)
    const rest = await of.call(tracking.list, { ...asked, after: next! })
    expect([...rows, ...rest.rows].map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]])
  })

  it('finds the order of a job sheet by its number', async () => {
    const of = await boarding()
    const { id, number } = await of.order()
    expect(await of.call(boards.find, { number })).toMatchObject({ id, number })
    await expect(of.call(boards.find, { number: 'CC-0' })).rejects.toMatchObject({ code: 'tracking.noSuchNumber' })
  })
})
