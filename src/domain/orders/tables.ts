import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, deletedOnlyWhere, instant, stamps } from '../../platform/db/columns.ts'
import { neverNull } from '../../platform/db/never-null.ts'
import { products } from '../catalog/tables.ts'
import type {
  AddressLines,
  Buyer,
  MonthEnd,
  PaymentMethod,
  PriceBasis,
  VatCategory,
} from '../invoicing/rules/document.ts'
import { invoices } from '../invoicing/tables.ts'
import { parties } from '../parties/tables.ts'
import { DELIVERY_KINDS, ORDER_KINDS } from './rules/order.ts'
import { ORDER_STATES } from './rules/state.ts'
import { orderNatures, orderStatuses, resources } from './tables/settings.ts'

const promised = neverNull(sql`deliver_on`, sql`'infinity'::date`)

/** An order of a customer, or ours to a supplier: a draft until it is confirmed. Source: SUI-20, INT-1, INT-2. */
export const orders = businessTable(
  'orders',
  {
    kind: text({ enum: ORDER_KINDS }).notNull(),
    number: text().notNull(), // `CC-2026-00017`: given once, to drafts too
    serial: integer().notNull(), // "Id": the order of entry of its kind
    partyId: uuid().notNull(), // the customer, or the supplier
    payerId: uuid(), // who is invoiced; null: the customer
    natureId: uuid(), // null: none said
    duplicateOfId: uuid(), // its nature bears `[DPL]` (SUI-28); null: it is not a duplicate
    orderedOn: day().notNull(),
    ourReference: text().notNull().default(''),
    theirReference: text().notNull().default(''), // V/Ref
    owner: text().notNull().default(''), // initials of who follows it; empty: nobody
    deliverOn: day(), // "à livrer": promised, or asked of the supplier; null: no colour (SUI-12)
    statusId: uuid(), // null: `< non précisé >`
    resourceId: uuid(), // null: none
    language: text({ enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    currency: text().notNull().default('EUR'),
    priceBasis: text().$type<PriceBasis>().notNull().default('net'),
    paymentDays: integer(), // null: the customer's, else the company's
    paymentMonthEnd: text().$type<MonthEnd>(),
    paymentMethod: text().$type<PaymentMethod>(),
    deliveryAddress: jsonb().$type<AddressLines>(), // null: where the party is delivered
    note: text().notNull().default(''), // printed
    privateNote: text().notNull().default(''), // never printed
    netCents: bigint({ mode: 'number' }).notNull().default(0),
    vatCents: bigint({ mode: 'number' }).notNull().default(0),
    grossCents: bigint({ mode: 'number' }).notNull().default(0),
    confirmedOn: day(), // null: a draft
    closedOn: day(), // all of it was delivered or given up, and nothing is to be followed; null: open
    cancelledOn: day(),
    cancelledReason: text().notNull().default(''),
    dueCount: integer().notNull().default(0), // of all lines, what is ordered and not given up
    deliveredCount: integer().notNull().default(0), // of all lines, what left or came in
    state: text({ enum: ORDER_STATES })
      .notNull()
      .generatedAlwaysAs(
        sql`case when cancelled_on is not null then 'cancelled' when confirmed_on is null then 'draft' when closed_on is not null then 'closed'
          when delivered_count = 0 then 'open' when delivered_count < due_count then 'part-delivered' else 'delivered' end`,
      ),
    mailedAt: instant(), // last time; null: never
    source: text().notNull().default('hand'),
    sourceReference: text(), // its number there; taken once
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`confirmed_on is null or source like 'import:%'`), // a confirmed one is cancelled
    belongsTo('orders_party', table, table.partyId, () => parties),
    belongsTo('orders_payer', table, table.payerId, () => parties),
    belongsTo('orders_nature', table, table.natureId, () => orderNatures),
    belongsTo('orders_duplicate_of', table, table.duplicateOfId, () => table),
    belongsTo('orders_status', table, table.statusId, () => orderStatuses),
    belongsTo('orders_resource', table, table.resourceId, () => resources),
    unique('orders_number_unique').on(table.companyId, table.number),
    unique('orders_serial_unique').on(table.companyId, table.kind, table.serial),
    unique('orders_source_unique').on(table.companyId, table.source, table.sourceReference),
    index('orders_ordered_on').on(table.companyId, table.kind, table.orderedOn, table.id),
    // Few among all that ever were: by day, they are read from here.
    index('orders_standing')
      .on(table.companyId, table.kind, table.orderedOn, table.id)
      .where(sql`state in ('draft', 'open', 'part-delivered')`),
    index('orders_in_state').on(table.companyId, table.kind, table.state, table.serial, table.id),
    index('orders_promised').on(table.companyId, table.kind, promised, table.id),
    index('orders_in_state_promised').on(table.companyId, table.kind, table.state, promised, table.id),
    index('orders_party_id').on(table.companyId, table.partyId, table.id),
    index('orders_payer_id').on(table.companyId, table.payerId).where(sql`payer_id is not null`),
    index('orders_owner').on(table.companyId, table.kind, table.owner, table.id).where(sql`owner <> ''`),
    index('orders_status_id').on(table.companyId, table.statusId, table.id).where(sql`status_id is not null`),
    index('orders_resource_id').on(table.companyId, table.resourceId, table.id).where(sql`resource_id is not null`),
    index('orders_nature_id').on(table.companyId, table.natureId).where(sql`nature_id is not null`),
    index('orders_duplicate_of_id').on(table.companyId, table.duplicateOfId).where(sql`duplicate_of_id is not null`),
    check('orders_kind_known', sql`kind in ('customer', 'supplier') and language in ('fr', 'en')`),
    check(
      'orders_basis_known',
      sql`price_basis in ('gross', 'net') and payment_days between 0 and 365 and payment_month_end in ('none', 'after-days', 'before-days')`,
    ),
    check('orders_sum', sql`net_cents + vat_cents = gross_cents`),
    check('orders_delivered_of_due', sql`delivered_count between 0 and due_count`),
    check('orders_cancelled_has_reason', sql`cancelled_on is null or cancelled_reason <> ''`),
    check('orders_payer_of_customer', sql`payer_id is null or kind = 'customer'`),
  ],
)

/** One line of an order; what is left of it is its quantity less what was delivered, and is not stored. */
export const orderLines = businessTable(
  'order_lines',
  {
    orderId: uuid().notNull(),
    position: integer().notNull(), // from 1
    productId: uuid(), // null: a text, or a product we do not know yet
    code: text().notNull().default(''), // as the other side calls it
    label: text().notNull(),
    description: text().notNull().default(''),
    quantity: integer().notNull(),
    unitCents: bigint({ mode: 'number' }), // in the basis of the order; null: amounts brought from elsewhere
    discountBps: integer(),
    discountCents: bigint({ mode: 'number' }).notNull().default(0),
    vatCategory: text().$type<VatCategory>().notNull().default('S'),
    vatRateBps: integer().notNull(),
    netCents: bigint({ mode: 'number' }).notNull(),
    vatCents: bigint({ mode: 'number' }).notNull(),
    grossCents: bigint({ mode: 'number' }).notNull(),
    deliverOn: day(), // null: as the order
    givenUp: integer().notNull().default(0), // of the quantity, what will not be delivered
    givenUpReason: text().notNull().default(''),
    toCheck: text().notNull().default(''), // why somebody must look at it; empty: nothing. Source: X-44
    recipientId: uuid(), // who is served by a line that is a subscription; null: the customer
    bundleId: uuid(), // the product it was sold in with other lines; null: sold by itself
    bundleGroup: integer(), // lines of one sale of a bundle have one number, from 1; null: sold by itself
  },
  table => [
    deletedOnlyWhere(
      sql`order_id in (select id from orders where confirmed_on is null or source like 'import:%') or id not in (select order_line_id from delivery_lines)`,
    ),
    belongsTo('order_lines_order', table, table.orderId, () => orders),
    belongsTo('order_lines_product', table, table.productId, () => products),
    belongsTo('order_lines_recipient', table, table.recipientId, () => parties),
    belongsTo('order_lines_bundle', table, table.bundleId, () => products),
    unique('order_lines_position_unique').on(table.companyId, table.orderId, table.position),
    index('order_lines_product_id').on(table.companyId, table.productId).where(sql`product_id is not null`),
    index('order_lines_recipient_id').on(table.companyId, table.recipientId).where(sql`recipient_id is not null`),
    index('order_lines_to_check').on(table.companyId, table.orderId).where(sql`to_check <> ''`),
    check('order_lines_quantity', sql`quantity > 0 and given_up between 0 and quantity`),
    check('order_lines_of_bundle', sql`(bundle_id is null) = (bundle_group is null) and bundle_group > 0`),
    index('order_lines_bundle_id').on(table.companyId, table.bundleId).where(sql`bundle_id is not null`),
    check('order_lines_sum', sql`net_cents + vat_cents = gross_cents`),
    check('order_lines_discount', sql`discount_cents >= 0 and discount_bps between 0 and 10000`),
    check(
      'order_lines_vat_category_known',
      sql`vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O') and (vat_category = 'S') = (vat_rate_bps > 0)`,
    ),
  ],
)

/** Goods that left for a customer (delivery note), or came in from a supplier: being prepared until it is done. */
export const deliveries = businessTable(
  'deliveries',
  {
    kind: text({ enum: DELIVERY_KINDS }).notNull(),
    number: text().notNull(),
    partyId: uuid().notNull(),
    deliveredOn: day().notNull(),
    doneAt: instant(), // it left, or came in: from then on it is only cancelled; null: being prepared
    doneBy: text(),
    carrier: text().notNull().default(''),
    parcelReference: text().notNull().default(''),
    parcels: integer(),
    theirReference: text().notNull().default(''), // of the supplier's own delivery note
    address: jsonb().$type<Buyer>(), // who and where, as it stood when it left; null: being prepared
    note: text().notNull().default(''),
    invoiceId: uuid(), // what it was invoiced by, with others; null: not yet
    cancelledOn: day(),
    cancelledReason: text().notNull().default(''),
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`done_at is null`),
    belongsTo('deliveries_party', table, table.partyId, () => parties),
    belongsTo('deliveries_invoice', table, table.invoiceId, () => invoices),
    unique('deliveries_number_unique').on(table.companyId, table.number),
    index('deliveries_delivered_on').on(table.companyId, table.kind, table.deliveredOn, table.id),
    index('deliveries_party_id').on(table.companyId, table.partyId, table.id),
    index('deliveries_invoice_id').on(table.companyId, table.invoiceId).where(sql`invoice_id is not null`),
    index('deliveries_to_invoice')
      .on(table.companyId, table.partyId, table.deliveredOn)
      .where(sql`kind = 'delivery' and done_at is not null and invoice_id is null and cancelled_on is null`),
    check('deliveries_kind_known', sql`kind in ('delivery', 'receipt')`),
    check('deliveries_cancelled', sql`cancelled_on is null or (cancelled_reason <> '' and invoice_id is null)`),
    check('deliveries_invoiced_done', sql`invoice_id is null or (done_at is not null and kind = 'delivery')`),
  ],
)

