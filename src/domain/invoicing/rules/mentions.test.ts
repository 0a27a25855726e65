import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { missingList, missingWords } from '../labels/mentions.ts'
import { aPaper, LIBRARY, line, papers, READER, SELLER } from '../testing/papers.ts'
import { BUYER_SIREN_FROM, MENTIONS, missingCodes, missingMentions } from './mentions.ts'
import type { Paper } from './paper.ts'

const missing = (given: Parameters<typeof aPaper>[0]) => missingMentions(aPaper(given)).map(({ mention }) => mention)
const seller = (given: Partial<typeof SELLER>) => missing({ seller: { ...SELLER, ...given } })
const nowhere = { lines: [], postcode: '', town: '', country: 'FR' }

describe('what the law wants on a document', () => {
  it('L-3 is all there on any document of a company that said who it is', () => {
    fc.assert(
      fc.property(papers, paper => {
        expect(missingMentions(paper)).toEqual([])
      }),
    )
  })

  it('L-3 of who sells: place and SIREN, form with capital and register, VAT number unless it charges none', () => {
    expect(missing({ seller: null })).toEqual(['seller'])
    expect(seller({ town: '' })).toEqual(['seller.address'])
    expect(seller({ siren: '' })).toEqual(['seller.siren'])
    expect(seller({ siren: '', country: 'BE' })).toEqual([])
    expect(seller({ capitalCents: null })).toEqual(['seller.capital'])
    expect(seller({ register: '' })).toEqual(['seller.register'])
    expect(seller({ legalForm: '' })).toEqual(['seller.legalForm'])
    expect(seller({ legalForm: 'association loi 1901', capitalCents: null, register: '' })).toEqual([])
    expect(seller({ legalForm: 'SNC', capitalCents: null })).toEqual([])
    expect(seller({ vatNumber: '' })).toEqual(['seller.vatNumber'])
    expect(seller({ vatNumber: '', vatScheme: 'franchise' })).toEqual([])
  })

  it('L-3 of who buys: a consumer by name, a trader with its place, and its SIREN from the day all must send e-invoices', () => {
    expect(missing({ buyer: { ...READER, address: nowhere } })).toEqual([])
    expect(missing({ buyer: { ...READER, name: ' ' } })).toEqual(['buyer.name'])
    expect(missing({ buyer: { ...LIBRARY, address: nowhere } })).toEqual(['buyer.address'])
    const unnumbered = { ...LIBRARY, siren: '' }
    expect(missing({ buyer: unnumbered, issuedOn: '2027-08-31', dueOn: '2027-09-30' })).toEqual([])
    expect(missing({ buyer: unnumbered, issuedOn: BUYER_SIREN_FROM, dueOn: '2027-09-30' })).toEqual(['buyer.siren'])
    const german = { ...unnumbered, address: { ...LIBRARY.address, country: 'DE' } }
    expect(missing({ buyer: german, issuedOn: BUYER_SIREN_FROM, dueOn: '2027-09-30' })).toEqual([])
    const within = [line({ vatCategory: 'K', vatRateBps: 0 })]
    expect(missing({ buyer: german, lines: within })).toEqual(['buyer.vatNumber'])
    expect(missing({ buyer: { ...READER, delivery: { ...nowhere, name: 'Annexe' } } })).toEqual(['delivery.address'])
  })

  it('L-3 of what is sold and owed: a line, each named, and a day to pay; a credit note names its invoice', () => {
    const paper: Paper = { ...aPaper(), lines: [] }
    expect(missingMentions(paper)).toEqual([{ mention: 'lines' }])
    expect(missingMentions(aPaper({ lines: [line(), line({ label: ' ' })] }))).toEqual([
      { mention: 'lines.label', line: 2 },
    ])
    expect(missing({ dueOn: null })).toEqual(['dueOn'])
    const creditNote = { kind: 'credit-note', dueOn: null } as const
    expect(missing({ ...creditNote, credits: { number: 'FA-1', issuedOn: '2026-01-01' } })).toEqual([])
    expect(missing(creditNote)).toEqual(['credits', 'reason'])
    expect(missing({ ...creditNote, buyer: READER, reason: 'Geste commercial' })).toEqual([])
  })

  it('is said in words, in both languages', () => {
    for (const mention of MENTIONS)
      for (const language of ['fr', 'en'] as const) expect(missingWords({ mention }, language)).toMatch(/^[a-zà-ÿ]/)
    expect(missingList(missingCodes([{ mention: 'buyer.siren' }, { mention: 'lines.label', line: 2 }]), 'fr')).toBe(
      'le SIREN du client, la désignation de la ligne 2',
    )
  })
})
