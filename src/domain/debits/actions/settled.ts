import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { debitsPaid } from './events.ts'

/** The debit `d` came back by its debtor or their bank: what we or ours took back is no debt of theirs. */
export const cameBackUnpaid = ({ company }: Ctx) => sql`d.state = 'returned' and exists (
  select from debit_returns r where r.company_id = ${company.id} and r.debit_id = d.id and r.kind in ('reject', 'return', 'refund'))`

/** Of customers who paid the last of what had come back, says which invoices that was. */
export async function sayPaid(ctx: Ctx, { allocationIds }: { allocationIds: readonly string[] }) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ invoiceIds: string[] }>(sql`
    with paying as materialized (
      select distinct d.customer_id from payment_allocations a
      join debits d on d.company_id = ${company.id} and d.invoice_id = a.invoice_id and d.state = 'returned'
      where a.company_id = ${company.id} and a.id = any(${sql.param([...allocationIds])}::uuid[]))
    select array_agg(distinct d.invoice_id) as "invoiceIds" from paying
    join debits d on d.company_id = ${company.id} and d.customer_id = paying.customer_id and ${cameBackUnpaid(ctx)}
    join invoice_states s on s.company_id = ${company.id} and s.id = d.invoice_id
    group by d.customer_id having max(s.open_cents) <= 0`)
  const invoiceIds = rows.flatMap(row => row.invoiceIds)
  if (invoiceIds.length > 0) await ctx.happened(debitsPaid, { invoiceIds })
}
