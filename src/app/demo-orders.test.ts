import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { aCompany } from '../domain/accounts/factory.ts'
import { boardOperations } from '../domain/tracking/operations/board.ts'
import { trackFiguresOperations } from '../domain/tracking/operations/figures.ts'
import { trackingOperations } from '../domain/tracking/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { loadOrders } from './demo-orders.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

const TODAY = '2026-06-03'
let database: Database
let call: Awaited<ReturnType<typeof aCompany>>['call']
beforeAll(async () => {
  vi.stubEnv('FACTEUR_TODAY', TODAY)
  database = openDatabase(inject('ownerUrl'), 4)
  const company = await aCompany(database, { constraints, reactions, today: TODAY })
  call = company.call
  await company.within(ctx => loadOrders(ctx, 'capital-social'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.close()
})

describe('The demonstration of the workshop', () => {
  it('SUI-20 shows the four orders of the document on its day, among those of every stage', async () => {
    const { rows } = await call(trackingOperations.list, { sort: 'serial', limit: 100 })
    expect(
      rows
        .filter(({ serial }) => serial >= 17 && serial <= 20)
        .map(row => [
          ...[row.serial, row.orderedOn, row.partyNumber, row.legalName, row.personName, row.nature, row.isDuplicate],
          ...[row.status, row.stage, row.postcode, row.lateness],
        ]),
    ).toEqual([
      [17, '2026-05-29', 4, 'ANTIKOR', 'LEUZE Lara', 'AUTRE', false, 'expédiée', 'Livraison', '08000', 'urgent'],
      [
        ...[18, '2026-06-03', 1, 'SOFAR', 'MAROLEX Eléonore', 'AUTRE', true],
        ...['en attente', 'En attente', '75017', 'attention'],
      ],
      [19, '2026-06-03', 1, 'SOFAR', 'MAROLEX Eléonore', 'AUTRE', true, 'expédiée', 'Livraison', '75017', 'right'],
      [20, '2026-06-03', 1, 'SOFAR', 'MAROLEX Eléonore', 'Gestan Cloud', false, '', 'En attente', '75017', null],
    ])
    expect(rows).toHaveLength(17)
    expect(new Set(rows.map(({ lateness }) => lateness))).toEqual(new Set(['right', 'attention', 'urgent', null]))
    // what has left is still being packed.
    expect(rows.filter(row => row.contradicts).map(row => [row.status, row.stage])).toEqual([['expédiée', 'Emballage']])
    expect((await call(trackingOperations.list, { all: true, limit: 100 })).rows).toHaveLength(25)
    const columns = await call(boardOperations.board, {})
    expect(columns.map(({ count }) => count)).toEqual([5, 3, 2, 4, 1, 2])
    expect(columns.flatMap(({ stage, isOver }) => (isOver ? [stage] : []))).toEqual(['Assemblage'])
  })

  it('SUI-22 tells of moves in the weeks before its day, each after the one before', async () => {
    const { rows } = await call(trackingOperations.list, { all: true, limit: 100 })
    for (const { id, orderedOn } of rows) {
      const moves = (await call(trackingOperations.history, { id })).toReversed()
      const instants = moves.map(({ movedAt }) => movedAt)
      expect(instants).toEqual(instants.toSorted())
      expect(new Set(instants).size).toBe(instants.length)
      expect(instants[0]! >= orderedOn && instants.at(-1)! < '2026-06-04').toBe(true)
    }
    const { lead, people, bottleneckId, stages } = await call(trackFiguresOperations.figures, {
      ...{ from: '2026-03-05', to: TODAY },
    })
    expect(lead.orders).toBe(7)
    expect(people.map(({ initials }) => initials).toSorted()).toEqual(['HP', 'LM', 'VG'])
    expect(stages.find(({ stageId }) => stageId === bottleneckId)!.stage).toBe('Assemblage')
  })
})
