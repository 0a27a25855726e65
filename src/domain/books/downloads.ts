import { z } from 'zod'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { writeFec } from './formats.ts'
import { fecReport } from './queries/fec.ts'
import { FEC_ENCODINGS } from './rules/fec.ts'

export const fecAsked = z.object({
  year: z.coerce.number().int().min(2000).max(2200).describe('the year the fiscal year ends in'),
  encoding: z.enum(FEC_ENCODINGS).default('utf-8'),
})

/** The FEC of a fiscal year; refused while anything in it would be. Source: L-17. */
export const fecDownload: Download<typeof fecAsked> = {
  path: '/books/fec/file',
  right: 'books.read',
  summary: 'The FEC of a fiscal year: 18 columns between tabs',
  input: fecAsked,
  file: async (ctx, { year, encoding }, client) => {
    const { name, from, faults } = await fecReport(ctx, year)
    const [first] = faults
    if (first)
      refuse('books.fecNotReady', {
        field: 'year',
        values: { year, fault: first.fault, count: first.count, example: first.example },
      })
    return {
      name,
      contentType: `text/plain; charset=${encoding}`,
      write: async out => {
        await writeFec(client, { companyId: ctx.company.id, year, from, encoding }, out)
        out.end()
      },
    }
  },
}
