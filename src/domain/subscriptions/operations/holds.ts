import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { adjust, removeAdjustment } from '../actions/adjustments.ts'
import { changeHold, endHold, placeHolds, rangeOf, removeHolds } from '../actions/holds.ts'
import { adjustmentsContract, holdsContract, ledgerContract } from '../contract/holds.ts'
import { sentenceOf } from '../labels/why.ts'
import { holdPreview } from '../queries/hold-preview.ts'
import { ledgerCard, startsCard } from '../queries/ledger-card.ts'
import { whyOf } from '../queries/why.ts'
import { manyHoldsOperations } from './many-holds.ts'

export const holdsOperations = {
  ...manyHoldsOperations,
  place: operation(holdsContract.place, async (ctx, given) => ({ placed: await placeHolds(ctx, given) })),
  preview: operation(holdsContract.preview, (ctx, { purchaseIds, countsAsServed, ...range }) =>
    holdPreview(ctx, purchaseIds, rangeOf(range), countsAsServed),
  ),
  update: operation(holdsContract.update, async (ctx, { id, ...said }) => {
    await changeHold(ctx, id, said)
    return {}
  }),
  end: operation(holdsContract.end, async (ctx, { id, fromIssueId }) => ({
    resumesWith: await endHold(ctx, id, fromIssueId),
  })),
  remove: operation(holdsContract.remove, async (ctx, { id }) => {
    await removeHolds(ctx, [id])
    return {}
  }),
}

export const adjustmentsOperations = {
  make: operation(adjustmentsContract.make, async (ctx, given) => ({ adjusted: await adjust(ctx, given) })),
  remove: operation(adjustmentsContract.remove, async (ctx, { id }) => {
    await removeAdjustment(ctx, id)
    return {}
  }),
}

export const ledgerOperations = {
  ledger: operation(
    ledgerContract.ledger,
    async (ctx, { id }) => (await ledgerCard(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 }),
  ),
  why: operation(ledgerContract.why, async (ctx, asked) => ({
    answers: (await whyOf(ctx, asked)).map(({ facts, ...answer }) => ({
      ...answer,
      facts: facts.map(fact => ({ fact: fact.fact, sentence: sentenceOf(fact, ctx.language) })),
    })),
  })),
  starts: operation(ledgerContract.starts, (ctx, { titleId, on }) => startsCard(ctx, titleId, on ?? ctx.today)),
}
