import type { WorkKind } from '../long-work/actions.ts'
import { erase } from './actions/erase.ts'
import { retentionWords } from './labels/screens.ts'
import { nextOverdue } from './queries/overdue.ts'

const AT_ONCE = 1000

/** Forgets all whose time is over, part after part; cut short, it goes on with those that are left. */
export const eraseWork: WorkKind<Record<never, never>> = {
  kind: 'retention.erase',
  run: async work => {
    let erased = 0
    let summary = ''
    for (let more = true; more; ) {
      const part = await work.step(async ctx => {
        const partyIds = await nextOverdue(ctx, AT_ONCE)
        const count = partyIds.length > 0 ? await erase(ctx, { partyIds, asked: false }) : 0
        return { count, said: retentionWords[ctx.language].summary(erased + count) }
      }, 0)
      await work.step(async () => {}, part.count)
      erased += part.count
      summary = part.said
      more = part.count === AT_ONCE
    }
    return { summary, link: 'retention' }
  },
}
