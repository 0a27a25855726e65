import { sql } from 'drizzle-orm'
import { bigint, boolean, char, check, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, deletedOnlyWhere, instant, stamps } from '../../platform/db/columns.ts'
import { issues, products, titles } from '../catalog/tables.ts'
import { invoiceLines, invoices } from '../invoicing/tables.ts'
import { parties } from '../parties/tables.ts'
import { HOLD_KINDS } from './rules/holds.ts'
import { NATURES } from './rules/nature.ts'

const PURCHASE_CHECKS = [
  check(
    'purchases_nature_known',
    sql`nature in ('paid', 'gift', 'press', 'complimentary', 'exchange', 'legal-deposit', 'contributor', 'advertiser')`,
  ),
  check('purchases_free_has_reason', sql`nature in ('paid', 'gift') or (gross_cents = 0 and reason <> '')`),
  check('purchases_kind_known', sql`kind in ('subscription', 'single-issue')`),
  check(
    'purchases_subscription_has_term',
    sql`(kind = 'subscription') = (starts_on is not null and expires_on is not null and term_months is not null and served_by is not null)`,
  ),
  check('purchases_term_in_order', sql`expires_on >= starts_on`),
  check(
    'purchases_issue_is_decided',
    sql`case when kind = 'single-issue' then issue_at_shipment = (issue_id is null) else issue_id is null and not issue_at_shipment end`,
  ),
  check('purchases_served_by_known', sql`served_by = 'date' or (served_by = 'issue' and issues_due > 0)`),
  check('purchases_copies', sql`copies > 0`),
  check('purchases_sum', sql`net_cents + vat_cents = gross_cents`),
]

/** What was bought: a subscription (a term during which issues are owed) or one issue. */
export const purchases = businessTable(
  'purchases',
  {
    number: integer().notNull(), // "Id achat": the order of entry, dates nothing
    kind: text().notNull(),
    payerId: uuid().notNull(), // who is billed
    recipientId: uuid().notNull(), // who receives the copies
    renewalContactId: uuid(), // who is written to about renewal; null: the payer
    nature: text({ enum: NATURES }).notNull().default('paid'), // paid, a gift, or why nobody pays
    reason: text().notNull().default(''), // of a purchase that nobody pays
    reviewOn: day(), // of a purchase that nobody pays: when to ask whether it shall go on; null: at its end
    source: text().notNull().default('hand'), // where the sale came from, for renewal rates
    renewsId: uuid(), // the purchase it goes on from, a chain of terms; null: the first one
    lastIssueId: uuid(), // stopped after this issue, when it was refunded in part; null: not stopped
    travelsWithId: uuid(), // goes in the parcel of this purchase of the same recipient; null: on its own
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
    issueId: uuid(), // single issues: which one, decided at the order date; null: at the shipment
    issueAtShipment: boolean().notNull().default(false), // single issues: the latest one on sale on the day of its run
    invoiceId: uuid(), // null: made by hand, without invoice
    invoiceLineId: uuid(),
    cancelledOn: day(), // null: not cancelled
    cancelledReason: text(),
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`invoice_id is null or source like 'import:%'`), // ABO-36, ABO-48
    belongsTo('purchases_payer', table, table.payerId, () => parties),
    belongsTo('purchases_recipient', table, table.recipientId, () => parties),
    belongsTo('purchases_renewal_contact', table, table.renewalContactId, () => parties),
    belongsTo('purchases_renews', table, table.renewsId, () => table),
    belongsTo('purchases_last_issue', table, table.lastIssueId, () => issues),
    belongsTo('purchases_travels_with', table, table.travelsWithId, () => table),
    uniqueIndex('purchases_renewed_once')
      .on(table.companyId, table.renewsId)
      .where(sql`renews_id is not null and cancelled_on is null`),
    index('purchases_travels_with_id').on(table.companyId, table.travelsWithId).where(sql`travels_with_id is not null`),
    // Without those that are null: what a contact or a purchase is deleted or merged by.
    index('purchases_renews_id').on(table.companyId, table.renewsId).where(sql`renews_id is not null`),
    index('purchases_renewal_contact_id')
      .on(table.companyId, table.renewalContactId)
      .where(sql`renewal_contact_id is not null`),
    // Few among many: without these, the lists of the stopped and the cancelled would read every purchase.
    index('purchases_last_issue_id').on(table.companyId, table.lastIssueId).where(sql`last_issue_id is not null`),
    index('purchases_cancelled_on').on(table.companyId, table.cancelledOn).where(sql`cancelled_on is not null`),
    index('purchases_nature').on(table.companyId, table.nature, table.id).where(sql`nature <> 'paid'`),
    belongsTo('purchases_product', table, table.productId, () => products),
    belongsTo('purchases_title', table, table.titleId, () => titles),
    belongsTo('purchases_issue', table, table.issueId, () => issues),
    belongsTo('purchases_invoice', table, table.invoiceId, () => invoices),
    belongsTo('purchases_invoice_line', table, table.invoiceLineId, () => invoiceLines),
    unique('purchases_number_unique').on(table.companyId, table.number),
    unique('purchases_invoice_line_unique').on(table.companyId, table.invoiceLineId, table.productId), // of a bundle, one each
    index('purchases_invoice_id').on(table.companyId, table.invoiceId),
    index('purchases_recipient_id').on(table.companyId, table.recipientId, table.id),
    index('purchases_payer_id').on(table.companyId, table.payerId, table.id),
    index('subscriptions_expires_on').on(table.companyId, table.expiresOn, table.id).where(sql`kind = 'subscription'`),
    // Renewal rates read a year of ends and their renewals from these two alone.
    index('subscriptions_ended')
      .on(table.companyId, table.expiresOn, table.titleId, table.productId, table.source, table.renewsId, table.id)
      .where(sql`kind = 'subscription' and cancelled_on is null and nature in ('paid', 'gift')`),
    index('purchases_renewals')
      .on(table.companyId, table.renewsId, table.id, table.grossCents)
      .where(sql`renews_id is not null and cancelled_on is null`),
    index('subscriptions_starts_on').on(table.companyId, table.startsOn, table.id).where(sql`kind = 'subscription'`),
    index('single_issues_bought_on').on(table.companyId, table.boughtOn, table.id).where(sql`kind = 'single-issue'`),
    ...PURCHASE_CHECKS,
  ],
)

