import { COUNTRY_CODES, countryName, isCountryCode } from '../../../values/country.ts'
import { type Day, day, isoDay, NO_END } from '../../../values/day.ts'
import { isEmail } from '../../../values/email.ts'
import { parseMoney } from '../../../values/money.ts'
import { readDay } from '../../../values/parse-day.ts'
import { sirenOf, siretOf } from '../../../values/siren.ts'
import { textKey } from '../../../values/text-key.ts'
import { vatNumberOf } from '../../../values/vat-number.ts'
import { compositionText, parseComposition } from '../../catalog/rules/bundle.ts'
import type { Type } from './kinds.ts'

/** What a cell says, or why it cannot be read. */
export type Read = { value: string | number | boolean | null } | { fault: string }

const MAX_TEXT = 500
const MAX_NUMBER = 2_000_000_000
/** Years before are typing errors, and so are those after. */
const EARLIEST = '1900-01-01'
const LATEST = '2150-12-31'

/** Reads one cell; an empty one says nothing. */
export function readCell(type: Type, raw: string, today: Day): Read {
  const text = cleaned(raw)
  if (text === '') return { value: null }
  if (text.includes('\0') || text.includes('\ufffd')) return { fault: 'unreadableCharacters' }
  if (text.length > MAX_TEXT) return { fault: 'textTooLong' }
  return READERS[type](text, today)
}

/** Our own exports put an apostrophe before what a spreadsheet would run. */
const cleaned = (raw: string) => {
  const text = raw.replace(/[\u00a0\u202f]/g, ' ').trim()
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

const READERS: Record<Type, (text: string, today: Day) => Read> = {
  text: text => ({ value: text }),
  code: text => ({ value: text.toUpperCase() }),
  integer: text => wholeNumber(text, -MAX_NUMBER),
  count: text => wholeNumber(text, 1),
  day: readAnyDay,
  end: (text, today) => (WITHOUT_END.has(textKey(text)) ? { value: NO_END } : readAnyDay(text, today)),
  amount: text => {
    const value = parseMoney(rounded(text))
    return value === null ? { fault: 'amountUnreadable' } : value < 0 ? { fault: 'amountNegative' } : { value }
  },
  rate: readRate,
  yes: text => oneOf(YES, text, 'yesUnreadable'),
  email: text => (isEmail(firstOf(text)) ? { value: firstOf(text) } : { fault: 'emailUnreadable' }),
  honorific: text => oneOf(HONORIFICS, text, 'honorificUnreadable'),
  country: readCountry,
  partyKind: text => oneOf(PARTY_KINDS, text, 'kindUnreadable'),
  productKind: text => oneOf(PRODUCT_KINDS, text, 'kindUnreadable'),
  components: text => {
    const read = parseComposition(text)
    return read ? { value: compositionText(read) } : { fault: 'componentsUnreadable' }
  },
  service: text => oneOf(SERVICES, text, 'serviceUnreadable'),
  nature: text => oneOf(NATURES, text, 'natureUnreadable'),
  siren: text => readAs(siretOf(text)?.siren ?? sirenOf(text), 'sirenUnreadable'),
  vatNumber: text => readAs(vatNumberOf(text), 'vatNumberUnreadable'),
  language: text => oneOf(LANGUAGES, text, 'languageUnreadable'),
}

const readAs = (value: string | null, fault: string): Read => (value === null ? { fault } : { value })

/** A spreadsheet writes 28.333333333333332 where a person sees 28,33. */
const rounded = (text: string) => (/^-?\d+\.\d{3,}$/.test(text) ? Number(text).toFixed(2) : text)

const firstOf = (text: string) => text.split(/[;,\s]/)[0]!

function wholeNumber(text: string, least: number): Read {
  const plain = text
    .replace(/\s/g, '')
    .replace(/^n[°o]\.?/i, '')
    .replace(/[.,]0+$/, '')
  if (!/^-?\d{1,12}$/.test(plain)) return { fault: 'numberUnreadable' }
  const value = Number(plain)
  return value < least || value > MAX_NUMBER ? { fault: 'numberOutOfRange' } : { value }
}

/** Days as people type them, with an hour behind, or as a spreadsheet counts them: 45169 is 31/08/2023. */
function readAnyDay(text: string, today: Day): Read {
  const only = text.replace(/[T ]\d{1,2}:\d{2}.*$/, '')
  if (/^\d{5}(?:[.,]\d+)?$/.test(only)) return within(day('1899-12-30').add({ days: Number.parseInt(only, 10) }))
  if (/^[+-]/.test(only) || /^\d{1,2}[/. -]\d{1,2}$/.test(only) || /^\d{4}$/.test(only))
    return { fault: 'dayUnreadable' }
  const read = readDay(only.replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, '$1-$2-$3'), today)
  if ('fault' in read) return { fault: read.fault === 'noSuchDay' ? 'noSuchDay' : 'dayUnreadable' }
  return within(read.day)
}

