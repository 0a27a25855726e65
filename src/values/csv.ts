/** Put at the start of a file so that spreadsheets read the accents. Source: X-28. */
export const UTF8_BOM = '\ufeff'

export type CsvCell = string | number | null | undefined
/** `;` for a CSV opened in French, a tab for a TXT. Source: X-28. */
export type CsvSeparator = ';' | '\t'

/**
 * One record with its CRLF; a cell that holds a separator, a quote or an end of line is quoted, as in RFC 4180. A record
 * of one empty cell is written `""`: readers skip an empty line.
 */
export function csvLine(cells: readonly CsvCell[], { separator = ';' }: { separator?: CsvSeparator } = {}): string {
  const line = cells.map(cell => quoted(String(cell ?? ''), separator)).join(separator)
  return `${line === '' && cells.length === 1 ? '""' : line}\r\n`
}

function quoted(cell: string, separator: CsvSeparator): string {
  const plain = !cell.includes(separator) && !/["\r\n\ufeff]/.test(cell)
  return plain ? cell : `"${cell.replaceAll('"', '""')}"`
}
