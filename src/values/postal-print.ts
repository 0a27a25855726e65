import { type CountryCode, servedByFrenchPost } from './country.ts'
import {
  bottomInCapitals,
  MAX_LINE_LENGTH,
  MAX_LINES,
  type PostalAddress,
  type PostalParts,
  type PostalRecipient,
  postalParts,
  upperPostal,
} from './postal-address.ts'
import { FIRST_LINE_WITHOUT_PUNCTUATION, type PostalFault, postalFaults } from './postal-faults.ts'
import { NAME_WORDS, PLACE_WORDS, TOWN_WORDS } from './postal-words.ts'

/** Which state of these rules a file was written by; a file made again years later asks for its own. */
export const POSTAL_VERSION = 1

/** What is printed, and what still breaks the standard: a line that nothing could shorten, a missing town. */
export type Envelope = { lines: string[]; faults: PostalFault[] }

/**
 * The lines to print under NF Z10-011: a line over 38 characters is abbreviated, then cut between words into a free
 * line; nothing of it is lost, and what still does not fit is a fault, to be repaired by hand. Source: L-20, M-11.
 */
export function envelope(
  recipient: PostalRecipient,
  address: PostalAddress,
  nameOfCountry?: (code: CountryCode) => string,
): Envelope {
  const parts = postalParts(recipient, address, nameOfCountry)
  const lines = linesOf(parts, address)
  const missing: PostalFault[] = []
  if (parts.identity.length === 0) missing.push({ line: 1, rule: 'missingName', text: '' })
  if (parts.place.length === 0) missing.push({ line: Math.max(lines.length, 1), rule: 'missingStreet', text: '' })
  return { lines, faults: [...missing, ...postalFaults(lines, address.country)] }
}

/** The lines of `envelope` alone. */
export const printedLines = (
  recipient: PostalRecipient,
  address: PostalAddress,
  nameOfCountry?: (code: CountryCode) => string,
): string[] => linesOf(postalParts(recipient, address, nameOfCountry), address)

function linesOf(parts: PostalParts, { country }: PostalAddress): string[] {
  const french = servedByFrenchPost(country)
  return finished(movedDown(french ? shortened(parts) : parts, french), french)
}

const tooLong = (line: string) => line.length > MAX_LINE_LENGTH && [...line].length > MAX_LINE_LENGTH

const shortened = ({ identity, place, bottom }: PostalParts): PostalParts => ({
  identity: identity.map(line => abbreviated(line, NAME_WORDS)),
  place: place.map(line => abbreviated(line, PLACE_WORDS)),
  bottom: bottom.map(line => abbreviated(line, TOWN_WORDS)),
})

/** One word after the other, in the order of the list, until the line fits; the list says which harm least. */
function abbreviated(line: string, words: readonly (readonly [RegExp, string])[]): string {
  let short = line
  for (const [word, abbreviation] of words) {
    if (!tooLong(short)) break
    short = short.replace(word, abbreviation)
  }
  return short
}

/** Cuts lines that are too long into the lines that are free: who first, then where. The bottom is never cut. */
function movedDown({ identity, place, bottom }: PostalParts, french: boolean): string[] {
  let free = (french ? MAX_LINES : MAX_LINES + 1) - identity.length - place.length - bottom.length
  const cut = (line: string, split: (line: string) => string[]) => {
    const pieces: string[] = []
    let rest = line
    while (free > 0 && tooLong(rest)) {
      const [head, tail] = split(rest)
      if (head === undefined || tail === undefined) break
      pieces.push(head)
      rest = tail
      free--
    }
    return [...pieces, rest]
  }
  return [
    ...identity.flatMap(line => cut(line, betweenWords)),
    ...place.flatMap(line => cut(line, french ? beforeComplement : betweenWords)),
    ...bottom,
  ]
}

/** The longest beginning of whole words that fits, and the rest; nothing when the first word does not fit. */
function betweenWords(line: string): string[] {
  const letters = [...line]
  const space = letters.lastIndexOf(' ', MAX_LINE_LENGTH)
  return space > 0 ? [letters.slice(0, space).join(''), letters.slice(space + 1).join('')] : []
}

/** Building, stairs or residence typed behind the street: they go above it, so that the street is whole. */
const COMPLEMENT = /^(\d.*?) ((?:APP|APT|APPT|BAT|ESC|ETG|ENT|HALL|IMM|RES|RDC|PORTE|CHEZ)\b.*)$/

function beforeComplement(line: string): string[] {
  const [, street, complement] = COMPLEMENT.exec(line) ?? []
  return street !== undefined && complement !== undefined && !tooLong(complement)
    ? [complement, street]
    : betweenWords(line)
}

/** Capitals at the bottom; in France no sign from line 4 on, nor in the last two lines of a short envelope. */
function finished(lines: readonly string[], french: boolean): string[] {
  const plainFrom = french
    ? Math.min(FIRST_LINE_WITHOUT_PUNCTUATION, Math.max(2, lines.length - 1))
    : Number.POSITIVE_INFINITY
  return bottomInCapitals(lines).map((line, index) => (index + 1 >= plainFrom ? upperPostal(line) : line))
}
