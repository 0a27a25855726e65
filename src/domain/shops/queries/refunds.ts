import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { REFUND_STATES, shopRefundRow } from '../contract/refunds.ts'
import { REFUND_KINDS, type RefundEffect, type RefundKind } from '../rules/order.ts'

type Row = InferSchemaOutput<typeof shopRefundRow>
type Filters = {
  id?: string | undefined
  shopId?: string | undefined
  state?: (typeof REFUND_STATES)[number] | undefined
  kind?: RefundKind | undefined
  orderId?: string | undefined
}

/** Refunds of all shops, the newest first. */
export const shopRefundList = defineList<Row, Row, Filters>({
  from: ({ company }) => sql`shop_refunds r
    join shop_orders o on o.company_id = ${company.id} and o.id = r.order_id
    join shops s on s.company_id = ${company.id} and s.id = o.shop_id
    left join invoices note on note.company_id = ${company.id} and note.id = r.credit_note_id
    left join lateral (select array_agg(p.label order by p.number) as labels from purchases p
      where p.company_id = ${company.id} and p.invoice_id = o.invoice_id and p.cancelled_on is null) served on true`,
  columns: {
    id: sql`r.id`,
    shopId: sql`s.id`,
    shop: sql`s.name`,
    orderId: sql`o.id`,
    orderNumber: sql`coalesce(nullif(o.number, ''), o.external_id)`,
    externalId: sql`r.external_id`,
    refundedAt: sql`r.refunded_at`,
    cents: sql`r.cents`,
    currency: sql`o.currency`,
    reason: sql`r.reason`,
    buyerName: sql`o.buyer_name`,
    state: sql`r.state`,
    stateReason: sql`r.state_reason`,
    kind: sql`r.kind`,
    effect: sql`r.effect`,
    creditNoteId: sql`r.credit_note_id`,
    creditNoteNumber: sql`note.number`,
    sold: sql`coalesce(served.labels, '{}')`,
  },
  id: sql`r.id`,
  sorts: { newest: sql`r.id` },
  defaultSort: '-newest',
  where: ({ company }, { id, shopId, state, kind, orderId }) => [
    sql`r.company_id = ${company.id}`,
    ...(id ? [sql`r.id = ${id}`] : []),
    ...(shopId ? [sql`o.shop_id = ${shopId}`] : []),
    ...(state ? [sql`r.state = ${state}`] : []),
    ...(kind ? [sql`r.kind = ${kind}`] : []),
    ...(orderId ? [sql`r.order_id = ${orderId}`] : []),
  ],
  row: found => found,
})

/** What each kind of refund of a shop does to what was sold; null: it is asked each time. */
export async function refundRulesOf({ db, company }: Pick<Ctx, 'db' | 'company'>, shopId: string) {
  const { rows } = await db.execute<{ kind: RefundKind; effect: RefundEffect }>(sql`
    select kind, effect from shop_refund_rules where company_id = ${company.id} and shop_id = ${shopId}`)
  const known = new Map(rows.map(({ kind, effect }) => [kind, effect]))
  return REFUND_KINDS.map(kind => ({ kind, effect: known.get(kind) ?? null }))
}
