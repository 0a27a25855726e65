import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { Catalogue } from '../rules/catalogue.ts'
import { partnerCatalogues } from '../tables.ts'
import { compare, keepComparison, type PartnerCatalogue, productsSaid } from './compare-catalogue.ts'
import type { Partner } from './partners.ts'

/** What became of a catalogue that a partner signed. */
export type TakenCatalogue =
  | { state: 'taken' | 'repeated'; catalogueId: string }
  | { state: 'refused'; reason: string; values: Record<string, string> }

type Given = { catalogue: Catalogue; edition: number; sha256: string }

/** Keeps the catalogue of a partner as a proposal, once an edition, compared with the products here; nothing of them changes. Source: D8. */
export async function takeCatalogue(ctx: Ctx, partner: Partner, given: Given): Promise<TakenCatalogue> {
  const { asOf, families, products, site } = given.catalogue
  if (site !== partner.siteId) return { state: 'refused', reason: 'exchange.catalogueOfAnother', values: {} }
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue ${ctx.company.id} ${partner.id}`}, 0))`,
  )
  const [known] = await ctx.db
    .select({ id: partnerCatalogues.id })
    .from(partnerCatalogues)
    .where(and(ofPartner(ctx, partner.id), eq(partnerCatalogues.edition, given.edition)))
  if (known) return { state: 'repeated', catalogueId: known.id }
  const later = await laterApplied(ctx, partner.id, given.edition)
  if (later) return { state: 'refused', reason: 'exchange.catalogueOlder', values: { asOf, later } }
  const { edition, sha256 } = given
  const row = { partnerId: partner.id, edition, asOf, families, productCount: products.length, sha256 }
  const catalogueId = await createRecord(ctx, partnerCatalogues, row)
  await keepComparison(ctx, catalogueId, await compare(ctx, row, products))
  return { state: 'taken', catalogueId }
}

const ofPartner = ({ company }: Ctx, partnerId: string) =>
  and(eq(partnerCatalogues.companyId, company.id), eq(partnerCatalogues.partnerId, partnerId))

/** The day of a later catalogue of the same partner that was applied, if one was. */
export async function laterApplied(ctx: Ctx, partnerId: string, edition: number): Promise<string | undefined> {
  const [last] = await ctx.db
    .select({ edition: partnerCatalogues.edition, asOf: partnerCatalogues.asOf })
    .from(partnerCatalogues)
    .where(and(ofPartner(ctx, partnerId), isNotNull(partnerCatalogues.appliedAt)))
    .orderBy(desc(partnerCatalogues.edition))
    .limit(1)
  return last && last.edition > edition ? last.asOf : undefined
}

/** Compares a catalogue anew, after products here changed. */
export async function compareAgain(ctx: Ctx, id: string): Promise<void> {
  const catalogue = await lockedRecord(ctx, partnerCatalogues, id)
  await keepComparison(ctx, id, await compare(ctx, catalogue, await productsSaid(ctx, id)))
}

/** The catalogue, locked, or a refusal when a later one of the same partner was applied. */
export async function applicable(ctx: Ctx, id: string): Promise<PartnerCatalogue> {
  const catalogue = await lockedRecord(ctx, partnerCatalogues, id)
  const { partnerId, edition, asOf } = catalogue
  const later = await laterApplied(ctx, partnerId, edition)
  if (later) refuse('exchange.catalogueOlder', { values: { asOf, later } })
  return catalogue
}
