import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import {
  belongsTo,
  businessTable,
  changedOnlyWhere,
  day,
  deletedOnlyWhere,
  instant,
  stamps,
} from '../../platform/db/columns.ts'
import { neverNull } from '../../platform/db/never-null.ts'
import { issues, products } from '../catalog/tables.ts'
import { parties } from '../parties/tables.ts'
import type {
  AddressLines,
  Buyer,
  DocumentKind,
  MonthEnd,
  PaymentMethod,
  PriceBasis,
  Territory,
  VatCategory,
} from './rules/document.ts'
import { currencyRatesConstraints } from './tables/rates.ts'
import { sellerVersions } from './tables/seller.ts'

/** Stands for a day that is not, in orders. */
const LAST = sql`'infinity'::date`

/** A draft is edited and deleted; what came with an import can be taken back; an issued document stays as it is (law L-2). */
const open = sql`issued_on is null or source like 'import:%'`
const ofOpen = sql`invoice_id in (select id from invoices where issued_on is null or source like 'import:%')`

/**
 * Invoices, credit notes and deposit invoices: a draft until `issuedOn`; the number is given at that moment and never before,
 * and what stands on the paper is frozen with it. What goes on changing is in `invoice_states`. Source: L-2, EN 16931.
 */
export const invoices = businessTable(
  'invoices',
  {
    kind: text().$type<DocumentKind>().notNull().default('invoice'),
    number: text(), // null: a draft
    seriesKind: text(), // the series its number is of; null: a draft, or a number brought from elsewhere
    seriesYear: integer(), // its fiscal year, by the year it ends in
    seriesNumber: integer(), // its place there, from 1
    customerId: uuid().notNull(), // the payer
    creditsId: uuid(), // the invoice a credit note corrects; null: not a credit note, or one on no invoice of ours
    reason: text().notNull().default(''), // why a credit note corrects it
    issuedOn: day(), // null: a draft
    issuedAt: instant(),
    draftedOn: day(), // the day a draft is to bear; null: the day it is issued
    soldOn: day(), // the day it was sold elsewhere, when invoiced later; null: the day it is issued
    suppliedOn: day(), // when the goods are delivered or the service ends, if one day (BT-72)
    language: text({ enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    currency: text().notNull().default('EUR'),
    priceBasis: text().$type<PriceBasis>().notNull().default('gross'), // what its prices were entered as
    territory: text().$type<Territory>(), // where it is delivered, for VAT; null: a draft, or brought from elsewhere
    paymentDays: integer(), // days until due; null: the customer's, else the company's
    paymentMonthEnd: text().$type<MonthEnd>(), // null: likewise
    paymentMethod: text().$type<PaymentMethod>(), // how it is to be paid; null: not said
    dueOn: day(), // frozen with the number
    buyerReference: text().notNull().default(''), // BT-10
    purchaseOrder: text().notNull().default(''), // BT-13
    contractReference: text().notNull().default(''), // BT-12
    note: text().notNull().default(''), // printed
    deliveryAddress: jsonb().$type<AddressLines>(), // null: the customer's shipping address, or where it is billed
    buyer: jsonb().$type<Buyer>(), // the customer as it stood at issue; null: a draft, or brought from elsewhere
    sellerId: uuid(), // the company as it stood at issue; null: likewise
    netCents: bigint({ mode: 'number' }).notNull().default(0),
    vatCents: bigint({ mode: 'number' }).notNull().default(0),
    grossCents: bigint({ mode: 'number' }).notNull().default(0),
    source: text().notNull().default('hand'), // where the sale came from: hand, import, shop…
    sourceReference: text(), // its number there
    ...stamps,
  },
  table => [
    deletedOnlyWhere(open),
    changedOnlyWhere(open),
    belongsTo('invoices_customer', table, table.customerId, () => parties),
    belongsTo('invoices_credits', table, table.creditsId, () => table),
    belongsTo('invoices_seller', table, table.sellerId, () => sellerVersions),
    unique('invoices_number_unique').on(table.companyId, table.number),
    unique('invoices_series_unique').on(table.companyId, table.seriesKind, table.seriesYear, table.seriesNumber),
    unique('invoices_source_unique').on(table.companyId, table.source, table.sourceReference),
    index('invoices_customer_id').on(table.companyId, table.customerId, table.id),
    index('invoices_issued_on').on(table.companyId, table.issuedOn, table.kind, table.netCents), // revenue by month is read from it alone
    // Drafts first, then from the newest: the order of their list.
    index('invoices_newest_first').on(table.companyId, neverNull(sql`issued_on`, LAST), table.id),
    index('invoices_drafts').on(table.companyId, table.id).where(sql`issued_on is null`),
    index('invoices_credits_id').on(table.companyId, table.creditsId).where(sql`credits_id is not null`),
    check('invoices_kind_known', sql`kind in ('invoice', 'credit-note', 'deposit')`),
    check('invoices_basis_known', sql`price_basis in ('gross', 'net') and language in ('fr', 'en')`),
    check('invoices_issued_has_number', sql`(issued_on is null) = (number is null)`),
    check(
      'invoices_in_series',
      sql`num_nulls(series_kind, series_year, series_number) in (0, 3) and (series_kind is null or number is not null)`,
    ),
    check('invoices_credit_note', sql`credits_id is null or kind = 'credit-note'`),
    check('invoices_sum', sql`net_cents + vat_cents = gross_cents`),
    check(
      'invoices_terms',
      sql`payment_days between 0 and 365 and payment_month_end in ('none', 'after-days', 'before-days')`,
    ),
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
    description: text().notNull().default(''), // printed below the label
    supply: text({ enum: ['goods', 'services'] })
      .notNull()
      .default('goods'), // as the product was: the category that the paper must say. Source: L-3
    quantity: integer().notNull(),
    unitCents: bigint({ mode: 'number' }), // the price of one in the document's basis, before discount; null: amounts brought from elsewhere, or a part of a bundle
    discountBps: integer(), // of quantity x price; null: an amount, or none
    discountCents: bigint({ mode: 'number' }).notNull().default(0), // taken off, in the document's basis
    discountReason: text().notNull().default(''),
    vatCategory: text().$type<VatCategory>().notNull().default('S'),
    vatRateBps: integer().notNull(),
    netCents: bigint({ mode: 'number' }).notNull(),
    vatCents: bigint({ mode: 'number' }).notNull(),
    grossCents: bigint({ mode: 'number' }).notNull(),
    periodFrom: day(), // what it is for, if a period (BG-26); null: none
    periodTo: day(),
    creditsLineId: uuid(), // the line a credit note takes back; null: not one, or an amount
    recipientId: uuid(), // null: the customer receives
    recipientName: text().notNull().default(''), // as it stood then, for the paper
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
    deletedOnlyWhere(ofOpen),
    changedOnlyWhere(ofOpen),
    belongsTo('invoice_lines_invoice', table, table.invoiceId, () => invoices),
    belongsTo('invoice_lines_product', table, table.productId, () => products),
    belongsTo('invoice_lines_bundle', table, table.bundleId, () => products),
    belongsTo('invoice_lines_credits', table, table.creditsLineId, () => table),
    belongsTo('invoice_lines_recipient', table, table.recipientId, () => parties),
    belongsTo('invoice_lines_renewal_contact', table, table.renewalContactId, () => parties),
    belongsTo('invoice_lines_start_issue', table, table.startIssueId, () => issues),
    index('invoice_lines_recipient_id').on(table.companyId, table.recipientId).where(sql`recipient_id is not null`),
    index('invoice_lines_credits_line_id')
      .on(table.companyId, table.creditsLineId)
      .where(sql`credits_line_id is not null`),
    index('invoice_lines_renewal_contact_id')
      .on(table.companyId, table.renewalContactId)
      .where(sql`renewal_contact_id is not null`),
    unique('invoice_lines_position_unique').on(table.companyId, table.invoiceId, table.position),
    check('invoice_lines_sum', sql`net_cents + vat_cents = gross_cents`),
    check('invoice_lines_of_bundle', sql`(bundle_id is null) = (bundle_group is null) and bundle_group > 0`),
    check('invoice_lines_quantity', sql`quantity > 0`),
    check(
      'invoice_lines_vat_category_known',
      sql`vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O') and (vat_category = 'S') = (vat_rate_bps > 0)`,
    ),
    check('invoice_lines_discount', sql`discount_cents >= 0 and discount_bps between 0 and 10000`),
    check('invoice_lines_period', sql`period_to >= period_from`),
  ],
)

/** Which product a line of text was, when it was only said once the line was issued: what it sold is then made. */
export const lineProducts = businessTable('line_products', { productId: uuid().notNull(), ...stamps }, table => [
  belongsTo('line_products_line', table, table.id, () => invoiceLines),
  belongsTo('line_products_product', table, table.productId, () => products),
  index('line_products_product_id').on(table.companyId, table.productId),
])

/** What is taken off or added to the whole document: a discount, carriage, a deposit paid before (BG-20, BG-21). */
export const invoiceAllowances = businessTable(
  'invoice_allowances',
  {
    invoiceId: uuid().notNull(),
    position: integer().notNull(), // from 1
    kind: text({ enum: ['discount', 'charge', 'deposit'] }).notNull(),
    depositId: uuid(), // the deposit invoice taken off; null: none
    reason: text().notNull(),
    percentBps: integer(), // of the lines at this rate; null: an amount
    vatCategory: text().$type<VatCategory>().notNull(),
    vatRateBps: integer().notNull(),
    netCents: bigint({ mode: 'number' }).notNull(), // more than zero; its kind says whether it is taken off
    vatCents: bigint({ mode: 'number' }).notNull(),
    grossCents: bigint({ mode: 'number' }).notNull(),
  },
  table => [
    deletedOnlyWhere(ofOpen),
    changedOnlyWhere(ofOpen),
    belongsTo('invoice_allowances_invoice', table, table.invoiceId, () => invoices),
    belongsTo('invoice_allowances_deposit', table, table.depositId, () => invoices),
    unique('invoice_allowances_position_unique').on(table.companyId, table.invoiceId, table.position),
    index('invoice_allowances_deposit_id').on(table.companyId, table.depositId).where(sql`deposit_id is not null`),
    check(
      'invoice_allowances_kind_known',
      sql`kind in ('discount', 'charge', 'deposit') and (kind = 'deposit') = (deposit_id is not null)`,
    ),
    check(
      'invoice_allowances_sum',
      sql`net_cents + vat_cents = gross_cents and gross_cents >= 0 and percent_bps between 0 and 10000`,
    ),
    check(
      'invoice_allowances_vat_category_known',
      sql`vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O') and (vat_category = 'S') = (vat_rate_bps > 0)`,
    ),
  ],
)

/** What goes on changing about a document once it is issued; one row each, of the same id, from its draft on. */
export const invoiceStates = businessTable(
  'invoice_states',
  {
    customerId: uuid().notNull(), // follows a merge of contacts, the document does not
    issuedOn: day(), // as on the document, to find and to order by
    dueOn: day(), // null: a draft, or nothing to wait for
    currency: text().notNull().default('EUR'), // as on the document, of the amounts
    perEuroMicros: bigint({ mode: 'number' }), // millionths of its currency for one euro, written once; null: it is in euros, or no rate is known yet
    grossCents: bigint({ mode: 'number' }).notNull().default(0), // less than zero for a credit note
    openCents: bigint({ mode: 'number' }).notNull().default(0), // still to be paid; less than zero: to be paid back. 0 for a draft
    cancelledOn: day(), // the day credit notes had taken back all of it; null: they have not
    cancelledReason: text(),
    reminderLevel: integer().notNull().default(0), // of the last reminder; 0: none
    remindedOn: day(),
    owner: text().notNull().default(''), // initials of who looks after it; empty: nobody
    privateNote: text().notNull().default(''), // never printed
    printedAt: instant(), // first time; what is printed again says it is a duplicate
    mailedAt: instant(),
  },
  table => [
    deletedOnlyWhere(sql`id in (select id from invoices where issued_on is null or source like 'import:%')`),
    belongsTo('invoice_states_invoice', table, table.id, () => invoices),
    belongsTo('invoice_states_customer', table, table.customerId, () => parties),
    index('invoice_states_customer_id').on(table.companyId, table.customerId, table.id),
    index('invoice_states_due_on').on(table.companyId, table.dueOn, table.id).where(sql`open_cents <> 0`),
    // Orders of their list.
    index('invoice_states_awaited').on(table.companyId, neverNull(sql`due_on`, LAST), table.id),
    index('invoice_states_by_gross').on(table.companyId, table.grossCents, table.id),
    index('invoice_states_cancelled')
      .on(table.companyId, table.cancelledOn, table.id)
      .where(sql`cancelled_on is not null`),
    index('invoice_states_open_of_customer')
      .on(table.companyId, table.customerId, table.dueOn)
      .where(sql`open_cents <> 0`),
    index('invoice_states_other_currency').on(table.companyId, table.issuedOn, table.id).where(sql`currency <> 'EUR'`),
    index('invoice_states_without_rate')
      .on(table.companyId, table.issuedOn, table.id)
      .where(sql`currency <> 'EUR' and per_euro_micros is null and issued_on is not null`),
    check('invoice_states_rate', sql`per_euro_micros is null or (per_euro_micros > 0 and currency <> 'EUR')`),
    check('invoice_states_open', sql`abs(open_cents) <= abs(gross_cents) and open_cents::numeric * gross_cents >= 0`),
    check('invoice_states_reminder_level', sql`reminder_level >= 0`),
  ],
)

export const invoicingConstraints = {
  ...currencyRatesConstraints,
  invoices_customer: { code: 'invoicing.unknownCustomer', field: 'customerId' },
  invoices_source_unique: { code: 'invoicing.saleAlreadyTaken', field: 'sourceReference' },
  invoice_lines_product: { code: 'invoicing.unknownProduct', field: 'lines' },
  invoice_lines_renewal_contact: { code: 'invoicing.unknownRecipient', field: 'lines' },
  invoice_lines_start_issue: { code: 'invoicing.unknownIssue', field: 'lines' },
  invoice_lines_recipient: { code: 'invoicing.unknownRecipient', field: 'lines' },
  invoice_lines_sum: { code: 'invoicing.lineDoesNotAdd', field: 'lines' },
}
