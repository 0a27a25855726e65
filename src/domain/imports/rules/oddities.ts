import { addDays, day, formatDay, isoDay, NO_END } from '../../../values/day.ts'
import { formatMoney } from '../../../values/money.ts'
import { lastDayOfTerm } from '../../../values/period.ts'
import { type Frequency, proposedIssues } from '../../catalog/rules/issue-calendar.ts'
import { PRESS_VAT_BPS } from '../../catalog/rules/price.ts'
import { productTerms } from '../../catalog/rules/product.ts'
import { type ProductKind, parseProductCode } from '../../catalog/rules/product-code.ts'
import type { Data, Told } from './check.ts'
import type { ImportOptions } from './kinds.ts'

export type KnownProduct = {
  id: string
  code: string
  kind: string
  titleId: string | null
  termMonths: number | null
  issuesDue: number | null
  servedBy: string | null
  netCents: number
  grossCents: number
}
export type KnownTitle = { id: string; code: string; frequency: Frequency; firstIssueOn: string }
export type KnownIssue = { id: string; titleId: string; number: string; coverOn: string; dispatched: boolean }
export type KnownRun = {
  id: string
  number: number
  titleId: string
  kind: string
  issueId: string | null
  on: string
  imported: boolean
}

/** What the company has already, as far as reading a line needs it. */
export type Facts = {
  products: ReadonlyMap<string, KnownProduct>
  titles: readonly KnownTitle[]
  issues: readonly KnownIssue[]
  runs: readonly KnownRun[]
}

const text = (data: Data, field: string) => (typeof data[field] === 'string' ? (data[field] as string) : undefined)
const number = (data: Data, field: string) => (typeof data[field] === 'number' ? (data[field] as number) : undefined)

/** What is odd about a product: its VAT, an offer its months cannot keep, a code that says nothing. Source, ABO-84. */
export function productOddities(data: Data, { titles, issues }: Facts): Told[] {
  const told: Told[] = []
  const terms = productTerms({ code: text(data, 'code') ?? '', label: text(data, 'label') ?? '', ...givenTerms(data) })
  const rate = vatRateOf(data)
  if (
    (terms.kind === 'subscription' || terms.kind === 'single-issue') &&
    rate !== undefined &&
    rate !== PRESS_VAT_BPS &&
    (number(data, 'grossCents') ?? 1) > 0
  )
    told.push({ field: 'vatRateBps', code: 'vatNotPress', values: { rate: rate / 100 } })
  const title = titles.find(({ code }) => code === text(data, 'title')) ?? (titles.length === 1 ? titles[0] : undefined)
  if (terms.termMonths && terms.issuesDue && title) {
    const least = fewestIssues(title, terms.termMonths)
    if (least < terms.issuesDue)
      told.push({
        field: 'issuesDue',
        code: 'offerShort',
        values: { promised: terms.issuesDue, least, months: terms.termMonths },
      })
  }
  const { issueNumber } = terms
  if (title && issueNumber && !issues.some(one => one.titleId === title.id && one.number === issueNumber))
    told.push({ field: 'code', code: 'issueUnknown', values: { issue: issueNumber }, refuses: true })
  if (terms.kind === 'subscription' && parseProductCode(terms.code).kind !== 'subscription')
    told.push({ field: 'code', code: 'codeOutsideConvention' })
  return told
}

const givenTerms = (data: Data) => ({
  kind: productKindOf(data),
  termMonths: number(data, 'termMonths'),
  issuesDue: number(data, 'issuesDue'),
  servedBy: text(data, 'servedBy') as never,
})

/** The kind said; what is made of other products is a bundle. */
export const productKindOf = (data: Data) =>
  (text(data, 'kind') as ProductKind | undefined) ?? (text(data, 'components') ? 'bundle' : undefined)

