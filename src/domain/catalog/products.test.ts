import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { anIssue, aProduct, aTitle } from './factory.ts'
import { catalogOperations } from './operations.ts'
import { productsById } from './queries.ts'
import { catalogConstraints } from './tables.ts'

const { titles, issues, products } = catalogOperations

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const newCompany = () => aCompany(database, { constraints: catalogConstraints })
const quarterly = { code: 'cs', name: 'Capital Social', frequency: 'quarterly', firstIssueOn: '2022-05-01' } as const

/** A company with the title of the documents and its first issues. */
async function publisher(issueCount = 0) {
  const company = await newCompany()
  const titleId = await company.within(async ctx => {
    const id = await aTitle(ctx)
    for (let at = 0; at < issueCount; at++) await anIssue(ctx, id)
    return id
  })
  return { ...company, titleId }
}

/** The products of the documents: code, label, VAT in basis points, gross price in cents. */
const PRODUCTS: [code: string, label: string, vatRateBps: number, priceCents: number][] = [
  ['ABO-A112', 'Abonnement de 1 an à Capital Social', 2000, 3400],
  ['ABO-A224', 'Abonnement de 2 ans à Capital Social', 2000, 5960],
  ['ABO-N115', 'Abonnement 1 an (5 numéros)', 0, 3400],
  ['ABO-N226', 'Abonnement 2 ans (9 numéros)', 0, 5960],
  ['ABO-PR12', 'Service de presse - 1 an', 0, 0],
  ['ABO-SO12', 'Abonnement de soutien', 0, 15_000],
  ['ENVOI', 'Envoi postal', 2000, 500],
  ['NUM-1', 'Capital Social N1', 2000, 900],
  ['NUM-2', 'Capital Social N2', 2000, 900],
  ['NUM-XXX', 'Dernier numéro de Capital Social', 2000, 900],
]

