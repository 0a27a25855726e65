import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { OrderState } from '../rules/order.ts'

/** An order as it was taken before, with what its invoice came to. */
export type KeptOrder = {
  id: string
  externalId: string
  number: string
  sha256: string
  document: string
  modifiedAt: string | null
  totalCents: number
  status: string
  state: OrderState
  reason: string | null
  customerId: string | null
  invoiceId: string | null
  invoiceNumber: string | null
  invoicedCents: number | null
  openCents: number | null
  isPaid: boolean
  /** The shop was thought to have thrown it away. */
  isGone: boolean
}

/** Whoever else takes what shops of the company say waits: two that bring the same new customer at once make one contact. */
export const lockShops = ({ db, company }: Ctx) =>
  db.execute(sql`select from shop_states where company_id = ${company.id} order by id for no key update`)

/** The orders of a shop that are here, of those ids, by id, none of them written meanwhile. */
export async function keptOrders(
  ctx: Ctx,
  shopId: string,
  externalIds: readonly string[],
): Promise<Map<string, KeptOrder>> {
  const { db, company } = ctx
  await lockShops(ctx)
  const { rows } = await db.execute<KeptOrder>(sql`
    with kept as materialized (
      select * from shop_orders where company_id = ${company.id} and shop_id = ${shopId}
        and external_id = any(${sql.param([...externalIds])}::text[]))
    select o.id, o.external_id as "externalId", o.number, o.sha256, o.document, o.modified_at as "modifiedAt", o.total_cents as "totalCents",
      o.status, o.state, o.reason, o.gone_at is not null as "isGone", o.customer_id as "customerId", o.invoice_id as "invoiceId", i.number as "invoiceNumber",
      i.gross_cents as "invoicedCents", s.open_cents as "openCents", exists (select from payments p where p.company_id = ${company.id}
        and p.source = ${`shop:${shopId}`} and p.source_reference = o.external_id) as "isPaid"
    from kept o left join invoices i on i.company_id = ${company.id} and i.id = o.invoice_id
    left join invoice_states s on s.company_id = ${company.id} and s.id = o.invoice_id`)
  return new Map(rows.map(row => [row.externalId, row]))
}
