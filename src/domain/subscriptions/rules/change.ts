import { type Day, isEndless } from '../../../values/day.ts'
import { lastDayOfTerm } from '../../../values/period.ts'
import { type Amounts, lineAmounts, type Priced } from '../../invoicing/rules.ts'
import { isFree, type Nature } from './nature.ts'

type Service = { termMonths: number; servedBy: 'date' | 'issue'; issuesDue: number | null }
export type KeptTerm = Service & { startsOn: Day; expiresOn: Day }
export type TermChanges = {
  startsOn?: Day | undefined
  expiresOn?: Day | undefined
  termMonths?: number | undefined
  issuesDue?: number | undefined
}

/**
 * The term after a change. Another product brings its own months and service; a term that moves or gets other months ends
 * when those are over, unless its end is said; one without end gets none by moving, and is served by date. Source: ABO-30,
 * ABO-37, CIR-9.
 */
export function changedTerm(before: KeptTerm, said: TermChanges, product?: Service | undefined): KeptTerm {
  const { termMonths, issuesDue, ...service } = { ...(product ?? before) }
  const months = said.termMonths ?? termMonths
  const startsOn = said.startsOn ?? before.startsOn
  const moves = !isEndless(before.expiresOn) && (product !== undefined || said.startsOn !== undefined)
  const computed = moves || said.termMonths !== undefined ? lastDayOfTerm(startsOn, months) : before.expiresOn
  const expiresOn = said.expiresOn ?? computed
  const servedBy = isEndless(expiresOn) ? 'date' : service.servedBy
  return {
    startsOn,
    expiresOn,
    termMonths: months,
    servedBy,
    issuesDue: servedBy === 'issue' ? (said.issuesDue ?? issuesDue) : null,
  }
}

type Price = { before: { nature: Nature; copies: number; grossCents: number }; product: Priced; otherProduct: boolean }
type PriceSaid = { nature: Nature; copies: number; unitGrossCents: number | undefined }

/** What a purchase without invoice costs after a change; null: what it did. Nobody pays: nothing. */
export function changedPrice(
  { before, product, otherProduct }: Price,
  { nature, copies, unitGrossCents }: PriceSaid,
): Amounts | null {
  if (isFree(nature)) return { netCents: 0, vatCents: 0, grossCents: 0 }
  const each = (priceCents: number) => lineAmounts({ ...product, priceBasis: 'gross', priceCents }, copies)
  if (unitGrossCents !== undefined) return each(unitGrossCents)
  if (otherProduct || isFree(before.nature)) return lineAmounts(product, copies)
  return copies === before.copies ? null : each(Math.round(before.grossCents / before.copies))
}
