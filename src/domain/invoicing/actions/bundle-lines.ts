import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type Component, type Composition, inForce, sharesOf, sharesOfInvoiced } from '../../catalog/rules/bundle.ts'
import type { PricedLine, Sale, SaleLine } from '../actions.ts'
import { type Priced, unitPrice } from '../rules.ts'

type Bundle = Priced & { id: string; code: string; compositions: readonly Composition[] }
type Sold = {
  issuedOn: string
  index: number
  discount: number
  /** The title of each issue that a line begins with. */
  titles: ReadonlyMap<string, string>
}

/**
 * What a sold bundle is on an invoice: a line a component in force that day, each with its part of the price and its own
 * rate. What the line says holds for each of them; a first issue, for the component of its title. Source: CIR-14.
 */
export function componentLines(line: SaleLine, bundle: Bundle, { issuedOn, index, ...sold }: Sold): PricedLine[] {
  const at = (name: string) => `lines.${index}.${name}`
  const components =
    inForce(bundle.compositions, issuedOn)?.components ??
    refuse('catalog.notComposedYet', { field: at('productId'), values: { bundle: bundle.code, on: issuedOn } })
  const { startIssueId, purchaseNumber, ...said } = line
  const titleId = startIssueId && sold.titles.get(startIssueId)
  const begins = ({ kind, titleId: own }: Component) => kind === 'subscription' && own === titleId
  if (startIssueId && !components.some(begins)) refuse('invoicing.startOfNoComponent', { field: at('startIssueId') })
  const amounts = amountsOf(line, bundle, components, sold.discount)
  const numbered = components.find(({ kind }) => kind !== 'other')
  return components.map((component, turn) => ({
    ...said,
    productId: component.productId,
    label: component.label,
    amounts: amounts[turn]!,
    startIssueId: begins(component) ? startIssueId : undefined,
    purchaseNumber: component === numbered ? purchaseNumber : undefined,
    bundle: { id: bundle.id, group: index + 1 },
  }))
}

function amountsOf(line: SaleLine, bundle: Bundle, components: readonly Component[], discount: number) {
  if (line.amounts) {
    const { vatRateBps } = line.amounts
    return sharesOfInvoiced(line.amounts, components).map(share => ({ ...share, vatRateBps }))
  }
  const { priceBasis, priceCents } = unitPrice(line, bundle, discount)
  return sharesOf({ priceBasis, priceCents: priceCents * line.quantity }, components).map((share, at) => ({
    ...share,
    vatRateBps: components[at]!.vatRateBps,
  }))
}

/** The title of each issue that lines begin with. */
export async function titlesOfStarts({ db, company }: Ctx, sales: readonly Sale[]): Promise<Map<string, string>> {
  const ids = sales.flatMap(({ lines }) => lines.flatMap(({ startIssueId }) => startIssueId ?? []))
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; titleId: string }>(sql`
    select id, title_id as "titleId" from issues
    where company_id = ${company.id} and id = any(${sql.param([...new Set(ids)])}::uuid[])`)
  return new Map(rows.map(({ id, titleId }) => [id, titleId]))
}
