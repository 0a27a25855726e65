import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { issueInvoices } from './actions.ts'
import { invoicingContract } from './contract.ts'
import { documentsOperations } from './operations/documents.ts'
import { documentById } from './queries/document.ts'
import { documentTotals, invoiceList } from './queries.ts'

export const invoicingOperations = {
  list: operation(invoicingContract.list, (ctx, query) => invoiceList.page(ctx, query)),
  count: operation(invoicingContract.count, (ctx, query) => invoiceList.count(ctx, query)),
  totals: operation(invoicingContract.totals, (ctx, query) => documentTotals(ctx, query)),
  get: operation(
    invoicingContract.get,
    async (ctx, { id }) => (await documentById(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 }),
  ),
  sell: operation(invoicingContract.sell, async (ctx, sale) => {
    const [issued] = await issueInvoices(ctx, [{ ...sale, issuedOn: sale.issuedOn ?? ctx.today }])
    return issued!
  }),
  ...documentsOperations,
}