describe('a product', () => {
  test('ABO-17, ABO-18, ABO-23 tells in lists what it is, from its code alone', async () => {
    const { call } = await publisher(2)
    for (const [code, label, vatRateBps, priceCents] of PRODUCTS)
      await call(products.create, { code, label, vatRateBps, priceCents, supplierName: 'CAPITAL SOCIAL' })
    const { rows } = await call(products.list, { ofTitles: true })
    expect(rows.map(row => [row.code, row.characteristic, row.netCents, row.grossCents])).toEqual([
      ['ABO-A112', 'Abonnement A1 12 mois', 2833, 3400],
      ['ABO-A224', 'Abonnement A2 24 mois', 4967, 5960],
      ['ABO-N115', 'Abonnement N1 15 mois', 3400, 3400],
      ['ABO-N226', 'Abonnement N2 26 mois', 5960, 5960],
      ['ABO-PR12', 'Abonnement PR 12 mois', 0, 0],
      ['ABO-SO12', 'Abonnement SO 12 mois', 15_000, 15_000],
      ['NUM-1', 'Achat numéro 1', 750, 900],
      ['NUM-2', 'Achat numéro 2', 750, 900],
      ['NUM-XXX', 'Achat dernier numéro', 750, 900],
    ])
    expect(rows.map(({ servedBy }) => servedBy).slice(0, 6)).toEqual(['date', 'date', 'issue', 'issue', 'date', 'date'])
    expect(rows.map(({ issuesDue }) => issuesDue).slice(0, 6)).toEqual([null, null, 5, 9, null, null])
    expect(await call(products.list, { ofTitles: false })).toMatchObject({
      rows: [{ code: 'ENVOI', supplierName: 'CAPITAL SOCIAL', titleId: null }],
    })
    expect(await call(products.count, { kind: 'single-issue' })).toEqual({ count: 3 })
    expect(await call(products.list, { search: 'numéros 2 an', sort: 'label' })).toMatchObject({
      rows: [{ code: 'ABO-N226' }],
    })
  })

  test('X-1 has the term a person gives, whatever its code', async () => {
    const { call } = await publisher()
    const life = {
      code: 'ABO-A112',
      label: 'À vie',
      priceCents: 90_000,
      offerCode: 'A',
      termMonths: 112,
      vatRateBps: 0,
    }
    expect(await call(products.create, life)).toMatchObject({
      offerCode: 'A',
      termMonths: 112,
      characteristic: 'Abonnement A 112 mois',
    })
  })

  test('X-10 has the press rate proposed only for a registered title', async () => {
    const { call, titleId } = await publisher()
    const made = { code: 'ABO-A112', label: 'Un an', priceCents: 3400 }
    expect(await call(products.create, made)).toMatchObject({ vatRateBps: 2000, priceBasis: 'gross' })
    await call(titles.update, { id: titleId, cppap: '0599 K 94371' })
    expect(await call(products.create, { ...made, code: 'ABO-A224' })).toMatchObject({
      vatRateBps: 210,
      netCents: 3330,
    })
  })

  test('ABO-18 has a checked EAN13, a brand, a family and a small picture', async () => {
    const { call } = await publisher()
    const sheet = {
      ean13: '400 6381 333931',
      brand: 'Capital',
      family: 'Revue',
      image: 'data:image/png;base64,iVBORw0KGgo=',
    }
    const made = await call(products.create, { code: 'X', label: 'A', priceCents: 100, ...sheet })
    expect(made).toMatchObject({ ...sheet, ean13: '4006381333931' })
    await expect(call(products.update, { id: made.id, ean13: '4006381333932' })).rejects.toMatchObject({
      code: 'catalog.ean13Form',
      data: { field: 'ean13' },
    })
    await expect(call(products.update, { id: made.id, image: 'https://example.org/a.png' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('says what it lacks', async () => {
    const { call, titleId } = await publisher(1)
    const other = await call(titles.create, { ...quarterly, code: 'B' })
    const stranger = await call(issues.create, { titleId: other.id })
    const refused = (input: object) =>
      expect(call(products.create, { label: 'A', code: 'X', priceCents: 100, ...input })).rejects
    await refused({ code: 'ABO-A112' }).toMatchObject({ code: 'catalog.titleMissing' }) // two titles: which?
    await refused({ kind: 'subscription', titleId }).toMatchObject({ code: 'catalog.termMissing' })
    await refused({ code: 'ABO-A112', titleId, servedBy: 'issue', issuesDue: null }).toMatchObject({
      code: 'catalog.issuesDueMissing',
    })
    await refused({ kind: 'single-issue', titleId }).toMatchObject({ code: 'catalog.issueMissing' })
    await refused({ code: 'NUM-7', titleId }).toMatchObject({
      code: 'catalog.issueUnknown',
      data: { values: { number: '7' } },
    })
    await refused({ kind: 'single-issue', titleId, issueId: stranger.id }).toMatchObject({
      code: 'catalog.issueOfAnotherTitle',
    })
    await refused({ priceCents: -1 }).toMatchObject({ code: 'BAD_REQUEST' })
    await call(products.create, { code: 'x', label: 'A', priceCents: 100 })
    await refused({}).toMatchObject({ code: 'catalog.productCodeTaken', data: { field: 'code' } })
  })

  test('changes only in what is said, its other amount with its price', async () => {
    const { call, within } = await publisher(1)
    const { id } = await call(products.create, { code: 'NUM-1', label: 'N1', priceCents: 900, vatRateBps: 2000 })
    expect(await call(products.update, { id, revision: 1, priceCents: 1200 })).toMatchObject({
      netCents: 1000,
      issueNumber: '1',
    })
    expect(await call(products.update, { id, priceBasis: 'net' })).toMatchObject({ netCents: 1200, grossCents: 1440 })
    expect(await call(products.update, { id, kind: 'other' })).toMatchObject({
      titleId: null,
      issueId: null,
      characteristic: '',
    })
    await expect(call(products.update, { id, revision: 1, label: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(call(products.update, { id, revision: 1, label: 'N°1' })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
    expect(await within(async ctx => (await productsById(ctx, [id, ctx.company.id])).size)).toBe(1)
  })

  test('no longer sold leaves the list', async () => {
    const { call, within } = await publisher()
    const id = await within(ctx => aProduct(ctx))
    await call(products.update, { id, archivedOn: '2026-01-01' })
    expect(await call(products.count, {})).toEqual({ count: 0 })
    expect(await call(products.list, { archived: true })).toMatchObject({ rows: [{ id, archivedOn: '2026-01-01' }] })
  })
})

test('a catalogue is seen by its company alone, and changed by who has the right', async () => {
  const [ours, theirs] = [await publisher(1), await newCompany()]
  expect(await theirs.call(titles.list, {})).toEqual({ rows: [], next: null })
  expect(await theirs.call(issues.list, {})).toEqual({ rows: [], next: null })
  expect(await theirs.call(products.list, {})).toEqual({ rows: [], next: null })
  await expect(theirs.call(titles.get, { id: ours.titleId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ours.call(titles.create, quarterly, { role: 'operator' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
