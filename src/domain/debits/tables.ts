import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, deletedOnlyWhere, instant, stamps } from '../../platform/db/columns.ts'
import { invoices } from '../invoicing/tables.ts'
import { messages } from '../messaging/tables.ts'
import { parties } from '../parties/tables.ts'
import { bankMovements } from '../payments/tables/bank.ts'
import { bankAccounts, payments } from '../payments/tables.ts'
import type { FrozenCreditor, FrozenMandate } from './rules/frozen.ts'
import type { RefusedReturn } from './rules/return-file.ts'
import { DEBIT_STATES } from './rules/states.ts'
import { mandates, mandatesConstraints } from './tables/mandate.ts'

/** The debtor was told what will be collected, when, and by which mandate: without it nothing is collected. Source: L-15. */
export const debitNotices = businessTable(
  'debit_notices',
  {
    invoiceId: uuid().notNull(),
    mandateId: uuid().notNull(),
    collectOn: day().notNull(), // the day that was told
    cents: bigint({ mode: 'number' }).notNull(), // the amount that was told
    noticedOn: day().notNull(),
    channel: text({ enum: ['mail', 'letter', 'invoice', 'schedule'] }).notNull(), // on the invoice itself, or in the schedule of its contract
    sentTo: text().notNull().default(''), // mail address then; empty: a letter or a paper
    messageId: uuid(), // in the outbox; null: not by mail
    cancelledOn: day(), // it never left, or is no longer so; null: it holds
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`false`), // what was sent is proof of it
    belongsTo('debit_notices_invoice', table, table.invoiceId, () => invoices),
    belongsTo('debit_notices_mandate', table, table.mandateId, () => mandates),
    belongsTo('debit_notices_message', table, table.messageId, () => messages),
    uniqueIndex('debit_notices_once')
      .on(table.companyId, table.invoiceId, table.collectOn)
      .where(sql`cancelled_on is null`),
    index('debit_notices_mandate_id').on(table.companyId, table.mandateId, table.collectOn),
    index('debit_notices_message_id').on(table.companyId, table.messageId).where(sql`message_id is not null`),
    check('debit_notices_channel_known', sql`channel in ('mail', 'letter', 'invoice', 'schedule')`),
    check('debit_notices_before', sql`noticed_on <= collect_on and cents > 0`),
  ],
)

/** Debits collected on one day by one file. */
export const debitBatches = businessTable(
  'debit_batches',
  {
    number: integer().notNull(),
    scheme: text({ enum: ['core', 'b2b'] }).notNull(),
    collectOn: day().notNull(), // a bank day
    bankAccountId: uuid().notNull(),
    fileVersion: text({ enum: ['08', '02'] }).notNull(),
    messageReference: text().notNull(), // MsgId, by which the bank answers
    debitCount: integer().notNull().default(0),
    cents: bigint({ mode: 'number' }).notNull().default(0),
    sha256: text(), // of the file that was handed over; null: not yet
    creditor: jsonb().$type<FrozenCreditor>(), // as it stands in the file; null: not handed over
    handedOverAt: instant(), // from then on it is only taken back debit by debit; null: not yet
    handedOverBy: text(),
    collectedOn: day(), // its payments are recorded; null: not yet
    cancelledOn: day(), // before it was handed over, or refused as a whole by the bank; null: it was not
    cancelledReason: text().notNull().default(''),
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`handed_over_at is null`),
    belongsTo('debit_batches_bank_account', table, table.bankAccountId, () => bankAccounts),
    unique('debit_batches_number_unique').on(table.companyId, table.number),
    unique('debit_batches_message_unique').on(table.companyId, table.messageReference),
    index('debit_batches_collect_on').on(table.companyId, table.collectOn, table.id),
    check('debit_batches_scheme_known', sql`scheme in ('core', 'b2b') and file_version in ('08', '02')`),
    check('debit_batches_frozen', sql`num_nonnulls(creditor, sha256, handed_over_at, handed_over_by) in (0, 4)`),
    check('debit_batches_counts', sql`debit_count >= 0 and cents >= 0`),
    check('debit_batches_cancelled_has_reason', sql`cancelled_on is null or cancelled_reason <> ''`),
  ],
)

/** The one credit of a batch on a bank statement: its payments told that money already. */
export const debitCredits = businessTable(
  'debit_credits',
  { batchId: uuid().notNull(), movementId: uuid().notNull(), ...stamps },
  table => [
    belongsTo('debit_credits_batch', table, table.batchId, () => debitBatches),
    belongsTo('debit_credits_movement', table, table.movementId, () => bankMovements),
    unique('debit_credits_movement_once').on(table.companyId, table.movementId),
    index('debit_credits_batch_id').on(table.companyId, table.batchId),
  ],
)

