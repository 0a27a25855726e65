import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { businessTable, day, instant, stamps } from '../../platform/db/columns.ts'
import { JOURNALS, PURPOSES } from './rules/chart.ts'

/** The chart of accounts, as far as sales and money need it. */
export const bookAccounts = businessTable(
  'book_accounts',
  { code: text().notNull(), label: text().notNull(), ...stamps },
  table => [
    unique('book_accounts_code_unique').on(table.companyId, table.code),
    check('book_accounts_code_form', sql`code ~ '^[1-8][0-9A-Z]{2,11}$' and label <> ''`),
  ],
)

/** Which account something is written to; the most precise rule wins. */
export const bookRules = businessTable(
  'book_rules',
  {
    purpose: text({ enum: PURPOSES }).notNull(),
    taxClass: text(), // null: any
    territory: text(), // null: any
    vatRateBps: integer(), // null: any
    productId: uuid(), // null: any
    accountCode: text().notNull(),
    ...stamps,
  },
  table => [
    unique('book_rules_once')
      .on(table.companyId, table.purpose, table.taxClass, table.territory, table.vatRateBps, table.productId)
      .nullsNotDistinct(),
    check(
      'book_rules_purpose_known',
      sql`purpose in ('sales', 'charges', 'vat', 'customers', 'deposits', 'deferred', 'bank', 'cash', 'cheques', 'card', 'direct-debit', 'rounding', 'rounding-loss', 'exchange-gain', 'exchange-loss', 'bank-charges')`,
    ),
  ],
)

/** One line of the books, with what the 18 columns of the FEC want; written once. Source: L-17 (LPF art. A47 A-1). */
export const bookEntries = businessTable(
  'book_entries',
  {
    journal: text({ enum: JOURNALS }).notNull(), // sales, bank, till, miscellaneous, opening
    year: integer().notNull(), // the fiscal year, by the year it ends in
    number: integer().notNull(), // of the entry in the year, without gap, in the order of validation
    line: integer().notNull(), // in the entry, from 1
    bookedOn: day().notNull(),
    accountCode: text().notNull(),
    accountLabel: text().notNull(),
    auxCode: text().notNull().default(''), // of the customer
    auxLabel: text().notNull().default(''),
    piece: text().notNull(), // number of the document
    pieceOn: day().notNull(),
    label: text().notNull(),
    debitCents: bigint({ mode: 'number' }).notNull(),
    creditCents: bigint({ mode: 'number' }).notNull(),
    currency: text(), // of the document; null: euros
    currencyCents: bigint({ mode: 'number' }), // in it, more than zero; null: the line is in euros alone
    validatedOn: day().notNull(),
    record: text().notNull(), // invoices, payments, payment_allocations, cheque_deposits, debit_returns, deferrals
    recordId: uuid().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  table => [
    unique('book_entries_line').on(table.companyId, table.year, table.number, table.line),
    unique('book_entries_record_once').on(table.companyId, table.recordId, table.line), // one entry a record
    index('book_entries_account').on(table.companyId, table.accountCode, table.bookedOn),
    index('book_entries_by_day').on(table.companyId, table.bookedOn, table.year, table.number, table.line),
    check('book_entries_journal_known', sql`journal in ('VE', 'BQ', 'CA', 'OD', 'AN')`),
    check(
      'book_entries_one_side',
      sql`debit_cents >= 0 and credit_cents >= 0 and (debit_cents = 0) <> (credit_cents = 0)`,
    ),
  ],
)

/** Lines that were matched, and by which letter: the only thing that may be said of an entry afterwards. */
export const bookMatches = businessTable(
  'book_matches',
  { letter: text().notNull(), matchedOn: day().notNull() }, // one row a line of the books, of the same id
  table => [index('book_matches_letter').on(table.companyId, table.letter)],
)

export const booksConstraints = {
  book_accounts_code_unique: { code: 'books.accountCodeTaken', field: 'code' },
  book_rules_once: { code: 'books.ruleTaken', field: 'purpose' },
}
