import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { aCompany } from '../accounts/factory.ts'
import { letterPdf, writtenLettersPdf } from './actions/letters.ts'
import { aParty } from './factory.ts'
import { lettersOperations as letters } from './operations/letters.ts'
import { addresseeValues, merged, placeAndDay, unknownField } from './rules/letters.ts'
import { partiesConstraints } from './tables.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const newCompany = () => aCompany(database, { constraints: partiesConstraints, today: '2026-03-01' })
const welcome = {
  name: 'Bienvenue',
  about: 'party' as const,
  subject: 'Bienvenue, {nom}',
  body: '{salutation}\n\nVotre numéro est le {numero_contact}.\n{raison_sociale}\nÀ bientôt,\n\n{societe}',
}

describe('a letter to many', () => {
  test('is written to each with its own values, address and salutation, under the head of the company', async () => {
    const { call, within, company } = await newCompany()
    await call(letters.saveHead, { lines: '12 rue des Éditeurs\n75011 Paris', town: 'Paris' })
    const { id } = await call(letters.create, welcome)
    const pdf = await within(async ctx => {
      const florence = await aParty(ctx)
      const school = await aParty(ctx, {
        kind: 'organisation',
        legalName: 'Lycée Émile-Zola',
        lastName: '',
        firstName: '',
        honorific: '',
        addresses: [{ line1: '2 avenue Janvier', postcode: '35000', town: 'Rennes' }],
      })
      return letterPdf(ctx, id, [{ partyId: school }, { partyId: florence }])
    })
    const [first, second] = pdfPages(pdf).map(page => page.map(({ text }) => text))
    expect(first).toEqual([
      company.name,
      '12 rue des Éditeurs',
      '75011 Paris',
      expect.stringMatching(/zola/i),
      '2 AVENUE JANVIER',
      '35000 RENNES',
      'Paris, le 1er mars 2026',
      'Bienvenue, Lycée Émile-Zola',
      'Madame, Monsieur,',
      'Votre numéro est le 2.',
      'Lycée Émile-Zola',
      'À bientôt,',
      company.name,
    ])
    expect(second!.slice(-5)).toEqual([
      'Bienvenue, Mme Florence Dupont',
      'Madame,',
      'Votre numéro est le 1.',
      'À bientôt,',
      company.name,
    ])
  })

  test('may come with its words ready', async () => {
    const { within } = await newCompany()
    const pdf = await within(async ctx =>
      writtenLettersPdf(ctx, [{ partyId: await aParty(ctx), subject: 'Avis', text: 'Bonjour.', language: 'fr' }]),
    )
    expect(pdfPages(pdf)[0]!.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Avis', 'Bonjour.', 'Le 1er mars 2026']),
    )
  })

  test('refuses a field that does not exist, a name twice, and a change made meanwhile', async () => {
    const { call } = await newCompany()
    await expect(call(letters.create, { ...welcome, body: 'Votre titre : {titre}' })).rejects.toMatchObject({
      code: 'parties.letterFieldUnknown',
      data: { field: 'body', values: { field: 'titre' } },
    })
    const { id } = await call(letters.create, welcome)
    await expect(call(letters.create, welcome)).rejects.toMatchObject({ code: 'parties.letterNameTaken' })
    expect(await call(letters.update, { id, revision: 1, about: 'subscription', body: '{titre}' })).toMatchObject({
      revision: 2,
    })
    await expect(call(letters.update, { id, revision: 1, subject: '' })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
    await expect(call(letters.update, { id, about: 'party' })).rejects.toMatchObject({
      code: 'parties.letterFieldUnknown',
    })
    await call(letters.remove, { id })
    expect(await call(letters.list, {})).toEqual({ rows: [] })
  })
})

describe('the fields of a letter', () => {
  test('are told by the word of either language, and nothing else', () => {
    expect(unknownField('{nom} {Name} { town } {fin}', 'party')).toBe('fin')
    expect(unknownField('{fin} {end}', 'subscription')).toBeUndefined()
    expect(merged('a {nom}\n{ville}\nb', 'party', { name: '{ville}' })).toBe('a {ville}\nb')
  })

  test('speak to somebody by the honorific, in the language of the letter', () => {
    const party = {
      kind: 'person' as const,
      honorific: 'M.' as const,
      firstName: 'Jean',
      lastName: 'F',
      legalName: '',
      number: 4,
      town: 'Arles',
    }
    const writing = { today: '2026-03-01', company: 'X' }
    expect(addresseeValues(party, { ...writing, language: 'fr' })).toMatchObject({
      salutation: 'Monsieur,',
      name: 'M. Jean F',
    })
    expect(addresseeValues({ ...party, honorific: '' }, { ...writing, language: 'en' }).salutation).toBe(
      'Dear Sir or Madam,',
    )
    expect(placeAndDay('', '2026-11-22', 'en')).toBe('22 November 2026')
  })
})
