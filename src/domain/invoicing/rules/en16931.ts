import { EURO } from '../../../values/currency.ts'
import { percentOf } from '../../../values/money.ts'
import type { VatCategory } from './document.ts'
import {
  electronicAddressOf,
  footOf,
  isBusiness,
  isFrench,
  type Paper,
  type PaperAllowance,
  type PaperLine,
  type VatGroup,
  vatGroups,
  vatInEuros,
} from './paper.ts'

type Checked = {
  paper: Paper
  groups: VatGroup[]
  foot: ReturnType<typeof footOf>
  rows: readonly (PaperLine | PaperAllowance)[]
}
type Rule = readonly [id: string, holds: (checked: Checked) => boolean]

/** Ids of the rules of EN 16931, of French e-invoicing (BR-FR-…) and of arithmetic that a document breaks. */
export function brokenRules(paper: Paper): string[] {
  const checked = {
    paper,
    groups: vatGroups(paper),
    foot: footOf(paper),
    rows: [...paper.lines, ...paper.allowances],
  }
  return RULES.filter(([, holds]) => !holds(checked)).map(([id]) => id)
}

const said = (text: string | null | undefined) => (text ?? '').trim() !== ''

const PRESENCE: Rule[] = [
  ['BR-02', ({ paper }) => said(paper.number)],
  ['BR-03', ({ paper }) => said(paper.issuedOn)],
  ['BR-05', ({ paper }) => /^[A-Z]{3}$/.test(paper.currency)],
  ['BR-06', ({ paper }) => said(paper.seller?.legalName)],
  ['BR-07', ({ paper }) => said(paper.buyer.name)],
  ['BR-09', ({ paper }) => said(paper.seller?.country)],
  ['BR-11', ({ paper }) => said(paper.buyer.address.country)],
  ['BR-16', ({ paper }) => paper.lines.length > 0],
  ['BR-21', ({ paper: { lines } }) => new Set(lines.map(({ position }) => position)).size === lines.length],
  ['BR-22', ({ paper }) => paper.lines.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity !== 0)],
  ['BR-25', ({ paper }) => paper.lines.every(({ label }) => said(label))],
  ['BR-27', ({ paper }) => paper.lines.every(({ netCents, quantity }) => netCents / quantity >= 0)],
  [
    'BR-30',
    ({ paper }) => paper.lines.every(({ periodFrom, periodTo }) => !periodFrom || !periodTo || periodTo >= periodFrom),
  ],
  ['BR-33', ({ paper }) => reasoned(paper, 'discount')],
  ['BR-38', ({ paper }) => reasoned(paper, 'charge')],
  ['BR-57', ({ paper }) => paper.buyer.delivery === null || said(paper.buyer.delivery.country)],
  ['BR-CO-25', ({ paper, foot }) => foot.dueCents <= 0 || paper.dueOn !== null || paper.kind === 'credit-note'],
  ['BR-CO-26', ({ paper }) => said(paper.seller?.siren) || said(paper.seller?.vatNumber)],
  ['BR-CO-09', ({ paper }) => [paper.seller?.vatNumber, paper.buyer.vatNumber].every(startsWithCountry)],
]

const reasoned = ({ allowances }: Paper, kind: PaperAllowance['kind']) =>
  allowances.every(one => one.kind !== kind || said(one.reason))
const startsWithCountry = (number: string | undefined) => !number || /^[A-Z]{2}[0-9A-Z]/.test(number)

/** A cent a row, which the French extension of the norm allows: a price entered with tax never moves. Source. */
const isNear = (cents: number, wanted: number, rows: number) => Math.abs(cents - wanted) <= rows

const ARITHMETIC: Rule[] = [
  ['BR-CO-13', ({ foot }) => foot.netCents === foot.linesNetCents - foot.discountsNetCents + foot.chargesNetCents],
  ['BR-CO-14', ({ groups, foot }) => groups.reduce((sum, { vatCents }) => sum + vatCents, 0) === foot.vatCents],
  ['BR-CO-15', ({ foot }) => foot.grossCents === foot.netCents + foot.vatCents],
  ['BR-CO-16', ({ foot }) => foot.dueCents >= 0],
  [
    'BR-CO-17',
    ({ groups, rows }) =>
      groups.every(({ category, rateBps, netCents, vatCents }) =>
        isNear(vatCents, percentOf(netCents, rateBps), countOf(rows, category, rateBps)),
      ),
  ],
  ['BR-CO-18', ({ groups }) => groups.length > 0],
]

const countOf = (rows: Checked['rows'], category: VatCategory, rateBps: number) =>
  rows.filter(row => row.vatCategory === category && row.vatRateBps === rateBps).length

