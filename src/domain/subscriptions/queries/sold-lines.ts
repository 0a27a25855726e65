import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** What becomes purchases: all lines of some invoices or some of them; `named`: their product was only said later. */
export type Which = { invoiceIds: readonly string[]; lineIds?: readonly string[] | undefined; named?: true }

const uuids = (ids: readonly string[]) => sql`any(${sql.param([...ids])}::uuid[])`

/** The condition on lines `l`. */
export const ofLines = (companyId: string, { invoiceIds, lineIds }: Which): SQL =>
  sql`l.company_id = ${companyId} and l.invoice_id = ${uuids(invoiceIds)}${lineIds ? sql` and l.id = ${uuids(lineIds)}` : sql``}`

/** The `product` of lines `l`, joined: its own, or the one that was said later. Ends so that a condition may follow. */
export const productJoin = (companyId: string, { lineIds = [], named }: Which): SQL =>
  named
    ? sql`join line_products named on named.company_id = ${companyId} and named.id = l.id and named.id = ${uuids(lineIds)}
      left join line_parts part on part.company_id = ${companyId} and part.line_id = l.id
      join products product on product.company_id = ${companyId} and product.id = coalesce(part.product_id, named.product_id)`
    : sql`join products product on product.company_id = ${companyId} and product.id = l.product_id`

/**
 * What each of them becomes a purchase by, with its label and amounts: the line, or of a bundle that was said later each of
 * its products.
 */
export const soldBy = ({ named }: Which): Record<'id' | 'label' | 'netCents' | 'vatCents' | 'grossCents', SQL> =>
  named
    ? {
        id: sql`coalesce(part.id, l.id)`,
        label: sql`case when part.id is null then l.label else product.label end`,
        netCents: sql`coalesce(part.net_cents, l.net_cents)`,
        vatCents: sql`coalesce(part.vat_cents, l.vat_cents)`,
        grossCents: sql`coalesce(part.gross_cents, l.gross_cents)`,
      }
    : {
        id: sql`l.id`,
        label: sql`l.label`,
        netCents: sql`l.net_cents`,
        vatCents: sql`l.vat_cents`,
        grossCents: sql`l.gross_cents`,
      }

/** Who pays and who receives lines `l` of invoices `i`; said later, contacts may have been merged since. */
export function peopleOf(companyId: string, { named }: Which): [payer: SQL, recipient: SQL] {
  const [payer, recipient] = [sql`i.customer_id`, sql`coalesce(l.recipient_id, i.customer_id)`]
  if (!named) return [payer, recipient]
  const now = (id: SQL) => sql`(select coalesce(party.merged_into_id, party.id) from parties party
    where party.company_id = ${companyId} and party.id = ${id})`
  return [now(payer), now(recipient)]
}

/** What some invoices sold, the first sale of each title to each recipient first, then what they bought on a later day, and so on. */
export async function soldInTurns({ db, company }: Ctx, invoiceIds: readonly string[]): Promise<Which[]> {
  const { rows } = await db.execute<{ invoiceIds: string[]; lineIds: string[] }>(sql`
    select array_agg(distinct sold.invoice_id::text) as "invoiceIds", array_agg(sold.id::text) as "lineIds" from (
      select l.id, l.invoice_id, case when product.kind <> 'subscription' then 1 else
        dense_rank() over (partition by coalesce(l.recipient_id, i.customer_id), product.title_id order by coalesce(i.sold_on, i.issued_on)) end as turn
      from invoice_lines l
      join invoices i on i.company_id = ${company.id} and i.id = l.invoice_id and i.id = ${uuids(invoiceIds)}
      ${productJoin(company.id, { invoiceIds })}
      where ${ofLines(company.id, { invoiceIds })} and product.kind in ('subscription', 'single-issue')) sold
    group by sold.turn order by sold.turn`)
  return rows
}
