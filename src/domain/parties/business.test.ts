import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { mergeParties, undoMerge } from './actions/merge.ts'
import { aParty } from './factory.ts'
import { partiesOperations as parties } from './operations.ts'
import { partyCard } from './queries/party-card.ts'
import { partiesConstraints } from './tables.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const newCompany = () => aCompany(database, { constraints: partiesConstraints })
const library = { kind: 'organisation', legalName: 'Médiathèque' } as const

describe('what invoices need of a customer', () => {
  it('L-3 is kept in its usual form, a SIRET as its SIREN', async () => {
    const { call } = await newCompany()
    const made = await call(parties.create, {
      ...library,
      siren: '732 829 320 00074',
      vatNumber: 'fr44 732829320',
      language: 'en',
      electronicAddress: ' 732829320 ',
    })
    expect(made).toMatchObject({
      siren: '732829320',
      vatNumber: 'FR44732829320',
      language: 'en',
      electronicAddress: '732829320',
    })
    expect(await call(parties.update, { id: made.id, vatNumber: 'BE 0123.456.789', siren: '' })).toMatchObject({
      siren: '',
      vatNumber: 'BE0123456789',
      electronicAddress: '732829320',
    })
    expect(await call(parties.create, { lastName: 'Dupont' })).toMatchObject({
      siren: '',
      vatNumber: '',
      language: 'fr',
    })
  })

  it.each([
    [{ siren: '732829321' }, 'parties.sirenInvalid'],
    [{ siren: '12345' }, 'parties.sirenInvalid'],
    [{ vatNumber: 'FR45732829320' }, 'parties.vatNumberInvalid'],
    [{ vatNumber: '732829320' }, 'parties.vatNumberInvalid'],
    [{ siren: '732829320', vatNumber: 'FR83404833048' }, 'parties.vatNumberOfAnother'],
  ])('L-3 refuses what cannot be right: %j', async (given, code) => {
    const { call } = await newCompany()
    await expect(call(parties.create, { ...library, ...given })).rejects.toMatchObject({ code })
    const { id } = await call(parties.create, library)
    await expect(call(parties.update, { id, ...given })).rejects.toMatchObject({ code })
  })

  it('CIR-19 L-3 comes along with a merge, and goes back when it is undone', async () => {
    const { within } = await newCompany()
    await within(async ctx => {
      const keptId = await aParty(ctx, { ...library, electronicAddress: '' })
      const goneId = await aParty(ctx, { ...library, siren: '732829320', electronicAddress: '732829320' })
      const mergeId = await mergeParties(ctx, keptId, goneId, [])
      expect(await partyCard(ctx, keptId)).toMatchObject({ siren: '732829320', electronicAddress: '732829320' })
      await undoMerge(ctx, mergeId)
      expect(await partyCard(ctx, keptId)).toMatchObject({ siren: '', electronicAddress: '' })
    })
  })
})
