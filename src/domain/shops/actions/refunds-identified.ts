import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { invoicesCancelled } from '../../invoicing/actions/events.ts'

type Stopped = { invoiceId: string; on: string; reason: string }

/**
 * Lines that were refunded while nobody knew what they sold: what they sell now is stopped where that was said of an
 * amount, and where nothing was said somebody is asked, as if it had been known. Source: ABO-82, E9.
 */
export async function followRefunds(ctx: Ctx, lineIds: readonly string[]) {
  if (lineIds.length === 0) return
  const { db, company, actor } = ctx
  const mine = sql`${company.id}::uuid`
  const orders = sql`select sold.order_id from shop_order_lines sold
    join purchases p on p.company_id = ${mine} and p.invoice_line_id = sold.invoice_line_id and p.cancelled_on is null
    where sold.company_id = ${mine} and sold.invoice_line_id = any(${sql.param([...lineIds])}::uuid[])`
  const { rows } = await db.execute<Stopped>(sql`
    select distinct on (o.invoice_id) o.invoice_id as "invoiceId", note.issued_on as on, note.reason from shop_refunds r
    join shop_orders o on o.company_id = ${mine} and o.id = r.order_id
    join invoices note on note.company_id = ${mine} and note.id = r.credit_note_id
    where r.company_id = ${mine} and r.order_id in (${orders}) and r.gone_at is null and r.kind = 'amount' and r.effect = 'stop-now'
    order by o.invoice_id, r.id`)
  for (const { invoiceId, ...said } of rows)
    await ctx.happened(invoicesCancelled, { invoiceIds: [invoiceId], service: 'stop-now', ...said })
  await db.execute(sql`
    update shop_refunds r set state = 'waits', state_reason = 'refundEffectUnknown', updated_by = ${actor.initials}, updated_at = now(),
      revision = r.revision + 1
    where r.company_id = ${mine} and r.order_id in (${orders}) and r.gone_at is null and r.state = 'taken' and r.effect is null
      and r.credit_note_id is not null`)
}
