import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { sentOrdersContract } from '../contract/sent.ts'

export type Reply = InferSchemaOutput<
  NonNullable<(typeof sentOrdersContract.of)['~orpc']['outputSchema']>
>['replies'][number]

const MOST_SHOWN = 20

/** What people wrote back to the mails that an order left with, the last first. Source: M-10. */
export async function repliesTo({ db, company }: Pick<Ctx, 'db' | 'company'>, orderId: string): Promise<Reply[]> {
  const { rows } = await db.execute<Reply>(sql`
    select d.id, m.collected_at as "collectedAt", m."from", m.subject, d.values ->> 'text' as text, d.values ->> 'files' as files
    from (select distinct s.message_id from sent_orders s
      where s.company_id = ${company.id} and s.order_id = ${orderId}) sent
    join collected_documents d on d.company_id = ${company.id} and d.answered_id = sent.message_id
    join collected_mails m on m.company_id = ${company.id} and m.id = d.mail_id
    order by m.collected_at desc, m.id desc limit ${MOST_SHOWN}`)
  return rows.map(row => ({ ...row, collectedAt: new Date(row.collectedAt).toISOString() }))
}
