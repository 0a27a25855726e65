import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

export type Credit = {
  id: string
  kind: 'payment' | 'credit-note'
  number: string
  on: string
  openCents: number
}

/** What the customer of a document has to their credit in its currency, which may pay it: the oldest first. */
export async function creditsFor({ db, company }: Ctx, documentId: string): Promise<Credit[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Credit>(sql`
    with document as materialized (
      select s.customer_id, i.currency from invoice_states s
      join invoices i on i.company_id = ${mine} and i.id = s.id
      where s.company_id = ${mine} and s.id = ${documentId})
    select p.id, 'payment' as kind, p.number::text as number, p.received_on as "on", s.open_cents as "openCents"
    from document join payment_states s on s.company_id = ${mine} and s.customer_id = document.customer_id and s.open_cents > 0
    join payments p on p.company_id = ${mine} and p.id = s.id and p.currency = document.currency
    union all
    select i.id, 'credit-note', i.number, i.issued_on, -s.open_cents
    from document join invoice_states s on s.company_id = ${mine} and s.customer_id = document.customer_id and s.open_cents < 0
    join invoices i on i.company_id = ${mine} and i.id = s.id and i.currency = document.currency
    order by "on", number`)
  return rows
}
