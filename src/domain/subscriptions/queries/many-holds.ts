import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { heldTogether } from './held-together.ts'
import { type SubscriptionFilters, subscriptionList, subscriptionTables } from './subscriptions.ts'

/** Subscriptions chosen on their list: some, or all that its filters and search match. */
export type Which = {
  purchaseIds?: readonly string[] | undefined
  matching?: (SubscriptionFilters & { search?: string | undefined }) | undefined
}
export type Named = { id: string; number: number; holdId: string | null }

async function conditionsOf(ctx: Ctx, { purchaseIds, matching }: Which) {
  if (!purchaseIds && !matching) refuse('subscriptions.whichAsked', { field: 'purchaseIds' })
  const shown = await subscriptionList.conditions(ctx, matching ?? {})
  const chosen = purchaseIds ? [sql`p.id = any(${sql.param([...purchaseIds])}::uuid[])`] : []
  return sql.join([...shown, ...chosen], sql` and `)
}

export async function countNamed(ctx: Ctx, which: Which): Promise<number> {
  const { rows } = await ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${subscriptionTables(ctx)} where ${await conditionsOf(ctx, which)}`,
  )
  return rows[0]!.count
}

/** The next of them in the order of their ids, with the hold each has of those placed together; locked, so that no other change meets this one. */
export async function someNamed(
  ctx: Ctx,
  which: Which,
  of: { togetherId?: string | undefined; after: string; limit: number },
) {
  const { rows } = await ctx.db.execute<Named>(sql`
    select p.id, p.number, (select h.id from holds h where h.company_id = ${ctx.company.id}::uuid
      and h.id = ${heldTogether(sql`p.id`, of.togetherId)}) as "holdId"
    from ${subscriptionTables(ctx)} where ${await conditionsOf(ctx, which)} ${of.after ? sql`and p.id > ${of.after}::uuid` : sql``}
    order by p.id limit ${of.limit}`)
  return rows
}
