import type { Ctx } from '../../../platform/http/context.ts'
import { addDays, isoDay } from '../../../values/day.ts'
import { productsById } from '../../catalog/queries.ts'
import { RATE_DAYS, registeredUntil, type Taxed } from '../../catalog/rules/tax.ts'

/**
 * The days, `YYYY-MM-DD` and in order, from which the same sale of products may come to something else though nobody changes
 * anything: a rate, a composition of a bundle, the end of a registration at the press rate. Between two of them it does not.
 */
export async function priceDays(ctx: Ctx, productIds: readonly string[]): Promise<string[]> {
  const products = [...(await productsById(ctx, productIds)).values()]
  const compositions = products.flatMap(({ compositions }) => compositions)
  const taxed: Taxed[] = [...products, ...compositions.flatMap(({ components }) => components)]
  const afterRegistrations = taxed.flatMap(({ registered }) => {
    const until = registered ? registeredUntil(registered) : undefined
    return until ? [isoDay(addDays(until, 1))] : []
  })
  return [...new Set([...RATE_DAYS, ...compositions.map(({ startsOn }) => startsOn), ...afterRegistrations])].toSorted()
}
