import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, deletedOnlyWhere, stamps } from '../../platform/db/columns.ts'
import { neverNull } from '../../platform/db/never-null.ts'
import { products } from '../catalog/tables.ts'
import { mandates } from '../debits/tables/mandate.ts'
import type { MonthEnd, PaymentMethod, PriceBasis } from '../invoicing/rules/document.ts'
import { invoices } from '../invoicing/tables.ts'
import { parties } from '../parties/tables.ts'
import { purchases } from '../subscriptions/tables.ts'
import { DAY_RULES, INVOICE_ON, INVOICING, RENEWALS, UNITS } from './rules/contract.ts'

/** The last day of a contract, for the order of lists. */
const lastDay = neverNull(sql`terminated_on`, neverNull(sql`ends_on`, sql`'infinity'::date`))

/** A recurring contract: what is invoiced to whom, at which intervals, until when. Source: REC-1, X-69. */
export const contracts = businessTable(
  'contracts',
  {
    number: integer().notNull(),
    title: text().notNull(), // REC-6
    titleKey: text() // what the title is searched by: capitals without accents
      .notNull()
      .generatedAlwaysAs(
        sql`translate(upper(regexp_replace(normalize(title, NFD), '[\\u0300-\\u036f]', '', 'g')), '’', '''')`,
      ),
    customerId: uuid().notNull(), // whose contract it is
    payerId: uuid(), // who gets the invoices; null: the customer
    startsOn: day().notNull(), // terms are counted from it for ever. Source: A1, X-58
    endsOn: day(), // its last day, inclusive (REC-7); null: until somebody ends it
    activatedOn: day(), // null: a draft, nothing is planned
    pausedFrom: day(), // terms that begin from this day on are not invoiced; null: it goes on
    pausedTo: day(), // last day of the pause; null: until somebody ends it
    terminatedOn: day(), // its last day, when it was ended before its end; null: it was not
    terminatedReason: text().notNull().default(''),
    owner: text().notNull().default(''), // initials of who is in charge (REC-9); empty: nobody
    paymentMethod: text().$type<PaymentMethod>(), // REC-10; null: not said
    paymentDays: integer(), // REC-11; null: the customer's, else the company's
    paymentMonthEnd: text().$type<MonthEnd>(),
    mandateId: uuid(), // REC-34; null: the customer's valid one, when it is collected
    privateNote: text().notNull().default(''), // never on a paper (REC-12)
    note: text().notNull().default(''), // printed on its invoices
    buyerReference: text().notNull().default(''),
    purchaseOrder: text().notNull().default(''),
    priceBasis: text().$type<PriceBasis>().notNull().default('gross'),
    currency: text().notNull().default('EUR'),
    // Schedule (REC-16 to REC-22)
    every: integer().notNull().default(1), // so many units
    unit: text({ enum: UNITS }).notNull().default('month'),
    dayRule: text({ enum: DAY_RULES }).notNull().default('same'), // the day of the month that terms begin on
    fixedDay: integer(), // of the month, 1 to 31, held to its last day; null: another rule
    invoiceRule: text({ enum: INVOICE_ON }).notNull().default('start'), // the day its invoices bear. Source: X-62
    invoiceDays: integer().notNull().default(0), // days before the term begins, or the day of the month
    prorated: boolean().notNull().default(false), // a first or last term that is not whole is charged by day; else whole
    plansToEnd: boolean().notNull().default(true), // all terms to the end stand at once (REC-21); else the next one
    invoicing: text({ enum: INVOICING }).notNull().default('manual'),
    reviewDays: integer().notNull().default(3), // a draft is looked at so many days before it is issued by itself
    grouped: boolean().notNull().default(false), // on one invoice with the others of its payer
    renewal: text({ enum: RENEWALS }).notNull().default('none'),
    renewalEvery: integer().notNull().default(1), // a renewed contract lasts so many units more
    renewalUnit: text({ enum: UNITS }).notNull().default('year'),
    alertDays: integer().notNull().default(60), // before its end, its owner is told
    renewsId: uuid(), // the contract it goes on from; null: the first one
    originInvoiceId: uuid(), // the document it was made from (REC-5, X-63); null: from blank
    source: text().notNull().default('hand'),
    ...stamps,
  },
  table => [
    belongsTo('contracts_customer', table, table.customerId, () => parties),
    belongsTo('contracts_payer', table, table.payerId, () => parties),
    belongsTo('contracts_mandate', table, table.mandateId, () => mandates),
    belongsTo('contracts_renews', table, table.renewsId, () => table),
    belongsTo('contracts_origin_invoice', table, table.originInvoiceId, () => invoices),
    unique('contracts_number_unique').on(table.companyId, table.number),
    uniqueIndex('contracts_renewed_once').on(table.companyId, table.renewsId).where(sql`renews_id is not null`),
    index('contracts_customer_id').on(table.companyId, table.customerId, table.id),
    index('contracts_payer_id').on(table.companyId, table.payerId, table.id).where(sql`payer_id is not null`),
    index('contracts_mandate_id').on(table.companyId, table.mandateId).where(sql`mandate_id is not null`),
    index('contracts_origin_invoice_id')
      .on(table.companyId, table.originInvoiceId)
      .where(sql`origin_invoice_id is not null`),
    index('contracts_ends_on').on(table.companyId, table.endsOn, table.id),
    index('contracts_last_day').on(table.companyId, lastDay, table.id),
    index('contracts_starts_on').on(table.companyId, table.startsOn, table.id),
    check('contracts_named', sql`title <> '' and (terminated_on is null or terminated_reason <> '')`),
    check(
      'contracts_in_order',
      sql`ends_on >= starts_on and terminated_on >= starts_on - 1 and paused_to >= paused_from`,
    ),
    check('contracts_interval', sql`every between 1 and 1000 and renewal_every between 1 and 1000`),
    check(
      'contracts_units_known',
      sql`unit in ('day', 'week', 'month', 'year') and renewal_unit in ('day', 'week', 'month', 'year')`,
    ),
    check(
      'contracts_day_rule_known',
      sql`day_rule in ('same', 'last', 'fixed') and (day_rule = 'fixed') = (fixed_day is not null)`,
    ),
    check(
      'contracts_days',
      sql`fixed_day between 1 and 31 and invoice_days between 0 and 366 and review_days between 0 and 90 and alert_days between 0 and 366`,
    ),
    check(
      'contracts_invoice_rule_known',
      sql`invoice_rule in ('start', 'end', 'before', 'day') and (invoice_rule <> 'day' or invoice_days between 1 and 31)`,
    ),
    check(
      'contracts_ways_known',
      sql`invoicing in ('manual', 'draft', 'issue') and renewal in ('none', 'proposed', 'tacit') and (renewal = 'none' or ends_on is not null)`,
    ),
    check(
      'contracts_basis_known',
      sql`price_basis in ('gross', 'net') and payment_days between 0 and 365 and payment_month_end in ('none', 'after-days', 'before-days')`,
    ),
    check('contracts_paused_known', sql`paused_to is null or paused_from is not null`),
  ],
)

