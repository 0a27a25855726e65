import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyMatches } from '../../parties/queries.ts'
import { prefixRange } from '../../parties/rules/search.ts'
import { wordsIn } from './search.ts'

/**
 * Whether an order `o` is one of those meant by what was typed: the beginning of its number, the number of its invoice, or
 * whatever its customer is found by; one that was never sold, by the name it says. Each is read from an index.
 */
export function ordersFound(ctx: Ctx, typed: string): SQL {
  const mine = sql`${ctx.company.id}::uuid`
  const said = typed.trim()
  const numbers = [...new Set([said, said.toUpperCase(), `#${said}`])].map(prefixRange)
  const found = [
    ...numbers.map(({ from, before }) => sql`x.number collate "C" >= ${from} and x.number collate "C" < ${before}`),
    sql`x.invoice_id = (select i.id from invoices i where i.company_id = ${mine} and i.number = ${said})`,
    ...partyMatches(ctx, said, sql`x.customer_id`),
    sql`x.customer_id is null and ${sql.join(wordsIn(said, sql`x.buyer_name`), sql` and `)}`,
  ]
  const each = found.map(condition => sql`select x.id from shop_orders x where x.company_id = ${mine} and ${condition}`)
  return sql`o.id = any(array(${sql.join(each, sql` union all `)}))`
}
