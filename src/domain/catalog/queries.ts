import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../platform/db/list.ts'
import { selected } from '../../platform/db/selected.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { addDays, type Day, day, daysBetween, isoDay } from '../../values/day.ts'
import type { Language } from '../../values/language.ts'
import { words } from '../../values/text-key.ts'
import { partyName } from '../parties/queries.ts'
import { componentsOf, registeredAs, type Stored, sold, withShares } from './queries/bundles.ts'
import { type Composition, compositionText, inForceOrFirst, type TaxedComponent } from './rules/bundle.ts'
import { type Frequency, type IssueStatus, latestIssueOnSale, nextIssues } from './rules/issue-calendar.ts'
import type { PriceBasis } from './rules/price.ts'
import { characteristic, type ProductKind } from './rules/product-code.ts'
import type { Taxed } from './rules/tax.ts'
import type { CountedBy, TitleKind } from './rules/title.ts'

/** Every word typed stands in the key; titles, issues and products are few. */
export const containing = (key: SQL, typed: string): SQL[] => words(typed).map(word => sql`strpos(${key}, ${word}) > 0`)

export type TitleFound = {
  id: string
  code: string
  name: string
  frequency: Frequency
  mailingHouseId: string | null
  mailingHouse: string
  firstIssueOn: string
  issn: string
  cppap: string
  cppapUntil: string | null
  kind: TitleKind
  servedBy: 'date' | 'issue'
  countedBy: CountedBy
  graceIssues: number
  coverPriceCents: number | null
  warningDays: number
  replacementLimit: number
  parcelFromCopies: number | null
  latestAtShipment: boolean
  issueCount: number
}

const titleColumns = {
  id: sql`t.id`,
  code: sql`t.code`,
  name: sql`t.name`,
  frequency: sql`t.frequency`,
  mailingHouseId: sql`t.mailing_house_id`,
  mailingHouse: sql`coalesce(${partyName('house')}, '')`,
  firstIssueOn: sql`t.first_issue_on`,
  issn: sql`t.issn`,
  cppap: sql`t.cppap`,
  cppapUntil: sql`t.cppap_until`,
  kind: sql`t.kind`,
  servedBy: sql`t.served_by`,
  countedBy: sql`t.counted_by`,
  graceIssues: sql`t.grace_issues`,
  coverPriceCents: sql`t.cover_price_cents`,
  warningDays: sql`t.warning_days`,
  replacementLimit: sql`t.replacement_limit`,
  parcelFromCopies: sql`t.parcel_from_copies`,
  latestAtShipment: sql`t.latest_at_shipment`,
  issueCount: sql`(select count(*) from issues i where i.company_id = t.company_id and i.title_id = t.id)`,
}
const titleTables = sql`titles t left join parties house on house.company_id = t.company_id and house.id = t.mailing_house_id`

export const titleList = defineList<TitleFound, TitleFound, { mailingHouseId?: string | undefined }>({
  from: titleTables,
  columns: titleColumns,
  id: sql`t.id`,
  sorts: { code: sql`t.code`, name: sql`t.search_key` },
  defaultSort: 'code',
  where: ({ company }, { mailingHouseId }) => [
    sql`t.company_id = ${company.id}`,
    ...(mailingHouseId ? [sql`t.mailing_house_id = ${mailingHouseId}`] : []),
  ],
  search: (_ctx, typed) => containing(sql`t.search_key`, typed),
  row: found => found,
})

export type ProductFound = Taxed & {
  id: string
  code: string
  label: string
  kind: ProductKind
  titleId: string | null
  titleCode: string
  offerCode: string
  termMonths: number | null
  issuesDue: number | null
  servedBy: 'date' | 'issue' | null
  issueId: string | null
  issueNumber: string
  latestIssue: boolean
  priceBasis: PriceBasis
  priceCents: number
  vatRateBps: number
  netCents: number
  grossCents: number
  supplierName: string
  ean13: string
  brand: string
  family: string
  image: string
  archivedOn: string | null
  /** Of a bundle, the latest first; none of any other product. */
  compositions: Composition<TaxedComponent>[]
}

const productColumns = {
  id: sql`p.id`,
  code: sql`p.code`,
  label: sql`p.label`,
  kind: sql`p.kind`,
  titleId: sql`p.title_id`,
  titleCode: sql`coalesce(t.code, '')`,
  offerCode: sql`p.offer_code`,
  termMonths: sql`p.term_months`,
  issuesDue: sql`p.issues_due`,
  servedBy: sql`p.served_by`,
  issueId: sql`p.issue_id`,
  issueNumber: sql`coalesce(i.number, '')`,
  latestIssue: sql`p.latest_issue`,
  priceBasis: sql`p.price_basis`,
  priceCents: sql`p.price_cents`,
  taxClass: sql`p.tax_class`,
  supply: sql`p.supply`,
  registered: registeredAs(sql`t`),
  vatRateBps: sql`p.vat_rate_bps`,
  netCents: sql`p.net_cents`,
  grossCents: sql`p.gross_cents`,
  supplierName: sql`p.supplier_name`,
  ean13: sql`p.ean13`,
  brand: sql`p.brand`,
  family: sql`p.family`,
  image: sql`p.image`,
  archivedOn: sql`p.archived_on`,
  compositions: componentsOf,
}
const productTables = sql`products p
  left join titles t on t.company_id = p.company_id and t.id = p.title_id
  left join issues i on i.company_id = p.company_id and i.id = p.issue_id`

type ProductFilters = {
  kind?: ProductKind | undefined
  titleId?: string | undefined
  ofTitles?: boolean | undefined
  archived?: boolean | undefined
}
type ProductRow = ProductFound & { characteristic: string; components: string }