/** The rate said, else the one that both prices tell; undefined when nothing does. */
export function vatRateOf(data: Data): number | undefined {
  const said = number(data, 'vatRateBps')
  const [net, gross] = [number(data, 'netCents'), number(data, 'grossCents')]
  if (said !== undefined || !net || gross === undefined) return said
  const told = Math.round(((gross - net) / net) * 1000) * 10 // to a tenth of a percent: prices are rounded to the cent
  return [0, 210, 550, 850, 1000, 2000].find(rate => Math.abs(rate - told) <= 20) ?? told
}

/** The fewest issues that a term of so many months holds, whatever the day it begins. */
function fewestIssues(title: KnownTitle, months: number): number {
  const year = Array.from({ length: 366 }, (_, at) => isoDay(addDays(day(title.firstIssueOn), at)))
  return Math.min(...year.map(start => issuesBetween(title, start, isoDay(lastDayOfTerm(day(start), months)))))
}

const issuesBetween = ({ frequency, firstIssueOn }: KnownTitle, from: string, to: string) =>
  proposedIssues({ frequency, firstIssueOn: day(firstIssueOn) }, { until: day(to) }).filter(
    ({ coverOn }) => isoDay(coverOn) >= from,
  ).length

/** What is odd about a purchase, none of it a reason to refuse it but a product nobody can make. Source. */
export function purchaseOddities(data: Data, facts: Facts, options: ImportOptions): Told[] {
  const product = facts.products.get(text(data, 'product') ?? '')
  if (!product) return unknownProduct(data, facts, options)
  if (product.kind === 'bundle') return [{ field: 'product', code: 'bundleSold', refuses: true }]
  return [
    ...priceOddities(data, product),
    ...(product.kind === 'subscription' ? termOddities(data, product, facts) : []),
    ...lastShipmentOddities(data, product, facts),
    ...(product.kind === 'other' ? [{ field: 'product', code: 'productNotServed', refuses: true }] : []),
  ]
}

function unknownProduct(data: Data, { titles }: Facts, { createProducts }: ImportOptions): Told[] {
  const code = text(data, 'product')
  if (!code) return []
  const makeable = parseProductCode(code).kind !== 'other' && titles.length === 1
  return [
    { field: 'product', code: 'productUnknown', values: { product: code }, refuses: !(createProducts && makeable) },
  ]
}

/** A column that says HT and holds the price with tax, or holds neither price. */
function priceOddities(data: Data, { netCents, grossCents }: KnownProduct): Told[] {
  const copies = number(data, 'copies') ?? 1
  for (const field of ['netCents', 'amountCents', 'grossCents'] as const) {
    const amount = number(data, field)
    if (amount === undefined) continue
    const expected = field === 'grossCents' ? grossCents : netCents
    if (amount === expected * copies) continue
    const values = { amount: formatMoney(amount), net: formatMoney(netCents), gross: formatMoney(grossCents) }
    if (field !== 'grossCents' && amount === grossCents * copies) return [{ field, code: 'amountWithTax', values }]
    return [{ field, code: 'priceDiffers', values }]
  }
  return []
}

function termOddities(data: Data, product: KnownProduct, facts: Facts): Told[] {
  const startsOn = text(data, 'startsOn') ?? text(data, 'boughtOn')
  if (!startsOn || !product.termMonths) return []
  const told: Told[] = []
  const computed = isoDay(lastDayOfTerm(day(startsOn), product.termMonths))
  const expiresOn = text(data, 'expiresOn') ?? computed
  const months = number(data, 'termMonths') ?? product.termMonths
  const endless = expiresOn === NO_END
  if (expiresOn !== computed && !endless)
    told.push({ field: 'expiresOn', code: 'endDiffers', values: { end: shown(expiresOn), computed: shown(computed) } })
  if (months !== product.termMonths)
    told.push({ field: 'termMonths', code: 'monthsDiffer', values: { months, product: product.termMonths } })
  const title = facts.titles.find(({ id }) => id === product.titleId)
  const promised = endless || !title ? 0 : (product.issuesDue ?? 0)
  const held = promised ? issuesBetween(title!, startsOn, expiresOn) : 0
  if (held < promised) told.push({ field: 'product', code: 'termShort', values: { promised, held } })
  const missed = missedIssues(data, product, facts)
  if (missed.length > 0)
    told.push({ field: 'lastDispatchedOn', code: 'missedCopies', values: { issues: missed.join(', ') } })
  return told
}

