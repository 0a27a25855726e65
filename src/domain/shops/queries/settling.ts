import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { RefundEffect, RefundKind, RefundState } from '../rules/order.ts'
import { invoicedAs } from './sold-purchases.ts'

/** A refund as it was kept. */
export type RefundRow = {
  id: string
  orderId: string
  externalId: string
  refundedAt: string | null
  cents: number
  reason: string
  /** Empty: only its order told of it. */
  document: string
  state: RefundState
  stateReason: string | null
  kind: RefundKind | null
  effect: RefundEffect | null
  creditNoteId: string | null
}

/** An order and its invoice, as what is taken back of it needs them. */
export type OrderRow = {
  id: string
  externalId: string
  number: string
  invoiceId: string | null
  issuedOn: string | null
  language: 'fr' | 'en'
  currency: string
  customerId: string | null
  /** The day all of its invoice had been taken back. */
  cancelledOn: string | null
  refunds: RefundRow[]
}

const REFUND = sql`r.id as "refundId", r.external_id as "refundExternalId", r.refunded_at as "refundedAt", r.cents, r.reason,
  r.document as "document", r.state, r.state_reason as "stateReason", r.kind, r.effect, r.credit_note_id as "creditNoteId"`

type Row = Omit<OrderRow, 'refunds'> &
  Omit<RefundRow, 'id' | 'externalId' | 'orderId'> & { refundId: string | null; refundExternalId: string }

/** Orders with their invoices and the refunds kept of them, by the id of their row; deleted refunds are left out. */
export async function ordersToSettle({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, OrderRow>> {
  const { rows } = await db.execute<Row>(sql`
    select o.id, o.external_id as "externalId", o.number, o.invoice_id as "invoiceId", i.issued_on as "issuedOn",
      coalesce(i.language, 'fr') as language, o.currency, s.customer_id as "customerId", s.cancelled_on as "cancelledOn", ${REFUND}
    from shop_orders o
    left join shop_refunds r on r.company_id = ${company.id} and r.order_id = o.id and r.gone_at is null
    left join invoices i on i.company_id = ${company.id} and i.id = o.invoice_id
    left join invoice_states s on s.company_id = ${company.id} and s.id = o.invoice_id
    where o.company_id = ${company.id} and o.id = any(${sql.param([...ids])}::uuid[])
    order by r.refunded_at nulls last, length(r.external_id), r.external_id`)
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, those]) => [
      id,
      {
        ...orderOf(those[0]!),
        refunds: those.flatMap(row => (row.refundId === null ? [] : [refundOf(row, row.refundId)])),
      },
    ]),
  )
}

const orderOf = (row: Row) => {
  const { id, externalId, number, invoiceId, issuedOn, language, currency, customerId, cancelledOn } = row
  return { id, externalId, number, invoiceId, issuedOn, language, currency, customerId, cancelledOn }
}

const refundOf = (row: Row, id: string): RefundRow => {
  const { id: orderId, refundExternalId: externalId, refundedAt, cents, reason, document } = row
  const { state, stateReason, kind, effect, creditNoteId } = row
  return {
    ...{ id, orderId, externalId, refundedAt, cents, reason, document },
    ...{ state, stateReason, kind, effect, creditNoteId },
  }
}

/** So often at most an order is cancelled and comes back, or a refund is borne by one invoice more. */
const TURNS = sql`cross join lateral (select case when n = 0 then '' else '.' || n end as said from generate_series(0, 9) n) turn`

/** Invoices that charge again what credit notes had taken back, the oldest first: those of each order by its row. */
export async function chargedAgain({ db, company }: Ctx, shopId: string, orderIds: readonly string[]) {
  if (orderIds.length === 0) return new Map<string, string[]>()
  const { rows } = await db.execute<{ orderId: string; id: string }>(sql`
    with told as materialized (
      select o.id, o.external_id from shop_orders o
      where o.company_id = ${company.id} and o.id = any(${sql.param([...orderIds])}::uuid[])
      union all
      select r.order_id, r.external_id from shop_refunds r
      where r.company_id = ${company.id} and r.order_id = any(${sql.param([...orderIds])}::uuid[]) and r.gone_at is not null),
    taken as materialized (select told.id, 'R' || told.external_id || turn.said || '-X' as reference from told ${TURNS})
    select t.id as "orderId", i.id from taken t
    join invoices i on i.company_id = ${company.id} and i.source = ${`shop:${shopId}`} and i.source_reference = t.reference
    order by i.id`)
  return new Map([...Map.groupBy(rows, ({ orderId }) => orderId)].map(([id, those]) => [id, those.map(one => one.id)]))
}

/** The credit notes of refunds and cancelled orders that nothing charges again, by what they are in the shop. */
export async function creditNotesOf({ db, company }: Ctx, shopId: string, externalIds: readonly string[]) {
  if (externalIds.length === 0) return new Map<string, string[]>()
  const { rows } = await db.execute<{ externalId: string; id: string }>(sql`
    with told as materialized (select * from unnest(${sql.param([...externalIds])}::text[]) as told (external_id)),
    taken as materialized (select told.external_id, 'R' || told.external_id || turn.said as reference from told ${TURNS})
    select t.external_id as "externalId", i.id from taken t
    join invoices i on i.company_id = ${company.id} and i.source = ${`shop:${shopId}`} and i.source_reference = t.reference
    where not exists (select from invoices x where x.company_id = ${company.id} and x.source = ${`shop:${shopId}`}
      and x.source_reference = t.reference || '-X')
    order by i.id`)
  return new Map([...Map.groupBy(rows, row => row.externalId)].map(([id, those]) => [id, those.map(one => one.id)]))
}

/** Which lines of an invoice each line of an order became, by order: of a bundle, one for each of its products. */
export async function invoiceLinesOf({ db, company }: Ctx, orderIds: readonly string[]) {
  const { rows } = await db.execute<{ orderId: string; externalId: string; lineId: string }>(sql`
    select sold.order_id as "orderId", sold.external_id as "externalId", own.id as "lineId" from shop_order_lines sold
    ${invoicedAs(company.id)}
    where sold.company_id = ${company.id} and sold.order_id = any(${sql.param([...orderIds])}::uuid[])
    order by own.position`)
  return new Map(
    [...Map.groupBy(rows, ({ orderId }) => orderId)].map(([orderId, lines]) => [
      orderId,
      new Map(
        [...Map.groupBy(lines, ({ externalId }) => externalId)].map(([id, own]) => [
          id,
          own.map(({ lineId }) => lineId),
        ]),
      ),
    ]),
  )
}

/** What of invoices is still served, as the ids of the lines that sold it, by invoice. */
export async function servedOf({ db, company }: Ctx, invoiceIds: readonly string[]) {
  if (invoiceIds.length === 0) return new Map<string, string[]>()
  const { rows } = await db.execute<{ invoiceId: string; lineId: string }>(sql`
    select invoice_id as "invoiceId", invoice_line_id as "lineId" from purchases
    where company_id = ${company.id} and invoice_id = any(${sql.param([...invoiceIds])}::uuid[]) and cancelled_on is null`)
  return new Map(
    [...Map.groupBy(rows, ({ invoiceId }) => invoiceId)].map(([id, those]) => [id, those.map(({ lineId }) => lineId)]),
  )
}
