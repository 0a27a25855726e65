import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { cancelInvoice } from './actions/cancel.ts'
import { issueInvoices } from './actions.ts'
import { invoicingContract } from './contract.ts'
import { invoiceList, invoiceWithLines } from './queries.ts'

export const invoicingOperations = {
  list: operation(invoicingContract.list, (ctx, query) => invoiceList.page(ctx, query)),
  count: operation(invoicingContract.count, (ctx, query) => invoiceList.count(ctx, query)),
  get: operation(
    invoicingContract.get,
    async (ctx, { id }) => (await invoiceWithLines(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 }),
  ),
  sell: operation(invoicingContract.sell, async (ctx, sale) => {
    const [issued] = await issueInvoices(ctx, [{ ...sale, issuedOn: sale.issuedOn ?? ctx.today }])
    return issued!
  }),
  cancel: operation(invoicingContract.cancel, (ctx, { id, on = ctx.today, ...said }) =>
    cancelInvoice(ctx, id, { ...said, on }),
  ),
}
