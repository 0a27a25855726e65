import { sql } from 'drizzle-orm'
import { bigint, boolean, char, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import {
  belongsTo,
  businessTable,
  bytes,
  changedOnlyWhere,
  companyPolicy,
  day,
  deletedOnlyWhere,
  instant,
  stamps,
} from '../../../platform/db/columns.ts'
import { parties } from '../../parties/tables.ts'
import { bankAccounts } from '../../payments/tables.ts'

/** Who collects, and how: without a row a company collects nothing. */
export const debitSettings = pgTable(
  'debit_settings',
  {
    companyId: uuid().primaryKey(),
    creditorId: text().notNull(), // ICS, `FR72ZZZ123456`
    creditorName: text().notNull(), // as the bank knows it, at most 70 characters
    bankAccountId: uuid().notNull(), // where the money comes in
    fileVersion: text({ enum: ['08', '02'] })
      .notNull()
      .default('08'), // pain.008.001.08, or .02 for a bank that still wants it
    noticeDays: integer().notNull().default(14), // between the notice and the collection, unless a mandate says otherwise. Source: L-15
    leadDays: integer().notNull().default(2), // bank days between the file and the collection
    mandatePattern: text().notNull().default('M{n:6}'), // of the references given to new mandates
    retries: integer().notNull().default(1), // an unpaid debit is tried again so many times
    retryDays: integer().notNull().default(10), // and so many days after its return
    stopAfter: integer(), // unpaid debits in a row after which the service stops; null: never
    maxChargeCents: bigint({ mode: 'number' }).notNull().default(5000), // what a bank takes for one return, at most; more waits for a person
    automatic: boolean().notNull().default(false), // notices leave and batches are proposed by themselves
    ...stamps,
  },
  table => [
    companyPolicy(),
    belongsTo('debit_settings_bank_account', table, table.bankAccountId, () => bankAccounts),
    check('debit_settings_version_known', sql`file_version in ('08', '02')`),
    check(
      'debit_settings_bounds',
      sql`notice_days between 0 and 60 and lead_days between 1 and 10 and retries between 0 and 5
        and retry_days between 1 and 60 and stop_after between 1 and 12 and max_charge_cents between 0 and 100000`,
    ),
    check('debit_settings_named', sql`creditor_id <> '' and creditor_name <> '' and mandate_pattern <> ''`),
  ],
)

/**
 * A debtor's leave to collect from an account, until it is revoked or was not used for 36 months. The account number is
 * encrypted; what is shown is its country and its last four characters. Source: L-14.
 */
export const mandates = businessTable(
  'mandates',
  {
    reference: text().notNull(), // RUM, 1 to 35 characters
    customerId: uuid().notNull(),
    scheme: text({ enum: ['core', 'b2b'] })
      .notNull()
      .default('core'),
    frequency: text({ enum: ['recurrent', 'one-off'] })
      .notNull()
      .default('recurrent'),
    debtorName: text().notNull(), // who holds the account
    lines: text().notNull().default(''), // of the address, at most four
    postcode: text().notNull().default(''),
    town: text().notNull().default(''),
    country: char({ length: 2 }).notNull().default('FR'),
    sealedIban: text().notNull(),
    ibanEnd: char({ length: 4 }).notNull(),
    ibanCountry: char({ length: 2 }).notNull(),
    bic: text().notNull().default(''),
    noticeDays: integer(), // agreed with the debtor; null: the company's
    signedOn: day(), // null: sent, not signed yet
    signedTown: text().notNull().default(''),
    revokedOn: day(), // null: it is not
    revokedReason: text().notNull().default(''),
    usedOn: day(), // the day of the last collection, here or where it came from: 36 months run from it; null: never
    language: text({ enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    source: text().notNull().default('hand'), // `import:…` when brought from elsewhere
    ...stamps,
  },
  table => [
    belongsTo('mandates_customer', table, table.customerId, () => parties),
    unique('mandates_reference_unique').on(table.companyId, table.reference),
    index('mandates_customer_id').on(table.companyId, table.customerId, table.id),
    index('mandates_lapsing').on(table.companyId, table.usedOn, table.id).where(sql`revoked_on is null`),
    deletedOnlyWhere(sql`signed_on is null or source like 'import:%'`), // a signed one is kept and produced
    check('mandates_scheme_known', sql`scheme in ('core', 'b2b') and frequency in ('recurrent', 'one-off')`),
    check(
      'mandates_reference_form',
      sql`reference ~ '^[A-Za-z0-9+?/:().,''-]([A-Za-z0-9+?/:().,'' -]{0,33}[A-Za-z0-9+?/:().,''-])?$'`,
    ),
    check('mandates_notice', sql`notice_days between 0 and 60 and language in ('fr', 'en')`),
    check('mandates_named', sql`debtor_name <> '' and sealed_iban <> ''`),
    check('mandates_revoked_has_reason', sql`revoked_on is null or revoked_reason <> ''`),
  ],
)

/** What proves that a mandate was signed: the scan of the paper, or what the signing service wrote. */
export const mandateProofs = businessTable(
  'mandate_proofs',
  {
    mandateId: uuid().notNull(),
    kind: text({ enum: ['scan', 'electronic', 'other'] }).notNull(),
    name: text().notNull(), // of the file
    mediaType: text().notNull(),
    sha256: text().notNull(),
    content: bytes().notNull(), // at most 5 MB
    createdAt: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  table => [
    deletedOnlyWhere(sql`false`),
    changedOnlyWhere(sql`false`),
    belongsTo('mandate_proofs_mandate', table, table.mandateId, () => mandates),
    unique('mandate_proofs_once').on(table.companyId, table.mandateId, table.sha256),
    check('mandate_proofs_kind_known', sql`kind in ('scan', 'electronic', 'other')`),
    check('mandate_proofs_small', sql`octet_length(content) between 1 and 5242880`),
  ],
)

/** A mandate went on with another account or reference: what was before is told to the bank with the next collection. */
export const mandateAmendments = businessTable(
  'mandate_amendments',
  {
    mandateId: uuid().notNull(),
    amendedOn: day().notNull(),
    reason: text().notNull().default(''),
    oldReference: text(), // null: unchanged
    oldSealedIban: text(), // null: unchanged
    oldIbanEnd: char({ length: 4 }),
    sameBank: boolean().notNull().default(false), // the account changed within a bank; else the bank is told `SMNDA`
    oldCreditorId: text(), // null: unchanged
    oldCreditorName: text(),
    toldOn: day(), // the day of the collection that told the bank; null: not yet
    ...stamps,
  },
  table => [
    belongsTo('mandate_amendments_mandate', table, table.mandateId, () => mandates),
    index('mandate_amendments_mandate_id').on(table.companyId, table.mandateId, table.id),
    check(
      'mandate_amendments_said',
      sql`num_nonnulls(old_reference, old_sealed_iban, old_creditor_id, old_creditor_name) > 0`,
    ),
  ],
)

export const mandatesConstraints = {
  debit_settings_bank_account: { code: 'payments.unknownBankAccount', field: 'bankAccountId' },
  mandates_customer: { code: 'debits.unknownCustomer', field: 'customerId' },
  mandates_reference_unique: { code: 'debits.referenceTaken', field: 'reference' },
  mandates_reference_form: { code: 'debits.referenceForm', field: 'reference' },
  mandate_proofs_once: { code: 'debits.proofTaken', field: 'content' },
}
