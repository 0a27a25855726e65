import { type SQL, sql } from 'drizzle-orm'

/**
 * Whether a line `l` of a single issue, of a `product`, is of a copy that left with a delivery note before it was invoiced:
 * no purchase owes it once more.
 */
export const servedBefore = (companyId: string): SQL => sql`(product.kind = 'single-issue' and exists (
  select from invoices d where d.company_id = ${companyId} and d.id = l.invoice_id and d.source = 'delivery'))`
