import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, stamps } from '../../../platform/db/columns.ts'
import type { Proposal } from '../rules/proposals.ts'
import type { CsvLayout, RefusedLine } from '../rules/statement.ts'
import { bankAccounts, payments } from '../tables.ts'

/** A bank statement that was read, camt.053 or CSV. */
export const bankStatements = businessTable(
  'bank_statements',
  {
    bankAccountId: uuid().notNull(),
    name: text().notNull(), // of the file
    format: text({ enum: ['camt.053', 'csv'] }).notNull(),
    sha256: text().notNull(), // the same file is read once
    startsOn: day(), // of its first movement; null: it has none
    endsOn: day(),
    readCount: integer().notNull().default(0), // movements it tells
    takenCount: integer().notNull().default(0), // those no other statement had told
    refused: jsonb().$type<RefusedLine[]>().notNull().default([]), // lines that could not be read, and why
    layout: jsonb().$type<CsvLayout>(), // how its columns were read, proposed again for the next one; null: no CSV
    ...stamps,
  },
  table => [
    belongsTo('bank_statements_bank_account', table, table.bankAccountId, () => bankAccounts),
    unique('bank_statements_once').on(table.companyId, table.bankAccountId, table.sha256),
    index('bank_statements_created').on(table.companyId, table.createdAt, table.id),
    check('bank_statements_format_known', sql`format in ('camt.053', 'csv')`),
    check('bank_statements_counts', sql`taken_count between 0 and read_count`),
  ],
)

/** One movement on a bank account, taken once however many statements tell it. */
export const bankMovements = businessTable(
  'bank_movements',
  {
    statementId: uuid().notNull(),
    bankAccountId: uuid().notNull(),
    line: integer().notNull(), // in the file, from 1
    bookedOn: day().notNull(),
    valueOn: day(),
    cents: bigint({ mode: 'number' }).notNull(),
    otherName: text().notNull().default(''), // who paid, or was paid
    otherIban: text().notNull().default(''),
    text: text().notNull().default(''),
    reference: text().notNull().default(''), // end to end, or the creditor's own
    reversal: boolean().notNull().default(false), // takes back another movement
    bankReference: text().notNull(), // the bank's own, or made of what the line says and its turn that day
    state: text({ enum: ['open', 'matched', 'set-aside'] })
      .notNull()
      .default('open'),
    paymentId: uuid(), // null: none made of it
    note: text().notNull().default(''), // why it is set aside
    proposal: jsonb().$type<Proposal>(), // what it was found to pay, kept to show; null: nothing found
    ...stamps,
  },
  table => [
    belongsTo('bank_movements_statement', table, table.statementId, () => bankStatements),
    belongsTo('bank_movements_bank_account', table, table.bankAccountId, () => bankAccounts),
    belongsTo('bank_movements_payment', table, table.paymentId, () => payments),
    unique('bank_movements_once').on(table.companyId, table.bankAccountId, table.bankReference),
    index('bank_movements_statement_id').on(table.companyId, table.statementId, table.line),
    index('bank_movements_booked_on').on(table.companyId, table.bookedOn, table.id),
    index('bank_movements_cents').on(table.companyId, table.cents, table.id),
    index('bank_movements_open').on(table.companyId, table.bookedOn, table.id).where(sql`state = 'open'`),
    index('bank_movements_other_iban')
      .on(table.companyId, table.otherIban)
      .where(sql`payment_id is not null and other_iban <> ''`),
    uniqueIndex('bank_movements_payment_once').on(table.companyId, table.paymentId).where(sql`payment_id is not null`),
    check(
      'bank_movements_state_known',
      sql`state in ('open', 'matched', 'set-aside') and (state = 'matched') = (payment_id is not null)`,
    ),
  ],
)

export const bankConstraints = {
  bank_statements_bank_account: { code: 'payments.unknownBankAccount', field: 'bankAccountId' },
  bank_statements_once: { code: 'payments.statementAlreadyRead', field: 'content' },
}
