import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, bytes, day, instant, stamps } from '../../../platform/db/columns.ts'
import { products } from '../../catalog/tables.ts'
import { messages } from '../../messaging/tables.ts'
import type {
  CataloguePart,
  CatalogueProduct,
  FieldChange,
  PartnerCatalogueState,
  Verdict,
  VerdictCounts,
} from '../rules/catalogue.ts'
import { partners } from '../tables.ts'

/** What this company sells as it was written down for its partners, once for each of its editions. Source: D8, INT-8, INT-9. */
export const sentCatalogues = businessTable(
  'sent_catalogues',
  {
    edition: integer().notNull(), // from 1: of two catalogues the later one has more
    asOf: day().notNull(),
    families: text().array().notNull().default(sql`'{}'`), // chosen ones; none: every product
    productCount: integer().notNull(),
    sha256: text().notNull(), // of the bytes that were signed
    archive: bytes().notNull(), // the catalogue and its signature, as a ZIP
    ...stamps,
  },
  table => [
    unique('sent_catalogues_edition_unique').on(table.companyId, table.edition),
    check('sent_catalogues_edition', sql`edition > 0 and product_count >= 0`),
  ],
)

/** Whom a catalogue was mailed to. */
export const sentCatalogueMails = businessTable(
  'sent_catalogue_mails',
  { catalogueId: uuid().notNull(), partnerId: uuid().notNull(), messageId: uuid().notNull() },
  table => [
    belongsTo('sent_catalogue_mails_catalogue', table, table.catalogueId, () => sentCatalogues),
    belongsTo('sent_catalogue_mails_partner', table, table.partnerId, () => partners),
    belongsTo('sent_catalogue_mails_message', table, table.messageId, () => messages),
    unique('sent_catalogue_mails_once').on(table.companyId, table.catalogueId, table.partnerId),
    index('sent_catalogue_mails_partner_id').on(table.companyId, table.partnerId),
    index('sent_catalogue_mails_message_id').on(table.companyId, table.messageId),
  ],
)

/** The catalogue of a partner: a proposal, until somebody applies parts of it. */
export const partnerCatalogues = businessTable(
  'partner_catalogues',
  {
    partnerId: uuid().notNull(),
    edition: integer().notNull(), // as its signature says
    asOf: day().notNull(),
    families: text().array().notNull().default(sql`'{}'`), // chosen ones; none: every product
    productCount: integer().notNull(),
    sha256: text().notNull(), // of its bytes
    state: text().$type<PartnerCatalogueState>().notNull().default('proposed'),
    comparedAt: instant(), // with the products here; null: not yet
    comparison: text().notNull().default(''), // what told then how it differs, as a hash
    counts: jsonb().$type<VerdictCounts>().notNull().default({}),
    appliedAt: instant(), // the last time; null: never
    appliedParts: text().array().$type<CataloguePart[]>().notNull().default(sql`'{}'`),
    ...stamps,
  },
  table => [
    belongsTo('partner_catalogues_partner', table, table.partnerId, () => partners),
    unique('partner_catalogues_edition_unique').on(table.companyId, table.partnerId, table.edition),
    index('partner_catalogues_taken').on(table.companyId, table.createdAt, table.id),
    check(
      'partner_catalogues_state_known',
      sql`state in ('proposed', 'applied', 'left') and (state <> 'applied' or applied_at is not null) and edition > 0`,
    ),
  ],
)

/** A product of such a catalogue, or one that only stands here, and what applying would change of it. */
export const partnerCatalogueLines = businessTable(
  'partner_catalogue_lines',
  {
    catalogueId: uuid().notNull(),
    position: integer().notNull(), // in the order of codes, from 1; those that only stand here follow
    code: text().notNull(), // as the partner says it
    label: text().notNull(),
    said: jsonb().$type<CatalogueProduct>(), // null: it is not in the catalogue
    productId: uuid(), // what it is here; null: nothing yet
    verdict: text().$type<Verdict>().notNull(),
    reason: text().notNull().default(''), // code of why it cannot be applied
    values: jsonb().$type<Record<string, string>>().notNull().default({}),
    changes: jsonb().$type<FieldChange[]>().notNull().default([]),
  },
  table => [
    belongsTo('partner_catalogue_lines_catalogue', table, table.catalogueId, () => partnerCatalogues),
    belongsTo('partner_catalogue_lines_product', table, table.productId, () => products),
    unique('partner_catalogue_lines_position_unique').on(table.companyId, table.catalogueId, table.position),
    index('partner_catalogue_lines_verdict').on(table.companyId, table.catalogueId, table.verdict, table.position),
    index('partner_catalogue_lines_product_id').on(table.companyId, table.productId).where(sql`product_id is not null`),
    check(
      'partner_catalogue_lines_verdict_known',
      sql`verdict in ('new', 'changed', 'same', 'only-here', 'conflict') and (verdict = 'conflict') = (reason <> '')
        and (verdict = 'only-here') = (said is null)`,
    ),
  ],
)
