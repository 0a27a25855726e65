import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, instant, stamps } from '../../platform/db/columns.ts'
import { products } from '../catalog/tables.ts'
import type { PaymentMethod } from '../invoicing/rules/document.ts'
import { invoiceLines, invoices } from '../invoicing/tables.ts'
import { parties } from '../parties/tables.ts'
import { bankAccounts } from '../payments/tables.ts'
import { purchases } from '../subscriptions/tables.ts'
import type { Meaning, OrderState, RefundEffect, RefundKind, RefundState, ShopKind } from './rules/order.ts'

/** A shop whose sales are taken. Source: ABO-7, E1, E10. */
export const shops = businessTable(
  'shops',
  {
    name: text().notNull(),
    kind: text().$type<ShopKind>().notNull(),
    address: text().notNull().default(''), // of the site, without a slash at its end; empty: its orders come as files
    sealedKey: text(), // the consumer key, AES-256-GCM under the application's secret; null: none
    sealedSecret: text(), // the consumer secret, likewise
    sealedHookSecret: text(), // what the shop signs its deliveries with, likewise
    invoicedBy: text({ enum: ['shop', 'facteur'] })
      .notNull()
      .default('shop'), // who issues the invoice that counts in law: never both
    numberPrefix: text().notNull().default(''), // before the number of the shop, on documents it issues itself
    startsOn: day(), // orders of before are left alone; null: all are taken
    timeZone: text().notNull().default('Europe/Paris'), // the days of its orders are those of there
    writesNotes: boolean().notNull().default(false), // a note on the order when a copy is dispatched
    quietHours: integer(), // nothing came for longer than that: somebody is told; null: by its own habit
    active: boolean().notNull().default(true),
    ...stamps,
  },
  table => [
    unique('shops_name_unique').on(table.companyId, table.name),
    check('shops_kind_known', sql`kind in ('woocommerce', 'csv') and invoiced_by in ('shop', 'facteur')`),
    check('shops_named', sql`name <> ''`),
    check('shops_quiet_hours', sql`quiet_hours between 1 and 8760`),
  ],
)

/** How it stands between a shop and us; one row each, of the same id. */
export const shopStates = businessTable(
  'shop_states',
  {
    authorisedBy: text({ enum: ['header', 'query', 'oauth'] }), // how its keys get through; null: not tried
    loadedUntilId: text(), // the last order of the first load; null: it did not begin
    loadedAt: instant(), // the first load is whole; null: it is not
    loadWorkId: uuid(), // the long work of the first load
    modifiedSince: instant(), // changes until then were read; null: not polled yet
    lookedAt: instant(), // the last time the shop was asked and answered
    reconciledAt: instant(), // the last time ids, totals and refunds were compared
    cameAt: instant(), // the last time an order came or changed
    failure: text(), // why it could not be asked, a code; null: it answers
    failureSaid: text().notNull().default(''), // what it said, cut short and without keys
    failingSince: instant(),
    failures: integer().notNull().default(0), // one after the other
    toldAt: instant(), // the last alert about it
    hooks: jsonb()
      .$type<{ topic: string; externalId: string; status: string; repairs: number }[]>()
      .notNull()
      .default([]),
  },
  table => [belongsTo('shop_states_shop', table, table.id, () => shops)],
)

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
    index('shop_orders_ordered').on(table.companyId, table.orderedAt, table.id),
    index('shop_orders_of_shop').on(table.companyId, table.shopId, table.orderedAt, table.id),
    index('shop_orders_unsettled')
      .on(table.companyId, table.state, table.orderedAt, table.id)
      .where(sql`state in ('waits', 'quarantined')`),
    index('shop_orders_invoice_id').on(table.companyId, table.invoiceId).where(sql`invoice_id is not null`),
    index('shop_orders_customer_id').on(table.companyId, table.customerId).where(sql`customer_id is not null`),
    check('shop_orders_state_known', sql`state in ('taken', 'not-sold', 'waits', 'quarantined', 'left-alone')`),
    check('shop_orders_reason', sql`(state in ('waits', 'quarantined')) = (reason is not null)`),
  ],
)

