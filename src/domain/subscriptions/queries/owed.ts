import { type SQL, sql } from 'drizzle-orm'
import { isoDay, NO_END } from '../../../values/day.ts'
import { type AnyIssue, type Calendar, type CalendarIssue, inOrder, isServed, unitsOf } from '../rules/calendar.ts'

/** An issue to serve, with the calendar of its title: what the rule of the ledger needs, as SQL needs it. */
export type IssueToServe = CalendarIssue & { titleId: string; calendar: Calendar }

const array = (values: readonly (string | number | null)[], type: string) =>
  sql`${sql.param([...values])}::${sql.raw(type)}[]`

const dateArray = (calendar: Calendar) =>
  array(
    unitsOf(calendar).map(({ countedOn }) => isoDay(countedOn)),
    'date',
  )
/** Of the recorded issues, which come first: those expected have no id, and none is sought without one. */
const idArray = ({ issues }: Calendar) =>
  array(
    issues.map(({ id }) => id),
    'uuid',
  )

/** The calendar as rows `c`: the place of each issue, the day it is counted on and what it uses up. */
const walk = (calendar: Calendar) => {
  const issues = inOrder(calendar)
  return sql`unnest(${idArray(calendar)}, ${array(
    issues.map(({ countedOn }) => isoDay(countedOn)),
    'date',
  )},
    ${array(
      issues.map(issue => (isServed(issue) ? issue.countsFor : 0)),
      'int',
    )}, ${array(
      issues.map(({ number }) => number),
      'text',
    )})
    with ordinality as c(id, day, units, number, place)`
}

/** Whether a hold `h` covers the issue at a place, counted on a day. */
const covers = (calendar: Calendar, place: SQL, on: SQL) => sql`case when h.from_on is not null
  then ${on} >= h.from_on and (h.to_on is null or ${on} <= h.to_on)
  else ${place} >= array_position(${idArray(calendar)}, h.from_issue_id)
    and (h.to_issue_id is null or ${place} <= array_position(${idArray(calendar)}, h.to_issue_id)) end`

/** Whether a purchase `p` already had its copy of the issue, of the term or in grace. Source: X-4. */
export const alreadyServed = (issueId: SQL) => sql`exists (select from shipments s
  where s.company_id = p.company_id and s.purchase_id = p.id and s.issue_id = ${issueId} and s.purpose <> 'replacement' and s.cancelled_on is null)`

/** Issues `c` held from `p` that use up nothing: what is missed comes at the end. */
const heldBack = (companyId: string, calendar: Calendar) => sql`
  select c.id, c.units, c.place from ${walk(calendar)} join holds h on ${covers(calendar, sql`c.place`, sql`c.day`)}
  where h.company_id = ${companyId} and h.purchase_id = p.id and c.units > 0 and c.day >= p.starts_on
  group by c.id, c.units, c.place having not bool_or(h.counts_as_served)`

const adjusted = (companyId: string) =>
  sql`(select coalesce(sum(a.issues), 0)::int from adjustments a where a.company_id = ${companyId} and a.purchase_id = p.id)`

/** Few purchases have holds or adjustments; asked once a statement, so that the others cost nothing. */
const isSpecial = (companyId: string) => sql`p.id in (select purchase_id from holds where company_id = ${companyId}
  union all select purchase_id from adjustments where company_id = ${companyId})`

/** More issues than any calendar has. */
const ENDLESS = 1_000_000_000

/** Issues of the term and before it, counted from the first of the calendar. */
const endOf = (calendar: Calendar) => {
  const units = dateArray(calendar)
  return sql`case p.served_by when 'date' then case when p.expires_on = ${NO_END}::date then ${ENDLESS} else width_bucket(p.expires_on, ${units}) end
    else width_bucket(p.starts_on - 1, ${units}) + p.issues_due end`
}

/** Issues by which the end of `p` moves, seen from an issue: adjustments, and what was held before it. */
const shift = (
  companyId: string,
  issue: IssueToServe,
) => sql`case when ${isSpecial(companyId)} then ${adjusted(companyId)} +
  (select coalesce(sum(c.units), 0)::int from (${heldBack(companyId, issue.calendar)}) c
    where c.place < ${placeOf(issue)} and not ${alreadyServed(sql`c.id`)}) else 0 end`