function within(found: Day): Read {
  const value = isoDay(found)
  return value < EARLIEST || value > LATEST ? { fault: 'dayOutOfRange' } : { value }
}

/** `20`, `20 %`, `2,1`; our own exports write hundredths of a percent: 2000. */
function readRate(text: string): Read {
  const number = Number(text.replace(/\s*%$/, '').replace(',', '.'))
  if (!Number.isFinite(number) || number < 0 || number > 10_000) return { fault: 'rateUnreadable' }
  return { value: number > 100 ? Math.round(number) : Math.round(number * 100) }
}

function readCountry(text: string): Read {
  const upper = text.toUpperCase()
  const code = isCountryCode(upper) ? upper : countriesByName().get(textKey(text))
  return code ? { value: code } : { fault: 'countryUnknown' }
}

let names: Map<string, string> | undefined
const countriesByName = () =>
  (names ??= new Map(
    COUNTRY_CODES.flatMap(code =>
      (['fr', 'en'] as const).map(language => [textKey(countryName(code, language)), code] as const),
    ),
  ))

function oneOf<T extends string | boolean>(words: Map<string, T>, text: string, fault: string): Read {
  const value = words.get(textKey(text))
  return value === undefined ? { fault } : { value }
}

const spelled = <T extends string | boolean>(words: [T, string][]) =>
  new Map(words.flatMap(([value, names]) => names.split(',').map(name => [textKey(name), value] as const)))

const WITHOUT_END = spelled<boolean>([[true, `sans fin, no end, without end, ${NO_END}, 31/12/9999`]])
const YES = spelled<boolean>([
  [true, 'oui, o, yes, y, vrai, true, 1, x'],
  [false, 'non, n, no, faux, false, 0'],
])
const LANGUAGES = spelled<string>([
  ['fr', 'fr, francais, french'],
  ['en', 'en, anglais, english'],
])
const HONORIFICS = spelled<string>([
  ['', '<sans>, sans, aucun, none, non precise'],
  ['M.', 'M, M., Mr, Mr., Monsieur, MM'],
  ['Mme', 'Mme, Mme., Madame, Mlle, Mademoiselle, Mrs, Ms, Miss'],
])
const PARTY_KINDS = spelled<string>([
  ['person', 'particulier, personne, person, p'],
  ['organisation', 'societe, organisation, organization, company, entreprise, association, s'],
])
const PRODUCT_KINDS = spelled<string>([
  ['subscription', 'abonnement, subscription, abo'],
  ['single-issue', 'achat au numero, au numero, single issue, numero, issue'],
  ['bundle', 'offre groupee, groupe, lot, bundle, pack'],
  ['other', 'autre, other, divers'],
])
const SERVICES = spelled<string>([
  ['date', 'par date, by date, date'],
  ['issue', 'par numeros, par numero, by issue, issue, numeros'],
])
const NATURES = spelled<string>([
  ['paid', 'paye, paid, payant, normal'],
  ['gift', 'cadeau, gift, offert'],
  ['press', 'presse, press, service de presse, service presse'],
  ['complimentary', 'gratuit, complimentary, free, hommage'],
  ['exchange', 'echange, exchange'],
  ['legal-deposit', 'depot legal, legal deposit'],
  ['contributor', 'auteur, collaborateur, contributor'],
  ['advertiser', 'annonceur, advertiser, justificatif'],
])
