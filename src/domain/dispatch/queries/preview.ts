import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { currentAddress } from '../../parties/queries.ts'
import type { NotInReason } from '../contract/watch.ts'
import type { Chosen } from './chosen.ts'
import { notInTables, notOwed } from './not-in.ts'
import { owed, sendingOf } from './recipients.ts'

type Held = { owed: number; copies: number; withoutAddress: number; runningThatDay: number }

/** How many a run would hold, and how many it leaves out for each reason. */
export async function previewOf(ctx: Ctx, chosen: Chosen, on: string) {
  const { db, company } = ctx
  const isOwed = owed(ctx, chosen)
  const unaddressed = sql`not exists (${currentAddress(sql`p.company_id`, sql`p.recipient_id`, sql`and a.town <> '' and a.line1 || a.line2 || a.line3 <> ''`, sendingOf(chosen, on))})`
  const { rows } = await db.execute<Held>(sql`
    select count(*) filter (where ${isOwed}) as owed,
      coalesce(sum(p.copies) filter (where ${isOwed}), 0)::int as copies,
      count(*) filter (where ${isOwed} and ${unaddressed}) as "withoutAddress",
      count(*) filter (where p.cancelled_on is null and ${on}::date between p.starts_on and p.expires_on) as "runningThatDay"
    from purchases p where p.company_id = ${company.id} and p.kind = ${chosen.kind} and p.title_id = ${chosen.titleId}`)
  const { rows: reasons } = await db.execute<{ why: NotInReason; count: number }>(sql`
    select why.reason as why, count(*)::int as count from ${notInTables(ctx, { chosen })} where ${notOwed(ctx, chosen)} group by 1`)
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
