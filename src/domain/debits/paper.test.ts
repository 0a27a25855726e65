import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { paperOf } from './actions/mandate-paper.ts'
import { mandatePaperDownload } from './downloads.ts'
import { aCollector } from './factory.ts'
import { debitCandidatesOperations as candidates } from './operations/batches.ts'
import { mandatesOperations as mandates } from './operations/mandates.ts'
import { mandatePaperPdf } from './printouts/mandate-paper.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const printed = (pdf: Uint8Array) =>
  pdfPages(pdf).map(page =>
    page
      .map(({ text }) => text)
      .join(' ')
      .replace(/\s+/g, ' '),
  )

describe('the paper of a mandate', { timeout: 60_000 }, () => {
  it('L-14 bears who allows whom what from which account, in French and in English', async () => {
    const of = await aCollector(database, { reactions, constraints })
    const mandate = await of.call(mandates.create, {
      ...{ customerId: of.customerId, iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPPAR', reference: 'LAC-7' },
      ...{ debtorName: 'Florence Dupont', lines: '3 rue Haute', postcode: '69001', town: 'Lyon', country: 'FR' },
    })
    const [french, ...more] = printed(
      await of.within(async ctx => mandatePaperPdf(await paperOf(ctx, mandate, 'fr'), 'fr')),
    )
    expect(more).toEqual([])
    for (const said of [
      'Mandat de prélèvement SEPA',
      'LAC-7',
      'Florence Dupont',
      '3 rue Haute',
      '69001 Lyon',
      'FR72ZZZ123456',
    ])
      expect(french).toContain(said)
    for (const said of ['FR14 2004 1010 0505 0001 3M02 606', 'PSSTFRPPPAR', 'Éditions du Lac', 'dans les 8 semaines'])
      expect(french).toContain(said)
    const [english] = printed(await of.within(async ctx => mandatePaperPdf(await paperOf(ctx, mandate, 'en'), 'en')))
    expect(english).toContain('SEPA Direct Debit Mandate')
    expect(english).toContain('you authorise Éditions du Lac')
  })

  it('L-14 is of one page for the longest names, and says of a B2B mandate that nothing is refunded', async () => {
    const of = await aCollector(database, { reactions, constraints })
    const mandate = await of.call(mandates.create, {
      ...{ customerId: of.customerId, iban: 'MT84MALT011000012345MTLCAST001S', scheme: 'b2b' as const, country: 'MT' },
      ...{
        debtorName: 'Maître '.repeat(9).trim(),
        lines: 'Appartement\nEscalier\nBâtiment',
        postcode: '',
        town: 'La Valette',
      },
    })
    const pages = printed(await of.within(async ctx => mandatePaperPdf(await paperOf(ctx, mandate, 'fr'), 'fr')))
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain('Vous n’êtes pas en droit de demander à votre banque le remboursement')
  })

  it('L-14 shows the whole account number, so that the journal keeps who took it', async () => {
    const of = await aCollector(database, { reactions, constraints })
    const file = await of.within(ctx => mandatePaperDownload.file(ctx, { id: of.mandateId }, undefined as never))
    expect(file.name).toBe('mandat-M000001.pdf')
    const { rows } = await of.within(({ db, company }) =>
      db.execute(sql`select from audit_entries where company_id = ${company.id} and record_id = ${of.mandateId}
        and "to"::text like '%ibanReadBy%'`),
    )
    expect(rows).toHaveLength(1)
    expect(mandatePaperDownload.right).toBe('debits.write')
  })
})

describe('what is typed', () => {
  it('L-14 finds a mandate by its reference, and what is to be collected by the invoice or the mandate', async () => {
    const of = await aCollector(database, { reactions, constraints })
    const other = await of.call(mandates.create, {
      ...{ customerId: of.customerId, iban: 'FR1420041010050500013M02606', reference: 'LAC/7' },
    })
    const found = await of.call(mandates.list, { search: ' lac/7 ' })
    expect(found.rows.map(({ id }) => id)).toEqual([other.id])
    expect(await of.call(mandates.count, { search: 'LAC/7' })).toEqual({ count: 1 })
    expect((await of.call(mandates.list, { search: 'LAC/8' })).rows).toEqual([])
    const invoice = await of.owesByDebit(3400)
    await of.owesByDebit(1200)
    expect((await of.call(candidates.list, { search: invoice.number })).rows.map(({ id }) => id)).toEqual([invoice.id])
    expect((await of.call(candidates.list, { search: 'M000001' })).rows).toHaveLength(2)
    expect(await of.call(candidates.get, { id: invoice.id })).toMatchObject({
      ...{ number: invoice.number, reference: 'M000001', verdict: 'to-notice' },
    })
    await expect(of.call(candidates.get, { id: of.customerId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
