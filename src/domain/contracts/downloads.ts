import { z } from 'zod'
import { isoDay } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { LETTERS_AT_ONCE } from '../../platform/print/limits.ts'
import { pdfFile } from '../../platform/print/pdf-file.ts'
import { writtenLettersPdf } from '../parties/actions/letters.ts'
import { lettersOf } from './queries/due-notices.ts'
import { noticeWritten } from './rules/notice-text.ts'

const letters = z.object({
  noticedOn: isoDay,
  part: z.coerce.number().int().min(1).max(10_000).default(1).describe('of many letters printed in parts'),
})

/** The letters by which customers are told of their contracts, ready to print. Source: L-10. */
export const contractLettersDownload: Download<typeof letters> = {
  path: '/contract-notices/letters',
  right: 'contracts.read',
  summary: 'The letters of a day by which customers are told of their contracts, in one file',
  input: letters,
  file: async (ctx, { noticedOn, part }) => {
    const all = await lettersOf(ctx, noticedOn)
    const these = all.slice((part - 1) * LETTERS_AT_ONCE, part * LETTERS_AT_ONCE)
    if (these.length === 0) refuse('payments.nothingToPrint')
    const written = these.map(of => ({ partyId: of.customerId, language: of.language, ...noticeWritten(of) }))
    return pdfFile(`avis-contrats-${noticedOn}${part > 1 ? `-${part}` : ''}.pdf`, await writtenLettersPdf(ctx, written))
  },
}
