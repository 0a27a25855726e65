import { operation } from '../../platform/http/operation.ts'
import { catchUp } from './actions/catch-up.ts'
import { defer, deferralOn } from './actions/defer.ts'
import { booksContract as contract } from './contract.ts'
import { deferredBy, deferredByIssue } from './queries/deferred.ts'
import { balanceOf, bookEntryList, entryTotals } from './queries/entries.ts'
import { fecReport } from './queries/fec.ts'
import { vatDue } from './queries/vat.ts'
import { yearsOf } from './queries/years.ts'

export const booksOperations = {
  list: operation(contract.list, (ctx, query) => bookEntryList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => bookEntryList.count(ctx, query)),
  totals: operation(contract.totals, (ctx, query) => entryTotals(ctx, query)),
  balance: operation(contract.balance, (ctx, query) => balanceOf(ctx, query)),
  years: operation(contract.years, ctx => yearsOf(ctx)),
  checkFec: operation(contract.checkFec, (ctx, { year }) => fecReport(ctx, year)),
  catchUp: operation(contract.catchUp, async ctx => ({ written: await catchUp(ctx) })),
  vat: operation(contract.vat, (ctx, { from, to }) => vatDue(ctx, from, to)),
  deferred: operation(contract.deferred, (ctx, { on }) => deferredBy(ctx, on ?? ctx.today)),
  deferredIssues: operation(contract.deferredIssues, (ctx, { titleId, on }) =>
    deferredByIssue(ctx, titleId, on ?? ctx.today),
  ),
  proposeDeferral: operation(contract.proposeDeferral, (ctx, { on }) => deferralOn(ctx, on)),
  defer: operation(contract.defer, async (ctx, { on }) => ({ entries: await defer(ctx, on) })),
}