/** What a contract invoices each term, from a day on until another; a change of price is a new row, never an edit. Source: X-64. */
export const contractLines = businessTable(
  'contract_lines',
  {
    contractId: uuid().notNull(),
    position: integer().notNull(), // the versions of one line have one position
    fromOn: day(), // for terms that begin from this day on; null: since the start
    untilOn: day(), // and until this day; null: no end
    productId: uuid(), // null: a line of text
    label: text().notNull(), // empty: that of the product
    description: text().notNull().default(''), // printed below; `{period.start}`, `{period.end}`, `{issue.first}`, `{issue.last}`
    quantity: integer().notNull(),
    unitCents: bigint({ mode: 'number' }), // in the basis of the contract; null: the price of the product on the day
    discountBps: integer().notNull().default(0),
    vatRateBps: integer(), // of a line of text; a product has its own
    recipientId: uuid(), // who is served; null: the customer
    gift: boolean().notNull().default(false),
    renewsPurchaseId: uuid(), // the purchase that its first term goes on from; null: none, or found by recipient and title
    priceChangeId: uuid(), // the change it came with; null: another
    ...stamps,
  },
  table => [
    belongsTo('contract_lines_contract', table, table.contractId, () => contracts),
    belongsTo('contract_lines_product', table, table.productId, () => products),
    belongsTo('contract_lines_recipient', table, table.recipientId, () => parties),
    belongsTo('contract_lines_renews_purchase', table, table.renewsPurchaseId, () => purchases),
    belongsTo('contract_lines_price_change', table, table.priceChangeId, () => contractPriceChanges),
    index('contract_lines_contract_id').on(table.companyId, table.contractId, table.position, table.fromOn),
    index('contract_lines_product_id').on(table.companyId, table.productId).where(sql`product_id is not null`),
    index('contract_lines_recipient_id').on(table.companyId, table.recipientId).where(sql`recipient_id is not null`),
    index('contract_lines_renews_purchase_id')
      .on(table.companyId, table.renewsPurchaseId)
      .where(sql`renews_purchase_id is not null`),
    index('contract_lines_price_change_id')
      .on(table.companyId, table.priceChangeId)
      .where(sql`price_change_id is not null`),
    check(
      'contract_lines_quantity',
      sql`quantity > 0 and discount_bps between 0 and 10000 and vat_rate_bps between 0 and 10000`,
    ),
    check(
      'contract_lines_text',
      sql`product_id is not null or (label <> '' and unit_cents is not null and vat_rate_bps is not null)`,
    ),
    check('contract_lines_in_order', sql`until_on >= from_on`),
  ],
)

