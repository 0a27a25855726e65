import { type Day, NO_END } from '../../../values/day.ts'
import { textKey } from '../../../values/text-key.ts'
import { businessFault } from '../../parties/rules/business.ts'
import { readCell } from './cells.ts'
import { fieldsOf, type Kind, type Mapping, REQUIRED } from './kinds.ts'

/** Something to say about a line: the column it concerns, what, and the values of its sentence. */
export type Told = { field?: string; code: string; values?: Record<string, string | number>; refuses?: boolean }

export type Data = { [field: string]: string | number | boolean | null }

export type Checked = { data: Data; told: Told[]; key: string | null }

const refused = (code: string, field?: string, values?: Told['values']): Told => ({
  code,
  refuses: true,
  ...(field ? { field } : {}),
  ...(values ? { values } : {}),
})

/** What a line says, and what forbids bringing it in as far as the line alone can tell. */
export function checkedLine(kind: Kind, mapping: Mapping, cells: readonly string[], today: Day): Checked {
  const data: Data = {}
  const told: Told[] = []
  for (const [field, type] of Object.entries(fieldsOf(kind))) {
    const column = mapping[field]
    if (column === undefined) continue
    const raw = cells[column] ?? ''
    const read = readCell(type, raw, today)
    if ('value' in read) data[field] = read.value
    else told.push(refused(read.fault, field, { cell: shortened(raw) }))
  }
  for (const group of REQUIRED[kind])
    if (group.every(field => data[field] === undefined || data[field] === null))
      if (!group.some(field => told.some(one => one.field === field))) told.push(refused('missing', group[0]))
  if (kind === 'purchases' && goesOn(data)) data.expiresOn = NO_END
  told.push(...wholeFaults(kind, data))
  return { data, told, key: keyOf(kind, data) }
}

/** Served for nothing without end or months, and to be reviewed: until then, and on. Source: CIR-9. */
const goesOn = ({ nature, reviewOn, expiresOn, termMonths }: Data) =>
  FREE.has(String(nature)) && Boolean(reviewOn) && !expiresOn && !termMonths

const shortened = (raw: string) => (raw.length > 40 ? `${raw.slice(0, 39)}…` : raw).replaceAll('\0', '\u2400')

/** What no cell alone can tell. */
function wholeFaults(kind: Kind, data: Data): Told[] {
  const faults: Told[] = []
  const text = (field: string) => (typeof data[field] === 'string' ? (data[field] as string) : '')
  if (text('startsOn') && text('expiresOn') && text('expiresOn') < text('startsOn'))
    faults.push(refused('endsBeforeItStarts', 'expiresOn'))
  if (kind === 'purchases' && FREE.has(text('nature')) && Number(data.grossCents ?? data.amountCents ?? 0) > 0)
    faults.push(refused('freeHasPrice', 'nature'))
  if (data.expiresOn === NO_END && !FREE.has(text('nature'))) faults.push(refused('paidHasEnd', 'expiresOn'))
  else if (data.expiresOn === NO_END && !data.reviewOn) faults.push(refused('reviewAsked', 'reviewOn'))
  if (businessFault({ siren: text('siren'), vatNumber: text('vatNumber') }))
    faults.push(refused('vatNumberOfAnother', 'vatNumber'))
  for (const field of ['number', 'contactNumber', 'purchaseNumber', 'recipientNumber'])
    if (typeof data[field] === 'number' && (data[field] as number) <= 0) faults.push(refused('numberOutOfRange', field))
  return faults
}

const FREE = new Set(['press', 'complimentary', 'exchange', 'legal-deposit', 'contributor', 'advertiser'])

/** What the record is known by; a line without has only its cells. */
function keyOf(kind: Kind, data: Data): string | null {
  const value = kind === 'products' ? data.code : (data.number ?? (kind === 'parties' ? data.externalId : null))
  return value === null || value === undefined ? null : String(value)
}

/** Who a line speaks of when it gives no number: mail, else name and place; null when it names nobody. */
export function personKey(data: Data): string | null {
  const text = (field: string) => (typeof data[field] === 'string' ? (data[field] as string) : '')
  if (text('email')) return `@${text('email').toLowerCase()}`
  const name = textKey(nameOf(data))
  return name === '' ? null : `${name}|${textKey(text('postcode'))}|${textKey(text('line1'))}`
}

/** The name as a directory writes it. */
export function nameOf(data: Data): string {
  const text = (field: string) => (typeof data[field] === 'string' ? (data[field] as string) : '')
  return `${text('lastName')} ${text('firstName')}`.trim() || text('name') || text('legalName')
}
