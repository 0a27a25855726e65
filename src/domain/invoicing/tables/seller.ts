import { sql } from 'drizzle-orm'
import { bigint, boolean, char, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import {
  businessTable,
  changedOnlyWhere,
  companyPolicy,
  day,
  deletedOnlyWhere,
  instant,
} from '../../../platform/db/columns.ts'
import type { DocumentKind, MonthEnd } from '../rules/document.ts'

/** The company as its papers name it: a change is a new version, and documents keep the one they were issued with. */
export const sellerVersions = businessTable(
  'seller_versions',
  {
    legalName: text().notNull(),
    legalForm: text().notNull().default(''), // `SARL`, `SAS`, `association loi 1901`
    capitalCents: bigint({ mode: 'number' }), // null: none to name
    siren: text().notNull().default(''),
    nic: text().notNull().default(''), // five digits that make a SIRET of the SIREN
    register: text().notNull().default(''), // `RCS Paris`, `RM Lyon`
    vatNumber: text().notNull().default(''),
    vatScheme: text({ enum: ['normal', 'franchise'] })
      .notNull()
      .default('normal'), // franchise: CGI art. 293 B
    vatOnDebits: boolean().notNull().default(false), // `option pour le paiement de la taxe d'après les débits`
    ossSince: day(), // registered at the one-stop shop of the Union since; null: it is not
    lines: text().notNull().default(''), // of the address, at most four
    postcode: text().notNull().default(''),
    town: text().notNull().default(''),
    country: char({ length: 2 }).notNull().default('FR'),
    phone: text().notNull().default(''),
    email: text().notNull().default(''),
    website: text().notNull().default(''),
    iban: text().notNull().default(''),
    bic: text().notNull().default(''),
    electronicAddress: text().notNull().default(''), // scheme 0225
    logo: text().notNull().default(''), // a small picture as a `data:` address
    colour: text().notNull().default('#1f4e79'), // of titles and rules on the paper
    latePenalty: text().notNull().default(''), // the rate, in words; empty: three times the legal interest rate
    earlyDiscount: text().notNull().default(''), // in words; empty: none given
    footer: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  table => [
    deletedOnlyWhere(sql`false`),
    changedOnlyWhere(sql`false`),
    index('seller_versions_created').on(table.companyId, table.createdAt),
    check('seller_versions_named', sql`legal_name <> ''`),
    check('seller_versions_siren_form', sql`siren ~ '^([0-9]{9})?$' and nic ~ '^([0-9]{5})?$'`),
    check('seller_versions_scheme_known', sql`vat_scheme in ('normal', 'franchise')`),
    check('seller_versions_colour_form', sql`colour ~ '^#[0-9a-f]{6}$'`),
    check('seller_versions_logo_small', sql`logo = '' or (logo like 'data:image/%' and octet_length(logo) <= 200000)`),
  ],
)

/** What a company decides about its documents. */
export const invoicingSettings = pgTable(
  'invoicing_settings',
  {
    companyId: uuid().primaryKey(),
    fiscalYearStart: integer().notNull().default(1), // the month it begins with
    invoicePattern: text().notNull().default('FA-{yyyy}-{n:6}'),
    creditNotePattern: text().notNull().default('AV-{yyyy}-{n:6}'),
    depositPattern: text().notNull().default('AC-{yyyy}-{n:6}'),
    paymentDays: integer().notNull().default(30),
    paymentMonthEnd: text().$type<MonthEnd>().notNull().default('none'),
  },
  () => [
    companyPolicy(),
    check('invoicing_settings_month', sql`fiscal_year_start between 1 and 12 and payment_days between 0 and 365`),
    check('invoicing_settings_month_end_known', sql`payment_month_end in ('none', 'after-days', 'before-days')`),
  ],
)

/** The next number of a kind of document in a fiscal year; taken under a lock on its row, in the order of the days. */
export const invoiceSeries = pgTable(
  'invoice_series',
  {
    companyId: uuid().notNull(),
    kind: text().$type<DocumentKind>().notNull(),
    year: integer().notNull(), // the year the fiscal year ends in
    next: integer().notNull().default(1),
    lastOn: day(), // the day of the last one: no later number bears an earlier day. null: none yet
  },
  table => [
    primaryKey({ name: 'invoice_series_pkey', columns: [table.companyId, table.kind, table.year] }),
    companyPolicy(),
    check('invoice_series_next', sql`next > 0`),
  ],
)
