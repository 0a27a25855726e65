import { type CountryCode, countryName, servedByFrenchPost } from './country.ts'
import { textKey } from './text-key.ts'

/** As typed by a clerk or received from a shop; an empty string where there is nothing. */
export type PostalAddress = {
  /** `Adresse 1` on screen: number and street. */
  readonly line1: string
  /** What is before the street (floor, building, residence) or after it (BP, hamlet). */
  readonly line2: string
  readonly line3: string
  readonly postcode: string
  readonly town: string
  readonly country: CountryCode
}

export type PostalRecipient = {
  readonly honorific?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
  readonly legalName?: string | null
}

/** Characters of a line of an envelope. Source: L-20, NF Z10-011. */
export const MAX_LINE_LENGTH = 38
/** Lines of an envelope in France; one more abroad, for the country. Source: L-20, NF Z10-011. */
export const MAX_LINES = 6
/** The lines at the bottom of an envelope written in capitals. Source: L-20. */
export const CAPITAL_LINES = 3

/** An envelope before it is fitted: who, where, and the bottom of it: the town, and the country when abroad. */
export type PostalParts = { identity: string[]; place: string[]; bottom: string[] }

/**
 * Who and where, each part without blank lines. In France the place reads from the narrowest to the widest, in plain
 * capitals; abroad the order and signs of the street lines stay as typed, the habits of that country being better known
 * to its people. Source: L-20, NF Z10-011.
 */
export function postalParts(
  recipient: PostalRecipient,
  address: PostalAddress,
  nameOfCountry: (code: CountryCode) => string = code => countryName(code, 'fr'),
): PostalParts {
  const { honorific, firstName, lastName, legalName } = recipient
  const typed = said([oneLine(address.line1), oneLine(address.line2), oneLine(address.line3)])
  const town = oneLine(address.postcode, address.town)
  const identity = [oneLine(legalName), oneLine(honorific, firstName, lastName)]
  return servedByFrenchPost(address.country)
    ? {
        identity: said(identity),
        place: said(fromNarrowToWide(typed).map(upperPostal)),
        bottom: said([upperPostal(town)]),
      }
    : {
        identity: said(identity),
        place: said(typed.map(line => line.toUpperCase())),
        bottom: said([town.toUpperCase(), upperPostal(nameOfCountry(address.country))]),
      }
}

/**
 * The lines of an envelope as they are, from recipient to town, and the country in French when abroad: never more than
 * 6, or 7 abroad. The last three are in capitals, even the recipient's on a short envelope. Nothing is shortened:
 * `printedLines` fits them to the standard. Source: L-20, NF Z10-011.
 */
export function postalLines(recipient: PostalRecipient, address: PostalAddress): string[] {
  const { identity, place, bottom } = postalParts(recipient, address)
  return bottomInCapitals([...identity, ...place, ...bottom])
}

export const bottomInCapitals = (lines: readonly string[]): string[] =>
  lines.map((line, index) => (index < lines.length - CAPITAL_LINES ? line : line.toUpperCase()))

/** `12, rue de l’Œuvre` to `12 RUE DE L OEUVRE`: capitals without accents, punctuation or double spaces. */
export const upperPostal = (line: string): string => textKey(line)

/** In French, what NF Z10-011 writes above the street: delivery point, then building and its entrance. */
const ABOVE_STREET = new RegExp(
  `^(?:${[
    'CHEZ|C O|APP?T?|APPARTEMENT|RDC|REZ DE CHAUSSEE|ETAGE|\\d+ ?(?:ER|E|EME)? ?ETAGE|PORTE \\w{1,3}$',
    'ESC|ESCALIER|ENTREE|HALL|BAT|BATIMENT|IMM|IMMEUBLE|TOUR|RES|RESIDENCE|ZI|ZA|ZAC|ZONE',
  ].join('|')})\\b`,
)
/** And what it writes below: a box at the post office, a hamlet. */
const BELOW_STREET = /^(?:BP|CS|TSA|LIEU DIT|LD)\b/

/** Lines that say nothing of their place keep the order in which they were typed. */
function fromNarrowToWide(lines: string[]): string[] {
  if (lines.length < 2) return lines
  const rank = (line: string) => {
    const key = upperPostal(line)
    return ABOVE_STREET.test(key) ? 0 : BELOW_STREET.test(key) ? 2 : 1
  }
  return lines.toSorted((a, b) => rank(a) - rank(b))
}

const said = (lines: string[]) => lines.filter(line => line !== '')

/** Nothing to tidy: words apart by one space. */
const TIDY = /^(?:\S+ )*\S+$/

function oneLine(...parts: (string | null | undefined)[]): string {
  const line = parts.filter(Boolean).join(' ')
  return line === '' || TIDY.test(line) ? line : line.replace(/\s+/g, ' ').trim()
}
