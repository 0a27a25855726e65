import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { PartnerState } from '../rules/states.ts'
import { sentOrders } from '../tables.ts'

type Said = {
  orderId: string
  answer: 'received' | 'accepted' | 'refused'
  sellerNumber?: string | undefined
  note?: string | undefined
}

/**
 * Notes what a supplier without Facteur answered to an order as it was sent last, whichever way; one that is paired answers by itself.
 * Source: X-47, M-10.
 */
export async function noteAnswer(ctx: Ctx, { orderId, answer, sellerNumber = '', note = '' }: Said): Promise<void> {
  const { db, company } = ctx
  const { rows } = await db.execute<{ id: string; partnerState: PartnerState }>(sql`
    select s.id, p.state as "partnerState" from sent_orders s join partners p on p.company_id = ${company.id} and p.id = s.partner_id
    where s.company_id = ${company.id} and s.order_id = ${orderId} order by s.edition desc limit 1`)
  const { id, partnerState } = rows[0] ?? refuse('exchange.neverSent')
  if (partnerState === 'paired') refuse('exchange.answersByItself')
  await changeRecord(ctx, sentOrders, id, {
    ...{ state: answer, answer: { note, lines: [] }, answeredAt: instantNow() },
    ...(sellerNumber === '' ? {} : { sellerNumber }),
  })
}
