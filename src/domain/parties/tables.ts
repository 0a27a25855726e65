import { sql } from 'drizzle-orm'
import {
  boolean,
  char,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, companyPolicy, day, instant, stamps } from '../../platform/db/columns.ts'

/** Compared byte by byte, so that `>= 'MART' and < 'MARU'` is every text that begins with MART. */
const keyText = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })

/** People and organisations: whoever buys, receives, supplies or distributes. */
export const parties = businessTable(
  'parties',
  {
    number: integer().notNull(),
    kind: text({ enum: ['person', 'organisation'] }).notNull(),
    honorific: text({ enum: ['', 'M.', 'Mme'] })
      .notNull()
      .default(''),
    lastName: text().notNull().default(''),
    firstName: text().notNull().default(''),
    legalName: text().notNull().default(''),
    sortName: keyText().notNull(), // the name in plain capitals, in the order of a directory
    emails: text().array().notNull().default(sql`'{}'`), // the first is the one to write to
    phones: text().array().notNull().default(sql`'{}'`),
    siren: text().notNull().default(''), // nine digits, the last one checks the others; empty: none, or not known
    vatNumber: text().notNull().default(''), // without spaces, the country first; empty: none
    language: text({ enum: ['fr', 'en'] })
      .notNull()
      .default('fr'), // of the papers and mails it gets
    electronicAddress: text().notNull().default(''), // where its platform takes electronic invoices (scheme 0225)
    isCustomer: boolean().notNull().default(false),
    isSupplier: boolean().notNull().default(false),
    isMailingHouse: boolean().notNull().default(false),
    note: text().notNull().default(''),
    privateNote: text().notNull().default(''), // never on a document for the customer
    isAgency: boolean().notNull().default(false), // pays for many and is written to for them
    agencyDiscountBps: integer().notNull().default(0), // of what it pays for its customers
    noMarketingOn: day(), // the day it asked not to be written to but about what it bought; null: it did not
    mergedIntoId: uuid(), // the record kept when this one was found to be the same; null: it is its own
    erasedOn: day(), // who it was is forgotten since then (law L-18); null: it is known
    externalId: text(), // null: not brought in from elsewhere; `shop:48` for customer 48 of a shop
    ...stamps,
  },
  table => [
    unique('parties_number_unique').on(table.companyId, table.number),
    unique('parties_external_id_unique').on(table.companyId, table.externalId),
    belongsTo('parties_merged_into', table, table.mergedIntoId, () => table),
    index('parties_sort_name').on(table.companyId, table.sortName, table.id),
    index('parties_merged_into').on(table.companyId, table.mergedIntoId).where(sql`merged_into_id is not null`),
    // Few among many: without these, their lists would read every customer.
    index('parties_suppliers').on(table.companyId, table.sortName, table.id).where(sql`is_supplier`),
    index('parties_mailing_houses').on(table.companyId, table.sortName, table.id).where(sql`is_mailing_house`),
    index('parties_agencies').on(table.companyId, table.sortName, table.id).where(sql`is_agency`),
    index('parties_organisations').on(table.companyId, table.sortName, table.id).where(sql`kind = 'organisation'`),
    check('parties_kind_known', sql`kind in ('person', 'organisation')`),
    check('parties_honorific_known', sql`honorific in ('', 'M.', 'Mme')`),
    check('parties_named', sql`sort_name <> '' and first_name || last_name || legal_name <> ''`),
    check('parties_siren_form', sql`siren ~ '^([0-9]{9})?$' and vat_number ~ '^([A-Z]{2}[0-9A-Z]{2,13})?$'`),
    check('parties_language_known', sql`language in ('fr', 'en')`),
    check('parties_number_positive', sql`number > 0`),
    check('parties_agency_discount', sql`agency_discount_bps between 0 and 10000`),
  ],
)

/** Where a party is billed and where its copies go; without a shipping address the billing one serves. */
export const addresses = businessTable(
  'addresses',
  {
    partyId: uuid().notNull(),
    purpose: text({ enum: ['billing', 'shipping', 'temporary'] }).notNull(), // temporary: copies go there for a period
    line1: text().notNull().default(''),
    line2: text().notNull().default(''),
    line3: text().notNull().default(''),
    postcode: text().notNull().default(''),
    town: text().notNull().default(''),
    country: char({ length: 2 }).notNull().default('FR'),
    validFrom: day(), // first day a run uses it; null: since always
    validTo: day(), // last day, inclusive; null: the current one
    issuesFrom: day(), // for issues that bear this day or a later one, older ones go to the address before; null: all
    undeliverableOn: day(), // the day mail came back from it; null: none did
    ...stamps,
  },
  table => [
    belongsTo('addresses_party', table, table.partyId, () => parties),
    uniqueIndex('addresses_current_unique')
      .on(table.companyId, table.partyId, table.purpose)
      .where(sql`valid_to is null and issues_from is null`),
    uniqueIndex('addresses_from_issue_unique')
      .on(table.companyId, table.partyId, table.purpose, table.issuesFrom)
      .where(sql`valid_to is null and issues_from is not null`),
    index('addresses_party_id').on(table.companyId, table.partyId),
    // The few that a run must weigh: it joins all others as they are.
    index('addresses_special')
      .on(table.companyId, table.validTo, table.partyId)
      .where(sql`purpose = 'temporary' or valid_to is not null or issues_from is not null`),
    check('addresses_purpose_known', sql`purpose in ('billing', 'shipping', 'temporary')`),
    check('addresses_temporary_ends', sql`purpose <> 'temporary' or (valid_from is not null and valid_to is not null)`),
    check('addresses_period', sql`valid_to >= valid_from`),
  ],
)

