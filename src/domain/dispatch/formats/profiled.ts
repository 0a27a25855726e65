import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Fingerprint } from '../../../platform/files/copy-out.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { type FileOf, fileRows } from '../queries/file-rows.ts'
import type { FrozenLayout, Loss } from '../rules/file-facts.ts'
import { cellsOf } from './cells.ts'
import type { FileRow } from './file-row.ts'
import { Losses } from './losses.ts'
import { spreadsheet } from './spreadsheet.ts'
import { textFile } from './text-lines.ts'

export type FileMade = { sha256: string; byteCount: number; lineCount: number; copyCount: number; losses: Loss[] }

/** Streams the file of a layout to `out`, and tells what it was. */
export async function writeProfiled(
  ctx: Ctx,
  frozen: FrozenLayout,
  of: Omit<FileOf, 'layout' | 'parcelFrom'>,
  out: Writable,
): Promise<FileMade> {
  const counted = { lineCount: 0, copyCount: 0 }
  const losses = new Losses()
  const rows = fileRows(ctx, { ...of, layout: frozen.layout, parcelFrom: frozen.facts.parcelFrom })
  const fingerprint = new Fingerprint()
  await pipeline(Readable.from(bytesOf(frozen, rows, losses, counted)), fingerprint, out, { end: false })
  const { sha256, byteCount } = fingerprint
  return { sha256, byteCount, ...counted, losses: losses.all }
}

/** The bytes of a file from its rows: what a preview shows, and a file is. */
export function bytesOf(
  frozen: FrozenLayout,
  batches: AsyncIterable<FileRow[]> | Iterable<FileRow[]>,
  losses: Losses,
  counted = { lineCount: 0, copyCount: 0 },
): AsyncGenerator<Buffer> {
  const { layout } = frozen
  const lines = linesOf(frozen, batches, losses, counted)
  return layout.format === 'xlsx'
    ? spreadsheet(layout.header ? layout.columns.map(({ heading }) => heading) : null, lines)
    : textFile(layout, lines, losses)
}

async function* linesOf(
  frozen: FrozenLayout,
  batches: AsyncIterable<FileRow[]> | Iterable<FileRow[]>,
  losses: Losses,
  counted: { lineCount: number; copyCount: number },
): AsyncGenerator<string[][]> {
  const cells = cellsOf(frozen, losses)
  const perCopy = frozen.layout.copies === 'lines'
  for await (const rows of batches) {
    const lines = perCopy
      ? rows.flatMap(row => Array<string[]>(row.copies).fill(cells({ ...row, copies: 1 })))
      : rows.map(cells)
    counted.lineCount += lines.length
    counted.copyCount += rows.reduce((sum, { copies }) => sum + copies, 0)
    yield lines
  }
}
