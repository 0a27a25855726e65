import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { id } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { invitationText } from './actions/pairing.ts'
import { collectedMails, sentCatalogues } from './tables.ts'

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

const nothing = z.object({})

/** Who we are, to be given to a partner. Source. */
export const invitationDownload: Download<typeof nothing> = {
  path: '/exchange/invitation',
  right: 'exchange.write',
  summary: 'Our invitation as a file, to be given to a partner who then compares the code with us',
  input: nothing,
  file: async ctx => {
    const text = await invitationText(ctx)
    return {
      name: 'facteur-invitation.jws',
      contentType: 'application/jose',
      write: async out => {
        out.end(text)
      },
    }
  },
}

/** The mail of a document that waits, as it came. Source: X-46. */
export const collectedMailDownload: Download<typeof one> = {
  path: '/collected-mails/:id/file',
  right: 'exchange.read',
  summary: 'A mail of which something waits in quarantine, as it came',
  input: one,
  file: async ({ db, company }, { id: mailId }) => {
    const [found] = await db
      .select({ content: collectedMails.content })
      .from(collectedMails)
      .where(and(eq(collectedMails.companyId, company.id), eq(collectedMails.id, mailId)))
    const content = (found ?? refuse('NOT_FOUND', { status: 404 })).content ?? refuse('exchange.mailNotKept')
    return {
      name: 'message.eml',
      contentType: 'message/rfc822',
      write: async out => {
        out.end(content)
      },
    }
  },
}
