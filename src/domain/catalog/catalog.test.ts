import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { aParty } from '../parties/factory.ts'
import { markDispatched } from './actions.ts'
import { anIssue, aTitle } from './factory.ts'
import { catalogOperations } from './operations.ts'
import { latestIssue } from './queries.ts'
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

describe('a title', () => {
  test('ABO-20 to ABO-22 has a frequency, a mailing house among the contacts and a first issue date', async () => {
    const { call, within } = await newCompany()
    const mailingHouseId = await within(ctx => aParty(ctx, { kind: 'organisation', legalName: 'Copy-Top République' }))
    const title = await call(titles.create, { ...quarterly, mailingHouseId })
    expect(title).toMatchObject({ ...quarterly, code: 'CS', mailingHouse: 'Copy-Top République', issueCount: 0 })
    expect(await call(titles.list, { search: 'capital' })).toMatchObject({ rows: [{ id: title.id }] })
    expect(await call(titles.count, { mailingHouseId })).toEqual({ count: 1 })
    expect(await call(titles.update, { id: title.id, mailingHouseId: null })).toMatchObject({
      mailingHouse: '',
      revision: 2,
    })
  })

  test('X-31 has settings of its own: several in a company, whatever the characters of a product code', async () => {
    const { call } = await newCompany()
    const review = await call(titles.create, quarterly)
    const letter = await call(titles.create, {
      code: 'LM',
      name: 'La Lettre',
      frequency: 'monthly',
      firstIssueOn: '2023-01-01',
    })
    const sold = { priceCents: 3400, priceBasis: 'gross', vatRateBps: 210 } as const
    const offers = await Promise.all(
      [review, letter].map(({ id: titleId }, at) =>
        call(products.create, { ...sold, code: `ABO-A${at + 1}12`, label: 'Un an', titleId }),
      ),
    )
    expect(offers.map(({ offerCode, titleId }) => [offerCode, titleId])).toEqual([
      ['A1', review.id],
      ['A2', letter.id],
    ])
    await call(titles.update, { id: letter.id, frequency: 'weekly' })
    expect(await call(titles.get, { id: review.id })).toMatchObject({
      frequency: 'quarterly',
      revision: review.revision,
    })
  })

  test('CIR-1 has a press registration and an ISSN of the right form', async () => {
    const { call } = await newCompany()
    const title = await call(titles.create, {
      ...quarterly,
      issn: '20493630',
      cppap: '0525k94371',
      coverPriceCents: 900,
    })
    expect(title).toMatchObject({ issn: '2049-3630', cppap: '0525 K 94371', coverPriceCents: 900 })
    expect(title).toMatchObject({ kind: 'magazine', servedBy: 'date', countedBy: 'cover', replacementLimit: 3 })
    await expect(call(titles.update, { id: title.id, issn: '2049-3631' })).rejects.toMatchObject({
      code: 'catalog.issnForm',
      data: { field: 'issn' },
    })
    await expect(call(titles.update, { id: title.id, cppap: 'K 94371' })).rejects.toMatchObject({
      code: 'catalog.cppapForm',
    })
  })

  test('X-3 CIR-30 is a box served by number and counted on its closing day, its products too', async () => {
    const { call } = await newCompany()
    const box = await call(titles.create, {
      code: 'PANIER',
      name: 'Le Panier',
      kind: 'box',
      frequency: 'monthly',
      firstIssueOn: '2023-06-28',
    })
    expect(box).toMatchObject({ servedBy: 'issue', countedBy: 'closing' })
    const sold = { kind: 'subscription', titleId: box.id, priceCents: 9600 } as const
    expect(await call(products.create, { ...sold, code: 'BOX-3', label: '3 box', issuesDue: 3 })).toMatchObject({
      servedBy: 'issue',
      issuesDue: 3,
      termMonths: 3,
    })
    expect(await call(products.create, { ...sold, code: 'BOX-12M', label: 'Un an', termMonths: 12 })).toMatchObject({
      servedBy: 'issue',
      issuesDue: 12,
    })
  })

  test('has a code of its own and a mailing house that exists', async () => {
    const { call } = await newCompany()
    const { id } = await call(titles.create, quarterly)
    await expect(call(titles.create, { ...quarterly, code: ' CS ' })).rejects.toMatchObject({
      code: 'catalog.titleCodeTaken',
    })
    await expect(call(titles.create, { ...quarterly, code: 'B', mailingHouseId: id })).rejects.toMatchObject({
      code: 'catalog.mailingHouseUnknown',
    })
  })
})

