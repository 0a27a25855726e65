import type { Ctx } from '../../platform/http/context.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { type Backstage, eachCompany } from '../long-work/actions.ts'
import { closeJournal } from './actions/close.ts'

/** The job of the timetable, each night, that closes what has ended. */
export const CLOSINGS_JOB = 'journal.close'

/** What other slices know of a company that a closing asks. */
export type ClosingSettings = { fiscalYearStart(ctx: Ctx): Promise<number> }

/** Lets this server close journals by itself, each company in a transaction of its own. */
export const handleJournal = (jobs: Jobs, backstage: Backstage, { fiscalYearStart }: ClosingSettings) =>
  jobs.handle(CLOSINGS_JOB, () =>
    eachCompany(backstage, CLOSINGS_JOB, async ctx => closeJournal(ctx, await fiscalYearStart(ctx))),
  )
