import { type SQL, sql } from 'drizzle-orm'

/** What becomes purchases: all lines of some invoices, or those of them whose product was only said later. */
export type Which = { invoiceIds: readonly string[]; lineIds?: readonly string[] | undefined }

const uuids = (ids: readonly string[]) => sql`any(${sql.param([...ids])}::uuid[])`

/** The condition on lines `l`. */
export const ofLines = (companyId: string, { invoiceIds, lineIds }: Which): SQL =>
  sql`l.company_id = ${companyId} and l.invoice_id = ${uuids(invoiceIds)}${lineIds ? sql` and l.id = ${uuids(lineIds)}` : sql``}`

/** The `product` of lines `l`, joined: its own, or the one that was said later. Ends so that a condition may follow. */
export const productJoin = (companyId: string, { lineIds }: Which): SQL =>
  lineIds
    ? sql`join line_products named on named.company_id = ${companyId} and named.id = l.id and named.id = ${uuids(lineIds)}
      join products product on product.company_id = ${companyId} and product.id = named.product_id`
    : sql`join products product on product.company_id = ${companyId} and product.id = l.product_id`

/** Who pays and who receives lines `l` of invoices `i`; said later, contacts may have been merged since. */
export function peopleOf(companyId: string, { lineIds }: Which): [payer: SQL, recipient: SQL] {
  const [payer, recipient] = [sql`i.customer_id`, sql`coalesce(l.recipient_id, i.customer_id)`]
  if (!lineIds) return [payer, recipient]
  const now = (id: SQL) => sql`(select coalesce(party.merged_into_id, party.id) from parties party
    where party.company_id = ${companyId} and party.id = ${id})`
  return [now(payer), now(recipient)]
}