/**
 * The words a party is found by, one a row: the word, then all the words of the party from its sort name on. What begins
 * with the letters typed is a range of the primary key, in the order of names; the other words typed are looked for in the
 * same text, so a search reads nothing but this index. A table, since under row-level security an index serves a
 * user's condition only when its operator is leakproof: text ranges are, LIKE, trigrams and tsvector are not.
 */
export const partyWords = pgTable(
  'party_words',
  { companyId: uuid().notNull(), word: keyText().notNull(), partyId: uuid().notNull() },
  table => [
    primaryKey({ name: 'party_words_pkey', columns: [table.companyId, table.word, table.partyId] }),
    companyPolicy(),
    foreignKey({
      name: 'party_words_party',
      columns: [table.companyId, table.partyId],
      foreignColumns: [parties.companyId, parties.id],
    }).onDelete('cascade'),
    index('party_words_party_index').on(table.companyId, table.partyId),
  ],
)

/** Two parties that look like one, and that somebody said are not. Source: CIR-19. */
export const differentParties = businessTable(
  'different_parties',
  {
    firstId: uuid().notNull(), // the smaller of the two ids
    secondId: uuid().notNull(),
    ...stamps,
  },
  table => [
    belongsTo('different_parties_first', table, table.firstId, () => parties),
    belongsTo('different_parties_second', table, table.secondId, () => parties),
    unique('different_parties_pair_unique').on(table.companyId, table.firstId, table.secondId),
    index('different_parties_second_id').on(table.companyId, table.secondId),
    check('different_parties_in_order', sql`first_id < second_id`),
  ],
)

/**
 * Pairs that looked alike when they were last searched, of a company with too many parties to compare at each look. Found
 * again by the next search, so no key checks them: a pair one of whose parties is gone is not shown. Source: CIR-19.
 */
export const alikeParties = businessTable(
  'alike_parties',
  {
    firstId: uuid().notNull(), // the smaller of the two ids
    secondId: uuid().notNull(),
    score: integer().notNull(), // of 100
    reasons: text().array().notNull(),
  },
  table => [
    index('alike_parties_score').on(table.companyId, table.score, table.id),
    check('alike_parties_score_of_100', sql`score between 1 and 100`),
  ],
)

/** A merge, with all that is needed to undo it. Source: CIR-19. */
export const partyMerges = businessTable(
  'party_merges',
  {
    keptId: uuid().notNull(),
    goneId: uuid().notNull(),
    before: jsonb().notNull(), // the kept one and its addresses, as rows
    keptRevision: integer().notNull(), // of the kept one when it was done
    moved: jsonb().notNull(), // the rows that referred to the gone one, by table and column
    undoneAt: instant(), // null: it holds
    undoneBy: text(),
    ...stamps,
  },
  table => [
    belongsTo('party_merges_kept', table, table.keptId, () => parties),
    belongsTo('party_merges_gone', table, table.goneId, () => parties),
    index('party_merges_kept_id').on(table.companyId, table.keptId),
    uniqueIndex('party_merges_gone_once').on(table.companyId, table.goneId).where(sql`undone_at is null`),
  ],
)

/** What stands at the head of the letters and delivery slips of a company. */
export const letterheads = pgTable(
  'letterheads',
  {
    companyId: uuid().primaryKey(),
    lines: text().notNull().default(''), // below the name of the company
    town: text().notNull().default(''), // before the day: `Paris, le …`
  },
  () => [companyPolicy()],
)

/** A letter to many, with fields in braces that each one's own values fill. */
export const letterTemplates = businessTable(
  'letter_templates',
  {
    name: text().notNull(),
    about: text({ enum: ['party', 'subscription'] }).notNull(), // what it is written about: which fields it may hold
    language: text({ enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    subject: text().notNull().default(''),
    body: text().notNull(),
    ...stamps,
  },
  table => [
    unique('letter_templates_name_unique').on(table.companyId, table.name),
    check('letter_templates_about_known', sql`about in ('party', 'subscription')`),
    check('letter_templates_language_known', sql`language in ('fr', 'en')`),
    check('letter_templates_written', sql`name <> '' and body <> ''`),
  ],
)

export const partiesConstraints = {
  parties_number_unique: { code: 'parties.numberTaken', field: 'number' },
  parties_external_id_unique: { code: 'parties.externalIdTaken', field: 'externalId' },
  parties_named: { code: 'parties.nameless', field: 'lastName' },
  addresses_current_unique: { code: 'parties.addressTwice', field: 'addresses' },
  addresses_from_issue_unique: { code: 'parties.addressTwice', field: 'addresses' },
  addresses_temporary_ends: { code: 'parties.temporaryAddressEnds', field: 'addresses' },
  different_parties_first: { code: 'parties.unknownParty' },
  different_parties_second: { code: 'parties.unknownParty' },
  different_parties_pair_unique: { code: 'parties.alreadyDismissed' },
  party_merges_gone_once: { code: 'parties.alreadyMerged' },
  letter_templates_name_unique: { code: 'parties.letterNameTaken', field: 'name' },
  addresses_period: { code: 'parties.addressEndsBeforeItStarts', field: 'addresses' },
}
