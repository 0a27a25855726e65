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

/** The calendar of a title, with the issues its frequency lets expect: asked for at every turn, so in one statement. */
export async function calendarOf({ db, company }: Ctx, titleId: string): Promise<Calendar> {
  const { rows } = await db.execute<TitleFound & { issues: IssueFound[] }>(sql`
    select t.frequency, t.first_issue_on as "firstIssueOn", t.counted_by as "countedBy", t.grace_issues as "graceIssues",
      t.warning_days as "warningDays",
      coalesce((select json_agg(json_build_object('id', i.id, 'ordinal', i.ordinal, 'number', i.number, 'coverOn', i.cover_on,
          'onSaleOn', i.on_sale_on, 'shipsOn', i.ships_on, 'closesOn', i.closes_on, 'countsFor', i.counts_for,
          'forSubscribers', i.for_subscribers, 'status', i.status) order by i.ordinal)
        from issues i where i.company_id = ${company.id} and i.title_id = t.id), '[]') as issues
    from titles t where t.company_id = ${company.id} and t.id = ${titleId}`)
  const { issues, ...title } = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  return calendarFrom(titleId, title, issues)
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
