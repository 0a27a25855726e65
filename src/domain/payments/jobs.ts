import { newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { day } from '../../values/day.ts'
import { type Backstage, eachCompany, startWork, type WorkKind } from '../long-work/actions.ts'
import { CUSTOMERS_AT_ONCE, type Sent, sendReminders } from './actions/remind.ts'
import { reminderLabels } from './labels/reminders.ts'
import { reminderSettingsOf, type Which, wavePreview } from './queries/late.ts'

type RemindersAsked = { batchId: string; which: Which; on: string }

/**
 * A wave as long work: customers by parts, each in its own transaction. Cut short, it goes on with those not yet reminded; it
 * stops at midnight, as another day has other late documents.
 */
export const reminderWork: WorkKind<RemindersAsked> = {
  kind: 'payments.remind',
  async run(work, { batchId, which, on }) {
    for (let customers = CUSTOMERS_AT_ONCE; customers === CUSTOMERS_AT_ONCE; ) {
      const sent: Sent = await work.step(
        async ctx => (ctx.today === on ? sendReminders(ctx, batchId, which) : nobody),
        0,
      )
      await work.step(async () => {}, sent.documents)
      customers = sent.customers
    }
    return { link: `reminders?batchId=${batchId}`, summary: String(work.done) }
  },
}
const nobody: Sent = { documents: 0, customers: 0, letters: 0 }

/** Starts a wave as long work; returns its batch and the work. */
export async function startReminders(ctx: Ctx, which: Which, documents: number) {
  const batchId = newId()
  const label = reminderLabels[ctx.language].work
  const input = { batchId, which, on: ctx.today }
  return { batchId, workId: await startWork(ctx, reminderWork, { label, input, total: documents, key: 'reminders' }) }
}

/** The job of the timetable, each morning, that sends the mails of companies that remind by themselves. */
export const DUE_REMINDERS_JOB = 'payments.dueReminders'

/** Lets this server remind by itself. */
export const handleReminders = (jobs: Jobs, backstage: Backstage) =>
  jobs.handle(DUE_REMINDERS_JOB, () => eachCompany(backstage, DUE_REMINDERS_JOB, remindLate))

/** Starts the mails that leave by themselves today; letters wait for somebody to print them. */
export async function remindLate(ctx: Ctx) {
  const { automatic, weekdays } = await reminderSettingsOf(ctx)
  if (!automatic || !weekdays.includes(day(ctx.today).dayOfWeek)) return
  const which = { channel: 'mail' } as const
  const { due } = await wavePreview(ctx, which)
  if (due > 0) await startReminders(ctx, which, due)
}
