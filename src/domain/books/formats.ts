import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { entryWords } from './labels/entries.ts'
import { JOURNAL_LABELS } from './rules/chart.ts'
import { FEC_COLUMNS, type FecEncoding } from './rules/fec.ts'

// Statements of COPY take no parameter: what stands in them is an id, a year and a day of ours, and words of this file.

/**
 * The balances a year opens with, of the years before it: accounts of the balance sheet one by one, what was earned or lost
 * as the result brought forward. Nothing of it is stored, so that it always agrees with those years.
 */
export const openingLines = (companyId: string, year: number): string => `
  select code, label, aux_code, aux_label, cents from (
    select account_code as code, coalesce((select c.label from book_accounts c where c.company_id = '${companyId}' and c.code = account_code), max(account_label)) as label,
      aux_code, max(aux_label) as aux_label, sum(debit_cents - credit_cents)::bigint as cents
    from book_entries where company_id = '${companyId}' and year < ${year} and account_code < '6' group by account_code, aux_code
    union all
    select case when sum(debit_cents - credit_cents) > 0 then '119000' else '110000' end, '${entryWords.broughtForward}', '', '', sum(debit_cents - credit_cents)::bigint
    from book_entries where company_id = '${companyId}' and year < ${year} and account_code >= '6') o
  where cents <> 0`

const DAY = (day: string) => `to_char(${day}, 'YYYYMMDD')`
const AMOUNT = (cents: string) => `(${cents}) / 100 || ',' || lpad(((${cents}) % 100)::text, 2, '0')`

/** What cannot stand in a line of the file, and typographic signs that an old reader does not know, each with what stands for it. */
const REPLACED: [string, string][] = [
  ...[...'\t\r\n|"\u202f\u00a0'].map((sign): [string, string] => [sign, ' ']),
  ['\\', '/'],
  ['\u2019', "'"],
  ['\u2018', "'"],
  ['\u2013', '-'],
  ['\u2014', '-'],
]
const literal = (text: string) => `E'${text.replace(/['\\]/g, sign => `\\${sign}`)}'`

/** Beyond ISO-8859-15, which gave eight places of ISO-8859-1 to others. */
const NOT_LATIN_9 = '[^ -~\u00a1-\u00a3\u00a5\u00a7\u00a9-\u00b3\u00b5-\u00b7\u00b9-\u00bb\u00bf-\u00ff€ŠšŽžŒœŸ]'

function plain(text: string, encoding: FecEncoding): string {
  const [from, to] = [0, 1].map(at => literal(REPLACED.map(pair => pair[at]).join('')))
  const kept = `translate(${text}, ${from}, ${to})`
  return encoding === 'utf-8' ? kept : `regexp_replace(${kept}, '${NOT_LATIN_9}', '?', 'g')`
}

type Columns = Record<(typeof FEC_COLUMNS)[number], string>
const selected = (columns: Columns) => FEC_COLUMNS.map(name => `${columns[name]} as "${name}"`).join(', ')

/** What the year opens with, as its entry 0. */
const openingOf = (from: string, text: (column: string) => string): Columns => ({
  JournalCode: `'AN'`,
  JournalLib: `'${JOURNAL_LABELS.AN}'`,
  EcritureNum: '0',
  EcritureDate: DAY(`'${from}'::date`),
  CompteNum: 'code',
  CompteLib: text('label'),
  CompAuxNum: text('aux_code'),
  CompAuxLib: text('aux_label'),
  PieceRef: `'AN'`,
  PieceDate: DAY(`'${from}'::date`),
  EcritureLib: `'${entryWords.opening}'`,
  Debit: AMOUNT('greatest(cents, 0)'),
  Credit: AMOUNT('greatest(-cents, 0)'),
  EcritureLet: `''`,
  DateLet: `''`,
  ValidDate: DAY(`'${from}'::date`),
  Montantdevise: `''`,
  Idevise: `''`,
})

const entriesOf = (text: (column: string) => string): Columns => ({
  JournalCode: 'b.journal',
  JournalLib: `case b.journal ${Object.entries(JOURNAL_LABELS)
    .map(([code, label]) => `when '${code}' then '${label}'`)
    .join(' ')} end`,
  EcritureNum: 'b.number',
  EcritureDate: DAY('b.booked_on'),
  CompteNum: 'b.account_code',
  CompteLib: text('coalesce(c.label, b.account_label)'), // one name an account in one file
  CompAuxNum: text('b.aux_code'),
  CompAuxLib: text('b.aux_label'),
  PieceRef: text('b.piece'),
  PieceDate: DAY('b.piece_on'),
  EcritureLib: text('b.label'),
  Debit: AMOUNT('b.debit_cents'),
  Credit: AMOUNT('b.credit_cents'),
  EcritureLet: `coalesce(m.letter, '')`,
  DateLet: `coalesce(${DAY('m.matched_on')}, '')`,
  ValidDate: DAY('b.validated_on'),
  Montantdevise: `case when b.currency_cents is null then '' else ${AMOUNT('b.currency_cents')} end`,
  Idevise: `coalesce(b.currency, '')`,
})

/**
 * Streams the FEC of a fiscal year: 18 columns between tabs, amounts with a comma, days without signs, what the year opens
 * with and then its entries in the order of their numbers. PostgreSQL makes the lines, so that memory stays flat. Source: L-17.
 */
export async function writeFec(
  client: pg.ClientBase,
  { companyId, year, from, encoding }: { companyId: string; year: number; from: string; encoding: FecEncoding },
  out: Writable,
) {
  const text = (column: string) => plain(column, encoding)
  const inEncoding = encoding === 'utf-8' ? 'UTF8' : 'LATIN9'
  const opening = `select ${selected(openingOf(from, text))} from (${openingLines(companyId, year)}) o order by code, aux_code`
  const entries = `select ${selected(entriesOf(text))} from book_entries b
    left join book_matches m on m.company_id = '${companyId}' and m.id = b.id
    left join book_accounts c on c.company_id = '${companyId}' and c.code = b.account_code
    where b.company_id = '${companyId}' and b.year = ${year} order by b.number, b.line`
  // Millions of lines joined to letters: by hash in one pass, or in the order of an index when they are few.
  await client.query(`set local work_mem = '64MB'`)
  for (const [select, header] of [
    [opening, true],
    [entries, false],
  ] as const) {
    const copied = client.query(
      copyTo(`copy (${select}) to stdout with (format text, header ${header}, encoding '${inEncoding}')`),
    )
    await pipeline(copied, out, { end: false })
  }
}
