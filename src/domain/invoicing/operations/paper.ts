import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { unreadyOf } from '../actions/ready.ts'
import { paperContract } from '../contract/paper.ts'
import { missingWords } from '../labels/mentions.ts'
import { ruleWords } from '../labels/rules.ts'
import { paperById } from '../queries/paper.ts'

export const paperOperations = {
  check: operation(paperContract.check, async (ctx, { id }) => {
    if (!(await paperById(ctx, id))) refuse('NOT_FOUND', { status: 404 })
    const { missing = [], broken = [] } = (await unreadyOf(ctx, [id])).get(id) ?? {}
    return {
      ready: missing.length === 0 && broken.length === 0,
      missing: missing.map(one => ({ ...one, words: missingWords(one, ctx.language) })),
      broken: broken.map(rule => ({ rule, words: ruleWords(rule, ctx.language) })),
    }
  }),
}
