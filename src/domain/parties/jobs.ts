import type { WorkKind } from '../long-work/actions.ts'
import { keepDuplicates } from './actions/duplicates.ts'
import { duplicateWords } from './labels/duplicates.ts'
import { DUPLICATES_WORK } from './queries/duplicates.ts'

/** The search for contacts that may be the same, among too many to search at each look: one transaction, all or nothing. */
export const duplicatesWork: WorkKind<Record<string, never>> = {
  kind: DUPLICATES_WORK,
  async run(work) {
    const found = await work.step(async ctx => {
      const { one, many } = duplicateWords[ctx.language]
      const count = await keepDuplicates(ctx)
      return `${count} ${count > 1 ? many : one}`
    })
    return { link: 'duplicates', summary: found }
  },
}
