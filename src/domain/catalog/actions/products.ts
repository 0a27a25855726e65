import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { textKey } from '../../../values/text-key.ts'
import { type Given, said } from '../actions.ts'
import { issuesOf, productCard } from '../queries.ts'
import type { GivenComponent } from '../rules/bundle.ts'
import { bothPrices, NORMAL_VAT_BPS, type PriceBasis } from '../rules/price.ts'
import { type ProductGiven, productFault, productTerms } from '../rules/product.ts'
import { parseProductCode } from '../rules/product-code.ts'
import { ean13Of } from '../rules/registration.ts'
import { pressAllowed, proposedClass, type Registered, rateOf, type Supply, type TaxClass } from '../rules/tax.ts'
import { products } from '../tables.ts'
import { compose, refuseFreeComponents } from './bundles.ts'

export type NewProduct = ProductGiven & {
  titleId?: string | null | undefined
  priceBasis?: PriceBasis | undefined
  priceCents: number
  /** Null: the rate said holds everywhere. */
  taxClass?: TaxClass | null | undefined
  supply?: Supply | undefined
  vatRateBps?: number | undefined
  supplierName?: string | undefined
  ean13?: string | undefined
  brand?: string | undefined
  family?: string | undefined
  image?: string | undefined
  archivedOn?: string | null | undefined
  /** What a bundle is made of. */
  components?: readonly GivenComponent[] | undefined
  /** From when it is made so; today when not said. */
  startsOn?: string | undefined
}

/** Creates a product and returns its id; its code fills in what is not said. Source: ABO-13 to ABO-18, X-1 to. */
export async function createProduct(ctx: Ctx, { components = [], startsOn, ...given }: NewProduct): Promise<string> {
  const product = await wholeProduct(ctx, given)
  const id = await createRecord(ctx, products, product)
  if (product.kind === 'bundle') await compose(ctx, id, { components, startsOn: startsOn ?? ctx.today, before: [] })
  return id
}

/** Changes a product; the code is no longer a hint, only what is said changes. */
export async function changeProduct(
  ctx: Ctx,
  id: string,
  { components, startsOn, ...given }: Given<NewProduct>,
  revision?: number | undefined,
) {
  await lockedRecord(ctx, products, id)
  const { components: _, ...before } = await productCard(ctx, id)
  const product = await wholeProduct(ctx, { ...before, ...said(given), ...classKept(before, given) })
  if ((product.kind === 'bundle') !== (before.kind === 'bundle')) refuse('catalog.bundleForGood', { field: 'kind' })
  await changeRecord(ctx, products, id, product, revision)
  if (product.kind !== 'bundle' && product.priceCents === 0) await refuseFreeComponents(ctx, [id])
  if (product.kind === 'bundle' && components)
    await compose(ctx, id, { components, startsOn: startsOn ?? ctx.today, before: before.compositions })
}

async function wholeProduct(ctx: Ctx, given: NewProduct) {
  const kind = given.kind ?? parseProductCode(given.code).kind
  const titleId = kind === 'other' || kind === 'bundle' ? null : (given.titleId ?? (await onlyTitle(ctx)))
  const title = titleId ? await titleKnown(ctx, titleId) : undefined
  const { issueNumber } = productTerms(given, title)
  const issueId = issueNumber && titleId ? await issueNumbered(ctx, titleId, issueNumber) : undefined
  return productRow(ctx, { ...given, ...(issueId ? { issueId } : {}) }, titleId, title)
}

/** What a title says of its products. */
export type TitleOfProducts = Registered & { servedBy: 'date' | 'issue' }

/** The row that a product would be, or a refusal that says what it lacks. `titleId` is that of `title`. */
export function productRow(
  ctx: Pick<Ctx, 'today'>,
  given: NewProduct,
  titleId: string | null,
  title: TitleOfProducts | undefined,
) {
  const { issueNumber: _, ...terms } = productTerms(given, title)
  const product = { ...terms, titleId }
  const fault = productFault(product)
  if (fault) refuse(fault.code, { field: fault.field })
  const priceBasis = given.priceBasis ?? 'gross'
  return {
    ...product,
    priceBasis,
    priceCents: given.priceCents,
    ...(product.kind === 'bundle' ? oneSide(priceBasis, given.priceCents) : taxed(ctx, priceBasis, given, title)),
    supply: given.supply ?? 'goods',
    supplierName: given.supplierName ?? '',
    ean13: given.ean13 ? (ean13Of(given.ean13) ?? refuse('catalog.ean13Form', { field: 'ean13' })) : '',
    brand: given.brand ?? '',
    family: given.family ?? '',
    image: given.image ?? '',
    archivedOn: given.archivedOn ?? null,
    searchKey: textKey(`${product.label} ${product.code}`),
  }
}

/** A class has its rate of today in metropolitan France; that of the press needs a title registered as such. Source: L-8. */
function taxed({ today }: Pick<Ctx, 'today'>, basis: PriceBasis, given: NewProduct, title: Registered | undefined) {
  const { priceCents, vatRateBps, archivedOn } = given
  const taxClass =
    given.taxClass === undefined && vatRateBps === undefined ? proposedClass(title, today) : given.taxClass
  if (taxClass === 'press' && !archivedOn && !pressAllowed(title, today))
    refuse('catalog.pressWithoutCppap', { field: 'taxClass' })
  if (!taxClass) return { taxClass: null, ...bothSides(basis, priceCents, vatRateBps ?? NORMAL_VAT_BPS) }
  return { taxClass, ...bothSides(basis, priceCents, rateOf(taxClass, 'metropolitan', today)) }
}

/** A rate that is said alone takes the place of the class. */
export const classKept = (before: { vatRateBps: number | null }, { taxClass, vatRateBps }: Given<NewProduct>) =>
  taxClass === undefined && vatRateBps !== undefined && vatRateBps !== before.vatRateBps ? { taxClass: null } : {}

const bothSides = (priceBasis: PriceBasis, priceCents: number, vatRateBps: number) => ({
  vatRateBps,
  ...bothPrices(priceBasis, priceCents, vatRateBps),
})

/** The other side of the price of a bundle, and its VAT, are those of its components. */
const oneSide = (priceBasis: PriceBasis, priceCents: number) => ({
  taxClass: null,
  vatRateBps: null,
  netCents: priceBasis === 'net' ? priceCents : null,
  grossCents: priceBasis === 'gross' ? priceCents : null,
})

/** A company with one title need not name it. Source: X-31. */
async function onlyTitle({ db, company }: Ctx): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from titles where company_id = ${company.id} limit 2`)
  return rows.length === 1 ? rows[0]!.id : null
}

async function titleKnown({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<TitleOfProducts>(sql`
    select cppap, cppap_until as "cppapUntil", served_by as "servedBy", frequency from titles where company_id = ${company.id} and id = ${id}`)
  return rows[0] ?? refuse('catalog.titleUnknown', { field: 'titleId' })
}

async function issueNumbered(ctx: Ctx, titleId: string, number: string): Promise<string> {
  const found = (await issuesOf(ctx, titleId)).find(issue => issue.number.toUpperCase() === number)
  return found?.id ?? refuse('catalog.issueUnknown', { field: 'code', values: { number } })
}
