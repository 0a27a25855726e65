import { Refusal } from '../../platform/http/refusal.ts'
import type { Work, WorkKind } from '../long-work/actions.ts'
import { issueDrafts } from './actions/issue.ts'
import {
  ISSUED_AT_ONCE,
  type Refused,
  refusedBefore,
  toldBy,
  type Waiting,
  type Which,
  waitingDrafts,
} from './actions/issue-many.ts'
import { issueManyWords } from './labels/issue-many.ts'

/**
 * Issues many drafts, part after part in the order of days, each in its own transaction; cut short, it starts again with
 * what is still a draft. What is refused stays a draft: a part that holds one is tried again by halves.
 */
export const issueWork: WorkKind<{ which: Which }> = {
  kind: 'invoices.issue',
  async run(work, { which }) {
    const drafts = await work.step(ctx => waitingDrafts(ctx, which), 0)
    const refused: Refused[] = []
    for (let from = 0; from < drafts.length; from += ISSUED_AT_ONCE) {
      const part = drafts.slice(from, from + ISSUED_AT_ONCE)
      const before = await work.step(ctx => refusedBefore(ctx, part), 0)
      for (const [id, refusal] of before) refused.push({ id, why: work.explain(refusal) })
      await issueMost(
        work,
        part.filter(({ id }) => !before.has(id)),
        refused,
      )
    }
    const summary = await work.step(async ctx => {
      const issued = drafts.length - refused.length
      return issueManyWords[ctx.language].summary({ issued, reasons: await toldBy(ctx, refused) })
    }, refused.length)
    return { summary, link: refused.length > 0 ? 'invoices?state=draft' : 'invoices' }
  },
}

async function issueMost(work: Work, drafts: readonly Waiting[], refused: Refused[]): Promise<void> {
  if (drafts.length === 0) return
  const ids = drafts.map(({ id }) => id)
  try {
    await work.step(ctx => issueDrafts(ctx, ids), ids.length)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (drafts.length === 1) {
      refused.push({ id: ids[0]!, why: work.explain(error) })
      return
    }
    const half = Math.ceil(drafts.length / 2)
    await issueMost(work, drafts.slice(0, half), refused)
    await issueMost(work, drafts.slice(half), refused)
  }
}
