import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleWords } from '../labels/rules.ts'
import { allowance, aPaper, line, papers, READER, SELLER } from '../testing/papers.ts'
import { brokenRules, CATEGORIES, RULES, ruleOf } from './en16931.ts'
import type { Paper } from './paper.ts'

const changed = (change: Partial<Paper>, of: Paper = aPaper()): Paper => ({ ...of, ...change })
const withLine = (change: Partial<Paper['lines'][number]>): Paper =>
  changed({ lines: aPaper().lines.map(one => ({ ...one, ...change })) })
const taxed = (vatCategory: Paper['lines'][number]['vatCategory'], given = {}) =>
  aPaper({ lines: [line({ vatCategory, vatRateBps: 0 })], ...given })
const abroad = { ...aPaper().buyer, siren: '', vatNumber: '', address: { ...aPaper().buyer.address, country: 'DE' } }

/** Each rule, and a document that breaks it. */
const BREAKING: [rule: string, paper: Paper][] = [
  ['BR-02', changed({ number: null })],
  ['BR-03', changed({ issuedOn: '' })],
  ['BR-05', changed({ currency: '€' })],
  ['BR-06', changed({ seller: { ...SELLER, legalName: ' ' } })],
  ['BR-07', changed({ buyer: { ...READER, name: '' } })],
  ['BR-09', changed({ seller: { ...SELLER, country: '' } })],
  ['BR-11', changed({ buyer: { ...READER, address: { ...READER.address, country: '' } } })],
  ['BR-16', changed({ lines: [] })],
  ['BR-21', changed({ lines: [...aPaper().lines, ...aPaper().lines] })],
  ['BR-22', withLine({ quantity: 0.5 })],
  ['BR-25', withLine({ label: '  ' })],
  ['BR-27', withLine({ netCents: -1 })],
  ['BR-30', withLine({ periodFrom: '2026-02-01', periodTo: '2026-01-01' })],
  ['BR-33', aPaper({ allowances: [allowance({ cents: 100, reason: '' })] })],
  ['BR-38', aPaper({ allowances: [allowance({ cents: 100, kind: 'charge', reason: '' })] })],
  ['BR-57', changed({ buyer: { ...READER, delivery: { ...READER.address, name: 'x', country: '' } } })],
  ['BR-CO-09', changed({ buyer: { ...READER, vatNumber: '123' } })],
  ['BR-CO-13', changed({ netCents: 3331, grossCents: 3401 })],
  ['BR-CO-14', changed({ vatCents: 71, grossCents: 3401 })],
  ['BR-CO-15', changed({ grossCents: 3401 })],
  [
    'BR-CO-16',
    changed({ deposits: [{ number: 'A', issuedOn: '2026-01-01', netCents: 9000, vatCents: 0, grossCents: 9000 }] }),
  ],
  ['BR-CO-17', changed({ ...withLine({ vatCents: 72 }), vatCents: 72, grossCents: 3402 })],
  ['BR-CO-18', changed({ lines: [] })],
  ['BR-CO-25', changed({ dueOn: null })],
  ['BR-CO-26', changed({ seller: { ...SELLER, siren: '', vatNumber: '' } })],
  ['BR-IC-02', taxed('K', { buyer: abroad })],
  ['BR-AE-02', taxed('AE', { buyer: abroad })],
  ['BR-G-02', taxed('G', { seller: { ...SELLER, vatNumber: '' } })],
  ['BR-IC-12', taxed('K', { buyer: { ...abroad, address: { ...abroad.address, country: '' } } })],
  ['BR-O-11', aPaper({ lines: [line(), line({ vatCategory: 'O', vatRateBps: 0 })] })],
  ['BR-FR-01', changed({ number: 'FA 2026 n° 12' })],
  ['BR-FR-02', changed({ credits: { number: 'FA 12', issuedOn: '2026-01-01' } })],
  ['BR-FR-03', changed({ issuedOn: '1999-12-31', dueOn: '2026-01-01' })],
  ['BR-FR-10', changed({ seller: { ...SELLER, siren: '' } })],
  ['BR-FR-11', changed({ buyer: { ...aPaper().buyer, siren: '12' } })],
  ['BR-FR-16', withLine({ vatRateBps: 1234 })],
  ['BR-FR-23', changed({ seller: { ...SELLER, electronicAddress: 'a b@c' } })],
  ['BR-FR-CO-05', changed({ kind: 'credit-note' })],
  ['BR-FR-CO-07', changed({ dueOn: '2026-11-21' })],
  [
    'BR-FR-CO-08',
    changed({
      kind: 'deposit',
      deposits: [{ number: 'A', issuedOn: '2026-01-01', netCents: 1, vatCents: 0, grossCents: 1 }],
    }),
  ],
  ['BR-FR-CO-12', changed({ currency: 'USD' })],
]

const unknown = { ...SELLER, siren: '', vatNumber: '' }
/** The same of each category: two of what there may be one, no numbers, a rate that is not its own, VAT where none is. */
for (const category of CATEGORIES) {
  const one = (given = {}) => taxed(category, given)
  if (category === 'S')
    BREAKING.push(['BR-S-02', changed({ seller: unknown })], ['BR-S-05', withLine({ vatRateBps: 0 })])
  else {
    const wrong = one().lines.map(line => ({ ...line, vatRateBps: 550 }))
    BREAKING.push([ruleOf(category, '01'), changed({ lines: [...one().lines, ...wrong] })])
    BREAKING.push([ruleOf(category, '05'), changed({ lines: wrong })])
    BREAKING.push([ruleOf(category, '09'), changed({ lines: one().lines.map(line => ({ ...line, vatCents: 10 })) })])
    if (category !== 'O') BREAKING.push([ruleOf(category, '02'), one({ seller: unknown, buyer: abroad })])
  }
}

describe('the rules of EN 16931 and of French e-invoicing', () => {
  it('L-6 are kept by any document that is counted as ours are', () => {
    fc.assert(
      fc.property(papers, paper => {
        expect(brokenRules(paper)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it.each(BREAKING)('%s is found broken', (rule, paper) => {
    expect(brokenRules(paper)).toContain(rule)
  })

  it('BR-FR-16 lets a consumer of the Union bear the rate of where they live, and nobody else', () => {
    const belgian = (territory: Paper['territory']) =>
      brokenRules({ ...withLine({ vatRateBps: 2100, vatCents: 630 }), territory })
    expect(belgian('eu')).not.toContain('BR-FR-16')
    for (const territory of ['metropolitan', 'eu-business', 'outside'] as const)
      expect(belgian(territory)).toContain('BR-FR-16')
  })

  it('each have a document that breaks them here', () => {
    const broken = new Set(BREAKING.map(([rule]) => rule))
    expect(RULES.map(([id]) => id).filter(id => !broken.has(id))).toEqual([])
  })

  it('say in words what they want, each of them and in both languages', () => {
    for (const [id] of RULES)
      for (const language of ['fr', 'en'] as const) expect(ruleWords(id, language), id).not.toBe(id)
  })

  it('X-10 X-11 let a price entered with tax stay, though its VAT is then a cent from rate times net', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        fc.constantFrom(105, 210, 550, 850, 1000, 2000),
        (unitCents, vatRateBps) => {
          const paper = aPaper({ lines: [line({ unitCents, vatRateBps })] })
          expect(paper.grossCents).toBe(unitCents)
          expect(brokenRules(paper)).toEqual([])
        },
      ),
    )
  })
})
