import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import {
  type Component,
  type Composition,
  inForce,
  sharesOfInvoiced,
  splitByKey,
  type TaxedComponent,
} from '../../catalog/rules/bundle.ts'
import type { PriceBasis } from '../rules/document.ts'
import type { AmountsElsewhere, LineSaid } from '../rules/draft.ts'

type Bundle = { id: string; code: string; compositions: readonly Composition<TaxedComponent>[] }
type Sold = {
  on: string
  basis: PriceBasis
  /** Of all of it, on that side, less what is taken off. */
  cents: number
  index: number
  /** The title of each issue that a line begins with. */
  titles: ReadonlyMap<string, string>
}

export type ComponentLine = LineSaid & {
  component: TaxedComponent
  /** Its part of the price. */
  cents: number
  /** Its part of what was invoiced elsewhere. */
  amounts?: AmountsElsewhere | undefined
  bundle: { id: string; group: number }
}

/**
 * What a sold bundle is on an invoice: a line a component in force that day, each with its part of the price and its own
 * rate. What the line says holds for each of them; a first issue, for the component of its title. Source: CIR-14.
 */
export function componentLines(
  line: LineSaid,
  bundle: Bundle,
  { on, basis, cents, index, titles }: Sold,
): ComponentLine[] {
  const at = (name: string) => `lines.${index}.${name}`
  const components =
    inForce(bundle.compositions, on)?.components ??
    refuse('catalog.notComposedYet', { field: at('productId'), values: { bundle: bundle.code, on } })
  const { startIssueId, purchaseNumber, unitCents: _, discountBps: _bps, discountCents: _cents, ...said } = line
  const titleId = startIssueId && titles.get(startIssueId)
  const begins = ({ kind, titleId: own }: Component) => kind === 'subscription' && own === titleId
  if (startIssueId && !components.some(begins)) refuse('invoicing.startOfNoComponent', { field: at('startIssueId') })
  const parts = splitByKey(cents, components, basis)
  const invoiced = line.amounts && sharesOfInvoiced(line.amounts, components)
  const numbered = components.find(({ kind }) => kind !== 'other')
  return components.map((component, turn) => ({
    ...said,
    component,
    productId: component.productId,
    label: component.label,
    cents: parts[turn]!,
    amounts: invoiced && { ...line.amounts!, ...invoiced[turn]! },
    startIssueId: begins(component) ? startIssueId : undefined,
    purchaseNumber: component === numbered ? purchaseNumber : undefined,
    bundle: { id: bundle.id, group: index + 1 },
  }))
}

/** The title of each issue that lines begin with. */
export async function titlesOfStarts(
  { db, company }: Ctx,
  documents: readonly { lines: readonly LineSaid[] }[],
): Promise<Map<string, string>> {
  const ids = documents.flatMap(({ lines }) => lines.flatMap(({ startIssueId }) => startIssueId ?? []))
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; titleId: string }>(sql`
    select id, title_id as "titleId" from issues
    where company_id = ${company.id} and id = any(${sql.param([...new Set(ids)])}::uuid[])`)
  return new Map(rows.map(({ id, titleId }) => [id, titleId]))
}
