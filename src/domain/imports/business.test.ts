import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { partiesOperations } from '../parties/operations.ts'
import { aMover } from './testing/mover.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const LIBRARIES = `Numéro;Raison sociale;SIRET;TVA intracommunautaire;Langue;Adresse 1;Code postal;Ville
12;Médiathèque du Lac;732 829 320 00074;FR44 732829320;français;1 quai du Lac;74000;Annecy
13;Librairie Haute;732 829 321;;;2 quai du Lac;74000;Annecy
14;Bibliothèque;732829320;FR83404833048;anglais;3 quai du Lac;74000;Annecy
15;Boekhandel;;BE0123456789;anglais;Grote Markt 1;2000;Antwerpen
`

describe('a file of contacts with their companies’ numbers', () => {
  it('L-3 M-14 brings in those that check, and refuses the lines of the others', async () => {
    const { send, read, bringIn, lines, call } = await aMover(database)
    const id = await send('contacts.csv', LIBRARIES)
    expect(await read(id)).toMatchObject({ kind: 'parties', counts: { good: 2, refused: 2 } })
    expect((await lines(id, { state: 'refused' })).map(({ line, told }: never) => [line, told])).toMatchObject([
      [3, [{ code: 'sirenUnreadable', field: 'siren' }]],
      [4, [{ code: 'vatNumberOfAnother', field: 'vatNumber' }]],
    ])
    await bringIn(id)
    const { rows } = await call(partiesOperations.list, { sort: 'number' })
    const cards = await Promise.all(rows.map(({ id }) => call(partiesOperations.get, { id })))
    expect(cards).toMatchObject([
      { number: 12, siren: '732829320', vatNumber: 'FR44732829320', language: 'fr' },
      { number: 15, siren: '', vatNumber: 'BE0123456789', language: 'en' },
    ])
  })
})
