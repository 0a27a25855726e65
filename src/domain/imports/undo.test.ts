import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { runLifeOperations } from '../dispatch/operations/run-life.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { workOperations } from '../long-work/operations.ts'
import { partiesOperations } from '../parties/operations.ts'
import { holdsOperations } from '../subscriptions/operations/holds.ts'
import { importsOperations, UNDONE_AT_ONCE } from './operations.ts'
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

const MANY_LINES = UNDONE_AT_ONCE + 1500
const MANY = `Numéro;Nom;Code postal;Ville\n${Array.from({ length: MANY_LINES }, (_, at) => `${10_000 + at};Durand ${at};75011;Paris\n`).join('')}`

type Mover = Awaited<ReturnType<typeof aMover>>
const idOf = ({ within, company }: Mover, table: string, number: number) =>
  within(async ({ db }) => {
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from ${sql.identifier(table)} where company_id = ${company.id} and number = ${number}`,
    )
    return rows[0]!.id
  })

async function begunUndo(call: Mover['call'], asked: { id: string; force?: boolean }) {
  const { workId, ...card } = await call(importsOperations.undo, asked)
  return { ...card, workId: workId! }
}

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

  it('of many records goes on as work, which shows how far it is; nothing else is done with the import meanwhile', async () => {
    const { whole, call, work, count, state } = await aMover(database)
    const before = await state()
    const { id } = await whole('contacts.csv', MANY)
    const { workId, ...begun } = await begunUndo(call, { id })
    expect(begun).toMatchObject({ state: 'undoing', undoneAt: null, counts: { made: MANY_LINES } })
    expect(await call(workOperations.get, { id: workId })).toMatchObject({
      label: 'Annulation de l’import contacts.csv',
      total: MANY_LINES,
    })
    const underWay = { code: 'imports.underWay' }
    await expect(call(importsOperations.undo, { id })).rejects.toMatchObject(underWay)
    await expect(call(importsOperations.bringIn, { id })).rejects.toMatchObject(underWay)
    await expect(call(importsOperations.discard, { id })).rejects.toMatchObject(underWay)
    expect(await count('parties')).toBe(MANY_LINES)
    await work(workId)
    expect(await call(workOperations.get, { id: workId })).toMatchObject({
      ...{ state: 'done', done: MANY_LINES },
      result: { link: `imports/${id}`, summary: `Supprimés : ${MANY_LINES}` },
    })
    expect(await call(importsOperations.get, { id })).toMatchObject({ state: 'undone', counts: { good: MANY_LINES } })
    expect(await state()).toEqual(before)
    await work(workId)
    expect(await state()).toEqual(before)
  })

  it('of many records is refused before it begins when something was built on one, and after when it was meanwhile', async () => {
    const mover = await aMover(database)
    const { whole, call, work, state } = mover
    const { id } = await whole('contacts.csv', MANY)
    const note = async (text: string) =>
      call(partiesOperations.update, { id: await idOf(mover, 'parties', 10_000), note: text })
    await note('Rappeler')
    await expect(call(importsOperations.undo, { id })).rejects.toMatchObject({ code: 'imports.editedSince' })
    const { workId } = await begunUndo(call, { id, force: true })
    await mover.sell('ABO-A112', '2023-08-01', { customerId: await idOf(mover, 'parties', 10_500) })
    const before = await state()
    await work(workId)
    expect(await call(workOperations.get, { id: workId })).toMatchObject({
      state: 'failed',
      done: 0,
      error: expect.stringContaining('Rien n’est annulé'),
    })
    expect(await call(importsOperations.get, { id })).toMatchObject({ state: 'imported' })
    expect(await state()).toEqual(before)
    await expect(call(importsOperations.undo, { id, force: true })).rejects.toMatchObject({
      code: 'imports.builtUpon',
    })
  })

  it('of many records is stopped when somebody asks so, and leaves everything', async () => {
    const { whole, call, work, state } = await aMover(database)
    const { id } = await whole('contacts.csv', MANY)
    const before = await state()
    const { workId } = await begunUndo(call, { id })
    const stopping = work(workId)
    await call(workOperations.cancel, { id: workId })
    await stopping
    expect(await call(workOperations.get, { id: workId })).toMatchObject({ state: 'cancelled' })
    expect(await call(importsOperations.get, { id })).toMatchObject({ state: 'imported' })
    expect(await state()).toEqual(before)
  })

  it('and brought in anew, is undone again even when it was cut', async () => {
    const { whole, bringIn, call, count } = await aMover(database)
    const { id } = await whole('contacts.csv', CONTACTS)
    await call(importsOperations.undo, { id })
    const { workId } = await call(importsOperations.bringIn, { id })
    await call(workOperations.cancel, { id: workId })
    expect(await call(importsOperations.get, { id })).toMatchObject({ state: 'ready', undoneAt: null })
    await bringIn(id)
    expect(await call(importsOperations.undo, { id })).toMatchObject({ state: 'undone', workId: null })
    expect(await count('parties')).toBe(0)
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
