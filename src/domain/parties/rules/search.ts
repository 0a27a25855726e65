import { textKey, words } from '../../../values/text-key.ts'
import { type Named, sortName } from './name.ts'

type Place = { line1: string; line2: string; line3: string; postcode: string; town: string }

export type Searchable = Named & {
  number: number
  /** Of parties merged into this one. */
  formerNumbers?: readonly number[]
  emails: readonly string[]
  phones: readonly string[]
  addresses: readonly Place[]
}

/** What was typed: words that must all begin a word of the party, or a mail or phone number that must begin one of its own. */
export type Search = { words: string[]; alone: string | undefined }

const MAX_WORDS = 40
const MAX_SEARCHED_WORDS = 8
const MAX_WORD_LENGTH = 30

/** Half the addresses have them: looked for beside another word, never alone. */
const STREET_WORDS = new Set(
  'ALLEE ALLEES AVENUE AV BOULEVARD BD CHEMIN CHE COURS IMPASSE IMP PLACE PL QUAI ROUTE RTE RUE SQUARE SQ BIS TER D DE DES DU ET L LA LE LES'.split(
    ' ',
  ),
)
const MAIL_PROVIDERS = new Set(
  'GMAIL ORANGE WANADOO FREE HOTMAIL OUTLOOK LIVE MSN YAHOO LAPOSTE SFR NEUF BBOX ICLOUD NUMERICABLE CLUB AOL'.split(
    ' ',
  ),
)

/**
 * The rows of the search index of a party: each word it is found by, then all its words, those of its sort name first. Words
 * of its name come before the same words of a place, which a dash marks: it sorts after a space and before any letter.
 * A mail or a phone number is a row of its own and stands in no other.
 */
export function searchEntries(party: Searchable): string[] {
  const streets = party.addresses.flatMap(({ line1, line2, line3 }) => words(`${line1} ${line2} ${line3}`))
  const names = [
    ...words(sortName(party)),
    ...words(
      `${party.lastName} ${party.firstName} ${party.legalName} ${party.number} ${party.formerNumbers?.join(' ') ?? ''}`,
    ),
  ]
  const others = [
    ...party.addresses.flatMap(({ postcode, town }) => words(`${postcode} ${town}`)),
    ...party.emails.flatMap(mailWords),
    ...streets.filter(word => !isOfAnyStreet(word)),
  ]
  const heads = [...new Set([...names, ...others])].slice(0, MAX_WORDS)
  const text = [...new Set([...heads, ...streets])].slice(0, MAX_WORDS).join(' ')
  const alone = [...party.emails.map(mailKey), ...party.phones.map(phoneKey)].filter(key => key !== '')
  return [...new Set([...heads, ...alone])].map(head => `${head}${names.includes(head) ? '' : '-'} ${text}`)
}

/** What to look for in the index for what somebody typed; words that begin another one typed say nothing more. */
export function searchOf(typed: string): Search {
  if (PHONE.test(typed.trim())) return { words: [], alone: phoneKey(typed) }
  const tokens = typed.trim().split(/\s+/)
  const mail = tokens.find(token => token.includes('@') && textKey(token) !== '')
  const all = [...new Set(tokens.filter(token => token !== mail).flatMap(words))]
  const told = all.filter(word => !all.some(other => other !== word && other.startsWith(word)))
  return { words: told.slice(0, MAX_SEARCHED_WORDS), alone: mail && mailKey(mail) }
}

/** The words that may lead a search: those of any street only lead when nothing else was typed. */
export function heads({ words: typed, alone }: Search): string[] {
  if (alone) return [alone]
  const leading = typed.filter(word => !isOfAnyStreet(word) && ![...STREET_WORDS].some(other => other.startsWith(word)))
  return (leading.length > 0 ? leading : typed).toSorted((a, b) => b.length - a.length)
}

/** Words begun like this are in the range [from, before), compared byte by byte. */
export const prefixRange = (prefix: string): { from: string; before: string } => ({
  from: prefix,
  before: prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1),
})

/** French numbers are typed by pairs; anything shorter may be a postcode or a party's number. */
const PHONE = /^(?:\+33|0033|0) ?\d(?:[ .-]?\d{2}){2,}$/

const phoneKey = (phone: string) =>
  phone
    .replace(/[^\d+]/g, '')
    .replace(/^(?:\+|00)33/, '0')
    .replace('+', '')
    .slice(0, MAX_WORD_LENGTH)

const mailKey = (mail: string) => textKey(mail).replaceAll(' ', '').slice(0, MAX_WORD_LENGTH)

/** `jm.dupont@copytop.fr` is also found by `jm`, `dupont` and `copytop`. */
function mailWords(mail: string): string[] {
  const [local = '', domain = ''] = mail.split('@')
  const [name = ''] = domain.split('.')
  return [...words(local), ...words(name).filter(word => !MAIL_PROVIDERS.has(word))]
}

const isOfAnyStreet = (word: string) => STREET_WORDS.has(word) || /^\d{1,4}$/.test(word)
