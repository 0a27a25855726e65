import { apiOf } from '../../../platform/web/api.ts'
import {
  partnerCatalogueLinesContract,
  partnerCataloguesContract,
  sentCataloguesContract,
} from '../contract/catalogues.ts'

export const sentCatalogues = apiOf('sentCatalogues', sentCataloguesContract)
export const partnerCatalogues = apiOf('partnerCatalogues', partnerCataloguesContract)
export const partnerCatalogueLines = apiOf('partnerCatalogueLines', partnerCatalogueLinesContract)

export type SentCatalogue = Awaited<ReturnType<typeof sentCatalogues.list.call>>['rows'][number]
export type PartnerCatalogueRow = Awaited<ReturnType<typeof partnerCatalogues.list.call>>['rows'][number]
export type PartnerCatalogue = Awaited<ReturnType<typeof partnerCatalogues.get.call>>
export type CatalogueLine = Awaited<ReturnType<typeof partnerCatalogueLines.list.call>>['rows'][number]

/** Asked twice by an impatient hand, it is done once. */
export const once = () => ({ context: { idempotencyKey: crypto.randomUUID() } })
