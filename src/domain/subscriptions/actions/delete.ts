import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { PurchaseKind } from './change.ts'

type Found = {
  number: number
  label: string
  recipientId: string
  invoiceNumber: string | null
  shipments: number
  renewedBy: number | null
}

/** Deletes a purchase made by hand of which nothing left; its holds and adjustments go along. Source: ABO-36, ABO-48, X-22. */
export async function deletePurchase(ctx: Ctx, kind: PurchaseKind, id: string) {
  const found = await deletable(ctx, kind, id)
  if (found.invoiceNumber) refuse('subscriptions.fromInvoice', { values: { invoice: found.invoiceNumber } })
  if (found.shipments > 0) refuse('subscriptions.hasShipments', { values: { count: found.shipments } })
  if (found.renewedBy) refuse('subscriptions.isRenewed', { values: { number: found.renewedBy } })
  await erasePurchases(ctx, [id])
  const { number, label, recipientId } = found
  ctx.record({ record: 'purchases', id, from: { number, label, recipientId }, to: null })
}

async function deletable({ db, company }: Ctx, kind: PurchaseKind, id: string): Promise<Found> {
  const { rows } = await db.execute<Found>(sql`
    select p.number, p.label, p.recipient_id as "recipientId",
      (select i.number from invoices i where i.company_id = ${company.id} and i.id = p.invoice_id) as "invoiceNumber",
      (select count(*)::int from shipments s where s.company_id = ${company.id} and s.purchase_id = p.id) as shipments,
      (select min(r.number) from purchases r where r.company_id = ${company.id} and r.renews_id = p.id) as "renewedBy"
    from purchases p where p.company_id = ${company.id} and p.id = ${id} and p.kind = ${kind} for update of p`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}

/** Takes purchases and all that hangs on them away, in so many statements whatever their number; whoever calls has asked whether it may. */
async function erasePurchases({ db, company }: Ctx, ids: readonly string[]) {
  const these = sql`any(${sql.param([...ids])}::uuid[])`
  await db.execute(sql`delete from holds where company_id = ${company.id} and purchase_id = ${these}`)
  await db.execute(sql`delete from adjustments where company_id = ${company.id} and purchase_id = ${these}`)
  await db.execute(
    sql`delete from duplicate_answers where company_id = ${company.id} and (first_id = ${these} or second_id = ${these})`,
  )
  await db.execute(
    sql`update purchases set travels_with_id = null where company_id = ${company.id} and travels_with_id = ${these}`,
  )
  await db.execute(sql`delete from purchases where company_id = ${company.id} and id = ${these}`)
}
