import { z } from 'zod'
import { isoDay } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { archiveName, archiveRange, type Papers, writeArchive } from './formats/archive.ts'

const archive = z.object({
  from: isoDay,
  to: isoDay,
  papers: z.enum(['none', 'pdf']).default('none').describe('pdf: with the PDF of each document'),
})

/** The sealed journal of some days, to keep elsewhere. Source: L-1, L-18. */
export const archiveDownload = (papers: Papers): Download<typeof archive> => ({
  path: '/journal-archive',
  right: 'journal.write',
  summary: 'The sealed journal of some days as a tar archive that is checked without Facteur',
  input: archive,
  file: async (ctx, asked) => {
    await archiveRange(ctx, asked) // refused before the first byte
    return {
      name: archiveName(ctx.company, asked),
      contentType: 'application/x-tar',
      write: async out => {
        await writeArchive(ctx, asked, out, asked.papers === 'pdf' ? papers : undefined)
        out.end()
      },
    }
  },
})
