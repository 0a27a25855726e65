import { type SQL, sql } from 'drizzle-orm'

/** The lines `own` of invoices that a line `sold` of an order is: one, or of a bundle one for each of its products. */
export const invoicedAs = (companyId: string): SQL => sql`
  join invoice_lines first on first.company_id = ${companyId} and first.id = sold.invoice_line_id
  join invoice_lines own on own.company_id = ${companyId} and own.invoice_id = first.invoice_id
    and (own.id = first.id or own.bundle_group = first.bundle_group)`

/** The purchases `p` that a line `sold` of an order made. */
export const purchasesOfSold = (companyId: string): SQL => sql`${invoicedAs(companyId)}
  join purchases p on p.company_id = ${companyId} and p.invoice_line_id = own.id`
