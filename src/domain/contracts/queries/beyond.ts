import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partOf } from '../rules/line-text.ts'

export type LineBeyond = { invoiceId: string; lineId: string; cents: number }

/**
 * What issued lines charge for the days after one, by day, less what was taken back already; of an invoice with other
 * contracts, the lines of this one. Source: L-10.
 */
export async function linesBeyond({ db, company }: Ctx, id: string, on: string): Promise<LineBeyond[]> {
  const mine = sql`${company.id}::uuid`
  type Row = { invoiceId: string; lineId: string; cents: number; credited: number; days: number; beyond: number }
  const { rows } = await db.execute<Row>(sql`
    select l.invoice_id as "invoiceId", l.id as "lineId", l.gross_cents as cents,
      (select coalesce(sum(k.gross_cents), 0)::bigint from invoice_lines k where k.company_id = ${mine} and k.credits_line_id = l.id) as credited,
      t.ends_on - t.starts_on + 1 as days, t.ends_on - greatest(t.starts_on, ${on}::date + 1) + 1 as beyond
    from contract_terms t join invoices i on i.company_id = ${mine} and i.id = t.invoice_id and i.issued_on is not null
    join invoice_states s on s.company_id = ${mine} and s.id = i.id and s.cancelled_on is null
    join contracts c on c.company_id = ${mine} and c.id = t.contract_id
    join invoice_lines l on l.company_id = ${mine} and l.invoice_id = i.id and l.period_from = t.starts_on and l.period_to = t.ends_on
    where t.company_id = ${mine} and t.contract_id = ${id} and t.ends_on > ${on}::date
      and (not c.grouped or exists (select from contract_lines cl where cl.company_id = ${mine} and cl.contract_id = c.id
        and (cl.product_id = l.product_id or cl.product_id is null and cl.label = l.label)))
    order by i.issued_on, i.id, l.position`)
  return rows
    .map(({ invoiceId, lineId, cents, credited, days, beyond }) => ({
      ...{ invoiceId, lineId, cents: partOf(cents, beyond, days) - Math.abs(credited) },
    }))
    .filter(({ cents }) => cents > 0)
}
