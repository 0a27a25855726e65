import type { Ctx } from '../../platform/http/context.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { type Backstage, eachCompany, startWork, type WorkKind } from '../long-work/actions.ts'
import { PEOPLE_AT_ONCE, sendStep } from './actions/send.ts'
import { renewalsLabels } from './labels.ts'
import { previewOf } from './queries/candidates.ts'
import { type PickedAsked, pickedOf } from './queries/picked.ts'
import { activeSteps, stepToSend } from './queries/steps.ts'

type NoticesAsked = { stepId: string; asked: PickedAsked; on: string }

/**
 * A wave as long work: people by parts, each in its own transaction. Cut short, it goes on with those not yet reminded; it
 * stops at midnight, as those reminded that day are then due no more.
 */
export const noticeWork: WorkKind<NoticesAsked> = {
  kind: 'renewals.send',
  async run(work, { stepId, asked, on }) {
    for (let people = PEOPLE_AT_ONCE; people === PEOPLE_AT_ONCE; ) {
      const sent = await work.step(
        async ctx =>
          ctx.today === on ? sendStep(ctx, await stepToSend(ctx, stepId), await pickedOf(ctx, asked)) : nobody,
        0,
      )
      await work.step(async () => {}, sent.notices)
      people = sent.people
    }
    return { link: `renewal-notices?stepId=${stepId}`, summary: String(work.done) }
  },
}
const nobody = { notices: 0, people: 0 }

/** The job of the timetable, each morning, that sends the mails of the series that leave by themselves. */
export const DUE_NOTICES_JOB = 'renewals.due'

/** Lets this server remind by itself. */
export const handleRenewals = (jobs: Jobs, backstage: Backstage) =>
  jobs.handle(DUE_NOTICES_JOB, () => eachCompany(backstage, DUE_NOTICES_JOB, remindDue))

/** Starts the mails that leave by themselves today; later steps first, so that nobody gets the one before as well. */
export async function remindDue(ctx: Ctx) {
  for (const { id, seriesName, position } of await activeSteps(ctx, { channel: 'mail', automatic: true })) {
    const { due } = await previewOf(ctx, { step: await stepToSend(ctx, id) })
    if (due === 0) continue
    const label = renewalsLabels[ctx.language].work(seriesName, position)
    const input = { stepId: id, asked: {}, on: ctx.today }
    await startWork(ctx, noticeWork, { label, input, total: due, key: id })
  }
}
