import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { aCompany } from '../domain/accounts/factory.ts'
import { trackingOperations } from '../domain/tracking/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { loadOrders } from './demo-orders.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

it('SUI-20 the demonstration shows the four orders of the document on its day, and the finished ones with “tout voir”', async () => {
  const { call, within } = await aCompany(database, { constraints, reactions, today: '2026-06-03' })
  await within(loadOrders)
  const { rows } = await call(trackingOperations.list, { sort: 'serial' })
  expect(
    rows.map(row => [
      ...[row.serial, row.orderedOn, row.partyNumber, row.legalName, row.personName, row.nature, row.isDuplicate],
      ...[row.status, row.stage, row.postcode, row.lateness],
    ]),
  ).toEqual([
    [17, '2026-05-29', 4, 'ANTIKOR', 'LEUZE Lara', 'AUTRE', false, 'expédiée', 'Livraison', '08000', 'urgent'],
    [18, '2026-06-03', 1, 'SOFAR', 'MAROLEX Eléonore', 'AUTRE', true, 'en attente', 'En attente', '75017', 'attention'],
    [19, '2026-06-03', 1, 'SOFAR', 'MAROLEX Eléonore', 'AUTRE', true, 'expédiée', 'Livraison', '75017', 'right'],
    [20, '2026-06-03', 1, 'SOFAR', 'MAROLEX Eléonore', 'Gestan Cloud', false, '', 'En attente', '75017', null],
  ])
  expect((await call(trackingOperations.list, { all: true })).rows).toHaveLength(20)
})
