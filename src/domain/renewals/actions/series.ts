import { and, eq, inArray, sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { stepFault } from '../rules/steps.ts'
import { unknownField } from '../rules/template.ts'
import { renewalSeries, renewalSteps } from '../tables.ts'

type StepColumns = Omit<
  typeof renewalSteps.$inferInsert,
  'companyId' | 'id' | 'seriesId' | 'position' | 'createdBy' | 'updatedBy' | 'createdAt' | 'updatedAt' | 'revision'
>
export type StepGiven = StepColumns & { id?: string | undefined }
export type SeriesGiven = Pick<
  typeof renewalSeries.$inferInsert,
  'name' | 'titleId' | 'productId' | 'link' | 'automatic' | 'active'
>

/** A new series with its steps, in the order given. */
export async function createSeries(ctx: Ctx, { steps, ...series }: SeriesGiven & { steps: readonly StepGiven[] }) {
  checkSteps(steps)
  const id = await createRecord(ctx, renewalSeries, series)
  await writeSteps(ctx, id, steps)
  return id
}

/** Changes a series; its steps become those given. */
export async function changeSeries(
  ctx: Ctx,
  id: string,
  {
    steps,
    ...changes
  }: { [K in keyof SeriesGiven]?: SeriesGiven[K] | undefined } & { steps?: readonly StepGiven[] | undefined },
  revision?: number,
) {
  if (steps) checkSteps(steps)
  await changeRecord(ctx, renewalSeries, id, given(changes), revision)
  if (steps) await writeSteps(ctx, id, steps)
}

function checkSteps(steps: readonly StepGiven[]) {
  const fault = stepFault(steps.filter(({ active }) => active !== false))
  if (fault) refuse(fault.code, { field: `steps.${fault.at}.left` })
  for (const [at, step] of steps.entries()) {
    if (step.channel === 'insert' && !step.insertCode)
      refuse('renewals.insertCodeAsked', { field: `steps.${at}.insertCode` })
    const isWritten = step.channel === 'mail' || step.channel === 'letter'
    for (const name of ['subjectFr', 'bodyFr', 'subjectEn', 'bodyEn'] as const) {
      const words = step[name] ?? ''
      if (isWritten && !words && name.endsWith('Fr')) refuse('renewals.wordsAsked', { field: `steps.${at}.${name}` })
      const unknown = unknownField(words)
      if (unknown) refuse('renewals.unknownField', { field: `steps.${at}.${name}`, values: { field: unknown } })
    }
  }
}

/** The steps of a series become those given; one that already reminded somebody is switched off rather than removed. */
async function writeSteps(ctx: Ctx, seriesId: string, given: readonly StepGiven[]) {
  const { db, company, actor } = ctx
  const steps = given.map((step, at) => ({ ...step, id: step.id ?? newId(), position: at + 1 }))
  const ofSeries = and(eq(renewalSteps.companyId, company.id), eq(renewalSteps.seriesId, seriesId))
  const before = await db.select().from(renewalSteps).where(ofSeries)
  const known = new Set(before.map(({ id }) => id))
  if (steps.some(({ id }, at) => given[at]!.id && !known.has(id))) refuse('NOT_FOUND', { status: 404 })
  const gone = before.filter(({ id }) => !steps.some(step => step.id === id))
  if (
    gone.length > 0 &&
    (await haveReminded(
      ctx,
      gone.map(({ id }) => id),
    ))
  )
    refuse('renewals.stepWasSent', { field: 'steps' })
  if (gone.length > 0)
    await db.delete(renewalSteps).where(
      and(
        ofSeries,
        inArray(
          renewalSteps.id,
          gone.map(({ id }) => id),
        ),
      ),
    )
  // Out of the way first: two steps may change places.
  await db.update(renewalSteps).set({ position: sql`-position` }).where(ofSeries)
  for (const { id, ...step } of steps) {
    const stamped = {
      ...step,
      companyId: company.id,
      id,
      seriesId,
      createdBy: actor.initials,
      updatedBy: actor.initials,
    }
    const changed = {
      ...step,
      updatedBy: actor.initials,
      updatedAt: sql`now()`,
      revision: sql`renewal_steps.revision + 1`,
    }
    await db
      .insert(renewalSteps)
      .values(stamped)
      .onConflictDoUpdate({ target: [renewalSteps.companyId, renewalSteps.id], set: changed })
  }
  ctx.record({
    record: 'renewal_series',
    id: seriesId,
    from: before.length > 0 ? { steps: before.map(said) } : null,
    to: { steps: steps.map(said) },
  })
}

const said = ({ countedIn, left, channel, subjectFr, active }: StepGiven) => ({
  countedIn,
  left,
  channel,
  subjectFr,
  active,
})

async function haveReminded({ db, company }: Ctx, stepIds: readonly string[]): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from renewal_notices where company_id = ${company.id} and step_id = any(${`{${stepIds.join(',')}}`}::uuid[]) limit 1`)
  return rows.length > 0
}

/** Only what was given: an absent change must not become one. */
const given = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
