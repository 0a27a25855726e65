import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { runLifeOperations } from '../dispatch/operations/run-life.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { partiesOperations } from '../parties/operations.ts'
import { holdsOperations } from '../subscriptions/operations/holds.ts'
import { importsOperations } from './operations.ts'
import { aMover } from './testing/mover.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const CONTACTS =
  'Numéro;Nom;Prénom;Adresse 1;Code postal;Ville\n12;Dupont;Jean;1 rue Haute;75011;Paris\n13;Martin;Anne;;;\n'
const PURCHASES =
  'Id achat;Nom;Prénom;Adresse 1;Code postal;Ville;Produit;Début\n1041;Henri;Patrice;1 rue Haute;28000;Chartres;ABO-A112;01/05/2023\n'

type Mover = Awaited<ReturnType<typeof aMover>>
const idOf = ({ within, company }: Mover, table: string, number: number) =>
  within(async ({ db }) => {
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from ${sql.identifier(table)} where company_id = ${company.id} and number = ${number}`,
    )
    return rows[0]!.id
  })

describe('undoing an import', () => {
  it('names the contacts that somebody changed since, and deletes them only when told to', async () => {
    const mover = await aMover(database)
    const { whole, call, state } = mover
    const before = await state()
    const { id } = await whole('contacts.csv', CONTACTS)
    await call(partiesOperations.update, { id: await idOf(mover, 'parties', 13), note: 'Rappeler' })
    await call(partiesOperations.update, {
      id: await idOf(mover, 'parties', 12),
      addresses: [{ purpose: 'billing', line1: '2 rue Basse', postcode: '69003', town: 'Lyon', country: 'FR' }],
    })
    const edited = [
      { record: 'parties', name: '12 DUPONT JEAN' },
      { record: 'parties', name: '13 MARTIN ANNE' },
    ]
    expect(await call(importsOperations.undoPreview, { id })).toMatchObject({ edited: { count: 2, names: edited } })
    await expect(call(importsOperations.undo, { id })).rejects.toMatchObject({
      code: 'imports.editedSince',
      data: { values: { count: 2, names: '12 DUPONT JEAN, 13 MARTIN ANNE' } },
    })
    expect(await call(importsOperations.undo, { id, force: true })).toMatchObject({ state: 'undone' })
    expect(await state()).toEqual(before)
  })

  it('is refused while a run holds its purchases, and once the run was handed over', async () => {
    const { whole, call, state } = await aMover(database)
    const before = await state()
    const { id } = await whole('achats.csv', PURCHASES)
    const refused = expect.objectContaining({ code: 'imports.builtUpon' })
    const run = await call(dispatchOperations.run, { issue: '5' })
    await expect(call(importsOperations.undo, { id })).rejects.toEqual(refused)
    await call(runLifeOperations.undo, { id: run.id })
    const again = await call(dispatchOperations.run, { issue: '5' })
    await call(runLifeOperations.signOff, { id: again.id })
    await call(runLifeOperations.handOver, { id: again.id })
    expect(await call(importsOperations.undoPreview, { id })).toMatchObject({
      obstacles: [{ record: 'shipments', count: 1 }],
    })
    await expect(call(importsOperations.undo, { id, force: true })).rejects.toEqual(refused)
    await call(runLifeOperations.cancel, { id: again.id, reason: 'Erreur' })
    await expect(call(importsOperations.undo, { id })).rejects.toEqual(refused)
    expect(Object.entries(await state()).filter(([table, hash]) => before[table] === hash)).not.toHaveLength(0)
  })

  it('is refused while a subscription of it is suspended, and says what builds on it', async () => {
    const mover = await aMover(database)
    const { whole, call, issues } = mover
    const { id } = await whole('achats.csv', PURCHASES)
    await call(holdsOperations.place, {
      purchaseIds: [await idOf(mover, 'purchases', 1041)],
      fromIssueId: issues.get('6')!,
      reason: 'Vacances',
    })
    expect(await call(importsOperations.undoPreview, { id })).toMatchObject({
      obstacles: [{ record: 'holds', count: 1 }],
    })
    await expect(call(importsOperations.undo, { id })).rejects.toMatchObject({
      data: { values: { record: 'holds' } },
    })
  })

  it('may be followed by bringing the same lines in again', async () => {
    const { whole, call, bringIn, count } = await aMover(database)
    const { id } = await whole('contacts.csv', CONTACTS)
    await call(importsOperations.undo, { id })
    expect(await bringIn(id)).toMatchObject({ state: 'imported', counts: { made: 2 } })
    expect(await count('parties')).toBe(2)
    expect(await call(importsOperations.undo, { id })).toMatchObject({ state: 'undone' })
    expect(await count('parties')).toBe(0)
  })
})
