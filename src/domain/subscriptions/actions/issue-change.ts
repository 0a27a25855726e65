import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { compareDays, day } from '../../../values/day.ts'
import type { issues } from '../../catalog/tables.ts'
import { calendarOf } from '../queries/calendar.ts'
import { entitledTo } from '../queries/owed.ts'
import type { Calendar, CalendarIssue, CountedBy } from '../rules/calendar.ts'

type Issue = typeof issues.$inferSelect

/** Refuses a change of an issue that alters what subscriptions are owed, until its author says to know how many. Source: CIR-2. */
export async function refuseUnknownEffect(ctx: Ctx, facts: { before: Issue; after: Issue; affects: number }) {
  const { titleId, id } = facts.after
  const calendar = await calendarOf(ctx, titleId)
  const after = calendar.issues.find(issue => issue.id === id)!
  const before = asItWas(facts.before, after, calendar, await countedByOf(ctx, titleId))
  if (isSame(before, after)) return
  const found = await effectOf(ctx, titleId, {
    before: entitledTo(ctx.company.id, { ...before, titleId, calendar: withIssue(calendar, before) }),
    after: entitledTo(ctx.company.id, { ...after, titleId, calendar }),
    counts: before.countsFor !== after.countsFor,
  })
  if (found.affects !== facts.affects && found.affects > 0) refuse('catalog.changesWhatIsOwed', { values: found })
}

const isSame = (a: CalendarIssue, b: CalendarIssue) =>
  a.countsFor === b.countsFor &&
  a.forSubscribers === b.forSubscribers &&
  a.skipped === b.skipped &&
  compareDays(a.countedOn, b.countedOn) === 0

function asItWas(was: Issue, now: CalendarIssue, { issues }: Calendar, by: CountedBy): CalendarIssue {
  const said = by === 'shipping' ? was.shipsOn : by === 'closing' ? was.closesOn : was.coverOn
  const own = day(said ?? was.coverOn)
  const earlier = issues.findLast(({ ordinal }) => ordinal < was.ordinal)?.countedOn
  return {
    ...now,
    ordinal: was.ordinal,
    countsFor: was.countsFor,
    forSubscribers: was.forSubscribers,
    skipped: was.status === 'skipped',
    countedOn: earlier && compareDays(earlier, own) > 0 ? earlier : own,
  }
}

const withIssue = (calendar: Calendar, issue: CalendarIssue): Calendar => ({
  ...calendar,
  issues: calendar.issues.map(other => (other.id === issue.id ? issue : other)),
})

async function countedByOf({ db, company }: Ctx, titleId: string): Promise<CountedBy> {
  const { rows } = await db.execute<{ countedBy: CountedBy }>(
    sql`select counted_by as "countedBy" from titles where company_id = ${company.id} and id = ${titleId}`,
  )
  return rows[0]!.countedBy
}

type Effect = { affects: number; lost: number; gained: number; later: number }

/** Who is owed the issue no more, who is as well, and who gets another one at the end instead. */
async function effectOf({ db, company }: Ctx, titleId: string, are: { before: SQL; after: SQL; counts: boolean }) {
  const { rows } = await db.execute<Effect>(sql`
    select count(*) filter (where before <> after or (before and ${are.counts} and served_by = 'issue'))::int as affects,
      count(*) filter (where before and not after)::int as lost, count(*) filter (where after and not before)::int as gained,
      count(*) filter (where before and not after and served_by = 'issue')::int as later
    from (select p.served_by, (${are.before}) as before, (${are.after}) as after from purchases p
      where p.company_id = ${company.id} and p.kind = 'subscription' and p.title_id = ${titleId} and p.cancelled_on is null) touched`)
  return rows[0]!
}
