import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { type SealedKinds, type Verified, verifyJournal } from '../queries/verify.ts'
import type { Finding } from '../rules/findings.ts'

export type Check = {
  id: string
  checkedAt: string
  checkedBy: string
  entryCount: number
  closingCount: number
  findingCount: number
  findings: Finding[]
}

/** Verifies the journal and keeps what was found. */
export async function check(ctx: Ctx, kinds: SealedKinds, reached?: (count: number) => Promise<void>): Promise<Check> {
  const verified = await verifyJournal(ctx, { kinds, ...(reached ? { reached } : {}) })
  return kept(ctx, verified)
}

async function kept({ db, company, actor }: Ctx, { entryCount, closingCount, findingCount, findings }: Verified) {
  const { rows } = await db.execute<{ id: string; checkedAt: string }>(sql`
    insert into journal_checks
      (company_id, id, checked_at, checked_by, entry_count, closing_count, finding_count, findings)
    values (${company.id}, ${newId()}, ${instantNow()}, ${actor.initials}, ${entryCount}, ${closingCount},
      ${findingCount}, ${JSON.stringify(findings)}::jsonb)
    returning id, checked_at as "checkedAt"`)
  return { ...rows[0]!, checkedBy: actor.initials, entryCount, closingCount, findingCount, findings }
}

/** The last verification; none: it was never verified. */
export async function lastCheck({ db, company }: Ctx): Promise<Check | undefined> {
  const { rows } = await db.execute<Check>(sql`
    select id, checked_at as "checkedAt", checked_by as "checkedBy", entry_count as "entryCount",
      closing_count as "closingCount", finding_count as "findingCount", findings
    from journal_checks where company_id = ${company.id} order by checked_at desc limit 1`)
  return rows[0]
}
