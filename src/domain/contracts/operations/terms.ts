import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import { EURO } from '../../../values/currency.ts'
import { startWork } from '../../long-work/actions.ts'
import { amountOfTerm, amountsOfTerms } from '../actions/amounts.ts'
import { INVOICED_AT_ONCE, invoiceMost, pricedMost } from '../actions/invoice.ts'
import { planAll } from '../actions/nightly.ts'
import { refusedTerms } from '../actions/refused.ts'
import { invoiceAgain, invoiceTerm, skipTerm, unskipTerm } from '../actions/terms.ts'
import { invoiceTermsWork } from '../actions/work.ts'
import { contractTermsContract as contract } from '../contract/terms.ts'
import { contractsLabels } from '../labels.ts'
import { lateTerms, missedOf, stoppedSince } from '../queries/missed.ts'
import { termList, type WhichTerms, waitingTerms } from '../queries/terms.ts'
import { termsToInvoice } from '../queries/to-invoice.ts'
import type { Into } from '../rules/term-state.ts'

/** Terms without invoice say what theirs would come to. */
async function page(ctx: Ctx, query: Parameters<typeof termList.page>[1]) {
  const { rows, next } = await termList.page(ctx, query)
  const free = rows.filter(({ state }) => state === 'planned' || state === 'to-invoice')
  const amounts = await amountsOfTerms(
    ctx,
    free.map(({ id }) => id),
  )
  return {
    rows: rows.map(row => ({ ...row, grossCents: amounts.get(row.id)?.grossCents ?? row.grossCents })),
    next,
  }
}

/** How many invoices some terms would make. */
async function preview(ctx: Ctx, which: WhichTerms) {
  const ids = await waitingTerms(ctx, which)
  const few = ids.length <= INVOICED_AT_ONCE
  const terms = await termsToInvoice(ctx, { ids })
  const { documents, grossCents } = await pricedMost(ctx, terms, few)
  const inEuros = terms.every(({ currency }) => currency === EURO)
  return {
    termCount: terms.length,
    invoiceCount: documents,
    grossCents: few && inEuros ? grossCents : null,
    aheadCount: terms.filter(({ isAhead }) => isAhead).length,
  }
}

export const contractTermsOperations = (say: Say) => {
  /** At once those of a few terms that can be; many are long work. */
  async function invoiceMany(ctx: Ctx, ids: readonly string[], into: Into) {
    const count = ids.length
    if (count > INVOICED_AT_ONCE) {
      const label = contractsLabels[ctx.language].work(count)
      const workId = await startWork(ctx, invoiceTermsWork, { label, total: count, input: { ids: [...ids], into } })
      return { workId, count, done: 0, issued: 0, refused: [] }
    }
    const { made, refused } = await invoiceMost(ctx, ids, into)
    const told = refused.map(({ id, refusal }) => ({ id, why: say(ctx.language, refusal.code, refusal.values) }))
    const issued = made.filter(({ number }) => number !== null).length
    return { workId: null, count, done: made.length, issued, refused: await refusedTerms(ctx, told) }
  }

  return {
    list: operation(contract.list, page),
    count: operation(contract.count, (ctx, query) => termList.count(ctx, query)),
    invoice: operation(contract.invoice, (ctx, { id, into }) => invoiceTerm(ctx, id, into)),
    amount: operation(contract.amount, (ctx, { id }) => amountOfTerm(ctx, id)),
    preview: operation(contract.preview, preview),
    invoiceMany: operation(contract.invoiceMany, async (ctx, { into, ...which }) =>
      invoiceMany(ctx, await waitingTerms(ctx, which), into),
    ),
    skip: operation(contract.skip, async (ctx, { id, reason }) => {
      await skipTerm(ctx, id, reason)
      return { id }
    }),
    unskip: operation(contract.unskip, async (ctx, { id }) => {
      await unskipTerm(ctx, id)
      return { id }
    }),
    again: operation(contract.again, (ctx, { id, reason }) => invoiceAgain(ctx, id, reason)),
    missed: operation(contract.missed, (ctx, { contractId }) => missedOf(ctx, contractId)),
    stopped: operation(contract.stopped, async ctx => ({ since: await stoppedSince(ctx) })),
    fillMissed: operation(contract.fillMissed, async (ctx, { contractId }) => {
      const planned = await planAll(ctx, contractId)
      const { workId, done, refused } = await invoiceMany(ctx, await lateTerms(ctx, contractId), 'draft')
      return { planned, workId, done, refused }
    }),
  }
}
