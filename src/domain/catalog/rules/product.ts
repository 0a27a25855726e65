import { type Frequency, issuesInTerm, termOfIssues } from './issue-calendar.ts'
import { type CodeMeaning, importedService, type ProductKind, parseProductCode, productCode } from './product-code.ts'

/** What a person or an import says of a product; what is not said is read from its code. */
export type ProductGiven = {
  code: string
  label: string
  kind?: ProductKind | undefined
  offerCode?: string | undefined
  termMonths?: number | null | undefined
  issuesDue?: number | null | undefined
  servedBy?: 'date' | 'issue' | null | undefined
  issueId?: string | null | undefined
  latestIssue?: boolean | undefined
}

export type ProductTerms = {
  code: string
  label: string
  kind: ProductKind
  offerCode: string
  termMonths: number | null
  issuesDue: number | null
  servedBy: 'date' | 'issue' | null
  issueId: string | null
  latestIssue: boolean
}

/** What a title says of the subscriptions to it. */
export type Served = { servedBy: 'date' | 'issue'; frequency: Frequency }

/**
 * The terms of a product and the issue its code names, when it names one. What is given wins, then the code, a hint, then
 * how its title is served. Source, CIR-30.
 */
export function productTerms(given: ProductGiven, title?: Served): ProductTerms & { issueNumber: string | null } {
  const hint = parseProductCode(given.code)
  const kind = given.kind ?? hint.kind
  const base = { ...NOTHING_SERVED, code: productCode(given.code), label: given.label.trim(), kind, issueNumber: null }
  if (kind === 'subscription') return { ...base, ...subscriptionTerms(given, hint, title) }
  if (kind === 'other' || kind === 'bundle') return { ...base, offerCode: given.offerCode ?? '' }
  const latestIssue = given.latestIssue ?? (!given.issueId && hint.kind === 'single-issue' && hint.latestIssue)
  const issueNumber = !given.issueId && !latestIssue && hint.kind === 'single-issue' ? hint.issueNumber : null
  return { ...base, offerCode: given.offerCode ?? '', latestIssue, issueId: given.issueId ?? null, issueNumber }
}

const NOTHING_SERVED = {
  offerCode: '',
  termMonths: null,
  issuesDue: null,
  servedBy: null,
  issueId: null,
  latestIssue: false,
}

function subscriptionTerms(given: ProductGiven, hint: CodeMeaning, title: Served | undefined) {
  const said = hint.kind === 'subscription' ? hint : { offerCode: '', termMonths: null }
  const offerCode = given.offerCode ?? said.offerCode
  const promised = given.issuesDue === undefined ? importedService(offerCode, given.label).issuesDue : given.issuesDue
  const servedBy =
    given.servedBy ?? (promised ? 'issue' : given.issuesDue === null ? 'date' : (title?.servedBy ?? 'date'))
  const months = given.termMonths ?? said.termMonths
  const expected = servedBy === 'issue' && given.issuesDue === undefined && months && title
  const issuesDue = promised ?? (expected ? issuesInTerm(title.frequency, months) : null)
  return {
    offerCode,
    termMonths: months ?? (issuesDue && title ? termOfIssues(title.frequency, issuesDue) : null),
    issuesDue,
    servedBy,
  }
}

type Complete = ProductTerms & { titleId: string | null }

/** What a product still lacks to be sold, as a refusal and its field, or undefined. */
export function productFault(product: Complete): { code: string; field: string } | undefined {
  const { kind, titleId, termMonths, issuesDue, servedBy, issueId, latestIssue } = product
  if (kind === 'other' || kind === 'bundle') return undefined
  if (!titleId) return { code: 'catalog.titleMissing', field: 'titleId' }
  if (kind === 'subscription') {
    if (!termMonths) return { code: 'catalog.termMissing', field: 'termMonths' }
    if (servedBy === 'issue' && !issuesDue) return { code: 'catalog.issuesDueMissing', field: 'issuesDue' }
    return undefined
  }
  return !!issueId === latestIssue ? { code: 'catalog.issueMissing', field: 'issueId' } : undefined
}
