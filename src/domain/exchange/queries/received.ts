import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'
import type { receivedOrdersContract } from '../contract/received.ts'

export type ReceivedOrder = InferSchemaOutput<
  NonNullable<(typeof receivedOrdersContract.answer)['~orpc']['outputSchema']>
>

/** The partner that sent a customer order, and what it was answered; null: no partner did. Source: X-47. */
export async function receivedOrder({ db, company }: Ctx, orderId: string): Promise<ReceivedOrder | null> {
  const { rows } = await db.execute<ReceivedOrder>(sql`
    select r.order_id as "orderId", r.partner_id as "partnerId", ${partyName('party')} as partner, r.number, r.edition, r.answered,
      r.answered_at as "answeredAt", p.state = 'paired' and p.address <> '' as "canAnswer"
    from received_orders r
    join partners p on p.company_id = ${company.id} and p.id = r.partner_id
    join parties party on party.company_id = ${company.id} and party.id = p.party_id
    where r.company_id = ${company.id} and r.order_id = ${orderId}`)
  const [found] = rows
  return found ? { ...found, answeredAt: found.answeredAt && new Date(found.answeredAt).toISOString() } : null
}
