import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, isoDay } from '../../../values/day.ts'
import { type IssueToServe, lastIssueOwed } from '../../subscriptions/queries/owed.ts'
import { inOrder, isServed } from '../../subscriptions/rules/calendar.ts'
import { endsAt } from '../rules/steps.ts'
import { isRenewed } from './candidates.ts'
import { activeSteps, type Step } from './steps.ts'

/**
 * What the mailing house puts in the envelope of a subscription `p` served an issue: the code of the step that reaches it
 * with this issue; '' when none does. Source: CIR-21, CIR-22.
 */
export async function insertCodeFor(ctx: Ctx, issue: IssueToServe): Promise<SQL> {
  const steps = await activeSteps(ctx, { titleId: issue.titleId, channel: 'insert' })
  if (steps.length === 0) return sql`''`
  const cases = steps.map(step => sql`when ${reaches(ctx, step, issue)} then ${step.insertCode}`)
  return sql`case when p.nature not in ('paid', 'gift') or p.last_issue_id is not null or ${isRenewed(ctx.company.id)} then ''
    ${sql.join(cases, sql` `)} else '' end`
}

function reaches({ company, today }: Ctx, step: Step, issue: IssueToServe): SQL {
  const offers = `{${step.otherOffers.join(',')}}`
  const ofSeries = step.productId ? sql`p.product_id = ${step.productId}` : sql`p.product_id <> all(${offers}::uuid[])`
  const gifts = step.alsoRecipient ? sql`` : sql` and p.nature <> 'gift'`
  return sql`${ofSeries}${gifts} and ${isAt(company.id, today, step, issue)}`
}

/** By issues, so many are left once this one has gone out; by days, the step is open on the day of the run. */
function isAt(companyId: string, today: string, { countedIn, left }: Step, { id, calendar }: IssueToServe): SQL {
  if (countedIn === 'days') {
    const { from, to } = endsAt(left, day(today))
    return sql`p.expires_on between ${isoDay(from)}::date and ${isoDay(to)}::date`
  }
  const issues = inOrder(calendar).filter(each => isServed(each) && each.countsFor > 0)
  const number = issues[issues.findIndex(each => each.id === id) + left]?.number
  return number === undefined ? sql`false` : sql`${lastIssueOwed(companyId, calendar)} = ${number}`
}
