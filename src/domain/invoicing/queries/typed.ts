import type { PriceBasis } from '../rules/document.ts'
import type { AllowanceSaid, DocumentSaid, LineSaid } from '../rules/draft.ts'
import type { AllowanceRow, LineRow } from './document.ts'

const said = <T>(value: T | null): T | undefined => value ?? undefined

/** A draft's lines as they were typed: those of one sale of a bundle are one line again. */
export function linesTyped(lines: readonly LineRow[], basis: PriceBasis): LineSaid[] {
  return [...Map.groupBy(lines, line => line.bundleGroup ?? -line.position).values()].map(those => {
    const [first] = those
    const typed = {
      quantity: first!.quantity,
      description: first!.description || undefined,
      periodFrom: said(first!.periodFrom),
      periodTo: said(first!.periodTo),
      recipientId: said(first!.recipientId),
      gift: first!.gift || undefined,
      startsOn: said(first!.startsOn),
      startsWith: said(first!.startsWith),
      startIssueId: those.flatMap(({ startIssueId }) => startIssueId ?? [])[0],
      renewsId: said(first!.renewsId),
      renewalContactId: said(first!.renewalContactId),
    }
    return first!.bundleId ? { ...typed, ...ofBundle(those, basis) } : { ...typed, ...ofProduct(first!) }
  })
}

const ofProduct = (line: LineRow) => ({
  productId: line.productId,
  label: line.label,
  unitCents: said(line.unitCents),
  discountBps: said(line.discountBps),
  discountCents: line.discountBps === null ? line.discountCents || undefined : undefined,
  discountReason: line.discountReason || undefined,
  vatRateBps: line.productId ? undefined : line.vatRateBps,
})

/** What the parts come to; a price that no quantity divides is one more, less what is too much. */
function ofBundle(parts: readonly LineRow[], basis: PriceBasis) {
  const { bundleId, quantity, discountReason } = parts[0]!
  const cents = parts.reduce((sum, part) => sum + part[basis === 'gross' ? 'grossCents' : 'netCents'], 0)
  const unitCents = Math.ceil(cents / quantity)
  return {
    productId: bundleId,
    unitCents,
    discountCents: unitCents * quantity - cents || undefined,
    discountReason: discountReason || undefined,
  }
}

/** What is taken off or added as it was typed: over all rates of the lines, or at the one it was typed for. */
export function allowancesTyped(
  allowances: readonly AllowanceRow[],
  lines: readonly LineRow[],
  basis: PriceBasis,
): AllowanceSaid[] {
  const rates = new Set(lines.map(({ vatRateBps }) => vatRateBps))
  const alike = ({ kind, depositId, reason, percentBps }: AllowanceRow) =>
    `${kind} ${depositId} ${percentBps} ${reason}`
  return [...Map.groupBy(allowances, alike).values()].map(parts => {
    const { kind, depositId, reason, percentBps, vatRateBps } = parts[0]!
    if (depositId) return { kind, depositId, cents: parts.reduce((sum, { grossCents }) => sum + grossCents, 0) }
    const cents = parts.reduce((sum, part) => sum + part[basis === 'gross' ? 'grossCents' : 'netCents'], 0)
    return {
      kind,
      reason,
      ...(percentBps === null ? { cents } : { percentBps }),
      ...(parts.length === 1 && rates.size > 1 ? { vatRateBps } : {}),
    }
  })
}

export type Typed = Omit<DocumentSaid, 'source' | 'sourceReference'>
