import { operation } from '../../../platform/http/operation.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import { decideRefund, retryRefund, saveRefundRules } from '../actions/decide.ts'
import { answerOrder } from '../actions/gone.ts'
import { reconciliationContract } from '../contract/reconciliation.ts'
import { answerOrderContract, shopRefundsContract as contract } from '../contract/refunds.ts'
import { reasonSaid } from '../labels/events.ts'
import { reconciliationOf } from '../queries/reconciliation.ts'
import { refundRulesOf, shopRefundList } from '../queries/refunds.ts'
import { shopById } from '../queries/shops.ts'

export const shopRefundsOperations = {
  list: operation(contract.list, (ctx, query) => shopRefundList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => shopRefundList.count(ctx, query)),
  decide: operation(contract.decide, (ctx, { id, ...said }) => decideRefund(ctx, id, said)),
  retry: operation(contract.retry, (ctx, { id }) => retryRefund(ctx, id)),
  rules: operation(contract.rules, async (ctx, { id }) => {
    await shopById(ctx, id)
    return refundRulesOf(ctx, id)
  }),
  saveRules: operation(contract.saveRules, async (ctx, { id, rules }) => {
    await saveRefundRules(ctx, id, rules)
    return refundRulesOf(ctx, id)
  }),
}

/** Part of `shops`; why an order waits is told in the words of every slice. */
export const reconciliationOperations = (say: Say) => ({
  reconciliation: operation(reconciliationContract.reconciliation, async (ctx, { id, month }) => {
    const { currencies, gaps } = await reconciliationOf(ctx, id, month)
    const inWords = ({ why, said, reasonValues }: (typeof gaps)[number]) => {
      if (why === 'notInvoiced') return said && reasonSaid(ctx.language, said, reasonValues, say)
      return why === 'refundWaits' && /^[a-z]/.test(said) ? reasonSaid(ctx.language, said, {}, say) : said
    }
    return { currencies, gaps: gaps.map(gap => ({ ...gap, inWords: inWords(gap) })) }
  }),
})

/** Part of `shopOrders`. */
export const answerOrderOperations = {
  answer: operation(answerOrderContract.answer, (ctx, { id, answer }) => answerOrder(ctx, id, answer)),
}
