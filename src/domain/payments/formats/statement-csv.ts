import { FileFault } from '../../../platform/files/read-zip.ts'
import { day, isoDay } from '../../../values/day.ts'
import { guessedEncoding } from '../../../values/guess-encoding.ts'
import { parseMoney } from '../../../values/money.ts'
import { parseDay } from '../../../values/parse-day.ts'
import { CsvReader, type CsvRecord, guessedSeparator } from '../../../values/read-csv.ts'
import { textKey } from '../../../values/text-key.ts'
import {
  CSV_FIELDS,
  type CsvColumns,
  type CsvField,
  type CsvLayout,
  missingColumns,
  type ReadMovement,
  type RefusedLine,
  type StatementFault,
} from '../rules/statement.ts'

/** Banks write the account, its balance and the period above the headings. */
const HEADINGS_WITHIN = 40

/** The headings of the exports of French banks, and those of English ones. */
const NAMES: Record<CsvField, string> = {
  bookedOn:
    'date, date operation, date de l operation, date d operation, date comptable, date de comptabilisation, dateop, date op, booking date, booked on, transaction date, started date, completed date, date compta',
  valueOn: 'date valeur, date de valeur, dateval, value date, valeur',
  amount:
    'montant, montant eur, montant en euros, montant de l operation, montant operation, amount, amount eur, somme',
  debit: 'debit, debit euros, montant debit, debit eur, sortie, paid out, money out, withdrawal, depense',
  credit: 'credit, credit euros, montant credit, credit eur, entree, paid in, money in, deposit, recette',
  direction: 'sens, debit credit, d c, credit debit, type de mouvement, cdtdbtind, direction',
  name: 'tiers, nom, contrepartie, emetteur, donneur d ordre, nom du tiers, nom de la contrepartie, beneficiaire, counterparty, payer, payee, name, counterparty name, nom contrepartie',
  text: 'libelle, libelle operation, libelle de l operation, libelle simplifie, description, intitule, nature de l operation, label, details, wording, communication, motif',
  detail:
    'libelle complementaire, informations complementaires, detail, detail de l operation, libelle detaille, complement, memo, remittance information, commentaire, note, libelle complet',
  reference:
    'reference client, reference de bout en bout, end to end id, endtoendid, e2e, reference, ref, reference operation client, payment reference',
  bankReference:
    'reference banque, reference de l operation, numero d operation, no operation, id, transaction id, identifiant, bank reference, reference operation, num operation',
  iban: 'iban, iban tiers, compte tiers, iban contrepartie, counterparty iban, iban du tiers',
  currency: 'devise, currency, monnaie',
}
const named = new Map(CSV_FIELDS.map(field => [field, new Set(NAMES[field].split(',').map(name => textKey(name)))]))

/** The column of each field that the headings name; a column is read once. */
export function guessedColumns(headings: readonly string[]): CsvColumns {
  const keys = headings.map(heading => textKey(heading.replace(/\(.*?\)/g, ' ')))
  const columns: CsvColumns = {}
  const taken = new Set<number>()
  for (const field of CSV_FIELDS) {
    const column = keys.findIndex((key, index) => !taken.has(index) && named.get(field)!.has(key))
    if (column < 0) continue
    columns[field] = column
    taken.add(column)
  }
  return columns
}

/** How a file seems to be laid out: the first line that names a day and an amount is that of the headings. */
export function guessedLayout(content: Buffer): CsvLayout {
  const encoding = guessedEncoding(content)
  const text = decoded(content, encoding)
  const lines = text.split(/\r\n|\n|\r/).slice(0, HEADINGS_WITHIN)
  const separator = guessedSeparator(mostlyCells(lines).join('\n').slice(0, 60_000))
  const layout = { encoding, separator, headingLine: 1, headings: [], columns: {} }
  const records = recordsOf(text, layout).filter(({ line }) => line <= HEADINGS_WITHIN)
  const found = records.find(({ cells }) => missingColumns(guessedColumns(cells)).length === 0) ?? records[0]
  if (!found) throw new FileFault('emptyFile')
  return withHeadings({ ...layout, headingLine: found.line }, found)
}

/** The lines above the headings have few cells and would mislead. */
const mostlyCells = (lines: readonly string[]) => {
  const count = (line: string) => line.split(/[;,\t|]/).length
  const most = Math.max(...lines.map(count))
  return lines.filter(line => count(line) * 2 > most)
}

const withHeadings = (layout: CsvLayout, { cells }: CsvRecord): CsvLayout => {
  const headings = cells.map(cell => cell.trim().slice(0, 100)).slice(0, 100)
  return { ...layout, headings, columns: guessedColumns(headings) }
}

const decoded = (content: Buffer, encoding: CsvLayout['encoding']) => {
  const text = new TextDecoder(encoding).decode(content)
  if (text.includes('\0')) throw new FileFault('notAStatement')
  return text
}

function recordsOf(text: string, { separator }: Pick<CsvLayout, 'separator'>): CsvRecord[] {
  const reader = new CsvReader(separator)
  return [...reader.push(text), ...reader.end()]
}