/** One collection of what is open of one invoice, by one mandate: never two of them open at once. */
export const debits = businessTable(
  'debits',
  {
    batchId: uuid().notNull(),
    invoiceId: uuid().notNull(),
    mandateId: uuid().notNull(),
    customerId: uuid().notNull(), // of the mandate
    noticeId: uuid(), // what told it; null: agreed without
    attempt: integer().notNull().default(1), // 2: the first time it is tried again
    cents: bigint({ mode: 'number' }).notNull(),
    collectOn: day().notNull(), // as its batch
    sequence: text({ enum: ['RCUR', 'OOFF', 'FRST', 'FNAL'] }).notNull(),
    endToEndId: text().notNull(), // by which the bank returns it
    remittance: text().notNull(), // what the debtor reads, at most 140 characters
    state: text({ enum: DEBIT_STATES }).notNull().default('planned'),
    mandate: jsonb().$type<FrozenMandate>(), // as it stands in the file; null: not handed over
    paymentId: uuid(), // what it brought; null: nothing yet
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`state = 'planned'`),
    belongsTo('debits_batch', table, table.batchId, () => debitBatches),
    belongsTo('debits_invoice', table, table.invoiceId, () => invoices),
    belongsTo('debits_mandate', table, table.mandateId, () => mandates),
    belongsTo('debits_customer', table, table.customerId, () => parties),
    belongsTo('debits_notice', table, table.noticeId, () => debitNotices),
    belongsTo('debits_payment', table, table.paymentId, () => payments),
    uniqueIndex('debits_one_open').on(table.companyId, table.invoiceId).where(sql`state in ('planned', 'sent')`),
    unique('debits_end_to_end_unique').on(table.companyId, table.endToEndId),
    index('debits_invoice_id').on(table.companyId, table.invoiceId, table.attempt),
    index('debits_batch_id').on(table.companyId, table.batchId, table.id),
    index('debits_mandate_id').on(table.companyId, table.mandateId, table.collectOn),
    index('debits_customer_id').on(table.companyId, table.customerId, table.id),
    uniqueIndex('debits_payment_once').on(table.companyId, table.paymentId).where(sql`payment_id is not null`),
    check('debits_state_known', sql`state in ('planned', 'sent', 'collected', 'returned', 'cancelled')`),
    check('debits_sequence_known', sql`sequence in ('RCUR', 'OOFF', 'FRST', 'FNAL')`),
    check('debits_amount', sql`cents between 1 and 99999999999 and attempt > 0`), // EPC: at most 999 999 999,99 €
    check('debits_sent_frozen', sql`state in ('planned', 'cancelled') or mandate is not null`),
    check('debits_collected_paid', sql`state <> 'collected' or payment_id is not null`),
  ],
)

/** By which mandate an invoice is collected, when it is not the customer's valid one; of the id of the invoice. */
export const invoiceMandates = businessTable('invoice_mandates', { mandateId: uuid().notNull(), ...stamps }, table => [
  belongsTo('invoice_mandates_invoice', table, table.id, () => invoices),
  belongsTo('invoice_mandates_mandate', table, table.mandateId, () => mandates),
  index('invoice_mandates_mandate_id').on(table.companyId, table.mandateId),
])

/** A file of the bank that says what came back: pain.002, camt.053 or camt.054. */
export const debitReturnFiles = businessTable(
  'debit_return_files',
  {
    name: text().notNull(),
    format: text({ enum: ['pain.002', 'camt.053', 'camt.054'] }).notNull(),
    sha256: text().notNull(), // the same file is read once
    readCount: integer().notNull().default(0),
    takenCount: integer().notNull().default(0), // those that nothing had told before
    refused: jsonb().$type<RefusedReturn[]>().notNull().default([]), // what could not be read or found, and why
    ...stamps,
  },
  table => [
    unique('debit_return_files_once').on(table.companyId, table.sha256),
    index('debit_return_files_created').on(table.companyId, table.createdAt, table.id),
    check('debit_return_files_format_known', sql`format in ('pain.002', 'camt.053', 'camt.054')`),
    check('debit_return_files_counts', sql`taken_count between 0 and read_count`),
  ],
)

/** An R-transaction: a debit that the bank rejected, or that was returned or refunded; what it paid is open again. */
export const debitReturns = businessTable(
  'debit_returns',
  {
    debitId: uuid().notNull(),
    fileId: uuid(), // null: told by hand
    kind: text({ enum: ['reject', 'return', 'refund', 'reversal', 'cancellation'] }).notNull(), // before the collection, after it, on the debtor's request…
    code: text().notNull(), // ISO 20022 reason, `AM04`; its words are in `rules/reasons.ts`
    text: text().notNull().default(''), // what the bank adds
    returnedOn: day().notNull(),
    chargeCents: bigint({ mode: 'number' }).notNull().default(0), // what the bank takes for it
    retryOn: day(), // the day it is tried again; null: it is not
    undonePaymentId: uuid(), // the payment that takes back what it had brought; null: it had brought nothing yet
    ...stamps,
  },
  table => [
    deletedOnlyWhere(sql`false`),
    belongsTo('debit_returns_debit', table, table.debitId, () => debits),
    belongsTo('debit_returns_file', table, table.fileId, () => debitReturnFiles),
    belongsTo('debit_returns_payment', table, table.undonePaymentId, () => payments),
    unique('debit_returns_once').on(table.companyId, table.debitId),
    index('debit_returns_returned_on').on(table.companyId, table.returnedOn, table.id),
    index('debit_returns_file_id').on(table.companyId, table.fileId).where(sql`file_id is not null`),
    check('debit_returns_kind_known', sql`kind in ('reject', 'return', 'refund', 'reversal', 'cancellation')`),
    check('debit_returns_charge', sql`charge_cents >= 0 and code <> ''`),
  ],
)

export const debitsConstraints = {
  ...mandatesConstraints,
  debit_batches_bank_account: { code: 'payments.unknownBankAccount', field: 'bankAccountId' },
  invoice_mandates_invoice: { code: 'debits.unknownInvoice' },
  invoice_mandates_mandate: { code: 'debits.unknownMandate', field: 'mandateId' },
  debits_one_open: { code: 'debits.alreadyCollecting', field: 'invoiceId' },
  debit_return_files_once: { code: 'debits.fileAlreadyRead', field: 'content' },
  debit_returns_once: { code: 'debits.alreadyReturned' },
}