/** What the shop sells, and which product of ours it is. Source: ABO-12, E9. */
export const shopProducts = businessTable(
  'shop_products',
  {
    shopId: uuid().notNull(),
    externalId: text().notNull(), // `12`, `12:34` for a variation, `name:…` for one that was deleted in the shop
    sku: text().notNull().default(''), // as the shop has it
    name: text().notNull(),
    productId: uuid(), // null: not said yet, or none of ours
    decidedBy: text({ enum: ['sku', 'hand'] }), // null: nobody did: it waits
    lastSoldAt: instant(),
    ...stamps,
  },
  table => [
    belongsTo('shop_products_shop', table, table.shopId, () => shops),
    belongsTo('shop_products_product', table, table.productId, () => products),
    unique('shop_products_once').on(table.companyId, table.shopId, table.externalId),
    index('shop_products_product_id').on(table.companyId, table.productId).where(sql`product_id is not null`),
    index('shop_products_waiting').on(table.companyId, table.lastSoldAt, table.id).where(sql`decided_by is null`),
    check('shop_products_decided', sql`product_id is null or decided_by is not null`),
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
    check('shop_refunds_effect_known', sql`effect in ('stop-now', 'keep')`),
  ],
)

/** What a kind of refund does to what was sold: asked once, remembered. */
export const shopRefundRules = businessTable(
  'shop_refund_rules',
  {
    shopId: uuid().notNull(),
    kind: text().$type<RefundKind>().notNull(),
    effect: text().$type<RefundEffect>().notNull(),
    ...stamps,
  },
  table => [
    belongsTo('shop_refund_rules_shop', table, table.shopId, () => shops),
    unique('shop_refund_rules_once').on(table.companyId, table.shopId, table.kind),
    check('shop_refund_rules_known', sql`kind in ('whole', 'lines', 'amount') and effect in ('stop-now', 'keep')`),
  ],
)

/** A customer of a shop, by its id there or by the mail of a guest, and which contact it is. Source: E5. */
export const shopCustomers = businessTable(
  'shop_customers',
  {
    shopId: uuid().notNull(),
    externalId: text().notNull(), // `48`, or `mail:` and the address of a guest
    partyId: uuid().notNull(),
    foundBy: text({ enum: ['id', 'mail', 'name', 'new', 'hand'] }).notNull(),
    ...stamps,
  },
  table => [
    belongsTo('shop_customers_shop', table, table.shopId, () => shops),
    belongsTo('shop_customers_party', table, table.partyId, () => parties),
    unique('shop_customers_once').on(table.companyId, table.shopId, table.externalId),
    index('shop_customers_party_id').on(table.companyId, table.partyId),
  ],
)

/** A new contact that may be one we knew: somebody says whether they are the same. */
export const shopDoubts = businessTable(
  'shop_doubts',
  {
    orderId: uuid().notNull(),
    partyId: uuid().notNull(), // made for the order
    candidateId: uuid().notNull(), // known before
    why: text({ enum: ['name-and-town', 'mail-of-several', 'phone'] }).notNull(),
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

/** What a status of a shop means here; the user edits it. */
export const shopStatuses = businessTable(
  'shop_statuses',
  {
    shopId: uuid().notNull(),
    status: text().notNull(), // the shop's own word, without `wc-`
    meaning: text().$type<Meaning>().notNull(),
    guessed: boolean().notNull().default(false), // nobody has looked at it yet
    ...stamps,
  },
  table => [
    belongsTo('shop_statuses_shop', table, table.shopId, () => shops),
    unique('shop_statuses_once').on(table.companyId, table.shopId, table.status),
    check('shop_statuses_meaning_known', sql`meaning in ('sold', 'waits', 'cancelled', 'refunded', 'ignored')`),
  ],
)

/** How what a shop calls a way of paying is recorded here. */
export const shopPaymentMethods = businessTable(
  'shop_payment_methods',
  {
    shopId: uuid().notNull(),
    externalId: text().notNull(), // `stripe`
    title: text().notNull().default(''),
    method: text().$type<PaymentMethod>().notNull(),
    bankAccountId: uuid(), // where its money arrives; null: not said
    ...stamps,
  },
  table => [
    belongsTo('shop_payment_methods_shop', table, table.shopId, () => shops),
    belongsTo('shop_payment_methods_account', table, table.bankAccountId, () => bankAccounts),
    unique('shop_payment_methods_once').on(table.companyId, table.shopId, table.externalId),
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
