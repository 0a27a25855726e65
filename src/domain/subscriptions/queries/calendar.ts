import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day } from '../../../values/day.ts'
import { type Frequency, type IssueStatus, nextIssues } from '../../catalog/rules/issue-calendar.ts'
import { type Calendar, type CountedBy, countedDays } from '../rules/calendar.ts'

/** Issues that no calendar holds yet are expected for so long. */
const YEARS_EXPECTED = 10
const ISSUES_A_YEAR: Record<Frequency, number> = {
  weekly: 52,
  fortnightly: 26,
  monthly: 12,
  bimonthly: 6,
  quarterly: 4,
  'four-monthly': 3,
  'half-yearly': 2,
  yearly: 1,
  irregular: 0,
}

type TitleFound = {
  frequency: Frequency
  firstIssueOn: string
  countedBy: CountedBy
  graceIssues: number
  warningDays: number
}
type IssueFound = {
  id: string
  ordinal: number
  number: string
  coverOn: string
  onSaleOn: string
  shipsOn: string | null
  closesOn: string | null
  countsFor: number
  forSubscribers: boolean
  status: IssueStatus
}

/** The calendar of a title, with the issues its frequency lets expect. */
export async function calendarOf({ db, company }: Ctx, titleId: string): Promise<Calendar> {
  const { rows: titles } = await db.execute<TitleFound>(sql`
    select frequency, first_issue_on as "firstIssueOn", counted_by as "countedBy", grace_issues as "graceIssues",
      warning_days as "warningDays" from titles where company_id = ${company.id} and id = ${titleId}`)
  const title = titles[0] ?? refuse('NOT_FOUND', { status: 404 })
  const { rows } = await db.execute<IssueFound>(sql`
    select id, ordinal, number, cover_on as "coverOn", on_sale_on as "onSaleOn", ships_on as "shipsOn", closes_on as "closesOn", counts_for as "countsFor",
      for_subscribers as "forSubscribers", status from issues
    where company_id = ${company.id} and title_id = ${titleId} order by ordinal`)
  return calendarFrom(titleId, title, rows)
}

function calendarFrom(titleId: string, title: TitleFound, rows: readonly IssueFound[]): Calendar {
  const known = rows.map(({ coverOn, onSaleOn, shipsOn, closesOn, ...issue }) => ({
    ...issue,
    coverOn: day(coverOn),
    onSaleOn: day(onSaleOn),
    shipsOn: shipsOn ? day(shipsOn) : null,
    closesOn: closesOn ? day(closesOn) : null,
  }))
  const rhythm = { frequency: title.frequency, firstIssueOn: day(title.firstIssueOn) }
  const expected = nextIssues(rhythm, known.at(-1), YEARS_EXPECTED * ISSUES_A_YEAR[title.frequency]).map(issue => ({
    ...issue,
    id: null,
    onSaleOn: issue.coverOn,
    shipsOn: null,
    closesOn: null,
    countsFor: 1,
    forSubscribers: true,
    status: 'planned' as const,
  }))
  const days = countedDays([...known, ...expected], title.countedBy)
  const counted = <T extends { status: IssueStatus; shipsOn: unknown }>(issues: readonly T[], from: number) =>
    issues.map(({ status, shipsOn: _, ...issue }, at) => ({
      ...issue,
      countedOn: days[from + at]!,
      skipped: status === 'skipped',
      closed: status === 'closed',
      dispatched: status === 'dispatched',
    }))
  const { countedBy, graceIssues, warningDays } = title
  return {
    titleId,
    countedBy,
    graceIssues,
    warningDays,
    issues: counted(known, 0),
    expected: counted(expected, known.length),
  }
}
