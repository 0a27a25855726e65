import { z } from 'zod'
import { id } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { type FORMATS, fileName, writeMailingFile } from './formats.ts'
import { runCard } from './queries/runs.ts'

const input = z.object({ id, format: z.enum(['csv', 'txt'] satisfies (keyof typeof FORMATS)[]).default('csv') })

/** The mailing file of a run, made again with the same bytes. Source: ABO-54, ABO-69. */
export const mailingFileDownload: Download<typeof input> = {
  path: '/dispatch-runs/:id/file',
  right: 'dispatch.read',
  summary: 'The mailing file of a run: always the same bytes',
  input,
  file: async (ctx, { id: runId, format }, client) => {
    const { number, issueNumber } = (await runCard(ctx, runId)) ?? refuse('NOT_FOUND', { status: 404 })
    return {
      name: fileName(number, issueNumber, format),
      contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'text/plain; charset=utf-8',
      write: out => writeMailingFile(ctx, client, runId, format, out),
    }
  },
}
