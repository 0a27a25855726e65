import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, companyPolicy, instant, stamps } from '../../platform/db/columns.ts'
import { products } from '../catalog/tables.ts'
import { messages } from '../messaging/tables.ts'
import { orders } from '../orders/tables.ts'
import { parties } from '../parties/tables.ts'
import type { AskedLine, SentLine } from './rules/answer.ts'
import type { ExchangeAnswer } from './rules/documents.ts'
import type { PartnerState, PricePolicy, SentState } from './rules/states.ts'

/** Who this company is for the sites it exchanges orders with; without a row, it exchanges none. */
export const exchangeSettings = pgTable(
  'exchange_settings',
  {
    companyId: uuid().notNull(),
    siteId: uuid().notNull(), // what partners know it by, for ever
    address: text().notNull().default(''), // dedicated to orders; empty: that of the company's mail. Source: INT-10
    answersByItself: boolean().notNull().default(true), // tells that an order came in, at once
    alertHours: integer().notNull().default(24), // after so many without an answer an order sent is shown as unheard
    ...stamps,
  },
  table => [
    primaryKey({ name: 'exchange_settings_pkey', columns: [table.companyId] }),
    companyPolicy(),
    check('exchange_settings_hours', sql`alert_hours between 1 and 720`),
  ],
)

/** The keys this site signs with: one at a time, those before it known to partners until they have the next. */
export const exchangeKeys = businessTable(
  'exchange_keys',
  {
    keyId: text().notNull(),
    publicKey: text().notNull(), // Ed25519, base64url
    sealedPrivateKey: text().notNull(),
    retiredAt: instant(), // another signs since then; null: it signs
    ...stamps,
  },
  table => [unique('exchange_keys_key_id_unique').on(table.companyId, table.keyId)],
)

/** The other end of an exchange: a supplier we send orders to, a customer who sends us theirs, or both. */
export const partners = businessTable(
  'partners',
  {
    partyId: uuid().notNull(),
    address: text().notNull().default(''), // where its orders go, not always that of the contact. Source: INT-22 to INT-25
    siteId: uuid(), // null: a partner without Facteur, or not paired yet
    state: text().$type<PartnerState>().notNull().default('plain'),
    pricePolicy: text().$type<PricePolicy>().notNull().default('ours'),
    sentCount: integer().notNull().default(0), // orders that were sent there, each once whatever its editions
    receivedCount: integer().notNull().default(0), // and that came from there
    ...stamps,
  },
  table => [
    belongsTo('partners_party', table, table.partyId, () => parties),
    unique('partners_party_unique').on(table.companyId, table.partyId),
    unique('partners_site_unique').on(table.companyId, table.siteId),
    check('partners_state_known', sql`state in ('plain', 'invited', 'to-confirm', 'paired', 'revoked')`),
    check('partners_price_policy_known', sql`price_policy in ('ours', 'theirs', 'ask')`),
    check('partners_paired_site', sql`state not in ('to-confirm', 'paired') or site_id is not null`),
  ],
)

/** Public keys of a partner; one is trusted once two people compared the code of it. */
export const partnerKeys = businessTable(
  'partner_keys',
  {
    partnerId: uuid().notNull(),
    keyId: text().notNull(),
    publicKey: text().notNull(),
    trustedAt: instant(), // null: proposed
    revokedAt: instant(),
    ...stamps,
  },
  table => [
    belongsTo('partner_keys_partner', table, table.partnerId, () => partners),
    unique('partner_keys_key_id_unique').on(table.companyId, table.partnerId, table.keyId),
  ],
)

/** What a partner's code means here, asked once. Source: D7. */
export const partnerProducts = businessTable(
  'partner_products',
  { partnerId: uuid().notNull(), code: text().notNull(), productId: uuid().notNull(), ...stamps },
  table => [
    belongsTo('partner_products_partner', table, table.partnerId, () => partners),
    belongsTo('partner_products_product', table, table.productId, () => products),
    unique('partner_products_code_unique').on(table.companyId, table.partnerId, table.code),
    index('partner_products_product_id').on(table.companyId, table.productId),
  ],
)

/** An order as it was sent, once a revision; its state is that of the last one. Source: INT-26, INT-27, X-38. */
export const sentOrders = businessTable(
  'sent_orders',
  {
    orderId: uuid().notNull(),
    edition: integer().notNull(), // from 1: how often it was sent
    partnerId: uuid().notNull(),
    messageId: uuid().notNull(), // the mail it went with, others beside it
    sha256: text().notNull(), // of the bytes that were signed
    lines: jsonb().$type<SentLine[]>().notNull().default([]), // as they were sent, whatever the order says now
    state: text().$type<SentState>().notNull().default('sent'),
    sellerNumber: text().notNull().default(''), // as the partner calls it
    answer: jsonb().$type<Pick<ExchangeAnswer, 'note' | 'lines'>>(), // the last one; null: none came
    answerEdition: integer().notNull().default(0), // its place among the answers to this order; a later one counts
    answeredAt: instant(),
    despatched: jsonb().$type<Record<string, number>>().notNull().default({}), // so many of each line, by its place
    ...stamps,
  },
  table => [
    belongsTo('sent_orders_order', table, table.orderId, () => orders),
    belongsTo('sent_orders_partner', table, table.partnerId, () => partners),
    belongsTo('sent_orders_message', table, table.messageId, () => messages),
    unique('sent_orders_once').on(table.companyId, table.orderId, table.edition),
    index('sent_orders_message_id').on(table.companyId, table.messageId),
    index('sent_orders_unheard').on(table.companyId, table.partnerId, table.createdAt).where(sql`state = 'sent'`),
    check(
      'sent_orders_state_known',
      sql`state in ('sent', 'received', 'accepted', 'changed', 'refused', 'part-dispatched', 'dispatched') and edition > 0`,
    ),
  ],
)

/** An order that a partner sent, once, and what it is here. Source: INT-3, X-42. */
export const receivedOrders = businessTable(
  'received_orders',
  {
    partnerId: uuid().notNull(),
    number: text().notNull(), // as the partner calls it
    edition: integer().notNull(), // the last one that was taken
    sha256: text().notNull(), // of its bytes
    orderId: uuid().notNull(),
    asked: jsonb().$type<AskedLine[]>().notNull().default([]), // its lines, as the partner numbers and wants them
    answered: text(), // the last answer that left; null: none
    answeredAt: instant(),
    answers: integer().notNull().default(0), // how many left
    ...stamps,
  },
  table => [
    belongsTo('received_orders_partner', table, table.partnerId, () => partners),
    belongsTo('received_orders_order', table, table.orderId, () => orders),
    unique('received_orders_once').on(table.companyId, table.partnerId, table.number),
    unique('received_orders_order_unique').on(table.companyId, table.orderId),
    check('received_orders_edition', sql`edition > 0`),
  ],
)

export { partnerCatalogueLines, partnerCatalogues, sentCatalogueMails, sentCatalogues } from './tables/catalogues.ts'
export { collectedDocuments, collectedMails, mailboxes } from './tables/collected.ts'

/** What each constraint means to a user. */
export const exchangeConstraints = {
  received_orders_order: { code: 'exchange.receivedStays' },
  collected_documents_order: { code: 'exchange.receivedStays' },
  partners_site_unique: { code: 'exchange.siteTaken', field: 'text' },
}
