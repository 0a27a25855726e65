import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** Deliveries whose draft is thrown away may be invoiced again. */
export const freeDiscarded = (ctx: Ctx, { draftIds }: { draftIds: readonly string[] }) => freeDeliveries(ctx, draftIds)

type Cancelled = { invoiceIds: readonly string[]; lineIds?: readonly string[] | undefined }

/** So may those whose whole invoice is taken back; of one that is credited in part, what was delivered stays invoiced. */
export const freeCancelled = async (ctx: Ctx, { invoiceIds, lineIds }: Cancelled) => {
  if (lineIds === undefined) await freeDeliveries(ctx, invoiceIds)
}

async function freeDeliveries(ctx: Ctx, invoiceIds: readonly string[]) {
  const { db, company, actor } = ctx
  const { rows } = await db.execute<{ id: string; invoiceId: string }>(sql`
    with freed as materialized (select id, invoice_id from deliveries
      where company_id = ${company.id} and invoice_id = any(${sql.param([...invoiceIds])}::uuid[]) for update)
    update deliveries v set invoice_id = null, updated_by = ${actor.initials}, updated_at = now(), revision = v.revision + 1
    from freed where v.company_id = ${company.id} and v.id = freed.id returning v.id, freed.invoice_id as "invoiceId"`)
  await db.execute(sql`
    update delivery_lines set invoiced_net_cents = null, invoiced_vat_cents = null, invoiced_discount_cents = null
    where company_id = ${company.id} and delivery_id = any(${sql.param(rows.map(({ id }) => id))}::uuid[])`)
  for (const { id, invoiceId } of rows)
    ctx.record({ record: 'deliveries', id, from: { invoiceId }, to: { invoiceId: null } })
}
