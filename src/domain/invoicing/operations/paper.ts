import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { paperContract } from '../contract/paper.ts'
import { missingWords } from '../labels/mentions.ts'
import { ruleWords } from '../labels/rules.ts'
import { paperById } from '../queries/paper.ts'
import { brokenRules } from '../rules/en16931.ts'
import { missingMentions } from '../rules/mentions.ts'
import { asIssued } from '../rules/paper.ts'

export const paperOperations = {
  check: operation(paperContract.check, async (ctx, { id }) => {
    const paper = (await paperById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
    const missing = missingMentions(paper).map(one => ({ ...one, words: missingWords(one, ctx.language) }))
    // What is missing breaks rules as well: it is said once.
    const broken = missing.length > 0 ? [] : brokenRules(asIssued(paper))
    return {
      ready: missing.length === 0 && broken.length === 0,
      missing,
      broken: broken.map(rule => ({ rule, words: ruleWords(rule, ctx.language) })),
    }
  }),
}
