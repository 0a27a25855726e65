import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { moveStocks } from '../../catalog/actions/stock-movements.ts'
import { LATEST_FIRST, latestOnSale } from '../../subscriptions/queries/latest-issue.ts'
import { orderPaperWords } from '../labels/paper.ts'

type Copies = { issueId: string; copies: number; number: string }

/** The copies of issues that a delivery holds; those of a receipt come in, those of a delivery note go out. */
async function copiesOf({ db, company }: Ctx, deliveryId: string): Promise<Copies[]> {
  const { rows } = await db.execute<Copies>(sql`
    select coalesce(product.issue_id, latest.id) as "issueId", v.number,
      sum(case v.kind when 'receipt' then d.quantity else -d.quantity end)::int as copies
    from deliveries v join delivery_lines d on d.company_id = ${company.id} and d.delivery_id = v.id
    join order_lines l on l.company_id = ${company.id} and l.id = d.order_line_id
    join products product on product.company_id = ${company.id} and product.id = l.product_id and product.kind = 'single-issue'
    left join lateral (select x.id ${latestOnSale(company.id, sql`product.title_id`, sql`v.delivered_on`)}
      ${LATEST_FIRST}) latest on product.latest_issue
    where v.company_id = ${company.id} and v.id = ${deliveryId} and coalesce(product.issue_id, latest.id) is not null
    group by 1, 2 order by 1`)
  return rows
}

/** Copies leave the stock of their issue with the note that carries them, or come in with it. Source: CIR-6. */
export async function moveCopies(ctx: Ctx, deliveryId: string, movedOn: string) {
  const moved = await copiesOf(ctx, deliveryId)
  await moveStocks(
    ctx,
    moved.map(({ issueId, copies, number }) => ({ issueId, movedOn, copies, reason: number })),
  )
}

/** A note that is taken back gives them back. */
export async function returnCopies(ctx: Ctx, deliveryId: string, movedOn: string) {
  const { marks } = orderPaperWords[ctx.language]
  const moved = await copiesOf(ctx, deliveryId)
  await moveStocks(
    ctx,
    moved.map(({ issueId, copies, number }) => ({
      issueId,
      movedOn,
      copies: -copies,
      reason: `${number} · ${marks.void}`,
    })),
  )
}
