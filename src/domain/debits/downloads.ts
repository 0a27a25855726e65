import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { id, isoDay } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { LETTERS_AT_ONCE } from '../../platform/print/limits.ts'
import { pdfFile } from '../../platform/print/pdf-file.ts'
import { writtenLettersPdf } from '../parties/actions/letters.ts'
import { writeDebitFile } from './actions/debit-file.ts'
import { paperOf } from './actions/mandate-paper.ts'
import { mandatePaperWords } from './labels/printouts.ts'
import { mandatePaperPdf } from './printouts/mandate-paper.ts'
import { batchById } from './queries/batches.ts'
import { mandateById } from './queries/mandates.ts'
import { noticeLetters } from './queries/telling.ts'

const one = z.object({ id })

/** The file of a batch for the bank, the same bytes each time. Source: L-16. */
export const debitFileDownload: Download<typeof one> = {
  path: '/debit-batches/:id/file',
  right: 'debits.write',
  summary: 'The file of a batch that was handed over, for the bank: always the same bytes',
  input: one,
  file: async (ctx, { id: batchId }) => {
    const { handedOverAt, messageReference } = await batchById(ctx, batchId)
    if (!handedOverAt) refuse('debits.notHandedOver')
    return {
      name: `${messageReference}.xml`,
      contentType: 'application/xml; charset=utf-8',
      write: async out => {
        await writeDebitFile(ctx, batchId, out)
        out.end()
      },
    }
  },
}

/** What proves a signature, as it was given. Source: L-14. */
export const mandateProofDownload: Download<typeof one> = {
  path: '/mandate-proofs/:id/file',
  right: 'debits.read',
  summary: 'A proof of the signature of a mandate',
  input: one,
  file: async ({ db, company }, { id: proofId }) => {
    const { rows } = await db.execute<{ name: string; mediaType: string; content: Buffer }>(sql`
      select name, media_type as "mediaType", content from mandate_proofs where company_id = ${company.id} and id = ${proofId}`)
    const proof = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
    return {
      name: proof.name.replace(/[^\w .-]/g, '_'),
      contentType: ['application/pdf', 'image/png', 'image/jpeg'].includes(proof.mediaType)
        ? proof.mediaType
        : 'application/octet-stream',
      write: async out => void out.end(proof.content),
    }
  },
}

const paper = z.object({ id, language: z.enum(['fr', 'en']).optional().describe('that of the mandate when left out') })

/** A mandate to print and sign. It bears the whole account number: the journal keeps who took it. Source: L-14. */
export const mandatePaperDownload: Download<typeof paper> = {
  path: '/mandates/:id/paper',
  right: 'debits.write',
  summary: 'A mandate as a PDF to sign, with its whole account number, which the journal tells',
  input: paper,
  file: async (ctx, { id: mandateId, language }) => {
    const mandate = await mandateById(ctx, mandateId)
    const spoken = language ?? mandate.language
    const pdf = await mandatePaperPdf(await paperOf(ctx, mandate, spoken), spoken)
    return pdfFile(`${mandatePaperWords[spoken].file}-${mandate.reference.replace(/[^\w.-]/g, '_')}.pdf`, pdf)
  },
}

const letters = z.object({
  noticedOn: isoDay,
  part: z.coerce.number().int().min(1).max(10_000).default(1).describe('of many letters printed in parts'),
})

/** The letters by which debtors are told, ready to print; what was paid since is left out. Source: L-15. */
export const noticeLettersDownload: Download<typeof letters> = {
  path: '/debit-notices/letters',
  right: 'debits.read',
  summary: 'The letters by which debtors were told on a day, in one file',
  input: letters,
  file: async (ctx, { noticedOn, part }) => {
    const all = await noticeLetters(ctx, noticedOn)
    const these = all.slice((part - 1) * LETTERS_AT_ONCE, part * LETTERS_AT_ONCE)
    if (these.length === 0) refuse('payments.nothingToPrint')
    return pdfFile(`preavis-${noticedOn}${part > 1 ? `-${part}` : ''}.pdf`, await writtenLettersPdf(ctx, these))
  },
}
