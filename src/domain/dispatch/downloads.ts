import { z } from 'zod'
import { id } from '../../platform/http/contract.ts'
import type { Download } from '../../platform/http/download.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { csvLine, UTF8_BOM } from '../../values/csv.ts'
import { mediaTypeOf, nameOf, profiledFile, writeAgain, writeKept } from './actions/mailing-files.ts'
import { manifestLines } from './formats/manifest-lines.ts'
import { type FORMATS, fileName, writeMailingFile } from './formats.ts'
import { runManifest } from './operations/files.ts'
import { fileMade, plainName } from './queries/run-files.ts'
import { runCard } from './queries/runs.ts'

const plain = z.object({ id, format: z.enum(['csv', 'txt'] satisfies (keyof typeof FORMATS)[]).default('csv') })

/** The mailing file of a run, made again with the same bytes. Source: ABO-54, ABO-69. */
export const mailingFileDownload: Download<typeof plain> = {
  path: '/dispatch-runs/:id/file',
  right: 'dispatch.read',
  summary: 'The mailing file of a run: always the same bytes',
  input: plain,
  file: async (ctx, { id: runId, format }, client) => {
    const { number, issueNumber } = (await runCard(ctx, runId)) ?? refuse('NOT_FOUND', { status: 404 })
    return {
      name: fileName(number, issueNumber, format),
      contentType: mediaTypeOf({ format, encoding: 'utf-8-bom' }),
      write: async out => void (await writeMailingFile(ctx, client, runId, format, out)),
    }
  },
}

const profiled = z.object({
  id,
  profile: id,
  part: z.string().max(20).optional(),
  addresses: z.enum(['run', 'today']).default('run'),
})

/** The file of a run as its mailing house wants it; with the addresses of today it is another one each time. Source: X-28. */
export const profiledFileDownload: Download<typeof profiled> = {
  path: '/dispatch-runs/:id/profiled-file',
  right: 'dispatch.read',
  summary: 'The file of a run under a profile: the same bytes each time, or with the addresses of today',
  input: profiled,
  file: async (ctx, { id: runId, profile, part, addresses }) => {
    const file = await profiledFile(ctx, { runId, profileId: profile, part, addressedAs: addresses })
    return {
      name: file.name,
      contentType: mediaTypeOf(file.frozen.layout),
      write: async out => {
        await writeKept(ctx, file, out)
        out.end()
      },
    }
  },
}

const again = z.object({ id })

/** A file made before, from what was kept with it. Source: ABO-69, X-28. */
export const fileAgainDownload: Download<typeof again> = {
  path: '/mailing-files/:id/file',
  right: 'dispatch.read',
  summary: 'A mailing file made before: the same bytes, also after its profile changed',
  input: again,
  file: async (ctx, { id: fileId }) => {
    const file = (await fileMade(ctx, fileId)) ?? refuse('NOT_FOUND', { status: 404 })
    if (file.addressedAs === 'today') refuse('dispatch.addressesOfThatDay')
    const { layout } = file
    return {
      name: 'facts' in layout ? nameOf(layout.layout, layout.facts, file.part) : plainName(file),
      contentType: mediaTypeOf(
        'facts' in layout ? layout.layout : { format: file.format as 'csv' | 'txt', encoding: 'utf-8-bom' },
      ),
      write: out => writeAgain(ctx, file, out),
    }
  },
}

const manifest = z.object({ id, profile: id.optional() })

/** The counts that go with the files of a run. Source: CIR-25. */
export const manifestDownload: Download<typeof manifest> = {
  path: '/dispatch-runs/:id/manifest/export',
  right: 'dispatch.read',
  summary: 'The manifest of a run: counts by part, country, department and weight',
  input: manifest,
  file: async (ctx, { id: runId, profile }) => {
    const { number, issueNumber } = (await runCard(ctx, runId)) ?? refuse('NOT_FOUND', { status: 404 })
    const counts = await runManifest(ctx, { id: runId, profileId: profile })
    return {
      name: fileName(number, issueNumber, 'csv').replace('.csv', '-comptage.csv'),
      contentType: 'text/csv; charset=utf-8',
      write: async out => {
        out.end(
          UTF8_BOM +
            manifestLines(counts, ctx.language)
              .map(cells => csvLine(cells))
              .join(''),
        )
      },
    }
  },
}
