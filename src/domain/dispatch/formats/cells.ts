import { countryName, isCountryCode, servedByFrenchPost } from '../../../values/country.ts'
import { foldedFor } from '../../../values/encoding.ts'
import { printedLines } from '../../../values/postal-print.ts'
import type { FileFacts, FrozenLayout } from '../rules/file-facts.ts'
import { lastPostalLine, type Source } from '../rules/layout.ts'
import { type FileRow, NATURE_MARKS } from './file-row.ts'
import type { Losses } from './losses.ts'

/** Most texts: in every encoding, and nothing to fold. */
const PLAIN = /^[\x20-\x7e]*$/
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu

/** The cells of one envelope under a layout, in characters that its encoding has; what could not stay is told to `losses`. */
export function cellsOf({ layout, facts }: FrozenLayout, losses: Losses): (row: FileRow) => string[] {
  const postal = lastPostalLine(layout)
  const sources = layout.columns.map(({ source }) => source)
  const encoding = layout.format === 'xlsx' ? 'utf-8' : layout.encoding
  const told = (character: string, became: string) => losses.tell('character', character, became)
  const written = (text: string) => {
    if (PLAIN.test(text)) return layout.capitals ? text.toUpperCase() : text
    const plain = text.replace(CONTROLS, ' ')
    return foldedFor(encoding, layout.capitals ? plain.toUpperCase() : plain, told)
  }
  const nameOf = (code: string) => facts.countries[code] ?? countryNamed(code)
  const natures = natureOf(facts)
  return row => {
    const lines = postal > 0 ? printedLines(row, row, nameOf) : []
    for (const line of lines.slice(postal)) losses.tell('line', line, '')
    const say = (source: Source): string => {
      if (source.startsWith('postal')) return lines[Number(source.slice(6)) - 1] ?? ''
      return TEXTS[source as keyof typeof TEXTS](row, facts, { nameOf, natures })
    }
    return sources.map(source => written(say(source)))
  }
}

type Named = { nameOf(code: string): string; natures: ReadonlyMap<number, string> }
type Plain = Exclude<Source, `postal${number}`>

const TEXTS: Record<Plain, (row: FileRow, facts: FileFacts, named: Named) => string> = {
  number: row => String(row.number),
  contactNumber: row => String(row.contactNumber),
  purchaseNumber: row => String(row.purchaseNumber),
  runNumber: (_row, facts) => String(facts.runNumber),
  honorific: row => row.honorific,
  firstName: row => row.firstName,
  lastName: row => row.lastName,
  fullName: row => [row.honorific, row.firstName, row.lastName].filter(Boolean).join(' '),
  legalName: row => row.legalName,
  line1: row => row.line1,
  line2: row => row.line2,
  line3: row => row.line3,
  postcode: row => row.postcode,
  town: row => row.town,
  country: row => row.country,
  countryName: (row, _facts, { nameOf }) => nameOf(row.country),
  department: row => departmentOf(row.country, row.postcode),
  copies: row => String(row.copies),
  issueNumber: row => row.issueNumber,
  lastIssueNumber: row => row.lastIssueNumber,
  lastIssueMark: row => (isLastIssue(row) ? 'DERNIER NUMERO' : ''),
  insertCode: row => row.insertCode,
  nature: (row, _facts, { natures }) => NATURE_MARKS[natures.get(row.number) ?? 'paid'] ?? '',
  giftMark: (row, _facts, { natures }) => (natures.get(row.number) === 'gift' ? NATURE_MARKS.gift! : ''),
  weightGrams: (row, { weights }) => {
    const grams = weights[row.issueId]
    return grams === undefined ? '' : String(grams * row.copies)
  },
  email: row => row.email,
  blank: () => '',
}

const isLastIssue = ({ issueNumber, lastIssueNumber }: FileRow) =>
  lastIssueNumber !== '' && lastIssueNumber === issueNumber

/** As the post sorts: two digits, three overseas; empty abroad. */
const departmentOf = (country: string, postcode: string): string =>
  servedByFrenchPost(country) ? postcode.slice(0, /^9[78]/.test(postcode) ? 3 : 2) : ''

/** A country in French; a code nobody was assigned stays a code. */
export const countryNamed = (code: string): string => (isCountryCode(code) ? countryName(code, 'fr') : code)

function natureOf({ natures }: FileFacts): ReadonlyMap<number, string> {
  return new Map(Object.entries(natures).flatMap(([nature, numbers]) => numbers.map(number => [number, nature])))
}