const placeOf = ({ id, calendar }: IssueToServe) => calendar.issues.findIndex(issue => issue.id === id) + 1

const unitsBefore = (issue: IssueToServe) =>
  unitsOf(issue.calendar).filter(({ ordinal }) => ordinal < issue.ordinal).length

/** Whether the walk reaches the issue before the term of `p` is used up, or in grace. */
const reached = (companyId: string, issue: IssueToServe, graceIssues: number) => {
  const inTerm = sql`${unitsBefore(issue)} < ${endOf(issue.calendar)} + ${shift(companyId, issue)} + ${graceIssues}`
  const isSupplement = sql`p.served_by = 'date' and p.expires_on >= ${isoDay(issue.countedOn)}::date
    and (not ${isSpecial(companyId)} or ${adjusted(companyId)} >= 0)`
  return issue.countsFor === 0 && graceIssues === 0 ? sql`(${inTerm} or ${isSupplement})` : inTerm
}

const mayHaveGrace = (companyId: string) => sql`p.nature = 'paid' and p.last_issue_id is null and p.id not in (
  select r.renews_id from purchases r where r.company_id = ${companyId} and r.renews_id is not null and r.cancelled_on is null)`

/** Live subscriptions `p` that an issue belongs to, in their term or in grace, held or not. */
function belongs(companyId: string, issue: IssueToServe): SQL {
  const { calendar, titleId } = issue
  if (!isServed(issue)) return sql`false`
  const goneBefore = calendar.issues.filter(({ ordinal }) => ordinal < issue.ordinal).map(({ id }) => id)
  const regular = reached(companyId, issue, 0)
  const { graceIssues } = calendar
  return sql`p.company_id = ${companyId} and p.kind = 'subscription' and p.title_id = ${titleId} and p.cancelled_on is null
    and p.starts_on <= ${isoDay(issue.countedOn)}::date
    and (p.last_issue_id is null or p.last_issue_id <> all(${array(goneBefore, 'uuid')}))
    and ${graceIssues === 0 ? regular : sql`(${regular} or ${mayHaveGrace(companyId)} and ${reached(companyId, issue, graceIssues)})`}`
}

/** Whether a hold of `p` covers the issue. */
const isHeld = (companyId: string, issue: IssueToServe) => sql`p.id in (select h.purchase_id from holds h
  where h.company_id = ${companyId} and ${covers(issue.calendar, sql`${placeOf(issue)}::int`, sql`${isoDay(issue.countedOn)}::date`)})`

/** Subscriptions `p` entitled to a copy of an issue, served or not; the rule of `ledgerOf` as conditions. */
export const entitledTo = (companyId: string, issue: IssueToServe) =>
  sql`${belongs(companyId, issue)} and not ${isHeld(companyId, issue)}`

/** Subscriptions `p` that an issue belongs to but is held from, served or not. Source: CIR-15. */
export const heldFrom = (companyId: string, issue: IssueToServe) =>
  sql`${belongs(companyId, issue)} and ${isHeld(companyId, issue)}`

/** Tells, of a subscription `p` entitled to an issue, a copy in grace from one of the term. Source: CIR-8. */
export const graceFor = (companyId: string, issue: IssueToServe) =>
  issue.calendar.graceIssues === 0 ? sql`false` : sql`not ${reached(companyId, issue, 0)}`

/** Subscriptions owed the issue and not served yet. */
export const owedSubscriptions = (companyId: string, issue: IssueToServe) =>
  sql`${entitledTo(companyId, issue)} and not ${alreadyServed(sql`${issue.id}`)}`

/**
 * Single issues of a title bought and not held, served or not; the issue is that of each line, or the latest one, if any
 * is on sale. Source: X-8.
 */
export const entitledToSingleIssues = (companyId: string, titleId: string, latest: { id: string } | undefined) =>
  sql`p.company_id = ${companyId} and p.kind = 'single-issue' and p.title_id = ${titleId} and p.cancelled_on is null
    and p.id not in (select h.purchase_id from holds h where h.company_id = ${companyId}) ${latest ? sql`` : sql`and p.issue_id is not null`}`

