import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../platform/http/context.ts'
import { jobRuns } from './tables.ts'

type Inside = Pick<Ctx, 'db'> & { company: { id: string } }

const SHOWN = 50

/** Work that has not ended, or ended within a day, newest first. */
export const workUnderWay = ({ db, company }: Inside) =>
  db
    .select()
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.companyId, company.id),
        or(isNull(jobRuns.endedAt), gt(jobRuns.endedAt, sql`now() - interval '1 day'`)),
      ),
    )
    .orderBy(desc(jobRuns.queuedAt), desc(jobRuns.id))
    .limit(SHOWN)

/** One piece of work, or undefined when the company has none such. */
export async function workById({ db, company }: Inside, id: string) {
  const [run] = await db
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.companyId, company.id), eq(jobRuns.id, id)))
  return run
}
