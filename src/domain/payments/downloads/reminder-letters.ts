import { z } from 'zod'
import { id } from '../../../platform/http/contract.ts'
import type { Download } from '../../../platform/http/download.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { LETTERS_AT_ONCE } from '../../../platform/print/limits.ts'
import { pdfFile } from '../../../platform/print/pdf-file.ts'
import { writtenLettersPdf } from '../../parties/actions/letters.ts'
import { remindingOf } from '../queries/late.ts'
import { lettersOfBatch } from '../queries/reminding.ts'

const asked = z.object({
  batchId: id,
  part: z.coerce.number().int().min(1).max(10_000).default(1).describe('of a wave printed in parts'),
})

/** The letters of a wave of reminders, ready to print, in the order of postcodes; what was paid since is left out. */
export const reminderLettersDownload: Download<typeof asked> = {
  path: '/reminders/letters',
  right: 'payments.read',
  summary: 'The letters of a wave of reminders, in one file',
  input: asked,
  file: async (ctx, { batchId, part }) => {
    const letters = await lettersOfBatch(ctx, await remindingOf(ctx), batchId)
    const these = letters.slice((part - 1) * LETTERS_AT_ONCE, part * LETTERS_AT_ONCE)
    if (these.length === 0) refuse('payments.nothingToPrint')
    return pdfFile(`relances-${ctx.today}.pdf`, await writtenLettersPdf(ctx, these))
  },
}
