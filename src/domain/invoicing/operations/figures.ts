import { operation } from '../../../platform/http/operation.ts'
import { figuresContract } from '../contract/figures.ts'
import { overdueByAge, revenueByMonth } from '../queries/figures.ts'

export const figuresOperations = {
  revenue: operation(figuresContract.revenue, ctx => revenueByMonth(ctx)),
  overdue: operation(figuresContract.overdue, ctx => overdueByAge(ctx)),
}