/** One period of a contract, to be invoiced once. What it is (planned, to invoice, drafted, issued…) is derived. Source: X-68. */
export const contractTerms = businessTable(
  'contract_terms',
  {
    contractId: uuid().notNull(),
    place: integer().notNull(), // from 1: its period is counted from the start of the contract, never from the one before
    startsOn: day().notNull(),
    endsOn: day().notNull(), // inclusive
    invoiceOn: day().notNull(), // the day its invoice is to bear
    invoiceId: uuid(), // drafted or issued; null: neither
    againFrom: integer().notNull().default(0), // how often its invoice was taken back and made again
    skippedOn: day(), // somebody decided that it is not invoiced; null: nobody did
    skippedReason: text().notNull().default(''),
    cancelledOn: day(), // the contract ended, was paused or moved before it; null: it holds
    ...stamps,
  },
  table => [
    belongsTo('contract_terms_contract', table, table.contractId, () => contracts),
    belongsTo('contract_terms_invoice', table, table.invoiceId, () => invoices),
    uniqueIndex('contract_terms_place_once')
      .on(table.companyId, table.contractId, table.place)
      .where(sql`cancelled_on is null`),
    uniqueIndex('contract_terms_start_once')
      .on(table.companyId, table.contractId, table.startsOn)
      .where(sql`cancelled_on is null`),
    index('contract_terms_contract_id').on(table.companyId, table.contractId, table.startsOn),
    index('contract_terms_to_invoice')
      .on(table.companyId, table.invoiceOn, table.id)
      .where(sql`invoice_id is null and skipped_on is null and cancelled_on is null`),
    index('contract_terms_invoice_on').on(table.companyId, table.invoiceOn, table.id),
    index('contract_terms_invoice_id').on(table.companyId, table.invoiceId).where(sql`invoice_id is not null`),
    deletedOnlyWhere(sql`invoice_id is null`),
    check('contract_terms_in_order', sql`ends_on >= starts_on and place > 0`),
    check(
      'contract_terms_one_outcome',
      sql`num_nonnulls(invoice_id, skipped_on) < 2 and (invoice_id is null or cancelled_on is null)`,
    ),
    check('contract_terms_skipped_has_reason', sql`skipped_on is null or skipped_reason <> ''`),
  ],
)

/** Invoices that a term had before and that were taken back, so that it was invoiced again. */
export const contractTermInvoices = businessTable(
  'contract_term_invoices',
  { termId: uuid().notNull(), invoiceId: uuid().notNull(), reason: text().notNull().default(''), ...stamps },
  table => [
    belongsTo('contract_term_invoices_term', table, table.termId, () => contractTerms),
    belongsTo('contract_term_invoices_invoice', table, table.invoiceId, () => invoices),
    unique('contract_term_invoices_once').on(table.companyId, table.termId, table.invoiceId),
    index('contract_term_invoices_invoice_id').on(table.companyId, table.invoiceId),
  ],
)

/** A change of price for many contracts, from a day on. Source: A12. */
export const contractPriceChanges = businessTable(
  'contract_price_changes',
  {
    label: text().notNull(),
    fromOn: day().notNull(), // for terms that begin from this day on
    kind: text({ enum: ['percent', 'amount', 'price'] }).notNull(),
    value: bigint({ mode: 'number' }).notNull(), // basis points, cents added, or the new price in cents
    roundedTo: integer().notNull().default(1), // cents that the new price is a multiple of
    contractCount: integer().notNull().default(0),
    noticeText: text().notNull().default(''), // written to the customers; empty: none
    undoneOn: day(), // taken back before its day; null: it holds
    ...stamps,
  },
  table => [
    index('contract_price_changes_from_on').on(table.companyId, table.fromOn, table.id),
    check(
      'contract_price_changes_known',
      sql`kind in ('percent', 'amount', 'price') and label <> '' and rounded_to between 1 and 10000`,
    ),
  ],
)

export const contractsConstraints = {
  contracts_customer: { code: 'contracts.unknownCustomer', field: 'customerId' },
  contracts_payer: { code: 'contracts.unknownCustomer', field: 'payerId' },
  contracts_mandate: { code: 'contracts.unknownMandate', field: 'mandateId' },
  contracts_origin_invoice: { code: 'contracts.unknownInvoice', field: 'originInvoiceId' },
  contracts_renewed_once: { code: 'contracts.alreadyRenewed' },
  contract_lines_product: { code: 'contracts.unknownProduct', field: 'lines' },
  contract_lines_recipient: { code: 'contracts.unknownRecipient', field: 'lines' },
  contract_terms_place_once: { code: 'contracts.termTaken' },
}
