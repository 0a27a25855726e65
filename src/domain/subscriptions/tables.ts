import { sql } from 'drizzle-orm'
import { bigint, char, check, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, stamps } from '../../platform/db/columns.ts'
import { issues, products, titles } from '../catalog/tables.ts'
import { invoiceLines, invoices } from '../invoicing/tables.ts'
import { parties } from '../parties/tables.ts'

/** What was bought: a subscription (a term during which issues are owed) or one issue. */
export const purchases = businessTable(
  'purchases',
  {
    number: integer().notNull(), // "Id achat": the order of entry, dates nothing
    kind: text().notNull(),
    payerId: uuid().notNull(), // who is billed
    recipientId: uuid().notNull(), // who receives the copies
    productId: uuid().notNull(),
    titleId: uuid().notNull(),
    label: text().notNull(),
    copies: integer().notNull().default(1), // a delivery
    boughtOn: day().notNull(),
    netCents: bigint({ mode: 'number' }).notNull(),
    vatCents: bigint({ mode: 'number' }).notNull(),
    grossCents: bigint({ mode: 'number' }).notNull(),
    startsOn: day(), // subscriptions
    expiresOn: day(), // subscriptions: last day of the term, inclusive
    termMonths: integer(), // subscriptions
    servedBy: text(), // subscriptions: 'date' or 'issue'
    issuesDue: integer(), // subscriptions served by issue: how many
    issueId: uuid(), // single issues: which one, decided at the order date
    invoiceId: uuid(), // null: made by hand, without invoice
    invoiceLineId: uuid(),
    cancelledOn: day(), // null: not cancelled
    cancelledReason: text(),
    ...stamps,
  },
  table => [
    belongsTo('purchases_payer', table, table.payerId, () => parties),
    belongsTo('purchases_recipient', table, table.recipientId, () => parties),
    belongsTo('purchases_product', table, table.productId, () => products),
    belongsTo('purchases_title', table, table.titleId, () => titles),
    belongsTo('purchases_issue', table, table.issueId, () => issues),
    belongsTo('purchases_invoice', table, table.invoiceId, () => invoices),
    belongsTo('purchases_invoice_line', table, table.invoiceLineId, () => invoiceLines),
    unique('purchases_number_unique').on(table.companyId, table.number),
    unique('purchases_invoice_line_unique').on(table.companyId, table.invoiceLineId),
    index('purchases_invoice_id').on(table.companyId, table.invoiceId),
    index('purchases_recipient_id').on(table.companyId, table.recipientId, table.id),
    index('purchases_payer_id').on(table.companyId, table.payerId, table.id),
    index('subscriptions_expires_on').on(table.companyId, table.expiresOn, table.id).where(sql`kind = 'subscription'`),
    index('subscriptions_starts_on').on(table.companyId, table.startsOn, table.id).where(sql`kind = 'subscription'`),
    index('single_issues_bought_on').on(table.companyId, table.boughtOn, table.id).where(sql`kind = 'single-issue'`),
    check('purchases_kind_known', sql`kind in ('subscription', 'single-issue')`),
    check(
      'purchases_subscription_has_term',
      sql`(kind = 'subscription') = (starts_on is not null and expires_on is not null and term_months is not null and served_by is not null)`,
    ),
    check('purchases_term_in_order', sql`expires_on >= starts_on`),
    check('purchases_issue_is_decided', sql`(kind = 'single-issue') = (issue_id is not null)`),
    check('purchases_served_by_known', sql`served_by = 'date' or (served_by = 'issue' and issues_due > 0)`),
    check('purchases_copies', sql`copies > 0`),
    check('purchases_sum', sql`net_cents + vat_cents = gross_cents`),
  ],
)

// What was served stands with what is owed: one is derived from the other (docs/adr/0002).

/** One run: whom it serves is decided once, their addresses are frozen in its shipments, its file can be made again. */
export const dispatchRuns = businessTable(
  'dispatch_runs',
  {
    number: integer().notNull(),
    kind: text().notNull(),
    titleId: uuid().notNull(),
    issueId: uuid(), // null: single issues, each line has its own
    label: text().notNull(),
    dispatchedOn: day().notNull(),
    shipmentCount: integer().notNull().default(0),
    copyCount: integer().notNull().default(0),
    ...stamps,
  },
  table => [
    belongsTo('dispatch_runs_title', table, table.titleId, () => titles),
    belongsTo('dispatch_runs_issue', table, table.issueId, () => issues),
    unique('dispatch_runs_number_unique').on(table.companyId, table.number),
    index('dispatch_runs_dispatched_on').on(table.companyId, table.dispatchedOn, table.id),
    index('dispatch_runs_issue_id').on(table.companyId, table.issueId),
    check('dispatch_runs_kind_known', sql`kind in ('subscription', 'single-issue')`),
    check('dispatch_runs_issue_is_asked', sql`(kind = 'subscription') = (issue_id is not null)`),
  ],
)

/** One envelope: a purchase, an issue, and the name and address as they were on the day of the run. */
export const shipments = businessTable(
  'shipments',
  {
    number: integer().notNull(),
    runId: uuid().notNull(),
    purchaseId: uuid().notNull(),
    issueId: uuid().notNull(),
    issueNumber: text().notNull(), // as printed then: the file must stay the same when the issue is renamed
    recipientId: uuid().notNull(),
    purpose: text().notNull().default('regular'), // 'regular' or 'replacement'
    sentOn: day().notNull(),
    copies: integer().notNull(),
    contactNumber: integer().notNull(),
    honorific: text().notNull(),
    lastName: text().notNull(),
    firstName: text().notNull(),
    legalName: text().notNull(),
    email: text().notNull(),
    line1: text().notNull(),
    line2: text().notNull(),
    line3: text().notNull(),
    postcode: text().notNull(),
    town: text().notNull(),
    country: char({ length: 2 }).notNull(),
  },
  table => [
    // No foreign key here: checked row by row they double the cost of a run. Nothing deletes what they refer to (docs/adr/0003).
    unique('shipments_number_unique').on(table.companyId, table.number),
    index('shipments_run').on(table.companyId, table.runId, table.number),
    index('shipments_recipient').on(table.companyId, table.recipientId, table.number),
    uniqueIndex('shipments_one_regular')
      .on(table.companyId, table.purchaseId, table.issueId)
      .where(sql`purpose = 'regular'`),
    check('shipments_purpose_known', sql`purpose in ('regular', 'replacement')`),
  ],
)

export const subscriptionsConstraints = {
  purchases_number_unique: { code: 'subscriptions.numberTaken', field: 'purchaseNumber' },
  purchases_invoice_line_unique: { code: 'subscriptions.lineAlreadyPurchased' },
  purchases_issue_is_decided: { code: 'catalog.noIssueOnSale', field: 'lines' },
  shipments_one_regular: { code: 'subscriptions.alreadyServed' },
}
