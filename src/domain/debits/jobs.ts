import { sql } from 'drizzle-orm'
import type { Ctx } from '../../platform/http/context.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { type Backstage, eachCompany, startWork, type WorkKind } from '../long-work/actions.ts'
import { createBatch, handOverBatch } from './actions/batches.ts'
import { COLLECTED_AT_ONCE, collectPart } from './actions/collect.ts'
import { sendNotices, TOLD_AT_ONCE, type Told } from './actions/notices.ts'
import { workLabels } from './labels/work.ts'
import { batchById } from './queries/batches.ts'
import { readyDays } from './queries/candidates.ts'
import { debitSettingsOf } from './queries/settings.ts'
import { noticePreview, type WhichToTell } from './queries/telling.ts'

type HandingOver = { batchId: string; debitCount: number }

/** A large batch is handed over in one transaction too: a cut leaves it as it was, and the next attempt does it whole. */
export const handOverWork: WorkKind<HandingOver> = {
  kind: 'debits.handOver',
  async run(work, { batchId, debitCount }) {
    if (work.done === 0) await work.step(ctx => handOverBatch(ctx, batchId, count => work.reached(count)), debitCount)
    const summary = await work.step(
      async ctx => workLabels[ctx.language].handedOver((await batchById(ctx, batchId)).debitCount),
      0,
    )
    return { link: `debit-batches/${batchId}`, summary }
  },
}

export const startHandingOver = (
  ctx: Ctx,
  { id, number, debitCount }: { id: string; number: number; debitCount: number },
) =>
  startWork(ctx, handOverWork, {
    label: workLabels[ctx.language].handingOver(number),
    input: { batchId: id, debitCount },
    total: debitCount,
    key: id,
  })

/** The payments of a batch, by parts; cut short, it goes on with those not recorded. */
export const collectWork: WorkKind<{ batchId: string }> = {
  kind: 'debits.collect',
  async run(work, { batchId }) {
    for (let collected = COLLECTED_AT_ONCE; collected === COLLECTED_AT_ONCE; ) {
      collected = await work.step(ctx => collectPart(ctx, batchId), 0)
      await work.step(async () => {}, collected)
    }
    const summary = await work.step(async ctx => workLabels[ctx.language].collected(work.done), 0)
    return { link: `debit-batches/${batchId}`, summary }
  },
}

export const startCollecting = (
  ctx: Ctx,
  { id, number, debitCount }: { id: string; number: number; debitCount: number },
) =>
  startWork(ctx, collectWork, {
    label: workLabels[ctx.language].collecting(number),
    input: { batchId: id },
    total: debitCount,
    key: id,
  })

type Telling = { which: WhichToTell; on: string }

/** Notices of many customers, by parts; it stops at midnight, as another day has other days of collection. */
export const tellWork: WorkKind<Telling> = {
  kind: 'debits.tell',
  async run(work, { which, on }) {
    for (let customers = 1; customers > 0; ) {
      const told: Told = await work.step(async ctx => (ctx.today === on ? sendNotices(ctx, which) : NOBODY), 0)
      await work.step(async () => {}, told.count)
      customers = told.customers
    }
    const summary = await work.step(async ctx => workLabels[ctx.language].told(work.done), 0)
    return { link: `debit-notices?noticedOn=${on}`, summary }
  },
}
const NOBODY: Told = { count: 0, customers: 0, letters: 0 }

export const startTelling = (ctx: Ctx, which: WhichToTell, total: number) =>
  startWork(ctx, tellWork, {
    label: workLabels[ctx.language].telling,
    input: { which, on: ctx.today },
    total,
    key: 'notices',
  })

/** The job of the timetable, each morning: records what was collected, and where it is wanted tells debtors and proposes batches. */
export const DEBITS_JOB = 'debits.day'

/** Lets this server collect by itself. */
export const handleDebits = (jobs: Jobs, backstage: Backstage) =>
  jobs.handle(DEBITS_JOB, () => eachCompany(backstage, DEBITS_JOB, debitsOfToday))

export async function debitsOfToday(ctx: Ctx) {
  const settings = await debitSettingsOf(ctx)
  if (!settings) return
  for (const batch of await dueBatches(ctx)) await startCollecting(ctx, batch)
  if (!settings.automatic) return
  await tellByItself(ctx)
  await proposeBatches(ctx)
}

/** Handed over, and their day has come. */
async function dueBatches({ db, company, today }: Ctx) {
  const { rows } = await db.execute<{ id: string; number: number; debitCount: number }>(sql`
    select id, number, debit_count as "debitCount" from debit_batches
    where company_id = ${company.id} and handed_over_at is not null and collected_on is null and cancelled_on is null and collect_on <= ${today}
    order by collect_on, id`)
  return rows
}

/** Mails leave by themselves; letters wait for somebody to print them. */
async function tellByItself(ctx: Ctx) {
  const which = { channel: 'mail' } as const
  const { count, customers } = await noticePreview(ctx, which)
  if (count === 0) return
  if (customers > TOLD_AT_ONCE) await startTelling(ctx, which, count)
  else await sendNotices(ctx, which)
}

/** A batch for each bank day and scheme of which something is ready; a person hands it over. */
async function proposeBatches(ctx: Ctx) {
  for (const { collectOn, scheme } of await readyDays(ctx)) await createBatch(ctx, { collectOn, scheme })
}
