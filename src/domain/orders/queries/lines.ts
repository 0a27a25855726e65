import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { VatCategory } from '../../invoicing/rules/document.ts'

/** A line of an order as it stands. */
export type LineNow = {
  id: string
  productId: string | null
  label: string
  quantity: number
  givenUp: number
  /** On delivery notes, those being prepared included: it is not promised twice. */
  deliveredCount: number
  unitCents: number | null
  vatCategory: VatCategory
  vatRateBps: number
  netCents: number
  grossCents: number
  bundleId: string | null
  bundleGroup: number | null
}

/** The lines of an order in their places. */
export async function linesNow({ db, company }: Ctx, orderId: string): Promise<LineNow[]> {
  const { rows } = await db.execute<LineNow>(sql`
    select l.id, l.product_id as "productId", l.label, l.quantity, l.given_up as "givenUp",
      coalesce((select sum(d.quantity) from delivery_lines d join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id
        where d.company_id = ${company.id} and d.order_line_id = l.id and v.cancelled_on is null), 0)::int as "deliveredCount",
      l.unit_cents as "unitCents", l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps", l.net_cents as "netCents",
      l.gross_cents as "grossCents", l.bundle_id as "bundleId", l.bundle_group as "bundleGroup"
    from order_lines l where l.company_id = ${company.id} and l.order_id = ${orderId} order by l.position`)
  return rows
}
