import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { identifyLines } from '../../invoicing/actions/identify.ts'
import { startWork, type WorkKind } from '../../long-work/actions.ts'
import { productWords } from '../labels/products.ts'
import { followRefunds } from './refunds-identified.ts'

/** So many lines are done at once; more are done by long work, part after part. */
const AT_ONCE = 1000

type Waiting = { lineId: string; kept: boolean }

/**
 * What was invoiced as text before it was said which product it is makes its purchases, as of the day of each order. Returns
 * how many lines were done, and the long work that does the rest.
 */
export async function identifySold(ctx: Ctx, shopProductId: string, productId: string) {
  const { lines, more } = await identifyPart(ctx, shopProductId, productId)
  const workId = more
    ? await startWork(ctx, identifyWork, {
        label: productWords[ctx.language].identifying,
        input: { shopProductId, productId },
        key: shopProductId,
      })
    : null
  return { lines, workId }
}

async function identifyPart(ctx: Ctx, shopProductId: string, productId: string) {
  const waiting = await waitingLines(ctx, shopProductId)
  const lines = await identifyLines(
    ctx,
    waiting.map(line => ({ ...line, productId })),
  )
  await followRefunds(
    ctx,
    waiting.map(({ lineId }) => lineId),
  )
  return { lines, more: waiting.length === AT_ONCE && lines > 0 }
}

/** Lines whose product is not known, in the order they were written; `kept`: a refund that leaves the service took them back. */
async function waitingLines({ db, company }: Ctx, shopProductId: string): Promise<Waiting[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Waiting>(sql`
    select l.id as "lineId", exists (select from shop_refunds r where r.company_id = ${mine} and r.order_id = sold.order_id
        and r.effect = 'keep' and r.credit_note_id is not null and (not exists (select from invoice_lines c
          where c.company_id = ${mine} and c.invoice_id = r.credit_note_id and c.credits_line_id is not null)
        or exists (select from invoice_lines c
          where c.company_id = ${mine} and c.invoice_id = r.credit_note_id and c.credits_line_id = l.id))) as kept
    from shop_order_lines sold
    join invoice_lines l on l.company_id = ${mine} and l.id = sold.invoice_line_id and l.product_id is null
    where sold.company_id = ${mine} and sold.shop_product_id = ${shopProductId}
      and not exists (select from line_products named where named.company_id = ${mine} and named.id = l.id)
    order by sold.id limit ${AT_ONCE}`)
  return rows
}

/** The purchases of a product that was sold more often than is done at once; begun again, it goes on where it was. */
export const identifyWork: WorkKind<{ shopProductId: string; productId: string }> = {
  kind: 'shops.identify',
  async run(work, { shopProductId, productId }) {
    let all = 0
    for (let more = true; more; ) {
      const part = await work.step(ctx => identifyPart(ctx, shopProductId, productId))
      all += part.lines
      more = part.more
    }
    const summary = await work.step(async ({ language }) => productWords[language].identified(all), 0)
    return { link: 'shop-products', summary }
  },
}
