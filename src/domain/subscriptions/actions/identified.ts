import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { purchaseFrom } from '../actions.ts'
import { stopPurchases } from './stop.ts'

type Sold = { lineId: string; invoiceId: string; turn: number }

/**
 * Lines whose product was only said now make what they sold, as of the day of the sale. Those of one recipient
 * one after the other, so that each renews the one before; what was wholly taken back since does not go on.
 */
export async function purchaseFromLines(
  ctx: Ctx,
  { lineIds, kept }: { lineIds: readonly string[]; kept: readonly string[] },
) {
  const sold = await soldInTurns(ctx, lineIds)
  for (const [, turn] of Map.groupBy(sold, ({ turn }) => turn))
    await purchaseFrom(ctx, {
      invoiceIds: [...new Set(turn.map(({ invoiceId }) => invoiceId))],
      lineIds: turn.map(({ lineId }) => lineId),
      named: true,
    })
  await stopTakenBack(
    ctx,
    lineIds.filter(id => !kept.includes(id)),
  )
}

async function soldInTurns({ db, company }: Ctx, lineIds: readonly string[]): Promise<Sold[]> {
  const these = sql`any(${sql.param([...lineIds])}::uuid[])`
  const { rows } = await db.execute<Sold>(sql`
    select l.id as "lineId", l.invoice_id as "invoiceId", case when not lasts.any then 1 else
      dense_rank() over (partition by coalesce(l.recipient_id, i.customer_id), lasts.any order by coalesce(i.sold_on, i.issued_on)) end::int as turn
    from invoice_lines l
    join invoices i on i.company_id = ${company.id} and i.id = l.invoice_id
      and i.id = any(array(select o.invoice_id from invoice_lines o where o.company_id = ${company.id} and o.id = ${these}))
    join line_products named on named.company_id = ${company.id} and named.id = l.id and named.id = ${these}
    cross join lateral (select exists (select from products product where product.company_id = ${company.id} and product.kind = 'subscription'
      and (product.id = named.product_id or product.id in (
        select part.product_id from line_parts part where part.company_id = ${company.id} and part.line_id = l.id))) as any) lasts
    where l.company_id = ${company.id} and l.id = ${these}
    order by turn`)
  return rows
}

type TakenBack = { lineId: string; on: string; reason: string }

/** As if credit notes had come after: what they took back is stopped on their day. Source: ABO-82. */
async function stopTakenBack(ctx: Ctx, lineIds: readonly string[]) {
  const { db, company } = ctx
  const these = sql`any(${sql.param([...lineIds])}::uuid[])`
  const { rows } = await db.execute<TakenBack>(sql`
    select l.id as "lineId", coalesce(s.cancelled_on, back.on) as "on", coalesce(s.cancelled_reason, back.reason, '') as reason
    from invoice_lines l
    join invoice_states s on s.company_id = ${company.id} and s.id = l.invoice_id
    left join lateral (
      select sum(c.gross_cents) as cents, max(n.issued_on) as on, (array_agg(n.reason order by n.issued_on desc, n.id))[1] as reason
      from invoice_lines c join invoices n on n.company_id = ${company.id} and n.id = c.invoice_id and n.issued_on is not null
      where c.company_id = ${company.id} and c.credits_line_id = l.id) back on true
    where l.company_id = ${company.id} and l.id = ${these} and l.gross_cents > 0
      and (s.cancelled_on is not null or abs(back.cents) >= l.gross_cents)`)
  for (const [, alike] of Map.groupBy(rows, ({ on, reason }) => `${on} ${reason}`)) {
    const [{ on, reason }] = alike as [TakenBack]
    const theirs = alike.map(({ lineId }) => lineId)
    await stopPurchases(ctx, sql`p.invoice_line_id = any(${sql.param(theirs)}::uuid[])`, { on, reason })
  }
}
