import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { KeptOrder } from '../queries/kept-orders.ts'
import type { Shop } from '../queries/shops.ts'
import type { OrderState, ShopOrder, ShopPerson } from '../rules/order.ts'
import { shopEvents, shopOrderLines } from '../tables.ts'
import type { OrderRead } from './given.ts'
import type { Sold } from './sale.ts'

export type Values = Record<string, string | number>

/** An order as it is to be kept. */
export type OrderToKeep = {
  id: string
  read: OrderRead
  /** Null: it is not understood, what was known of it stays. */
  order: ShopOrder | null
  state: OrderState
  reason: string | null
  reasonValues: Values
  customerId: string | null
  invoiceId: string | null
}

/** Writes orders as they last were, new or known: one statement. What is not understood keeps the figures it had. */
export async function keepOrders({ db, company, actor }: Ctx, shop: Shop, orders: readonly OrderToKeep[]) {
  if (orders.length === 0) return
  const rows = orders.map(({ read, order, ...row }) => ({ ...row, ...factsOf(read, order) }))
  await db.execute(sql`
    insert into shop_orders as kept (company_id, shop_id, id, external_id, number, status, ordered_at, modified_at, currency, total_cents,
      buyer_name, document, sha256, state, reason, reason_values, customer_id, invoice_id, taken_at, tries, created_by, updated_by)
    select ${company.id}, ${shop.id}, id, "externalId", coalesce(number, "externalId"), coalesce(status, ''), coalesce("orderedAt", now()), "modifiedAt",
      coalesce(currency, 'EUR'), coalesce("totalCents", 0), coalesce("buyerName", ''), document, sha256, state, reason, "reasonValues",
      "customerId", "invoiceId", now(), 1, ${actor.initials}, ${actor.initials}
    from (${givenRows(rows, GIVEN)}) g
    on conflict (company_id, shop_id, external_id) do update set document = ${unlessForgotten(company.id, 'document')}, sha256 = excluded.sha256,
      state = excluded.state, reason = excluded.reason, reason_values = excluded.reason_values, taken_at = excluded.taken_at, tries = kept.tries + 1,
      customer_id = coalesce(excluded.customer_id, kept.customer_id), invoice_id = coalesce(excluded.invoice_id, kept.invoice_id),
      number = case when excluded.modified_at is null then kept.number else excluded.number end,
      status = case when excluded.modified_at is null then kept.status else excluded.status end,
      ordered_at = case when excluded.modified_at is null then kept.ordered_at else excluded.ordered_at end,
      modified_at = coalesce(excluded.modified_at, kept.modified_at),
      currency = case when excluded.modified_at is null then kept.currency else excluded.currency end,
      total_cents = case when excluded.modified_at is null then kept.total_cents else excluded.total_cents end,
      buyer_name = case when excluded.modified_at is null then kept.buyer_name else ${unlessForgotten(company.id, 'buyer_name')} end,
      gone_at = case when excluded.modified_at is null or excluded.status = 'trash' then kept.gone_at end,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at, revision = kept.revision + 1`)
}

const GIVEN = {
  id: 'uuid',
  externalId: 'text',
  number: 'text',
  status: 'text',
  orderedAt: 'timestamptz',
  modifiedAt: 'timestamptz',
  currency: 'text',
  totalCents: 'bigint',
  buyerName: 'text',
  document: 'text',
  sha256: 'text',
  state: 'text',
  reason: 'text',
  reasonValues: 'jsonb',
  customerId: 'uuid',
  invoiceId: 'uuid',
}

/** What an order now says, but of whom was forgotten: that does not come back. Source: L-18. */
const unlessForgotten = (companyId: string, column: string) => sql`case when exists (select from parties p
  where p.company_id = ${companyId} and p.id = kept.customer_id and p.erased_on is not null) then '' else excluded.${sql.identifier(column)} end`

const factsOf = ({ externalId, document, sha256, glimpse }: OrderRead, order: ShopOrder | null) => ({
  ...{ externalId, document, sha256 },
  ...(glimpse && {
    number: glimpse.number === null ? null : storable(glimpse.number),
    orderedAt: glimpse.orderedAt,
    buyerName: glimpse.buyer && storable(buyerOf(glimpse.buyer)),
  }),
  ...(order && {
    number: storable(order.number),
    status: storable(order.status),
    orderedAt: order.orderedAt,
    modifiedAt: order.modifiedAt,
    currency: order.currency,
    totalCents: order.totalCents,
    buyerName: storable(buyerOf(order.billing)),
  }),
})

const buyerOf = ({ firstName, lastName, company }: ShopPerson): string =>
  [company, `${firstName} ${lastName}`.trim()].filter(said => said !== '').join(', ')

/** Without what PostgreSQL does not store, so that an order that cannot be taken can be kept. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** Which line of an invoice each line of the orders became. */
export async function keepLines(ctx: Ctx, sold: readonly (Sold & { id: string })[]) {
  await insertRows(
    ctx,
    shopOrderLines,
    sold.flatMap(({ id: orderId, order, products, lines }) =>
      order.lines.map(({ externalId }) => ({
        id: newId(),
        orderId,
        externalId,
        shopProductId: products.get(externalId)?.shopProductId ?? null,
        invoiceLineId: lines.get(externalId) ?? null,
      })),
    ),
  )
}

export type OrderEvent = { orderId: string; code: string; values: Values }

/** Writes what happened with orders into their logs. */
export const noteOrders = (ctx: Ctx, shop: Pick<Shop, 'id'>, events: readonly OrderEvent[]) =>
  insertRows(
    ctx,
    shopEvents,
    events.map(event => ({ id: newId(), shopId: shop.id, ...event, createdBy: ctx.actor.initials })),
  )

/** What changed of an order that was here, for its log. */
export function changesOf(order: ShopOrder, kept: KeptOrder | undefined, paid: boolean): Omit<OrderEvent, 'orderId'>[] {
  const events: Omit<OrderEvent, 'orderId'>[] = []
  if (kept?.modifiedAt && kept.status !== order.status)
    events.push({ code: 'statusChanged', values: { from: kept.status, to: order.status } })
  if (kept?.modifiedAt && kept.totalCents !== order.totalCents)
    events.push({
      code: 'totalChanged',
      values: { from: kept.totalCents, to: order.totalCents, currency: order.currency },
    })
  if (paid) events.push({ code: 'paid', values: { cents: order.totalCents, currency: order.currency } })
  return events
}
