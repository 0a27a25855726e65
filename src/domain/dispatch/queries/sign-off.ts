import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'
import type { dispatchRuns } from '../../subscriptions/tables.ts'
import { COUNTED, comparedWith } from './comparison.ts'

type Run = Pick<typeof dispatchRuns.$inferSelect, 'id' | 'kind' | 'titleId' | 'issueId'>
type Difference = { id: string; number: number; recipientId: string; name: string; issueNumber: string }
export type Check = { missingCount: number; missing: Difference[]; unowedCount: number; unowed: Difference[] }

const NAMED = 50

/**
 * Compares who is owed with who is in a run, by other means than those that made the run: that is one statement of SQL,
 * this reads what was bought and asks the rule (`ledgerOf`) of each purchase. Source: M-2.
 */
export async function checkOf(ctx: Ctx, run: Run): Promise<Check> {
  const { missing, unowed } = run.issueId
    ? await comparedWith(ctx, { ...run, issueId: run.issueId })
    : await ofSingleIssues(ctx, run)
  return {
    missingCount: missing.length,
    missing: await named(ctx, missing),
    unowedCount: unowed.length,
    unowed: await named(ctx, unowed),
  }
}

type Ids = { missing: string[]; unowed: string[] }

/** Single issues bought, less those sent, less those held back with a reason. Source: ABO-53. */
async function ofSingleIssues({ db, company, today }: Ctx, run: Run): Promise<Ids> {
  if (run.kind !== 'single-issue') return { missing: [], unowed: [] } // copies sent once more: nobody is owed them
  const { rows: missing } = await db.execute<{ id: string }>(sql`
    select id from purchases where company_id = ${company.id} and kind = 'single-issue' and title_id = ${run.titleId} and cancelled_on is null
      and (issue_id is not null or exists (select from issues x where x.company_id = ${company.id} and x.title_id = ${run.titleId}
        and x.status <> 'skipped' and x.on_sale_on <= ${today}))
    except select purchase_id from shipments where company_id = ${company.id} and cancelled_on is null and purpose <> 'replacement'
    except select purchase_id from holds where company_id = ${company.id} limit ${COUNTED}`)
  const { rows: unowed } = await db.execute<{ id: string }>(sql`
    select p.id from shipments s join purchases p on p.company_id = ${company.id} and p.id = s.purchase_id
    where s.company_id = ${company.id} and s.run_id = ${run.id} and p.cancelled_on is not null limit ${COUNTED}`)
  return { missing: missing.map(({ id }) => id), unowed: unowed.map(({ id }) => id) }
}

async function named({ db, company }: Ctx, ids: readonly string[]): Promise<Difference[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<Difference>(sql`
    select p.id, p.number, p.recipient_id as "recipientId", ${partyName('recipient')} as name, coalesce(issue.number, '') as "issueNumber"
    from purchases p
    join parties recipient on recipient.company_id = p.company_id and recipient.id = p.recipient_id
    left join issues issue on issue.company_id = p.company_id and issue.id = p.issue_id
    where p.company_id = ${company.id} and p.id = any(${`{${ids.slice(0, NAMED).join(',')}}`}::uuid[])
    order by p.number`)
  return rows
}
