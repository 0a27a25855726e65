import { sql } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { reactions } from '../../../app/reactions.ts'
import { constraints } from '../../../app/texts.ts'
import type { Database } from '../../../platform/db/database.ts'
import { composeAll } from '../../catalog/actions/bundles.ts'
import { createProducts, type ToldProduct } from '../../catalog/actions/many-products.ts'
import { anIssue, aTitle } from '../../catalog/factory.ts'
import { messagingOperations } from '../../messaging/operations.ts'
import { aParty } from '../../parties/factory.ts'
import { aCreditor } from '../../payments/factory.ts'
import { partnerOf } from '../actions/partners.ts'
import {
  partnerCatalogueLinesOperations as lines,
  partnerCataloguesOperations as received,
  sentCataloguesOperations as sent,
} from '../operations/catalogues.ts'
import { CATALOGUE_PARTS, type CataloguePart } from '../rules/catalogue.ts'
import { sentCatalogues } from '../tables.ts'
import { pair } from './pair.ts'

export const TODAY = '2026-06-03'

export const aSite = (database: Database) => aCreditor(database, { reactions, constraints, today: TODAY })
type Site = Awaited<ReturnType<typeof aSite>>

/** A centre and a distributor that trust each other. */
export async function twoSites(database: Database) {
  const [centre, calvi] = [await aSite(database), await aSite(database)]
  const organisation = (of: Site, legalName: string) =>
    of.within(ctx => aParty(ctx, { kind: 'organisation', legalName, isCustomer: true, isSupplier: true }))
  const [calviThere, centreThere] = [await organisation(centre, 'Calvi'), await organisation(calvi, 'Le Centre')]
  for (const of of [centre, calvi])
    await of.call(messagingOperations.mailSettings.update, {
      ...{ host: '127.0.0.1', port: 25, security: 'none', user: null, replyTo: null },
      ...{ fromName: 'Site', fromAddress: 'commandes@site.example' },
    })
  await pair(
    { of: centre, partyId: calviThere, address: 'calvi@example.org' },
    { of: calvi, partyId: centreThere, address: 'centre@example.org' },
  )
  const partnerId = await centre.within(async ctx => (await partnerOf(ctx, calviThere))!.id)
  return { centre, calvi, partnerId }
}

export const pan = (code: string, given: Partial<ToldProduct> = {}): ToldProduct => ({
  ...{ code, label: `Produit ${code}`, kind: 'other', titleId: null, priceBasis: 'net', priceCents: 9000 },
  ...{ vatRateBps: 2000, taxClass: null, family: 'Cuisine', ...given },
})
const bundle = (code: string, given: Partial<ToldProduct> = {}) =>
  pan(code, { kind: 'bundle', vatRateBps: undefined, priceCents: 15_000, ...given })

/** Products of every kind. */
export async function filled(of: Site) {
  return of.within(async ctx => {
    const titleId = await aTitle(ctx, { cppap: '0527 K 94371' })
    const issueId = await anIssue(ctx, titleId)
    const subscription = {
      kind: 'subscription',
      titleId,
      termMonths: 12,
      servedBy: 'date',
      taxClass: 'press',
    } as const
    const ids = await createProducts(ctx, [
      pan('CASS-20', { ean13: '3760300010037', brand: 'Tef' }),
      pan('POELE', { family: 'Feu', priceBasis: 'gross', priceCents: 4990, taxClass: 'reduced' }),
      pan('VIEUX', { archivedOn: '2026-01-31', family: '' }),
      bundle('LOT-1', { family: 'Lots' }),
      pan('ABO-A112', { ...subscription, family: 'Presse', offerCode: 'A1' }),
      pan('NUM-1', { kind: 'single-issue', titleId, issueId, family: 'Presse' }),
    ])
    const components = [{ productId: ids[0]! }, { productId: ids[1]!, weightCents: 3000 }]
    await composeAll(ctx, [{ bundleId: ids[3]!, components, startsOn: ctx.today, before: [] }])
    return ids
  })
}
export const withTitles = (of: Site) =>
  of.within(async ctx => {
    await anIssue(ctx, await aTitle(ctx, { cppap: '0527 K 94371' }))
  })

export async function archiveOf(of: Site, asked: { families?: string[]; partnerIds?: string[] } = {}) {
  const { id } = await of.call(sent.send, asked)
  return of.within(async ctx => {
    const [found] = await ctx.db.select().from(sentCatalogues).where(sql`id = ${id}`)
    return found!.archive
  })
}
export const files = (...contents: Buffer[]) => ({
  files: contents.map((content, at) => ({ name: `f${at}`, content: content.toString('base64') })),
})
export const taken = async (of: Site, archive: Buffer) => of.call(received.take, files(archive))
const all = [...CATALOGUE_PARTS]
export const apply = (of: Site, id: string, parts: CataloguePart[] = all) => of.call(received.apply, { id, parts })
export const linesOf = async (of: Site, catalogueId: string) => {
  const { rows } = await of.call(lines.list, { catalogueId, limit: 200 })
  return Object.fromEntries(rows.map(row => [row.code, row]))
}
export const unzipped = (archive: Buffer) => Object.values(unzipSync(archive)).map(file => Buffer.from(file))
