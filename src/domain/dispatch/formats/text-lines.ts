import { encoded, preamble } from '../../../values/encoding.ts'
import { fitted } from '../../../values/fixed-width.ts'
import { type Layout, usualWidth } from '../rules/layout.ts'
import type { Losses } from './losses.ts'

const SEPARATORS: Record<Layout['separator'], string> = { semicolon: ';', comma: ',', tab: '\t', pipe: '|' }
const LINE_ENDS: Record<Layout['lineEnd'], string> = { crlf: '\r\n', lf: '\n' }

type Batches = AsyncIterable<string[][]> | Iterable<string[][]>

/** A file of text: separated, or of fixed width. */
export async function* textFile(layout: Layout, batches: Batches, losses: Losses): AsyncGenerator<Buffer> {
  const line = layout.format === 'fixed' ? fixedLine(layout, losses) : separatedLine(layout, losses)
  const end = LINE_ENDS[layout.lineEnd]
  yield preamble(layout.encoding)
  if (layout.header) yield encoded(layout.encoding, `${line(layout.columns.map(({ heading }) => heading))}${end}`)
  for await (const rows of batches) yield encoded(layout.encoding, rows.map(cells => line(cells) + end).join(''))
}

function fixedLine({ columns }: Layout, losses: Losses): (cells: readonly string[]) => string {
  const widths = columns.map(({ source, width }) => width ?? usualWidth(source))
  return cells =>
    cells
      .map((cell, at) => {
        const width = widths[at]!
        const inside = fitted(cell, width)
        if (cell.length > width && [...cell].length > width) losses.tell('cut', cell, inside)
        return inside
      })
      .join('')
}

function separatedLine({ separator, quoting }: Layout, losses: Losses): (cells: readonly string[]) => string {
  const sign = SEPARATORS[separator]
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const written = (cell: string) => {
    if (quoting === 'always') return quoted(cell)
    const clear = !cell.includes(sign) && (quoting === 'never' || !cell.includes('"'))
    if (clear) return cell
    if (quoting === 'needed') return quoted(cell)
    losses.tell('separator', cell, cell.replaceAll(sign, ' '))
    return cell.replaceAll(sign, ' ')
  }
  return cells => cells.map(written).join(sign)
}
