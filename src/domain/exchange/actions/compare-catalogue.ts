import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { plannedForAnyCompany } from '../../../platform/db/many-rows.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { type Titles, type ToldProduct, titlesOfProducts, toldRow } from '../../catalog/actions/many-products.ts'
import { type RatePlace, rateOf, TAX_CLASSES } from '../../catalog/rules/tax.ts'
import { type OwnProduct, ownProducts } from '../queries/own-products.ts'
import type { CatalogueProduct, VerdictCounts } from '../rules/catalogue.ts'
import { type ComparedLine, compareCatalogue, type Here } from '../rules/compare-catalogue.ts'
import { partnerCatalogueLines, type partnerCatalogues } from '../tables.ts'

export type PartnerCatalogue = typeof partnerCatalogues.$inferSelect

/** What products are called here: titles and issues by what a catalogue calls them. */
export type Named = {
  titleIds: ReadonlyMap<string, string>
  issueIds: ReadonlyMap<string, string>
  titles: Titles
}

/** How a catalogue stands to the products here, and what tells it. */
export type Comparison = { lines: ComparedLine[]; hash: string; here: Here; named: Named }

/** Compares products of a partner with those here, in a handful of statements; nothing is written. */
export async function compare(
  ctx: Ctx,
  { partnerId, families }: Pick<PartnerCatalogue, 'partnerId' | 'families'>,
  products: readonly CatalogueProduct[],
): Promise<Comparison> {
  const own = await ownProducts(ctx, { asOf: ctx.today })
  const named = await namedHere(ctx)
  const here = {
    ...(await meanings(ctx, partnerId, own)),
    families,
    products: new Map(own.map(({ id, product }) => [id, product])),
    titles: new Set(named.titleIds.keys()),
    issues: new Set(named.issueIds.keys()),
    rates: ratesHere(ctx.today, own),
    refused: (product: CatalogueProduct) => refusedRow(ctx, product, named),
  }
  const lines = compareCatalogue(products, here)
  return { lines, hash: hashOf(lines), here, named }
}

/** What differs now; the same as before when nothing changed on either side. */
const hashOf = (lines: readonly ComparedLine[]) =>
  createHash('sha256')
    .update(JSON.stringify(lines.map(({ said: _, ...line }) => line)))
    .digest('hex')

async function namedHere(ctx: Ctx): Promise<Named> {
  const { db, company } = ctx
  const { rows: titles } = await db.execute<{ id: string; code: string }>(
    sql`select id, code from titles where company_id = ${company.id}`,
  )
  const codeOf = new Map(titles.map(({ id, code }) => [id, code]))
  const { rows: issues } = await db.execute<{ id: string; titleId: string; number: string }>(
    sql`select id, title_id as "titleId", number from issues where company_id = ${company.id}`,
  )
  return {
    titleIds: new Map(titles.map(({ id, code }) => [code, id])),
    issueIds: new Map(issues.map(({ id, titleId, number }) => [`${codeOf.get(titleId)} ${number}`, id])),
    titles: await titlesOfProducts(ctx),
  }
}

/** What a code of the partner means here: what was said once of it, else the same code. */
async function meanings({ db, company }: Ctx, partnerId: string, own: readonly OwnProduct[]) {
  const { rows } = await db.execute<{ code: string; productId: string }>(sql`
    select code, product_id as "productId" from partner_products
    where company_id = ${company.id} and partner_id = ${partnerId}`)
  const byCode = new Map(own.map(({ id, product }) => [product.code, id]))
  for (const { code, productId } of rows) byCode.set(code, productId)
  return { productOf: (code: string) => byCode.get(code) }
}

const PLACES: readonly RatePlace[] = ['metropolitan', 'corsica', 'dom']

/** The rates of the law today, and those that products here are sold at. */
const ratesHere = (today: string, own: readonly OwnProduct[]): Set<number> =>
  new Set([
    ...TAX_CLASSES.flatMap(taxClass => PLACES.map(place => rateOf(taxClass, place, today))),
    ...own.flatMap(({ product }) => product.vatRateBps ?? []),
  ])

/** A product of a catalogue as the catalog writes it. */
export function toldProduct(said: CatalogueProduct, { titleIds, issueIds }: Named): ToldProduct {
  const { gtin, title, issue, components: _, vatRateBps, ...rest } = said
  return {
    ...rest,
    ...(vatRateBps === null ? {} : { vatRateBps }),
    ean13: gtin,
    titleId: titleIds.get(title) ?? null,
    issueId: issueIds.get(`${title} ${issue}`) ?? null,
  }
}

function refusedRow(ctx: Ctx, said: CatalogueProduct, named: Named) {
  try {
    toldRow(ctx, toldProduct(said, named), named.titles)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: error.code }
  }
}

/** Keeps what a comparison found, a row a product, in the place of what the one before did. */
export async function keepComparison(ctx: Ctx, catalogueId: string, { lines, hash }: Comparison): Promise<void> {
  const { db, company, actor } = ctx
  await db.execute(sql`
    delete from partner_catalogue_lines where company_id = ${company.id} and catalogue_id = ${catalogueId}`)
  const rows = lines.map((line, at) => ({ id: newId(), catalogueId, position: at + 1, ...line }))
  await plannedForAnyCompany(ctx, rows.length, () => insertRows(ctx, partnerCatalogueLines, rows))
  const counts: VerdictCounts = {}
  for (const { verdict } of lines) counts[verdict] = (counts[verdict] ?? 0) + 1
  await db.execute(sql`
    update partner_catalogues set compared_at = ${instantNow()}, comparison = ${hash}, counts = ${JSON.stringify(counts)},
      updated_at = now(), updated_by = ${actor.initials}, revision = revision + 1
    where company_id = ${company.id} and id = ${catalogueId}`)
}

/** The products of a catalogue as it said them. */
export async function productsSaid({ db, company }: Ctx, catalogueId: string): Promise<CatalogueProduct[]> {
  const { rows } = await db.execute<{ said: CatalogueProduct }>(sql`
    select said from partner_catalogue_lines
    where company_id = ${company.id} and catalogue_id = ${catalogueId} and said is not null`)
  return rows.map(({ said }) => said)
}
