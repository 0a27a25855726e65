import { textKey } from '../../../values/text-key.ts'

/** What a column of a mailing file may hold. A mail address only when somebody asks for it (law L-19). */
export const SOURCES = [
  'number',
  'contactNumber',
  'purchaseNumber',
  'runNumber',
  'honorific',
  'firstName',
  'lastName',
  'fullName',
  'legalName',
  'line1',
  'line2',
  'line3',
  'postcode',
  'town',
  'country',
  'countryName',
  'department',
  'postal1',
  'postal2',
  'postal3',
  'postal4',
  'postal5',
  'postal6',
  'postal7',
  'copies',
  'issueNumber',
  'lastIssueNumber',
  'lastIssueMark',
  'insertCode',
  'nature',
  'giftMark',
  'weightGrams',
  'email',
  'blank',
] as const
export type Source = (typeof SOURCES)[number]

export const FILE_FORMATS = ['csv', 'txt', 'xlsx', 'fixed'] as const
export const SEPARATORS = ['semicolon', 'comma', 'tab', 'pipe'] as const
export const QUOTINGS = ['needed', 'always', 'never'] as const
export const FILE_ENCODINGS = ['utf-8-bom', 'utf-8', 'windows-1252', 'iso-8859-15'] as const
export const LINE_ENDS = ['crlf', 'lf'] as const
export const COPY_MODES = ['column', 'lines'] as const
export const SORTS = ['number', 'place', 'name'] as const
export const SPLITS = ['none', 'destination', 'country', 'last-issue', 'parcel'] as const

/** `width`: characters of a field of fixed width; null in other formats. */
export type Column = { source: Source; heading: string; width: number | null }

export type Layout = {
  format: (typeof FILE_FORMATS)[number]
  columns: Column[]
  separator: (typeof SEPARATORS)[number]
  quoting: (typeof QUOTINGS)[number]
  encoding: (typeof FILE_ENCODINGS)[number]
  lineEnd: (typeof LINE_ENDS)[number]
  header: boolean
  copies: (typeof COPY_MODES)[number] // one line an envelope with how many, or one line a copy
  capitals: boolean
  sort: (typeof SORTS)[number]
  split: (typeof SPLITS)[number]
  fileName: string // `{title}`, `{issue}`, `{run}`, `{day}` and `{part}` stand for what they say
}

/** Characters of a postal line when a width is asked and none given. */
const POSTAL_WIDTH = 38
const OTHER_WIDTH = 12

export const usualWidth = (source: Source) => (source.startsWith('postal') ? POSTAL_WIDTH : OTHER_WIDTH)

/** The highest postal line that a layout prints; 0 when it prints none. */
export const lastPostalLine = ({ columns }: Pick<Layout, 'columns'>) =>
  Math.max(0, ...columns.map(({ source }) => Number(/^postal(\d)$/.exec(source)?.[1] ?? 0)))

/** The file of a title's run under its pattern, with letters that any computer takes. */
export function fileNameOf(
  { fileName, format }: Pick<Layout, 'fileName' | 'format'>,
  values: Record<'title' | 'issue' | 'run' | 'day' | 'part', string>,
): string {
  const filled = fileName.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name as keyof typeof values] ?? '')
  const named = values.part !== '' && !fileName.includes('{part}') ? `${filled}-${values.part}` : filled
  const plain = textKey(named).toLowerCase().replaceAll(' ', '-')
  return `${plain === '' ? `expedition-${values.run}` : plain}.${format === 'fixed' ? 'txt' : format}`
}

const headed = (...columns: [Source, string][]): Column[] =>
  columns.map(([source, heading]) => ({ source, heading, width: null }))

/** What a new profile begins as: what an envelope needs, and no more. */
export const USUAL_LAYOUT: Layout = {
  format: 'csv',
  columns: headed(
    ['number', 'Envoi'],
    ['postal1', 'Ligne 1'],
    ['postal2', 'Ligne 2'],
    ['postal3', 'Ligne 3'],
    ['postal4', 'Ligne 4'],
    ['postal5', 'Ligne 5'],
    ['postal6', 'Ligne 6'],
    ['postal7', 'Ligne 7'],
    ['copies', 'Nb ex.'],
    ['lastIssueNumber', 'Dernier n°'],
  ),
  separator: 'semicolon',
  quoting: 'needed',
  encoding: 'utf-8-bom',
  lineEnd: 'crlf',
  header: true,
  copies: 'column',
  capitals: true,
  sort: 'place',
  split: 'none',
  fileName: '{title}-{issue}-{run}-{part}',
}
