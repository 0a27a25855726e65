import { sql } from 'drizzle-orm'
import type { Ctx } from '../../platform/http/context.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { type Backstage, eachCompany, type WorkKind } from '../long-work/actions.ts'
import { check } from './actions/check.ts'
import { closeJournal } from './actions/close.ts'
import type { Papers } from './formats/archive.ts'
import { journalLabels } from './labels.ts'
import type { SealedKinds } from './queries/verify.ts'

/** The job of the timetable, each night, that closes what has ended. */
export const CLOSINGS_JOB = 'journal.close'

/** What slices after this one know: how records and their papers are made again, and the month a company's fiscal year begins with. */
export type JournalSources = { kinds: SealedKinds; papers: Papers; fiscalYearStart(ctx: Ctx): Promise<number> }

/** Lets this server close journals by itself, each company in a transaction of its own. */
export const handleJournal = (jobs: Jobs, backstage: Backstage, { fiscalYearStart }: JournalSources) =>
  jobs.handle(CLOSINGS_JOB, () =>
    eachCompany(backstage, CLOSINGS_JOB, async ctx => closeJournal(ctx, await fiscalYearStart(ctx))),
  )

/** The verification of a large journal: one reading of it, which begins again when it was cut short. */
export const verifyWork = ({ kinds }: JournalSources): WorkKind<Record<string, never>> => ({
  kind: 'journal.verify',
  async run(work) {
    await work.total(await work.step(entryCount, 0))
    const found = await work.step(async ctx => {
      const { findingCount } = await check(ctx, kinds, count => work.reached(count))
      return journalLabels[ctx.language].found(findingCount)
    }, 0)
    return { link: 'sealed-journal', summary: found }
  },
})

/** How many entries the journal has, as its last number says. */
export async function entryCount({ db, company }: Ctx): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select coalesce(max(sequence), 0) as count from journal_entries where company_id = ${company.id}`)
  return rows[0]!.count
}
