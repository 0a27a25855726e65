import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, instant, stamps } from '../../platform/db/columns.ts'
import { neverNull } from '../../platform/db/never-null.ts'
import { invoiceLines, invoices } from '../invoicing/tables.ts'
import { parties } from '../parties/tables.ts'
import { purchases } from '../subscriptions/tables.ts'
import type { OrderState, RefundEffect, RefundKind, RefundState } from './rules/order.ts'
import { shopProducts } from './tables/mappings.ts'
import { shops } from './tables/shop.ts'

/** What the shop sent by itself, as it came, until it is worked off: what it says is asked for again. Source: E1, E2. */
export const shopDeliveries = businessTable(
  'shop_deliveries',
  {
    shopId: uuid().notNull(),
    topic: text().notNull(),
    externalId: text().notNull(), // of the order, refund, customer, product or subscription
    sha256: text().notNull(), // of its body: the shop's own delivery ids are not unique
    body: text().notNull(),
    receivedAt: instant().notNull().defaultNow(),
    doneAt: instant(), // null: waits
  },
  table => [
    belongsTo('shop_deliveries_shop', table, table.shopId, () => shops),
    unique('shop_deliveries_once').on(table.companyId, table.shopId, table.topic, table.externalId, table.sha256),
    index('shop_deliveries_waiting').on(table.companyId, table.shopId, table.id).where(sql`done_at is null`),
    index('shop_deliveries_received').on(table.companyId, table.receivedAt, table.id),
  ],
)

/** When it was ordered, for the order of lists: what does not say so comes last. */
const ordered = neverNull(sql`ordered_at`, sql`'-infinity'::timestamptz`)

/** One order of a shop as it last was there, and what became of it here. Source: E3, E4. */
export const shopOrders = businessTable(
  'shop_orders',
  {
    shopId: uuid().notNull(),
    externalId: text().notNull(),
    number: text().notNull().default(''), // what the shop calls it by; it may differ from its id
    status: text().notNull().default(''), // the shop's own word
    orderedAt: instant(), // null: its document does not say
    modifiedAt: instant(), // as the shop says
    currency: text().notNull().default('EUR'),
    totalCents: bigint({ mode: 'number' }).notNull().default(0), // the shop's, VAT included, before refunds
    buyerName: text().notNull().default(''), // as the order says it, to find it by
    document: text().notNull(), // as the shop gave it
    sha256: text().notNull(), // of the document: the same again changes nothing
    state: text().$type<OrderState>().notNull(),
    reason: text(), // why it waits or is in quarantine, a code; null: it does not
    reasonValues: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    customerId: uuid(), // null: not known yet
    invoiceId: uuid(), // null: none yet, or none is to be
    takenAt: instant(), // the last time it was worked on
    tries: integer().notNull().default(0),
    goneAt: instant(), // in the bin of the shop, or deleted there; null: it is there
    ...stamps,
  },
  table => [
    belongsTo('shop_orders_shop', table, table.shopId, () => shops),
    belongsTo('shop_orders_customer', table, table.customerId, () => parties),
    belongsTo('shop_orders_invoice', table, table.invoiceId, () => invoices),
    unique('shop_orders_once').on(table.companyId, table.shopId, table.externalId),
    index('shop_orders_latest').on(table.companyId, ordered, table.id),
    index('shop_orders_latest_of_shop').on(table.companyId, table.shopId, ordered, table.id),
    index('shop_orders_waiting')
      .on(table.companyId, table.state, ordered, table.id)
      .where(sql`state in ('waits', 'quarantined')`),
    index('shop_orders_invoice_id').on(table.companyId, table.invoiceId).where(sql`invoice_id is not null`),
    index('shop_orders_customer_id').on(table.companyId, table.customerId).where(sql`customer_id is not null`),
    index('shop_orders_number').on(table.companyId, sql`number collate "C"`),
    // Of those who bought nothing: their names are read one by one, from the index alone.
    index('shop_orders_of_nobody').on(table.companyId, table.buyerName, table.id).where(sql`customer_id is null`),
    check('shop_orders_state_known', sql`state in ('taken', 'not-sold', 'waits', 'quarantined', 'left-alone')`),
    check('shop_orders_reason', sql`(state in ('waits', 'quarantined')) = (reason is not null)`),
  ],
)

/** A line of an order and the line of the invoice it became. */
export const shopOrderLines = businessTable(
  'shop_order_lines',
  {
    orderId: uuid().notNull(),
    externalId: text().notNull(),
    shopProductId: uuid(), // null: carriage, a fee
    invoiceLineId: uuid(), // null: not invoiced yet
  },
  table => [
    belongsTo('shop_order_lines_order', table, table.orderId, () => shopOrders),
    belongsTo('shop_order_lines_product', table, table.shopProductId, () => shopProducts),
    belongsTo('shop_order_lines_invoice_line', table, table.invoiceLineId, () => invoiceLines),
    unique('shop_order_lines_once').on(table.companyId, table.orderId, table.externalId),
    index('shop_order_lines_of_product')
      .on(table.companyId, table.shopProductId)
      .where(sql`shop_product_id is not null`),
    index('shop_order_lines_invoice_line_id')
      .on(table.companyId, table.invoiceLineId)
      .where(sql`invoice_line_id is not null`),
  ],
)

