import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, instant, stamps } from '../../platform/db/columns.ts'
import type { PaymentMethod } from '../invoicing/rules/document.ts'
import { invoices } from '../invoicing/tables.ts'
import { parties } from '../parties/tables.ts'

/** Where money is: an account at a bank, or the till. */
export const bankAccounts = businessTable(
  'bank_accounts',
  {
    name: text().notNull(),
    iban: text().notNull().default(''), // without spaces; empty: a till
    bic: text().notNull().default(''),
    accountCode: text().notNull().default('512000'), // of the chart of accounts
    ...stamps,
  },
  table => [
    unique('bank_accounts_name_unique').on(table.companyId, table.name),
    check('bank_accounts_named', sql`name <> ''`),
  ],
)

/** Money received or paid back, as it came; written once, undone by its opposite. Source: L-1. */
export const payments = businessTable(
  'payments',
  {
    number: integer().notNull(),
    customerId: uuid().notNull(), // who paid, as it was said then; a merge of contacts moves its state alone
    method: text().$type<PaymentMethod>().notNull(),
    receivedOn: day().notNull(),
    cents: bigint({ mode: 'number' }).notNull(), // less than zero: paid back
    currency: text().notNull().default('EUR'),
    reference: text().notNull().default(''), // number of the cheque, text of the transfer
    drawer: text().notNull().default(''), // bank and name on a cheque, when not the customer's
    bankAccountId: uuid(), // null: not at a bank yet
    undoesId: uuid(), // the payment this one takes back; null: none
    reason: text().notNull().default(''), // why it is taken back
    source: text().notNull().default('hand'), // hand, statement, shop, import…
    sourceReference: text(), // its number there: taken once
    createdAt: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  table => [
    belongsTo('payments_customer', table, table.customerId, () => parties),
    belongsTo('payments_bank_account', table, table.bankAccountId, () => bankAccounts),
    belongsTo('payments_undoes', table, table.undoesId, () => table),
    unique('payments_number_unique').on(table.companyId, table.number),
    unique('payments_source_unique').on(table.companyId, table.source, table.sourceReference),
    uniqueIndex('payments_undone_once').on(table.companyId, table.undoesId).where(sql`undoes_id is not null`),
    index('payments_received_on').on(table.companyId, table.receivedOn, table.id),
    check('payments_method_known', sql`method in ('cash', 'cheque', 'transfer', 'card', 'direct-debit')`),
    check('payments_something', sql`cents <> 0`),
  ],
)

/** What goes on changing about a payment; one row each, of the same id. */
export const paymentStates = businessTable(
  'payment_states',
  {
    customerId: uuid().notNull(),
    receivedOn: day().notNull(), // as on the payment, to order by
    cents: bigint({ mode: 'number' }).notNull(),
    openCents: bigint({ mode: 'number' }).notNull(), // not allocated to a document
    currency: text().notNull().default('EUR'), // as on the payment
    euroCents: bigint({ mode: 'number' }), // what the bank made of it, or what it is worth at the rate of its day, written once; null: it is in euros, or no rate is known yet
    depositId: uuid(), // the slip a cheque went to the bank with; null: none yet, or no cheque
    note: text().notNull().default(''),
  },
  table => [
    belongsTo('payment_states_payment', table, table.id, () => payments),
    belongsTo('payment_states_customer', table, table.customerId, () => parties),
    belongsTo('payment_states_deposit', table, table.depositId, () => chequeDeposits),
    index('payment_states_customer_id').on(table.companyId, table.customerId, table.id),
    index('payment_states_open').on(table.companyId, table.customerId).where(sql`open_cents <> 0`),
    index('payment_states_other_currency')
      .on(table.companyId, table.receivedOn, table.id)
      .where(sql`currency <> 'EUR'`),
    index('payment_states_without_rate')
      .on(table.companyId, table.receivedOn, table.id)
      .where(sql`currency <> 'EUR' and euro_cents is null`),
    check('payment_states_euros', sql`euro_cents is null or (currency <> 'EUR' and euro_cents::numeric * cents >= 0)`),
    index('payment_states_deposit_id').on(table.companyId, table.depositId).where(sql`deposit_id is not null`),
    check('payment_states_open_cents', sql`abs(open_cents) <= abs(cents) and open_cents::numeric * cents >= 0`),
  ],
)

/**
 * Which document a payment or credit note pays, or which payment pays another back; taken back by an allocation of the
 * opposite amount. What is open of a payment or document is its amount less all of these.
 */
export const paymentAllocations = businessTable(
  'payment_allocations',
  {
    invoiceId: uuid(), // null: a payment is paid back
    refundId: uuid(), // the payment of less than zero that pays it back, or undoes it; null: it pays a document
    paymentId: uuid(), // null: a credit note pays
    creditNoteId: uuid(), // null: a payment pays
    cents: bigint({ mode: 'number' }).notNull(), // less than zero: taken back, or a credit note paid back
    allocatedOn: day().notNull(),
    createdAt: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  table => [
    belongsTo('payment_allocations_invoice', table, table.invoiceId, () => invoices),
    belongsTo('payment_allocations_payment', table, table.paymentId, () => payments),
    belongsTo('payment_allocations_refund', table, table.refundId, () => payments),
    belongsTo('payment_allocations_credit_note', table, table.creditNoteId, () => invoices),
    index('payment_allocations_invoice_id').on(table.companyId, table.invoiceId),
    index('payment_allocations_payment_id').on(table.companyId, table.paymentId).where(sql`payment_id is not null`),
    index('payment_allocations_refund_id').on(table.companyId, table.refundId).where(sql`refund_id is not null`),
    index('payment_allocations_credit_note_id')
      .on(table.companyId, table.creditNoteId)
      .where(sql`credit_note_id is not null`),
    check('payment_allocations_from', sql`num_nulls(payment_id, credit_note_id) = 1 and cents <> 0`),
    check(
      'payment_allocations_to',
      sql`num_nulls(invoice_id, refund_id) = 1 and (refund_id is null or payment_id is not null)`,
    ),
  ],
)

/** Cheques brought to the bank together. */
export const chequeDeposits = businessTable(
  'cheque_deposits',
  {
    number: integer().notNull(),
    depositedOn: day().notNull(), // the day the slip bears
    bankAccountId: uuid().notNull(),
    broughtOn: day(), // null: still here, and a cheque may be taken off
    ...stamps,
  },
  table => [
    belongsTo('cheque_deposits_bank_account', table, table.bankAccountId, () => bankAccounts),
    unique('cheque_deposits_number_unique').on(table.companyId, table.number),
  ],
)

export const paymentsConstraints = {
  bank_accounts_name_unique: { code: 'payments.bankAccountNameTaken', field: 'name' },
  payments_customer: { code: 'payments.unknownCustomer', field: 'customerId' },
  payments_bank_account: { code: 'payments.unknownBankAccount', field: 'bankAccountId' },
  payments_source_unique: { code: 'payments.alreadyTaken', field: 'sourceReference' },
  payments_undone_once: { code: 'payments.alreadyUndone' },
  payment_states_customer: { code: 'payments.unknownCustomer', field: 'customerId' },
  payment_allocations_invoice: { code: 'payments.unknownInvoice', field: 'invoiceId' },
  cheque_deposits_bank_account: { code: 'payments.unknownBankAccount', field: 'bankAccountId' },
}
