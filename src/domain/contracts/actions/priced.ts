import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { type Priced, priceEach } from '../../invoicing/actions/price.ts'
import { type DocumentSaid, inBasis, type LineSaid } from '../../invoicing/rules/draft.ts'
import { partOf } from '../rules/line-text.ts'

/** So many days of a whole term. */
export type Part = { days: number; wholeDays: number }

/** What an invoice of terms says at the prices of whole terms, and the part of its term that each line is charged for. */
export type ToPrice = { said: DocumentSaid; parts: readonly (Part | null)[] }

/** What invoices of terms come to, or why one cannot be; nothing is written. Forecast and invoices are priced here alone. */
export async function priceTerms(
  ctx: Ctx,
  documents: readonly ToPrice[],
  ids: readonly string[] = [],
): Promise<(Priced | Refusal)[]> {
  const priced = await priceEach(
    ctx,
    documents.map(({ said }) => said),
    ids,
  )
  const cut = documents.flatMap(({ parts }, at) => {
    const whole = priced[at]!
    return whole instanceof Refusal || !parts.some(Boolean) ? [] : [{ at, whole }]
  })
  if (cut.length === 0) return priced
  const inPart = await priceEach(
    ctx,
    cut.map(({ at, whole }) => atParts(documents[at]!, whole)),
    cut.map(({ whole }) => whole.id),
  )
  for (const [n, { at }] of cut.entries()) priced[at] = inPart[n]!
  return priced
}

const atParts = ({ said, parts }: ToPrice, whole: Priced): DocumentSaid => ({
  ...said,
  lines: said.lines.map((line, at) => atPart(line, parts[at] ?? null, at, whole)),
})

/** A line as it is, or at the part of its price that its days are of a whole term. */
function atPart(said: LineSaid, part: Part | null, at: number, { lines, basis }: Priced): LineSaid {
  if (!part) return said
  const own = lines.filter(({ typed }) => typed === at)
  const [first] = own
  if (!first) return said
  const unit = first.unitCents ?? Math.round(own.reduce((sum, line) => sum + inBasis(line, basis), 0) / said.quantity)
  const { discountBps, ...line } = said
  const kept = first.unitCents === null || discountBps === undefined ? {} : { discountBps }
  return { ...line, ...kept, unitCents: partOf(unit, part.days, part.wholeDays) }
}