export const productList = defineList<ProductRow, Stored<ProductFound>, ProductFilters>({
  from: productTables,
  columns: productColumns,
  id: sql`p.id`,
  sorts: { code: sql`p.code`, label: sql`p.search_key`, grossCents: sql`coalesce(p.gross_cents, p.price_cents)` },
  defaultSort: 'code',
  where: ({ company }, { kind, titleId, ofTitles, archived = false }) => [
    sql`p.company_id = ${company.id}`,
    sql`p.archived_on is ${archived ? sql`not null` : sql`null`}`,
    ...(kind ? [sql`p.kind = ${kind}`] : []),
    ...(titleId ? [sql`p.title_id = ${titleId}`] : []),
    ...(ofTitles === undefined ? [] : [sql`(p.kind in ('subscription', 'single-issue')) = ${ofTitles}`]),
  ],
  search: (_ctx, typed) => containing(sql`p.search_key`, typed),
  row: toldInWords,
})

function toldInWords(stored: Stored<ProductFound>, { language, today }: Ctx): ProductRow {
  const found = sold(stored, today)
  const components = compositionText(inForceOrFirst(found.compositions, today)?.components ?? [])
  return { ...found, components, characteristic: components || characteristicOf(found, language) }
}

function characteristicOf({ kind, offerCode, termMonths, issueNumber, latestIssue }: ProductFound, language: Language) {
  if (kind === 'other' || kind === 'bundle') return ''
  if (kind === 'subscription') return characteristic({ kind, offerCode, termMonths: termMonths! }, language)
  const which = latestIssue
    ? ({ issueNumber: null, latestIssue: true } as const)
    : ({ issueNumber, latestIssue: false } as const)
  return characteristic({ kind, ...which }, language)
}

export const titleCard = (ctx: Ctx, id: string) => cardOf<TitleFound>(ctx, id, 't', titleColumns, titleTables)
export const productCard = async (ctx: Ctx, id: string) => {
  const found = await cardOf<Stored<ProductFound>>(ctx, id, 'p', productColumns, productTables)
  const product = { ...found, ...toldInWords(found, ctx) }
  return { ...product, compositions: withShares(product) }
}

type Stamps = { createdAt: string; createdBy: string; updatedAt: string; updatedBy: string; revision: number }

export async function cardOf<Found>(
  { db, company }: Ctx,
  id: string,
  alias: string,
  columns: Record<string, SQL>,
  tables: SQL,
) {
  const of = sql.identifier(alias)
  const { rows } = await db.execute<Found & Stamps>(sql`
    select ${selected(columns)}, ${of}.created_at as "createdAt", ${of}.created_by as "createdBy",
      ${of}.updated_at as "updatedAt", ${of}.updated_by as "updatedBy", ${of}.revision
    from ${tables} where ${of}.company_id = ${company.id} and ${of}.id = ${id}`)
  const found = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const instant = (text: string) => new Date(text).toISOString()
  return { ...found, createdAt: instant(found.createdAt), updatedAt: instant(found.updatedAt) }
}

/** Products by id; those the company has not are missing. */
export async function productsById(
  { db, company, today }: Ctx,
  ids: readonly string[],
): Promise<Map<string, ProductFound>> {
  const { rows } = await db.execute<Stored<ProductFound>>(sql`
    select ${selected(productColumns)} from ${productTables}
    where p.company_id = ${company.id} and p.id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(product => [product.id, sold(product, today)]))
}

type Dated = {
  id: string
  ordinal: number
  number: string
  coverOn: string
  onSaleOn: string
  closesOn: string | null
  shipsOn: string | null
  status: IssueStatus
}

/** Every issue of a title, in its order. */
export async function issuesOf({ db, company }: Ctx, titleId: string) {
  const { rows } = await db.execute<Dated>(sql`
    select id, ordinal, number, cover_on as "coverOn", on_sale_on as "onSaleOn", closes_on as "closesOn", ships_on as "shipsOn",
      status from issues
    where company_id = ${company.id} and title_id = ${titleId} order by ordinal`)
  return rows.map(issue => ({ ...issue, coverOn: day(issue.coverOn), onSaleOn: day(issue.onSaleOn) }))
}

/** The issue that `NUM-XXX` sells on a day, or a refusal when none is out yet. Source: X-8. */
export async function latestIssue(ctx: Ctx, titleId: string, on: string): Promise<{ id: string; number: string }> {
  const issue = latestIssueOnSale(await issuesOf(ctx, titleId), day(on))
  return issue ?? refuse('catalog.noIssueOnSale', { field: 'orderedOn', values: { on } })
}

/** The `count` issues to expect after the last one of a title: on sale the day they bear, closed and shipped as long before it as the last one. Source: X-7. */
export async function expectedIssues(ctx: Ctx, titleId: string, count: number) {
  const { frequency, firstIssueOn } = await titleCard(ctx, titleId)
  const last = (await issuesOf(ctx, titleId)).at(-1)
  return nextIssues({ frequency, firstIssueOn: day(firstIssueOn) }, last, count).map(({ coverOn, ...issue }) => ({
    ...issue,
    coverOn: isoDay(coverOn),
    onSaleOn: isoDay(coverOn),
    closesOn: asLongBefore(coverOn, last?.coverOn, last?.closesOn),
    shipsOn: asLongBefore(coverOn, last?.coverOn, last?.shipsOn),
  }))
}

const asLongBefore = (cover: Day, lastCover: Day | undefined, of: string | null | undefined): string | null =>
  lastCover && of ? isoDay(addDays(cover, daysBetween(lastCover, day(of)))) : null