/** Issues of its term that left after the last shipment a subscription had. Source: X-6. */
function missedIssues(data: Data, product: KnownProduct, { issues, runs }: Facts): string[] {
  const last = text(data, 'lastDispatchedOn')
  if (!last || text(data, 'cancelledOn')) return []
  const leftAfter = (id: string) => {
    const days = runs.filter(({ issueId }) => issueId === id).map(({ on }) => on)
    return days.length > 0 && days.every(on => on > last)
  }
  return owedIssues(data, product, issues)
    .filter(({ id, dispatched }) => dispatched && leftAfter(id))
    .map(issue => issue.number)
}

/** The runs that served a purchase until its last shipment: the last one of each issue of its term, or the one of that day. */
export function servedBefore(
  data: Data,
  { products, issues, runs }: Facts,
): { runId: string; issueId: string | null; on: string }[] {
  const product = products.get(text(data, 'product') ?? '')
  const last = text(data, 'lastDispatchedOn')
  if (!product || !last) return []
  const its = runs.filter(run => run.imported && run.titleId === product.titleId && run.kind === product.kind)
  if (product.kind === 'single-issue') {
    const run = its.find(({ on }) => on === last)
    return run ? [{ runId: run.id, issueId: null, on: run.on }] : []
  }
  return owedIssues(data, product, issues).flatMap(issue => {
    const run = its.filter(({ issueId, on }) => issueId === issue.id && on <= last).at(-1)
    return run ? [{ runId: run.id, issueId: issue.id, on: run.on }] : []
  })
}

function owedIssues(data: Data, product: KnownProduct, issues: readonly KnownIssue[]): KnownIssue[] {
  const startsOn = text(data, 'startsOn') ?? text(data, 'boughtOn')
  if (!startsOn || !product.termMonths) return []
  const expiresOn = text(data, 'expiresOn') ?? isoDay(lastDayOfTerm(day(startsOn), product.termMonths))
  const from = issues.filter(issue => issue.titleId === product.titleId && issue.coverOn >= startsOn)
  return product.servedBy === 'issue' && expiresOn !== NO_END
    ? from.slice(0, product.issuesDue ?? 0)
    : from.filter(({ coverOn }) => coverOn <= expiresOn)
}

/** The day of a last shipment that no run explains. Source: X-13. */
function lastShipmentOddities(data: Data, { kind, titleId }: KnownProduct, { runs }: Facts): Told[] {
  const last = text(data, 'lastDispatchedOn')
  if (!last) return []
  const thatDay = runs.filter(({ on }) => on === last)
  if (thatDay.some(run => run.kind === kind && run.titleId === titleId)) return []
  const values = { on: shown(last) }
  return [{ field: 'lastDispatchedOn', code: thatDay.length > 0 ? 'runOfAnotherKind' : 'noRunThatDay', values }]
}

const shown = (iso: string) => formatDay(day(iso))

/** What a run or a shipment refers to and the company lacks. */
export function runOddities(data: Data, { titles, issues }: Facts): Told[] {
  const told: Told[] = []
  const title = titles.find(({ code }) => code === text(data, 'title')) ?? (titles.length === 1 ? titles[0] : undefined)
  if (!title) told.push({ field: 'title', code: 'titleUnknown', refuses: true })
  const issue = issueNumberOf(data)
  if (title && issue && !issues.some(one => one.titleId === title.id && one.number === issue))
    told.push({ field: 'issue', code: 'issueUnknown', values: { issue }, refuses: true })
  return told
}

/** The issue a run says, in its column or in its label: « Expédition abonnements : n°4 ». Source: ABO-59. */
export const issueNumberOf = (data: Data): string | undefined =>
  text(data, 'issue') ?? /n[°o]\s*(\S+)\s*$/i.exec(text(data, 'label') ?? '')?.[1]
