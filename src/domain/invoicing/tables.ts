import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, deletedOnlyWhere, instant, stamps } from '../../platform/db/columns.ts'
import { issues, products } from '../catalog/tables.ts'
import { parties } from '../parties/tables.ts'

/** An invoice is a draft until `issuedOn`; its number is given at that moment and never before. */
export const invoices = businessTable(
  'invoices',
  {
    number: text(), // null: a draft
    customerId: uuid().notNull(), // the payer
    issuedOn: day(), // null: a draft
    issuedAt: instant(),
    cancelledOn: day(), // null: not cancelled
    cancelledReason: text(),
    currency: text().notNull().default('EUR'),
    netCents: bigint({ mode: 'number' }).notNull().default(0),
    vatCents: bigint({ mode: 'number' }).notNull().default(0),
    grossCents: bigint({ mode: 'number' }).notNull().default(0),
    source: text().notNull().default('hand'), // where the sale came from: hand, import, shop…
    sourceReference: text(), // its number there
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`source like 'import:%'`), // an import can be taken back, nothing else (law L-2)
    belongsTo('invoices_customer', table, table.customerId, () => parties),
    unique('invoices_number_unique').on(table.companyId, table.number),
    unique('invoices_source_unique').on(table.companyId, table.source, table.sourceReference),
    index('invoices_customer_id').on(table.companyId, table.customerId, table.id),
    index('invoices_issued_on').on(table.companyId, table.issuedOn, table.id),
    check('invoices_issued_has_number', sql`(issued_on is null) = (number is null)`),
  ],
)

/** One line: a quantity of a product at a price; a line of a subscription or single issue makes a purchase when issued. */
export const invoiceLines = businessTable(
  'invoice_lines',
  {
    invoiceId: uuid().notNull(),
    position: integer().notNull(), // from 1
    productId: uuid(), // null: free text
    label: text().notNull(),
    quantity: integer().notNull(),
    vatRateBps: integer().notNull(),
    netCents: bigint({ mode: 'number' }).notNull(),
    vatCents: bigint({ mode: 'number' }).notNull(),
    grossCents: bigint({ mode: 'number' }).notNull(),
    recipientId: uuid(), // null: the customer receives
    startsOn: day(), // a subscription's first day; null: the day of the invoice
    startsWith: text({ enum: ['current', 'next'] }), // a subscription's first issue, on the day of the invoice; null: by its first day
    startIssueId: uuid(), // a subscription's first issue, chosen; null: not chosen
    renewsId: uuid(), // the purchase it goes on from; null: found by recipient and title
    gift: boolean().notNull().default(false), // paid by one for another, who never sees the price
    renewalContactId: uuid(), // who is written to about renewal; null: the customer
    bundleId: uuid(), // the product sold as one with other lines; null: sold by itself
    bundleGroup: integer(), // lines of one sale of a bundle have one number, from 1; null: sold by itself
    purchaseNumber: integer(), // the purchase's number in the software it comes from; null: the next of ours
  },
  table => [
    deletedOnlyWhere(sql`invoice_id in (select id from invoices where source like 'import:%')`),
    belongsTo('invoice_lines_invoice', table, table.invoiceId, () => invoices),
    belongsTo('invoice_lines_product', table, table.productId, () => products),
    belongsTo('invoice_lines_bundle', table, table.bundleId, () => products),
    belongsTo('invoice_lines_recipient', table, table.recipientId, () => parties),
    belongsTo('invoice_lines_renewal_contact', table, table.renewalContactId, () => parties),
    belongsTo('invoice_lines_start_issue', table, table.startIssueId, () => issues),
    index('invoice_lines_recipient_id').on(table.companyId, table.recipientId).where(sql`recipient_id is not null`),
    index('invoice_lines_renewal_contact_id')
      .on(table.companyId, table.renewalContactId)
      .where(sql`renewal_contact_id is not null`),
    unique('invoice_lines_position_unique').on(table.companyId, table.invoiceId, table.position),
    check('invoice_lines_sum', sql`net_cents + vat_cents = gross_cents`),
    check('invoice_lines_of_bundle', sql`(bundle_id is null) = (bundle_group is null) and bundle_group > 0`),
    check('invoice_lines_quantity', sql`quantity > 0`),
  ],
)

export const invoicingConstraints = {
  invoices_customer: { code: 'invoicing.unknownCustomer', field: 'customerId' },
  invoices_source_unique: { code: 'invoicing.saleAlreadyTaken', field: 'sourceReference' },
  invoice_lines_product: { code: 'invoicing.unknownProduct', field: 'lines' },
  invoice_lines_renewal_contact: { code: 'invoicing.unknownRecipient', field: 'lines' },
  invoice_lines_start_issue: { code: 'invoicing.unknownIssue', field: 'lines' },
  invoice_lines_recipient: { code: 'invoicing.unknownRecipient', field: 'lines' },
  invoice_lines_sum: { code: 'invoicing.lineDoesNotAdd', field: 'lines' },
}
