import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { aSeller } from './factory.ts'
import { sellerOperations as seller, invoicingSettingsOperations as settings } from './operations/seller.ts'
import { currentSeller, settingsOf } from './queries/seller.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

describe('the company as its papers name it', () => {
  it('L-3 is its name until somebody says more, then what was said in its usual form', async () => {
    const { call, within } = await aCompany(database)
    expect(await call(seller.get, {})).toMatchObject({ id: null, legalName: 'Éditions du Lac', siren: '' })
    expect(await within(currentSeller)).toBeUndefined()
    const said = await call(seller.change, {
      legalName: 'Éditions du Lac',
      siren: '732 829 320 00074',
      vatNumber: 'fr 44 732 829 320',
      iban: 'FR76 3000 6000 0112 3456 7890 189',
      lines: ' 12 quai du Lac \n\n Bâtiment B ',
      colour: '#AABBCC',
    })
    expect(said).toMatchObject({
      siren: '732829320',
      nic: '00074',
      vatNumber: 'FR44732829320',
      iban: 'FR7630006000011234567890189',
      lines: '12 quai du Lac\nBâtiment B',
      colour: '#aabbcc',
      createdBy: 'VG',
    })
    expect(await within(currentSeller)).toMatchObject({ id: said.id, siren: '732829320' })
  })

  it('L-3 is a new version at each change, the former stays; nothing new makes none', async () => {
    const { call, within } = await aCompany(database)
    const first = await within(ctx => aSeller(ctx))
    const second = await call(seller.change, { town: 'Talloires', versionId: first })
    expect(second.id).not.toBe(first)
    expect((await call(seller.change, { town: 'Talloires' })).id).toBe(second.id)
    const { rows } = await within(({ db }) => db.execute(sql`select town from seller_versions order by created_at`))
    expect(rows).toEqual([{ town: 'Annecy' }, { town: 'Talloires' }])
    await expect(
      within(({ db }) => db.execute(sql`update seller_versions set town = 'Lyon'`)).then(({ rowCount }) => rowCount),
    ).resolves.toBe(0)
  })

  it('L-3 is not changed over what somebody else said meanwhile, even at the same time', async () => {
    const { call, within } = await aCompany(database)
    const versionId = await within(ctx => aSeller(ctx))
    const answers = await Promise.allSettled(
      ['Lyon', 'Nice', 'Metz'].map(town => call(seller.change, { town, versionId })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(answers.flatMap(one => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual([
      'record.changedMeanwhile',
      'record.changedMeanwhile',
    ])
    await expect(call(seller.change, { town: 'Brest', versionId: null })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
  })

  it.each([
    [{ siren: '732829321' }, 'invoicing.sirenInvalid'],
    [{ siren: '732829320', nic: '00075' }, 'invoicing.siretInvalid'],
    [{ vatNumber: 'FR45732829320' }, 'invoicing.vatNumberInvalid'],
    [{ siren: '732829320', vatNumber: 'FR83404833048' }, 'invoicing.vatNumberOfAnother'],
    [{ iban: 'FR7630006000011234567890188' }, 'invoicing.ibanInvalid'],
    [{ bic: 'AGRI' }, 'invoicing.bicInvalid'],
    [{ email: 'nobody' }, 'invoicing.sellerEmailInvalid'],
    [{ lines: 'a\nb\nc\nd\ne' }, 'invoicing.fourAddressLines'],
    [{ country: 'ZZ' }, 'parties.countryUnknown'],
  ])('L-3 refuses what cannot be right: %j', async (given, code) => {
    const { call } = await aCompany(database)
    await expect(call(seller.change, given)).rejects.toMatchObject({ code })
  })

  it('L-3 is not said by who only sells', async () => {
    const { call } = await aCompany(database, { role: 'operator' })
    await expect(call(seller.change, { town: 'Lyon' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await call(seller.get, {})).toMatchObject({ id: null })
  })
})

describe('what a company decides about its documents', () => {
  it('L-2 is as for all until it is changed', async () => {
    const { call, within } = await aCompany(database)
    expect(await call(settings.get, {})).toMatchObject({ fiscalYearStart: 1, invoicePattern: 'FA-{yyyy}-{n:6}' })
    const changed = {
      fiscalYearStart: 7,
      invoicePattern: 'F{yy}/{n:5}',
      paymentDays: 45,
      paymentMonthEnd: 'after-days',
    }
    expect(await call(settings.change, changed as never)).toMatchObject(changed)
    expect(await within(settingsOf)).toMatchObject({ ...changed, creditNotePattern: 'AV-{yyyy}-{n:6}' })
  })

  it('L-2 refuses patterns that lack the year or the number, or that are alike', async () => {
    const { call } = await aCompany(database)
    await expect(call(settings.change, { invoicePattern: 'FA-{n:6}' })).rejects.toMatchObject({
      code: 'invoicing.patternInvalid',
    })
    await expect(call(settings.change, { depositPattern: 'AV-{yy}-{n:4}' })).rejects.toMatchObject({
      code: 'invoicing.patternsAlike',
    })
  })

  it('L-2 keeps the fiscal year in which numbers were given', async () => {
    const { call, within } = await aCompany(database, { today: '2026-09-10' })
    await within(({ db, company }) =>
      db.execute(sql`insert into invoice_series (company_id, kind, year, next, last_on)
        values (${company.id}, 'invoice', 2026, 13, '2026-09-10')`),
    )
    await expect(call(settings.change, { fiscalYearStart: 7 })).rejects.toMatchObject({
      code: 'invoicing.fiscalYearBegun',
    })
    expect(await call(settings.change, { fiscalYearStart: 10 })).toMatchObject({ fiscalYearStart: 10 })
  })
})