/** Those neither served nor left out. Source: ABO-53. */
export const owedSingleIssues = (companyId: string, titleId: string, latest: { id: string } | undefined) =>
  sql`${entitledToSingleIssues(companyId, titleId, latest)} and not ${alreadyServed(sql`coalesce(p.issue_id, s.issue_id)`)}`

/** The place in the calendar of the last issue of the term of a subscription `p`, the stop included; null: not known yet, or none. */
function lastPlace(companyId: string, calendar: Calendar): SQL {
  const units = unitsOf(calendar)
  const issues: readonly AnyIssue[] = inOrder(calendar)
  const places = array(
    units.map(unit => issues.indexOf(unit) + 1),
    'int',
  )
  const unitsUpTo = array(
    issues.map(({ ordinal }) => units.filter(unit => unit.ordinal <= ordinal).length),
    'int',
  )
  const stop = sql`array_position(${idArray(calendar)}, p.last_issue_id)`
  const start = sql`width_bucket(p.starts_on - 1, ${dateArray(calendar)})`
  const end = endOf(calendar)
  const plain = sql`(select (${places})[l.unit] from (select least(${end}, (${unitsUpTo})[${stop}]) as unit) l where l.unit > ${start})`
  const credited = sql`(${end} - ${start} + ${adjusted(companyId)})`
  return sql`case when ${isSpecial(companyId)} then ${lastWalked(companyId, calendar, credited, stop)} else ${plain} end`
}

/** The same issue after issue, for the few with holds or adjustments. */
const lastWalked = (companyId: string, calendar: Calendar, credited: SQL, stop: SQL) => sql`(
  select case when p.last_issue_id is not null or count(*) >= ${credited} then
    max(u.place) filter (where u.nth <= ${credited} and (p.last_issue_id is null or u.place <= ${stop})) end
  from (select c.place::int, row_number() over (order by c.place) as nth
    from ${walk(calendar)} cross join generate_series(1, c.units)
    where c.day >= p.starts_on and c.place not in (
      select b.place from (${heldBack(companyId, calendar)}) b where not ${alreadyServed(sql`b.id`)})) u)`

/** The number of the last issue of the term of a subscription `p`, printed on its label; '' when it is not known yet. Source: CIR-22. */
export const lastIssueOwed = (companyId: string, calendar: Calendar): SQL =>
  sql`coalesce((${array(
    inOrder(calendar).map(({ number }) => number),
    'text',
  )})[${lastPlace(companyId, calendar)}], '')`

/** What files and labels say instead of a last issue. */
export const WITHOUT_LAST_ISSUE = 'SANS FIN'

/** The same as it is printed: what has no end says so. Source: CIR-9, CIR-22. */
export const lastIssuePrinted = (companyId: string, calendar: Calendar): SQL =>
  sql`case when p.expires_on = ${NO_END}::date and p.last_issue_id is null then ${WITHOUT_LAST_ISSUE}
    else ${lastIssueOwed(companyId, calendar)} end`

/**
 * The day from which another purchase goes on where a subscription `p` ends: after its last issue, or its last day when
 * served by date; while the last issue is not known, after all there are; never, of what has no end. Source: CIR-7, X-21.
 */
export function dayAfterEnd(companyId: string, calendar: Calendar): SQL {
  const days = array(
    inOrder(calendar).map(({ countedOn }) => isoDay(countedOn)),
    'date',
  )
  const recorded = calendar.issues.at(-1)?.countedOn
  const credited = sql`(${endOf(calendar)} - width_bucket(p.starts_on - 1, ${dateArray(calendar)}) + l.adjusted)`
  return sql`(select least(case
    when ${credited} <= 0 then case when p.served_by = 'date' and l.adjusted >= 0 then p.expires_on else p.starts_on - 1 end
    when l.day is null then greatest(p.expires_on, ${recorded ? isoDay(recorded) : null}::date)
    when p.served_by = 'issue' or p.last_issue_id is not null or l.adjusted < 0 then l.day
    else greatest(p.expires_on, l.day) end, ${NO_END}::date - 1) + 1
  from (select (${days})[${lastPlace(companyId, calendar)}] as day,
    case when ${isSpecial(companyId)} then ${adjusted(companyId)} else 0 end as adjusted) l)`
}
