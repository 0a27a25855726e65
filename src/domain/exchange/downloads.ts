import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { id } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { sentCatalogues } from './tables.ts'

const one = z.object({ id })

/** A catalogue with its signature, to be handed to a partner. Source: INT-9. */
export const sentCatalogueDownload: Download<typeof one> = {
  path: '/sent-catalogues/:id/file',
  right: 'exchange.read',
  summary: 'A catalogue with its signature, as a ZIP to hand to partners',
  input: one,
  file: async ({ db, company }, { id: catalogueId }) => {
    const [found] = await db
      .select({ edition: sentCatalogues.edition, archive: sentCatalogues.archive })
      .from(sentCatalogues)
      .where(and(eq(sentCatalogues.companyId, company.id), eq(sentCatalogues.id, catalogueId)))
    const { edition, archive } = found ?? refuse('NOT_FOUND', { status: 404 })
    return {
      name: `facteur-catalogue-${edition}.zip`,
      contentType: 'application/zip',
      write: async out => {
        out.end(archive)
      },
    }
  },
}
