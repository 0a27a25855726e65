import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { plannedForMany } from '../../../platform/db/many-rows.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { productsById } from '../../catalog/queries.ts'
import { inForce, sharesOfInvoiced } from '../../catalog/rules/bundle.ts'
import { lineParts } from '../tables/line-products.ts'
import { linesIdentified } from './events.ts'

/** Which product a line of text turned out to be; `kept`: taken back since, and served all the same. */
export type Identified = { lineId: string; productId: string; kept?: boolean | undefined }

/**
 * Says which product lines of text of issued invoices are, once: what they sold is made as if it had been known. The
 * document itself stays as it is. Returns how many were not known before.
 */
export async function identifyLines(ctx: Ctx, lines: readonly Identified[]): Promise<number> {
  if (lines.length === 0) return 0
  const { db, company, actor } = ctx
  const { rows } = await plannedForMany(ctx, () =>
    db.execute<{ id: string }>(sql`
      insert into line_products (company_id, id, product_id, created_by, updated_by)
      select ${company.id}, l.id, said."productId", ${actor.initials}, ${actor.initials}
      from json_to_recordset(${JSON.stringify(lines)}::json) as said ("lineId" uuid, "productId" uuid)
      join invoice_lines l on l.company_id = ${company.id} and l.id = said."lineId" and l.id = any(${ids(lines)}) and l.product_id is null
      join invoices i on i.company_id = ${company.id} and i.id = l.invoice_id and i.kind = 'invoice' and i.issued_on is not null
        and i.id = any(array(select o.invoice_id from invoice_lines o where o.company_id = ${company.id} and o.id = any(${ids(lines)})))
      on conflict (company_id, id) do nothing
      returning id`),
  )
  if (rows.length === 0) return 0
  const kept = new Set(lines.flatMap(({ lineId, kept }) => (kept ? [lineId] : [])))
  const lineIds = rows.map(({ id }) => id)
  await shareAmongParts(ctx, lineIds)
  await ctx.happened(linesIdentified, { lineIds, kept: lineIds.filter(id => kept.has(id)) })
  return rows.length
}

type Whole = { id: string; bundleId: string; soldOn: string; netCents: number; vatCents: number; grossCents: number }

/** Lines that turned out to be bundles are shared among the products in force on the day they were sold. Source: CIR-14. */
async function shareAmongParts(ctx: Ctx, lineIds: readonly string[]) {
  const { db, company, actor } = ctx
  const { rows } = await db.execute<Whole>(sql`
    select l.id, bundle.id as "bundleId", coalesce(i.sold_on, i.issued_on) as "soldOn", l.net_cents as "netCents",
      l.vat_cents as "vatCents", l.gross_cents as "grossCents"
    from line_products named
    join products bundle on bundle.company_id = ${company.id} and bundle.id = named.product_id and bundle.kind = 'bundle'
    join invoice_lines l on l.company_id = ${company.id} and l.id = named.id
    join invoices i on i.company_id = ${company.id} and i.id = l.invoice_id
    where named.company_id = ${company.id} and named.id = any(${sql.param([...lineIds])}::uuid[])`)
  if (rows.length === 0) return
  const bundles = await productsById(ctx, [...new Set(rows.map(({ bundleId }) => bundleId))])
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    lineParts,
    rows.flatMap(({ id: lineId, bundleId, soldOn, ...whole }) => {
      const { code, compositions } = bundles.get(bundleId)!
      const { components } =
        inForce(compositions, soldOn) ??
        refuse('catalog.notComposedYet', { field: 'productId', values: { bundle: code, on: soldOn } })
      const shares = sharesOfInvoiced(whole, components)
      return components.map(({ productId }, at) => ({ id: newId(), lineId, productId, ...shares[at]!, ...stamps }))
    }),
  )
}

/** Takes back what was said of lines; what they already sold must have been looked at. */
export async function unidentifyLines({ db, company }: Ctx, lineIds: readonly string[]) {
  await db.execute(sql`
    delete from line_parts where company_id = ${company.id} and line_id = any(${sql.param([...lineIds])}::uuid[])`)
  await db.execute(sql`
    delete from line_products where company_id = ${company.id} and id = any(${sql.param([...lineIds])}::uuid[])`)
}

const ids = (lines: readonly Identified[]) => sql`${sql.param(lines.map(({ lineId }) => lineId))}::uuid[]`