/** The first lines below the headings, to look at. */
export const samplesOf = (content: Buffer, layout: CsvLayout, count = 5): string[][] =>
  recordsOf(decoded(content, layout.encoding), layout)
    .filter(({ line }) => line > layout.headingLine)
    .slice(0, count)
    .map(({ cells }) => cells.slice(0, 100).map(cell => cell.slice(0, 80)))

/** The movements of a CSV, and the lines that could not be read. */
export function readStatementCsv(content: Buffer, layout: CsvLayout) {
  const movements: ReadMovement[] = []
  const refused: RefusedLine[] = []
  for (const record of recordsOf(decoded(content, layout.encoding), layout)) {
    if (record.line <= layout.headingLine || record.cells.every(cell => cell.trim() === '')) continue
    const read = movementIn(record, layout.columns)
    if ('code' in read) refused.push({ line: record.line, ...read })
    else movements.push(read)
  }
  return { movements, refused }
}

type Fault = { code: StatementFault; detail?: string }

function movementIn({ line, cells, fault }: CsvRecord, columns: CsvColumns): ReadMovement | Fault {
  if (fault) return { code: fault }
  const cell = (field: CsvField) => cleaned(cells[columns[field] ?? -1] ?? '')
  if (cells.some(one => one.includes('\ufffd'))) return { code: 'unreadableCharacters' }
  const currency = cell('currency').toUpperCase()
  if (!['', 'EUR', '€', 'EURO', 'EUROS'].includes(currency)) return { code: 'otherCurrency', detail: currency }
  const bookedOn = dayIn(cell('bookedOn'))
  if (typeof bookedOn !== 'string') return bookedOn
  const cents = amountIn(cell)
  if (typeof cents !== 'number') return cents
  const valueOn = dayIn(cell('valueOn'))
  return {
    line,
    bookedOn,
    valueOn: typeof valueOn === 'string' ? valueOn : null,
    cents,
    otherName: cell('name').slice(0, 200),
    otherIban: cell('iban').replace(/\s/g, '').toUpperCase().slice(0, 34),
    text: [...new Set([cell('text'), cell('detail')])].filter(Boolean).join(' ').slice(0, 4000),
    reference: cell('reference').slice(0, 500),
    reversal: false,
    bankReference: cell('bankReference').slice(0, 200),
  }
}

const cleaned = (raw: string) => raw.replace(/[\s\u00a0\u202f]+/g, ' ').trim()

/** `31/01/2026`, `2026-01-31`, `20260131`, with an hour behind or not. */
function dayIn(said: string): string | Fault {
  if (said === '') return { code: 'dayMissing' }
  const unreadable = { code: 'dayUnreadable', detail: said.slice(0, 30) } as const
  const only = said.replace(/[T ]\d{1,2}:\d{2}.*$/, '').replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, '$1-$2-$3')
  const digits = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(only)
  const iso = digits && Number(digits[2]) <= 12 ? `${digits[1]}-${digits[2]}-${digits[3]}` : only
  if (!/^\d{1,4}[/. -]\d{1,2}[/. -]\d{2,4}$|^\d{6}$|^\d{8}$/.test(iso)) return unreadable
  const read = parseDay(iso, REFERENCE)
  const found = read && isoDay(read)
  return found && found >= '1970-01-01' && found <= '2150-12-31' ? found : unreadable
}
/** Two digits of a year are read around it. */
const REFERENCE = day('2026-01-01')

function amountIn(cell: (field: CsvField) => string): number | Fault {
  const [amount, debit, credit] = [moneyIn(cell('amount')), moneyIn(cell('debit')), moneyIn(cell('credit'))]
  for (const [read, field] of [
    [amount, 'amount'],
    [debit, 'debit'],
    [credit, 'credit'],
  ] as const)
    if (read === null) return { code: 'amountUnreadable', detail: cell(field).slice(0, 30) }
  if (amount === undefined && debit && credit) return { code: 'amountOnBothSides' }
  const found = amount ?? (debit ? -Math.abs(debit) : credit ? Math.abs(credit) : (debit ?? credit))
  if (found === undefined || found === null) return { code: 'amountMissing' }
  if (found === 0) return { code: 'amountOfZero' }
  const direction = textKey(cell('direction'))
  if (amount === undefined || direction === '') return found
  if (/^(D|DB|DEBIT|DBIT|SORTIE|OUT)$/.test(direction)) return -Math.abs(found)
  return /^(C|CR|CREDIT|CRDT|ENTREE|IN)$/.test(direction)
    ? Math.abs(found)
    : { code: 'directionUnreadable', detail: direction.slice(0, 30) }
}

/** Undefined: nothing said. Null: no amount. A sign may stand behind. */
const moneyIn = (said: string): number | null | undefined =>
  said === '' ? undefined : parseMoney(said.replace(/^(.*\d)\s*-$/, '-$1').replace(/^\+\s*/, ''))
