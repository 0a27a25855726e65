import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { plannedForAnyCompany, plansAnew } from '../../../platform/db/many-rows.ts'
import { selected } from '../../../platform/db/selected.ts'
import { insertRows, updateRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type Given, said } from '../actions.ts'
import { products } from '../tables.ts'
import { refuseFreeComponents } from './bundles.ts'
import { classKept, type NewProduct, productRow, type TitleOfProducts } from './products.ts'

/** A product of which all is said that a code would only hint at: its kind, and its title and issue by their ids. */
export type ToldProduct = Omit<NewProduct, 'components' | 'startsOn'> & Required<Pick<NewProduct, 'kind' | 'titleId'>>
export type Titles = ReadonlyMap<string, TitleOfProducts>

/** What every title says of its products, by its id. Titles are few. */
export async function titlesOfProducts({ db, company }: Ctx): Promise<Titles> {
  const { rows } = await db.execute<TitleOfProducts & { id: string }>(sql`
    select id, cppap, cppap_until as "cppapUntil", served_by as "servedBy", frequency from titles where company_id = ${company.id}`)
  return new Map(rows.map(({ id, ...title }) => [id, title]))
}

/** The row that a product would be, or a refusal; nothing is read but `titles`. */
export function toldRow(ctx: Pick<Ctx, 'today'>, { titleId = null, ...given }: ToldProduct, titles: Titles) {
  const title = titleId ? (titles.get(titleId) ?? refuse('catalog.titleUnknown', { field: 'titleId' })) : undefined
  return productRow(ctx, given, titleId, title)
}

/** Creates many products in one statement and returns their ids in that order; bundles among them are composed afterwards. */
export async function createProducts(ctx: Ctx, given: readonly ToldProduct[]): Promise<string[]> {
  if (given.length === 0) return []
  const titles = await titlesOfProducts(ctx)
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const rows = given.map(product => ({ id: newId(), ...toldRow(ctx, product, titles) }))
  const stamped = rows.map(row => ({ ...row, ...stamps }))
  await plannedForAnyCompany(ctx, rows.length, () => insertRows(ctx, products, stamped))
  await plansAnew(ctx, rows.length)
  for (const row of rows) ctx.record({ record: 'products', id: row.id, from: null, to: { ...row } })
  return rows.map(({ id }) => id)
}

export type ProductChange = { id: string } & Given<Omit<ToldProduct, 'code' | 'image'>>

const KEPT = {
  id: sql`id`,
  revision: sql`revision`,
  code: sql`code`,
  label: sql`label`,
  kind: sql`kind`,
  titleId: sql`title_id`,
  offerCode: sql`offer_code`,
  termMonths: sql`term_months`,
  issuesDue: sql`issues_due`,
  servedBy: sql`served_by`,
  issueId: sql`issue_id`,
  latestIssue: sql`latest_issue`,
  priceBasis: sql`price_basis`,
  priceCents: sql`price_cents`,
  taxClass: sql`tax_class`,
  supply: sql`supply`,
  vatRateBps: sql`vat_rate_bps`,
  supplierName: sql`supplier_name`,
  ean13: sql`ean13`,
  brand: sql`brand`,
  family: sql`family`,
  archivedOn: sql`archived_on`,
}
type Kept = Omit<ToldProduct, 'image' | 'vatRateBps'> & { id: string; revision: number; vatRateBps: number | null }

/** Changes many products in three statements; of each only what is said changes. Invoices and purchases keep what they had. */
export async function changeProducts(ctx: Ctx, changes: readonly ProductChange[]): Promise<void> {
  if (changes.length === 0) return
  const { db, company, actor } = ctx
  const titles = await titlesOfProducts(ctx)
  const ids = sql.param(changes.map(({ id }) => id))
  const { rows: kept } = await plannedForAnyCompany(ctx, changes.length, () =>
    db.execute<Kept>(sql`
      select ${selected(KEPT)} from products
      where company_id = ${company.id} and id = any(${ids}::uuid[]) order by id for update`),
  )
  const beforeOf = new Map(kept.map(row => [row.id, row]))
  const updatedAt = instantNow()
  const rows = changes.map(({ id, ...given }) => {
    const before = beforeOf.get(id) ?? refuse('NOT_FOUND', { status: 404 })
    const { image: _, ...row } = changedRow(ctx, before, given, titles)
    ctx.record({ record: 'products', id, ...differing(before, row) })
    return { id, ...row, revision: before.revision + 1, updatedBy: actor.initials, updatedAt }
  })
  await plannedForAnyCompany(ctx, rows.length, () => updateRows(ctx, products, rows))
  await refuseFreeComponents(
    ctx,
    rows.filter(({ kind, priceCents }) => kind !== 'bundle' && priceCents === 0).map(({ id }) => id),
  )
}

function changedRow(ctx: Ctx, before: Kept, given: Given<ToldProduct>, titles: Titles) {
  const { id: _id, revision: _revision, vatRateBps, ...stands } = before
  const rate = vatRateBps === null ? {} : { vatRateBps }
  const row = toldRow(ctx, { ...stands, ...rate, ...said(given), ...classKept(before, given) }, titles)
  if ((row.kind === 'bundle') !== (before.kind === 'bundle')) refuse('catalog.bundleForGood', { field: 'kind' })
  return row
}

/** What a change alters, from and to. */
function differing(before: object, after: object) {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const names = Object.keys(is).filter(name => name in was && was[name] !== is[name])
  const of = (row: Record<string, unknown>) => Object.fromEntries(names.map(name => [name, row[name]]))
  return { from: of(was), to: of(is) }
}