/** Issues that a purchase is not served, and why: a holiday, a return, a copy left out, one already given. Source: CIR-15, CIR-18. */
export const holds = businessTable(
  'holds',
  {
    purchaseId: uuid().notNull(),
    kind: text({ enum: HOLD_KINDS }).notNull(),
    reason: text().notNull().default(''),
    // Either by issue or by day of the issue, both ends inclusive; without end: until it is lifted.
    fromIssueId: uuid(),
    toIssueId: uuid(),
    fromOn: day(),
    toOn: day(),
    countsAsServed: boolean().notNull().default(false), // false: what is missed is added at the end of the term
    ...stamps,
  },
  table => [
    belongsTo('holds_purchase', table, table.purchaseId, () => purchases),
    belongsTo('holds_from_issue', table, table.fromIssueId, () => issues),
    belongsTo('holds_to_issue', table, table.toIssueId, () => issues),
    index('holds_purchase_id').on(table.companyId, table.purchaseId, table.id),
    check(
      'holds_kind_known',
      sql`kind in ('customer', 'unpaid', 'undeliverable', 'left-out', 'grace', 'forgone', 'other')`,
    ),
    check(
      'holds_by_issue_or_day',
      sql`(from_issue_id is null) <> (from_on is null) and (from_issue_id is not null or to_issue_id is null)
        and (from_on is not null or to_on is null)`,
    ),
    check('holds_in_order', sql`to_on >= from_on`),
    check('holds_left_out_has_reason', sql`kind not in ('left-out', 'other') or reason <> ''`),
  ],
)

/** Issues added to what a purchase is owed, or taken from it, with a reason. Source: CIR-3. */
export const adjustments = businessTable(
  'adjustments',
  {
    purchaseId: uuid().notNull(),
    issues: integer().notNull(), // more: added, less than zero: taken
    reason: text().notNull(),
    ...stamps,
  },
  table => [
    belongsTo('adjustments_purchase', table, table.purchaseId, () => purchases),
    index('adjustments_purchase_id').on(table.companyId, table.purchaseId, table.id),
    check('adjustments_said', sql`issues <> 0 and reason <> ''`),
  ],
)

