import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

type Days = { from: string; to: string }
export type Missing = {
  record: 'invoices' | 'payments' | 'cheque_deposits' | 'debit_returns'
  id: string
  piece: string
}

/**
 * What should be in the books of a span of days and is not: issued or received before they were kept. What is in another
 * currency and waits for its rate is told elsewhere (`without-rate.ts`).
 */
const missing = ({ company }: Ctx, { from, to }: Days, currency?: string) => {
  const days = sql`between ${from}::date and ${to}::date`
  const unwritten = sql`not exists (select from book_entries b where b.company_id = ${company.id} and b.record_id = x.id)`
  const inCurrency = currency ? sql`x.currency = ${currency}` : sql`true`
  const rated = (states: SQL, known: SQL) =>
    sql`(x.currency = 'EUR' or exists (select from ${states} r where r.company_id = ${company.id} and r.id = x.id and r.${known} is not null))`
  return sql`
    select 'invoices' as record, x.id, x.number as piece, x.issued_on as on_day, 1 as turn, x.series_number as place from invoices x
    where x.company_id = ${company.id} and x.issued_on ${days} and x.source not like 'import:%' and ${inCurrency} and ${rated(sql`invoice_states`, sql`per_euro_micros`)} and (x.gross_cents <> 0 or x.net_cents <> 0) and ${unwritten}
    union all select 'payments', x.id, 'R' || x.number, x.received_on, 2, x.number from payments x
    where x.company_id = ${company.id} and x.received_on ${days} and x.source not like 'import:%' and ${inCurrency} and ${rated(sql`payment_states`, sql`euro_cents`)} and ${unwritten}
    union all select 'cheque_deposits', x.id, 'RC' || x.number, x.brought_on, 3, x.number from cheque_deposits x
    where x.company_id = ${company.id} and x.brought_on ${days} and ${currency ? sql`false` : sql`true`} and ${unwritten}
      and exists (select from payment_states s where s.company_id = ${company.id} and s.deposit_id = x.id)
    union all select 'debit_returns', x.id, d.end_to_end_id, x.returned_on, 4, 0 from debit_returns x
    join debits d on d.company_id = ${company.id} and d.id = x.debit_id
    where x.company_id = ${company.id} and x.returned_on ${days} and x.charge_cents > 0 and ${currency ? sql`false` : sql`true`} and ${unwritten}`
}

export async function missingOf(ctx: Ctx, days: Days): Promise<{ count: number; example: string }> {
  const { rows } = await ctx.db.execute<{ count: number; example: string }>(
    sql`select count(*)::int as count, coalesce(min(piece), '') as example from (${missing(ctx, days)}) m`,
  )
  return rows[0]!
}

/** The first of them, in the order of their days. */
export async function firstMissing(ctx: Ctx, days: Days, limit: number, currency?: string): Promise<Missing[]> {
  const { rows } = await ctx.db.execute<Missing>(
    sql`select record, id, piece from (${missing(ctx, days, currency)}) m order by on_day, turn, place limit ${limit}`,
  )
  return rows
}