/** So many of a line of an order. */
export const deliveryLines = businessTable(
  'delivery_lines',
  {
    deliveryId: uuid().notNull(),
    orderLineId: uuid().notNull(),
    quantity: integer().notNull(),
    // Of the amounts of the order line, what it was invoiced for, in cents; null: not yet. The last part is what is left.
    invoicedNetCents: bigint({ mode: 'number' }),
    invoicedVatCents: bigint({ mode: 'number' }),
    invoicedDiscountCents: bigint({ mode: 'number' }),
  },
  table => [
    belongsTo('delivery_lines_delivery', table, table.deliveryId, () => deliveries),
    belongsTo('delivery_lines_order_line', table, table.orderLineId, () => orderLines),
    unique('delivery_lines_once').on(table.companyId, table.deliveryId, table.orderLineId),
    index('delivery_lines_order_line_id').on(table.companyId, table.orderLineId),
    check('delivery_lines_quantity', sql`quantity > 0`),
    check(
      'delivery_lines_invoiced',
      sql`(invoiced_net_cents is null) = (invoiced_vat_cents is null) and (invoiced_net_cents is null) = (invoiced_discount_cents is null)`,
    ),
  ],
)

export const ordersConstraints = {
  orders_party: { code: 'orders.unknownContact', field: 'partyId' },
  orders_payer: { code: 'orders.unknownContact', field: 'payerId' },
  orders_nature: { code: 'orders.unknownNature', field: 'natureId' },
  orders_status: { code: 'orders.unknownStatus', field: 'statusId' },
  orders_resource: { code: 'orders.unknownResource', field: 'resourceId' },
  orders_payer_of_customer: { code: 'orders.payerOfSupplier', field: 'payerId' },
  orders_number_unique: { code: 'orders.numberTaken' },
  deliveries_number_unique: { code: 'orders.numberTaken' },
  orders_source_unique: { code: 'orders.alreadyTaken', field: 'sourceReference' },
  order_lines_product: { code: 'orders.unknownProduct', field: 'lines' },
  order_lines_recipient: { code: 'orders.unknownContact', field: 'lines' },
  deliveries_party: { code: 'orders.unknownContact', field: 'partyId' },
  delivery_lines_order_line: { code: 'orders.unknownLine', field: 'lines' },
}