/** The letters that rules call a category by. */
const LETTERS = { S: 'S', Z: 'Z', E: 'E', AE: 'AE', K: 'IC', G: 'G', O: 'O' } as const
export const CATEGORIES = Object.keys(LETTERS) as (keyof typeof LETTERS)[]
/** `BR-IC-05` for category K. */
export const ruleOf = (category: VatCategory, ending: string) => `BR-${LETTERS[category]}-${ending}`

/** The rules that each category has, under the same endings. */
const BY_CATEGORY: Rule[] = CATEGORIES.flatMap(category => {
  const rule = (ending: string, holds: (groups: VatGroup[], checked: Checked) => boolean): Rule => [
    ruleOf(category, ending),
    checked => {
      const groups = checked.groups.filter(group => group.category === category)
      return groups.length === 0 || holds(groups, checked)
    },
  ]
  const numbered = rule('02', (_, { paper }) => isNumbered(paper, category))
  if (category === 'S') return [numbered, rule('05', groups => groups.every(({ rateBps }) => rateBps > 0))]
  return [
    ...(category === 'O' ? [] : [numbered]),
    rule('01', groups => groups.length === 1),
    rule('05', groups => groups.every(({ rateBps }) => rateBps === 0)),
    rule('09', groups => groups.every(({ vatCents }) => vatCents === 0)),
  ]
})

/** Which numbers of seller and buyer a category wants. */
function isNumbered({ seller, buyer }: Paper, category: VatCategory): boolean {
  const sold = said(seller?.vatNumber)
  if (category === 'K') return sold && said(buyer.vatNumber)
  if (category === 'AE') return sold && (said(buyer.vatNumber) || said(buyer.siren))
  return category === 'G' ? sold : sold || said(seller?.siren)
}

const ACROSS: Rule[] = [
  ['BR-IC-12', ({ paper, groups }) => !has(groups, 'K') || said((paper.buyer.delivery ?? paper.buyer.address).country)],
  ['BR-O-11', ({ groups }) => !has(groups, 'O') || groups.length === 1],
]
const has = (groups: readonly VatGroup[], category: VatCategory) => groups.some(group => group.category === category)

const IDENTIFIER = /^[A-Za-z0-9+_/-]{1,35}$/
const ADDRESS = /^[A-Za-z0-9+_./-]{1,125}$/
const RATES = new Set([0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060])
const isDay = (day: string | null) => day === null || /^20\d\d-/.test(day)
const domestic = (paper: Paper) => isBusiness(paper) && isFrench(paper.buyer.address.country)

/** Source: schematron BR-FR of flow 2, version 1.2. */
const FRENCH: Rule[] = [
  ['BR-FR-01', ({ paper }) => IDENTIFIER.test(paper.number ?? '')],
  ['BR-FR-02', ({ paper }) => [paper.credits, ...paper.deposits].every(one => !one || IDENTIFIER.test(one.number))],
  ['BR-FR-03', ({ paper }) => [paper.issuedOn, paper.dueOn, paper.suppliedOn].every(isDay)],
  ['BR-FR-10', ({ paper: { seller } }) => !isFrench(seller?.country ?? 'FR') || /^\d{9}$/.test(seller?.siren ?? '')],
  ['BR-FR-11', ({ paper }) => !domestic(paper) || /^(\d{9})?$/.test(paper.buyer.siren)],
  // A consumer of the Union bears the rate of where it is delivered, declared at the one-stop shop (directive art. 33, 369 bis).
  ['BR-FR-16', ({ paper, rows }) => paper.territory === 'eu' || rows.every(({ vatRateBps }) => RATES.has(vatRateBps))],
  [
    'BR-FR-23',
    ({ paper: { seller, buyer } }) =>
      [seller ? electronicAddressOf(seller) : '', electronicAddressOf(buyer)].every(
        one => one === '' || ADDRESS.test(one),
      ),
  ],
  ['BR-FR-CO-05', ({ paper }) => paper.kind !== 'credit-note' || !isBusiness(paper) || paper.credits !== null],
  ['BR-FR-CO-07', ({ paper }) => paper.kind === 'deposit' || !paper.dueOn || paper.dueOn >= paper.issuedOn],
  ['BR-FR-CO-08', ({ paper }) => paper.kind !== 'deposit' || paper.deposits.length === 0],
  ['BR-FR-CO-12', ({ paper }) => paper.currency === EURO || vatInEuros(paper) !== null],
]

export const RULES: readonly Rule[] = [...PRESENCE, ...ARITHMETIC, ...BY_CATEGORY, ...ACROSS, ...FRENCH]
