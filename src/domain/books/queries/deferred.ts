import { sql } from 'drizzle-orm'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { calendarsOf, worthOn } from './purchase-worth.ts'

export type DeferredRow = {
  titleId: string
  titleName: string
  purchases: number
  invoicedCents: number
  creditedCents: number
  earnedCents: number
  owedCents: number
  lostCents: number
  copiesOwed: number
}

/** What was invoiced, earned by issues served, and is still owed to subscribers on a day, by title; in one statement. Source: A19. */
export async function deferredBy(ctx: Ctx, on: string): Promise<DeferredRow[]> {
  const calendars = await calendarsOf(ctx)
  await forManyRows(ctx)
  const { rows } = await ctx.db.execute<DeferredRow>(sql`
    with ${worthOn(ctx, calendars, on)}
    select t.id as "titleId", t.name as "titleName", w.* from titles t join (
      select title_id, count(*)::int as purchases, sum(net)::bigint as "invoicedCents", sum(net - left_net)::bigint as "creditedCents", sum(earned)::bigint as "earnedCents",
        sum(owed)::bigint as "owedCents", sum(left_net - earned - owed)::bigint as "lostCents", sum(issues_owed * copies)::bigint as "copiesOwed"
      from worth group by title_id) w on w.title_id = t.id
    where t.company_id = ${ctx.company.id} order by t.code`)
  return rows
}

export type DeferredIssue = {
  /** Null: not recorded yet; without number and day: one that no calendar lets expect. */
  issueId: string | null
  number: string
  countedOn: string | null
  copiesServed: number
  earnedCents: number
  copiesOwed: number
  owedCents: number
}

/**
 * The same of one title by issue: what each brought, and what is still owed of those to come. What is owed is laid on the
 * issues that follow the last one served; the last issue of a purchase takes what is left by rounding.
 */
export async function deferredByIssue(ctx: Ctx, titleId: string, asked: string): Promise<DeferredIssue[]> {
  const on = asked < ctx.today ? asked : ctx.today
  const calendars = await calendarsOf(ctx, titleId)
  await forManyRows(ctx)
  const { rows } = await ctx.db.execute<DeferredIssue>(sql`
    with ${worthOn(ctx, calendars, on)},
    served as (
      select s.issue_id, w.id as purchase_id, case when w.kind = 'single-issue' then 1 else i.units end as units, w.copies, w.each
      from shipments s join worth w on w.id = s.purchase_id join issue i on i.id = s.issue_id
      where s.company_id = ${ctx.company.id} and s.purpose = 'regular' and s.sent_on <= ${on}::date and (s.cancelled_on is null or s.cancelled_on > ${on}::date)
      union all select g.issue_id, w.id, g.units, 0, w.each from given g join worth w on w.id = g.purchase_id),
    brought as (
      select issue_id, sum(copies) as copies, sum(units * each) as cents from served group by issue_id
      union all select i.id, 0, sum(w.earned - w.served * w.each) from worth w join lateral (
        select id from issue i where i."titleId" = w.title_id and i.id is not null and i.units > 0 and i.before < w.reached and i.before + i.units >= w.reached) i on true
        where w.served > 0 group by i.id),
    ahead as (
      select greatest(start, reached) as next, issues_owed as count, sum(copies) as copies, sum(least(each, owed / issues_owed)) as cents,
        sum(owed - (issues_owed - 1) * least(each, owed / issues_owed)) as last_cents
      from worth where issues_owed > 0 and kind = 'subscription' group by 1, 2),
    to_come as (
      select i.place, a.copies, case when n = a.next + a.count then a.last_cents else a.cents end as cents
      from ahead a cross join lateral generate_series(a.next + 1, a.next + a.count) n left join issue i on n > i.before and n <= i.before + i.units
      union all select i.place, w.copies, w.owed from worth w left join issue i on i.id = w.issue_id where w.kind = 'single-issue' and w.issues_owed > 0
      union all select null, 0, w.owed from worth w where w.issues_owed = 0 and w.owed > 0),
    by_issue as (
      select i.place, b.copies as copies, b.cents as earned, 0 as ahead, 0 as owed from brought b join issue i on i.id = b.issue_id
      union all select place, 0, 0, copies, cents from to_come)
    select i.id as "issueId", coalesce(i.number, '') as number, i.day as "countedOn", sum(x.copies)::bigint as "copiesServed", sum(x.earned)::bigint as "earnedCents",
      sum(x.ahead)::bigint as "copiesOwed", sum(x.owed)::bigint as "owedCents"
    from by_issue x left join issue i on i.place = x.place group by x.place, i.id, i.number, i.day order by x.place`)
  return rows
}