describe('the issues of a title', () => {
  test('X-7 are proposed by its frequency, and created one after the other', async () => {
    const { call, titleId } = await publisher()
    const proposed = await call(issues.propose, { titleId, count: 5 })
    expect(proposed.map(({ coverOn }) => coverOn)).toEqual([
      '2022-05-01',
      '2022-08-01',
      '2022-11-01',
      '2023-02-01',
      '2023-05-01',
    ])
    const first = await call(issues.create, { titleId })
    expect(first).toMatchObject({
      ordinal: 1,
      number: '1',
      coverOn: '2022-05-01',
      onSaleOn: '2022-05-01',
      status: 'planned',
    })
    await call(issues.create, { titleId, number: '2-3', coverOn: '2022-09-05', label: 'Spécial été' })
    expect(await call(issues.propose, { titleId, count: 1 })).toMatchObject([
      { ordinal: 3, number: '4', coverOn: '2022-11-01' },
    ])
    expect(await call(issues.list, { titleId, search: 'ete' })).toMatchObject({
      rows: [{ number: '2-3', titleCode: 'CS' }],
    })
    expect(await call(titles.get, { id: titleId })).toMatchObject({ issueCount: 2 })
  })

  test('X-7 are created four at a time, closed and shipped as long before their date as the last one', async () => {
    const { call, titleId } = await publisher()
    await call(issues.create, { titleId, closesOn: '2022-04-10', shipsOn: '2022-04-28' })
    const planned = await call(issues.plan, { titleId })
    expect(planned.map(({ number, coverOn, closesOn }) => [number, coverOn, closesOn])).toEqual([
      ['2', '2022-08-01', '2022-07-11'],
      ['3', '2022-11-01', '2022-10-11'],
      ['4', '2023-02-01', '2023-01-11'],
      ['5', '2023-05-01', '2023-04-10'],
    ])
    expect(await call(issues.get, { id: planned[0]!.id })).toMatchObject({ number: '2', shipsOn: '2022-07-29' })
    expect(await call(issues.propose, { titleId, count: 1 })).toMatchObject([{ number: '6' }])
  })

  test('CIR-2 are regular, double or special, and say what they count for', async () => {
    const { call, titleId } = await publisher()
    expect(await call(issues.create, { titleId })).toMatchObject({
      kind: 'regular',
      countsFor: 1,
      forSubscribers: true,
    })
    expect(await call(issues.create, { titleId, kind: 'double', number: '2-3' })).toMatchObject({ countsFor: 2 })
    expect(await call(issues.create, { titleId, kind: 'double', countsFor: 1 })).toMatchObject({ countsFor: 1 })
    const special = await call(issues.create, { titleId, kind: 'special', number: 'HS1', weightGrams: 310 })
    expect(special).toMatchObject({ forSubscribers: false, weightGrams: 310 })
  })

  test('CIR-2 are shown closed once their closing day is over, and opened again with a later one', async () => {
    const { call, titleId } = await publisher()
    const today = '2023-08-31'
    const as = { today }
    const { id } = await call(issues.create, { titleId, closesOn: '2023-08-30' }, as)
    expect(await call(issues.get, { id }, as)).toMatchObject({ status: 'closed' })
    expect(await call(issues.count, { titleId, status: 'closed' }, as)).toEqual({ count: 1 })
    expect(await call(issues.count, { titleId, status: 'planned' }, as)).toEqual({ count: 0 })
    await call(issues.update, { id, status: 'closed' }, as)
    await expect(call(issues.update, { id, status: 'planned' }, as)).rejects.toMatchObject({
      code: 'catalog.closingDayPassed',
      data: { field: 'closesOn' },
    })
    expect(await call(issues.update, { id, status: 'planned', closesOn: '2023-09-10' }, as)).toMatchObject({
      status: 'planned',
    })
    expect(await call(issues.update, { id, status: 'skipped' }, as)).toMatchObject({ status: 'skipped' })
    await expect(call(issues.update, { id, status: 'closed' }, as)).rejects.toMatchObject({ code: 'catalog.issueMove' })
  })

  test('are added once each when two clerks add the next one together', async () => {
    const { call, titleId } = await publisher()
    const made = await Promise.all([1, 2, 3].map(() => call(issues.create, { titleId })))
    expect(made.map(({ ordinal }) => ordinal).toSorted()).toEqual([1, 2, 3])
  })

  test('of an irregular title are dated by hand', async () => {
    const { call } = await newCompany()
    const { id: titleId } = await call(titles.create, { ...quarterly, frequency: 'irregular' })
    await expect(call(issues.propose, { titleId })).rejects.toMatchObject({ code: 'catalog.irregular' })
    await expect(call(issues.create, { titleId })).rejects.toMatchObject({ code: 'catalog.coverDateMissing' })
    await call(issues.create, { titleId, coverOn: '2022-05-01' })
    expect(await call(issues.create, { titleId, coverOn: '2022-07-14' })).toMatchObject({ ordinal: 2, number: '2' })
  })

  test('follow one another, each with its number', async () => {
    const { call, titleId } = await publisher(2)
    const refused = (input: object) => expect(call(issues.create, { titleId, ...input })).rejects
    await refused({ coverOn: '2022-08-01' }).toMatchObject({ code: 'catalog.issueOutOfOrder' })
    await refused({ number: '2' }).toMatchObject({ code: 'catalog.issueNumberTaken', data: { field: 'number' } })
    await refused({ ordinal: 1, number: '0', coverOn: '2022-01-01' }).toMatchObject({
      code: 'catalog.issueOrdinalTaken',
    })
    await expect(call(issues.create, { titleId: titleId.replace(/^./, 'f') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('keep being dispatched once they are', async () => {
    const { call, within, titleId } = await publisher(1)
    const { rows } = await call(issues.list, { titleId })
    const id = rows[0]!.id
    expect(await call(issues.update, { id, closesOn: '2022-04-20', status: 'closed' })).toMatchObject({
      status: 'closed',
    })
    await within(ctx => markDispatched(ctx, id))
    await within(ctx => markDispatched(ctx, id))
    expect(await call(issues.update, { id, label: 'Spécial' })).toMatchObject({ status: 'dispatched', revision: 4 })
    await expect(call(issues.update, { id, status: 'planned' })).rejects.toMatchObject({
      code: 'catalog.issueDispatched',
    })
  })

  test('X-8 have a latest one on sale on the day of an order, or a refusal', async () => {
    const { within, titleId } = await publisher(3)
    expect(await within(ctx => latestIssue(ctx, titleId, '2022-10-31'))).toMatchObject({ number: '2' })
    await expect(within(ctx => latestIssue(ctx, titleId, '2022-04-30'))).rejects.toMatchObject({
      code: 'catalog.noIssueOnSale',
    })
  })
})
