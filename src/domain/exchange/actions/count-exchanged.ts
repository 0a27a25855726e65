import { sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'

/** Counts orders with the partners they went to or came from; last in its transaction, as it holds their rows. */
export function countExchanged(ctx: Ctx, way: 'sent' | 'received', partnerIds: readonly string[]) {
  if (partnerIds.length === 0) return
  const counted = [...Map.groupBy(partnerIds, id => id)].map(([id, those]) => ({ id, more: those.length }))
  const count = sql.identifier(`${way}_count`)
  ctx.atEnd(async () => {
    await ctx.db.execute(sql`
      update partners p set ${count} = p.${count} + given.more
      from (${givenRows(counted, { id: 'uuid', more: 'int' })}) given
      where p.company_id = ${ctx.company.id} and p.id = given.id`)
  })
}
