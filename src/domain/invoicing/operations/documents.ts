import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { startWork } from '../../long-work/actions.ts'
import { creditInvoice } from '../actions/credit.ts'
import { changeNote, createDraft, discardDraft, editDraft } from '../actions/drafts.ts'
import { duplicateDocument } from '../actions/duplicate.ts'
import { issueDrafts } from '../actions/issue.ts'
import { countWaiting, ISSUED_AT_ONCE, issueReady } from '../actions/issue-many.ts'
import { priceDocuments } from '../actions/price.ts'
import { invoicingContract as contract } from '../contract.ts'
import { issueWork } from '../jobs.ts'
import { issueManyWords } from '../labels/issue-many.ts'
import { openDeposits } from '../queries/deposits.ts'
import { seriesGaps } from '../queries/gaps.ts'
import { settingsOf } from '../queries/seller.ts'
import type { DocumentSaid } from '../rules/draft.ts'
import { dueOn } from '../rules/terms.ts'

/** What a document comes to as it is typed. */
async function quote(ctx: Ctx, said: DocumentSaid, id?: string) {
  const [priced] = await priceDocuments(ctx, [said], id ? [id] : [])
  const { basis, territory, total, lines, allowances, breakdown } = priced!
  const { paymentDays, paymentMonthEnd } = await settingsOf(ctx)
  const term = { days: said.paymentDays ?? paymentDays, monthEnd: said.paymentMonthEnd ?? paymentMonthEnd }
  return {
    priceBasis: basis,
    territory,
    ...total,
    dueOn: dueOn(said.draftedOn ?? ctx.today, term),
    lines: lines.map(({ said: _, cents: _cents, bundle: _bundle, id: _id, ...line }) => line),
    allowances: allowances.map(({ cents: _, depositId: _deposit, percentBps: _percent, ...one }) => one),
    breakdown,
  }
}

export const documentsOperations = {
  quote: operation(contract.quote, (ctx, { id, ...said }) => quote(ctx, said, id)),
  openDeposits: operation(contract.openDeposits, (ctx, { customerId, draftId }) =>
    openDeposits(ctx, customerId, draftId),
  ),
  draft: operation(contract.draft, (ctx, said) => createDraft(ctx, said)),
  edit: operation(contract.edit, (ctx, { id, revision, ...said }) => editDraft(ctx, id, said, revision)),
  duplicate: operation(contract.duplicate, (ctx, { id }) => duplicateDocument(ctx, id)),
  discard: operation(contract.discard, async (ctx, { id }) => {
    await discardDraft(ctx, id)
    return { id }
  }),
  issue: operation(contract.issue, async (ctx, { ids }) =>
    (await issueDrafts(ctx, [...new Set(ids)])).map(({ id, number, issuedOn }) => ({ id, number, issuedOn })),
  ),
  issueMany: operation(contract.issueMany, async (ctx, which) => {
    const count = await countWaiting(ctx, which)
    if (count <= ISSUED_AT_ONCE) return { workId: null, count, ...(await issueReady(ctx, which)) }
    const label = issueManyWords[ctx.language].work(count)
    const workId = await startWork(ctx, issueWork, { label, total: count, input: { which } })
    return { workId, count, done: 0, refused: [] }
  }),
  note: operation(contract.note, async (ctx, { id, ...noted }) => {
    await changeNote(ctx, id, noted)
    return { id }
  }),
  gaps: operation(contract.gaps, ctx => seriesGaps(ctx)),
  cancel: operation(contract.cancel, (ctx, { id, on = ctx.today, ...said }) =>
    creditInvoice(ctx, id, { ...said, on, asked: { whole: true } }),
  ),
  credit: operation(contract.credit, (ctx, { id, on = ctx.today, lines, amounts, ...said }) =>
    creditInvoice(ctx, id, { ...said, on, asked: { lines, amounts } }),
  ),
}
