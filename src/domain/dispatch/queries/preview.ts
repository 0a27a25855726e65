import { sql } from 'drizzle-orm'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressJoins, placeColumn } from '../../parties/queries/address-for.ts'
import { newerIssue } from '../../subscriptions/queries/latest-issue.ts'
import type { NotInReason } from '../contract/watch.ts'
import type { Chosen } from './chosen.ts'
import { isNotIn, ofTitle, whyTables } from './not-in.ts'
import { owed, sendingOf } from './recipients.ts'

type Counted = {
  why: NotInReason | null
  count: number
  copies: number
  withoutAddress: number
  runningThatDay: number
}

/** How many a run would hold, and how many it leaves out for each reason: one pass over the purchases of the title. */
export async function previewOf(ctx: Ctx, chosen: Chosen, on: string) {
  await forManyRows(ctx)
  const mine = sql`${ctx.company.id}::uuid`
  const { rows } = await ctx.db.execute<Counted>(sql`
    select case when ${isNotIn(ctx, chosen)} then why.reason end as why, count(*) as count, sum(p.copies) as copies,
      count(*) filter (where ${placeColumn('town')} = '' or ${placeColumn('line1')} || ${placeColumn('line2')} || ${placeColumn('line3')} = '')
        as "withoutAddress",
      count(*) filter (where p.cancelled_on is null and ${on}::date between p.starts_on and p.expires_on) as "runningThatDay"
    from ${whyTables(ctx, chosen)} ${addressJoins(mine, sql`p.recipient_id`, sendingOf(chosen, on))}
    where ${ofTitle(ctx, chosen)} group by 1`)
  const by = new Map(rows.map(row => [row.why, row]))
  const count = (why: NotInReason) => by.get(why)?.count ?? 0
  const owed = by.get(null)
  return {
    owed: owed?.count ?? 0,
    copies: owed?.copies ?? 0,
    withoutAddress: owed?.withoutAddress ?? 0,
    runningThatDay: rows.reduce((sum, { runningThatDay }) => sum + runningThatDay, 0),
    served: count('served'),
    leftOut: count('left-out'),
    held: count('held'),
    startsLater: count('starts-later'),
    ended: count('used-up'),
    stopped: count('stopped'),
    cancelled: count('cancelled'),
    notOnSale: count('not-on-sale'),
    newer: await newerOut(ctx, chosen),
  }
}

/** How many single issues a run would hold although a newer one came out since they were ordered. Source: X-8. */
async function newerOut(ctx: Ctx, chosen: Chosen): Promise<number> {
  if (chosen.kind === 'subscription') return 0
  const { rows } = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from purchases p
    join products product on product.company_id = ${ctx.company.id}::uuid and product.id = p.product_id and product.latest_issue
    join issues issue on issue.company_id = ${ctx.company.id}::uuid and issue.id = p.issue_id
    where ${owed(ctx, chosen)} and ${newerIssue(ctx.company.id, ctx.today)} is not null`)
  return rows[0]!.count
}
