import { FileFault } from '../../../platform/files/read-zip.ts'
import type { CsvLayout } from '../rules/statement.ts'
import { type ReadStatement, readCamt053 } from './camt053.ts'
import { guessedLayout, readStatementCsv, samplesOf } from './statement-csv.ts'

export type StatementFile =
  | { format: 'camt.053'; statements: ReadStatement[] }
  | { format: 'csv'; statements: ReadStatement[]; layout: CsvLayout; samples: string[][] }

/** Reads a file whatever it is; `layoutFor` may know better than a guess how the columns of a CSV are read. */
export function readStatementFile(
  content: Buffer,
  layoutFor: (guessed: CsvLayout) => CsvLayout = guessed => guessed,
): StatementFile {
  if (content.length === 0) throw new FileFault('emptyFile')
  const beginning = content.subarray(0, 400).toString('latin1')
  if (/^(?:\xef\xbb\xbf)?\s*</.test(beginning)) {
    const encoding = /^[^>]*encoding=["']([\w-]{1,20})["']/.exec(beginning)?.[1] ?? 'utf-8'
    return { format: 'camt.053', statements: readCamt053(decoderFor(encoding).decode(content)) }
  }
  if (/^(?:PK|%PDF|\xd0\xcf)/.test(beginning)) throw new FileFault('notAStatement')
  const layout = layoutFor(guessedLayout(content))
  const read = readStatementCsv(content, layout)
  return { format: 'csv', statements: [{ account: '', ...read }], layout, samples: samplesOf(content, layout) }
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch {
    throw new FileFault('xmlBroken')
  }
}
