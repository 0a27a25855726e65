import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { placeHolds } from './holds.ts'
import { liftWhere } from './many-holds.ts'

/** Stops serving what these invoices sold until they are paid; what is held for it already is left as it is. Source: CIR-15. */
export async function holdUnpaid(ctx: Ctx, { invoiceIds }: { invoiceIds: readonly string[] }) {
  const { db, company, today } = ctx
  const { rows } = await db.execute<{ id: string }>(sql`
    select p.id from purchases p
    where p.company_id = ${company.id} and p.invoice_id = any(${sql.param([...invoiceIds])}::uuid[])
      and p.kind = 'subscription' and p.cancelled_on is null and p.last_issue_id is null and p.expires_on >= ${today}::date
      and not exists (select from holds h where h.company_id = ${company.id} and h.purchase_id = p.id and h.kind = 'unpaid'
        and h.to_on is null and h.to_issue_id is null)
    order by p.id`)
  if (rows.length === 0) return
  const purchaseIds = rows.map(({ id }) => id)
  await placeHolds(ctx, { purchaseIds, kind: 'unpaid', reason: '', fromOn: today, countsAsServed: false })
}

/** Serves again what was stopped until it is paid, from the first issue still open; what somebody wrote a reason for stays. */
export async function resumePaid(ctx: Ctx, { invoiceIds }: { invoiceIds: readonly string[] }) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ id: string; holdId: string }>(sql`
    select p.id, h.id as "holdId" from purchases p
    join holds h on h.company_id = ${company.id} and h.purchase_id = p.id and h.kind = 'unpaid' and h.reason = ''
      and h.to_on is null and h.to_issue_id is null
    where p.company_id = ${company.id} and p.invoice_id = any(${sql.param([...invoiceIds])}::uuid[]) and p.cancelled_on is null
    order by p.id`)
  if (rows.length === 0) return
  const unpaid = new Set(rows.map(({ holdId }) => holdId))
  await liftWhere(ctx, [...new Set(rows.map(({ id }) => id))], ({ id }) => unpaid.has(id))
}
