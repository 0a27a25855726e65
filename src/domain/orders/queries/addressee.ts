import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { buyersById } from '../../invoicing/queries/buyers.ts'
import { deliveredTo } from '../../invoicing/queries/paper.ts'
import type { AddressLines, Buyer } from '../../invoicing/rules/document.ts'

/** Who gets a delivery and where: the place its orders say when they agree on one, else the contact's own. */
export async function addresseeOf(ctx: Ctx, deliveryId: string, partyId: string): Promise<Buyer> {
  const { db, company } = ctx
  const { rows } = await db.execute<{ deliveryAddress: AddressLines | null }>(sql`
    select distinct o.delivery_address as "deliveryAddress" from delivery_lines d
    join order_lines l on l.company_id = ${company.id} and l.id = d.order_line_id
    join orders o on o.company_id = ${company.id} and o.id = l.order_id
    where d.company_id = ${company.id} and d.delivery_id = ${deliveryId}`)
  const buyer = (await buyersById(ctx, [partyId])).get(partyId) ?? refuse('orders.unknownContact', { field: 'partyId' })
  return rows.length === 1 ? deliveredTo(rows[0]!, buyer) : buyer
}