/** What was decided of two purchases that look like one: kept apart, or sent together. Source: X-14. */
export const duplicateAnswers = businessTable(
  'duplicate_answers',
  {
    firstId: uuid().notNull(), // the smaller of the two ids
    secondId: uuid().notNull(),
    answer: text({ enum: ['separate', 'together', 'duplicate'] }).notNull(),
    ...stamps,
  },
  table => [
    belongsTo('duplicate_answers_first', table, table.firstId, () => purchases),
    belongsTo('duplicate_answers_second', table, table.secondId, () => purchases),
    unique('duplicate_answers_pair_unique').on(table.companyId, table.firstId, table.secondId),
    index('duplicate_answers_second_id').on(table.companyId, table.secondId),
    check('duplicate_answers_known', sql`answer in ('separate', 'together', 'duplicate') and first_id < second_id`),
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
    source: text().notNull().default('run'), // `import:` and the id of the import it came with
    signedOffAt: instant(), // everyone owed is in it or left out with a reason; null: not yet
    signedOffBy: text(),
    handedOverAt: instant(), // the mailing house has its file: it can be cancelled, no longer undone; null: not yet
    handedOverBy: text(),
    cancelledOn: day(), // cancelled after it was handed over: its copies count as not served; null: not cancelled
    cancelledReason: text(),
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`handed_over_at is null or source like 'import:%'`),
    belongsTo('dispatch_runs_title', table, table.titleId, () => titles),
    belongsTo('dispatch_runs_issue', table, table.issueId, () => issues),
    unique('dispatch_runs_number_unique').on(table.companyId, table.number),
    index('dispatch_runs_dispatched_on').on(table.companyId, table.dispatchedOn, table.id),
    index('dispatch_runs_issue_id').on(table.companyId, table.issueId),
    check('dispatch_runs_kind_known', sql`kind in ('subscription', 'single-issue', 'replacement')`),
    check('dispatch_runs_issue_is_asked', sql`(kind = 'subscription') = (issue_id is not null)`),
    check('dispatch_runs_cancelled_has_reason', sql`cancelled_on is null or cancelled_reason <> ''`),
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
    purpose: text({ enum: ['regular', 'grace', 'replacement'] })
      .notNull()
      .default('regular'),
    reason: text().notNull().default(''), // of a replacement
    cancelledOn: day(), // its run was cancelled: it does not count as served; null: it left
    parcelCopies: integer(), // copies in this envelope: 0 when they travel in another one, their sum in that one; null: its own
    lastIssueNumber: text().notNull().default(''), // the last issue owed then, for the label line
    insertCode: text().notNull().default(''), // what the mailing house puts in: a renewal letter, a leaflet
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
    deletedOnlyWhere(
      sql`run_id in (select id from dispatch_runs where handed_over_at is null or source like 'import:%')`,
    ),
    // No foreign key here: checked row by row they double the cost of a run (docs/adr/0003).
    unique('shipments_number_unique').on(table.companyId, table.number),
    index('shipments_run').on(table.companyId, table.runId, table.number),
    index('shipments_recipient').on(table.companyId, table.recipientId, table.number),
    // Every shipment of a purchase is found by it; it is unique for those that count as served, the others end with a null.
    uniqueIndex('shipments_one_regular').on(
      table.companyId,
      table.purchaseId,
      table.issueId,
      sql`(case when purpose <> 'replacement' and cancelled_on is null then true end)`,
    ),
    check('shipments_purpose_known', sql`purpose in ('regular', 'grace', 'replacement')`),
    check('shipments_replacement_has_reason', sql`purpose <> 'replacement' or reason <> ''`),
  ],
)

export const subscriptionsConstraints = {
  purchases_recipient: { code: 'subscriptions.unknownRecipient', field: 'recipientId' },
  purchases_payer: { code: 'subscriptions.unknownPayer', field: 'payerId' },
  purchases_renewal_contact: { code: 'subscriptions.unknownRenewalContact', field: 'renewalContactId' },
  purchases_renews: { code: 'subscriptions.unknownRenewed', field: 'renewsId' },
  purchases_term_in_order: { code: 'subscriptions.endsBeforeStart', field: 'expiresOn' },
  purchases_renewed_once: { code: 'subscriptions.alreadyRenewed' },
  purchases_free_has_reason: { code: 'subscriptions.reasonAsked', field: 'reason' },
  duplicate_answers_pair_unique: { code: 'subscriptions.alreadyAnswered' },
  purchases_number_unique: { code: 'subscriptions.numberTaken', field: 'purchaseNumber' },
  purchases_invoice_line_unique: { code: 'subscriptions.lineAlreadyPurchased' },
  purchases_issue_is_decided: { code: 'catalog.noIssueOnSale', field: 'lines' },
  shipments_one_regular: { code: 'subscriptions.alreadyServed' },
}
