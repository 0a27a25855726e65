import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressJoins, placeColumn } from '../../parties/queries/address-for.ts'
import type { NotInReason } from '../contract/watch.ts'
import type { Chosen } from './chosen.ts'
import { notOwed, whyTables } from './not-in.ts'
import { owed, sendingOf } from './recipients.ts'

type Held = { owed: number; copies: number; withoutAddress: number; runningThatDay: number }

/** How many a run would hold, and how many it leaves out for each reason. */
export async function previewOf(ctx: Ctx, chosen: Chosen, on: string) {
  const { db, company } = ctx
  const mine = sql`${company.id}::uuid`
  // The fence keeps what is owed from being worked out once for each of the counts.
  const { rows } = await db.execute<Held>(sql`
    select count(*) filter (where owed) as owed,
      coalesce(sum(copies) filter (where owed), 0)::int as copies,
      count(*) filter (where owed and (town = '' or street = '')) as "withoutAddress",
      count(*) filter (where running) as "runningThatDay"
    from (select p.copies, (${owed(ctx, chosen)}) is true as owed, ${placeColumn('town')} as town,
        ${placeColumn('line1')} || ${placeColumn('line2')} || ${placeColumn('line3')} as street,
        p.cancelled_on is null and ${on}::date between p.starts_on and p.expires_on as running
      from purchases p ${addressJoins(mine, sql`p.recipient_id`, sendingOf(chosen, on))}
      where p.company_id = ${mine} and p.kind = ${chosen.kind} and p.title_id = ${chosen.titleId} offset 0) p`)
  const { rows: reasons } = await db.execute<{ why: NotInReason; count: number }>(sql`
    select why.reason as why, count(*)::int as count from ${whyTables(ctx, chosen)} where ${notOwed(ctx, chosen)} group by 1`)
  const out = new Map(reasons.map(({ why, count }) => [why, count]))
  const count = (why: NotInReason) => out.get(why) ?? 0
  return {
    ...rows[0]!,
    served: count('served'),
    leftOut: count('left-out'),
    held: count('held'),
    startsLater: count('starts-later'),
    ended: count('used-up'),
    stopped: count('stopped'),
    cancelled: count('cancelled'),
  }
}