/** Money a shop gave back on an order, and the credit note it became. Source: ABO-82, E6. */
export const shopRefunds = businessTable(
  'shop_refunds',
  {
    orderId: uuid().notNull(),
    externalId: text().notNull(),
    refundedAt: instant(),
    cents: bigint({ mode: 'number' }).notNull(), // more than zero
    reason: text().notNull().default(''),
    document: text().notNull(),
    sha256: text().notNull(),
    state: text().$type<RefundState>().notNull(),
    stateReason: text(), // why it waits, a code
    kind: text().$type<RefundKind>(), // null: not known before it was taken off its invoice
    effect: text().$type<RefundEffect>(), // on what was sold; null: nobody said yet
    creditNoteId: uuid(),
    goneAt: instant(), // it was deleted in the shop
    ...stamps,
  },
  table => [
    belongsTo('shop_refunds_order', table, table.orderId, () => shopOrders),
    belongsTo('shop_refunds_credit_note', table, table.creditNoteId, () => invoices),
    unique('shop_refunds_once').on(table.companyId, table.orderId, table.externalId),
    index('shop_refunds_credit_note_id').on(table.companyId, table.creditNoteId).where(sql`credit_note_id is not null`),
    index('shop_refunds_unsettled')
      .on(table.companyId, table.state, table.id)
      .where(sql`state in ('waits', 'quarantined')`),
    check('shop_refunds_state_known', sql`state in ('taken', 'waits', 'quarantined', 'gone')`),
    index('shop_refunds_refunded').on(table.companyId, table.refundedAt, table.id),
    check('shop_refunds_kind_known', sql`kind in ('whole', 'lines', 'amount')`),
    check('shop_refunds_effect_known', sql`effect in ('stop-now', 'keep')`),
  ],
)

/** A new contact that may be one we knew: somebody says whether they are the same. */
export const shopDoubts = businessTable(
  'shop_doubts',
  {
    orderId: uuid().notNull(),
    partyId: uuid().notNull(), // made for the order
    candidateId: uuid().notNull(), // known before
    why: text({ enum: ['mail', 'mail-of-several', 'name-and-town', 'phone'] }).notNull(),
    answer: text({ enum: ['same', 'different'] }), // null: not answered
    ...stamps,
  },
  table => [
    belongsTo('shop_doubts_order', table, table.orderId, () => shopOrders),
    belongsTo('shop_doubts_party', table, table.partyId, () => parties),
    belongsTo('shop_doubts_candidate', table, table.candidateId, () => parties),
    unique('shop_doubts_once').on(table.companyId, table.partyId, table.candidateId),
    index('shop_doubts_candidate_id').on(table.companyId, table.candidateId),
    index('shop_doubts_open').on(table.companyId, table.id).where(sql`answer is null`),
    check('shop_doubts_two', sql`party_id <> candidate_id`),
  ],
)

/** A subscription that a shop renews by itself, and the first purchase it made here. */
export const shopSubscriptions = businessTable(
  'shop_subscriptions',
  {
    shopId: uuid().notNull(),
    externalId: text().notNull(),
    status: text().notNull().default(''),
    parentOrderId: text().notNull().default(''), // the shop's id of the order that began it
    document: text().notNull(),
    sha256: text().notNull(),
    nextPaymentAt: instant(),
    endsAt: instant(),
    purchaseId: uuid(), // the last one it paid for; null: none yet
    ...stamps,
  },
  table => [
    belongsTo('shop_subscriptions_shop', table, table.shopId, () => shops),
    belongsTo('shop_subscriptions_purchase', table, table.purchaseId, () => purchases),
    unique('shop_subscriptions_once').on(table.companyId, table.shopId, table.externalId),
    index('shop_subscriptions_purchase_id').on(table.companyId, table.purchaseId).where(sql`purchase_id is not null`),
    uniqueIndex('shop_subscriptions_parent').on(table.companyId, table.shopId, table.parentOrderId, table.externalId),
  ],
)

/** What happened with an order, for its log: written once. */
export const shopEvents = businessTable(
  'shop_events',
  {
    shopId: uuid().notNull(),
    orderId: uuid(), // null: about the shop
    code: text().notNull(),
    values: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    at: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  table => [
    belongsTo('shop_events_shop', table, table.shopId, () => shops),
    belongsTo('shop_events_order', table, table.orderId, () => shopOrders),
    index('shop_events_of_order').on(table.companyId, table.orderId, table.id).where(sql`order_id is not null`),
    index('shop_events_of_shop').on(table.companyId, table.shopId, table.id),
  ],
)

export const shopsConstraints = {
  shops_name_unique: { code: 'shops.nameTaken', field: 'name' },
  shop_products_product: { code: 'shops.unknownProduct', field: 'productId' },
}
