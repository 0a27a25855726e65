import { sql } from 'drizzle-orm'
import { boolean, check, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, instant, stamps } from '../../../platform/db/columns.ts'
import { products } from '../../catalog/tables.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { parties } from '../../parties/tables.ts'
import { bankAccounts } from '../../payments/tables.ts'
import type { Meaning, RefundEffect, RefundKind } from '../rules/order.ts'
import { shops } from './shop.ts'

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
