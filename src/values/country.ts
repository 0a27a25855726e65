import type { Language } from './language.ts'

const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT ' +
  'JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
  'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY ' +
  'QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO ' +
  'TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'

/** ISO 3166-1 alpha-2, in capitals: `FR`. */
export type CountryCode = string

/** The 249 assigned codes, in alphabetical order. */
export const COUNTRY_CODES: readonly CountryCode[] = CODES.split(' ')

const assigned = new Set(COUNTRY_CODES)

export const isCountryCode = (code: string): code is CountryCode => assigned.has(code)

const names: Partial<Record<Language, Intl.DisplayNames>> = {}

/** `Allemagne`, `Germany`; throws a RangeError on a code nobody was assigned. */
export function countryName(code: CountryCode, language: Language = 'fr'): string {
  if (!isCountryCode(code)) throw new RangeError(`Not a country code: "${code}"`)
  names[language] ??= new Intl.DisplayNames(language, { type: 'region' })
  return names[language].of(code) ?? code
}

export type Country = { readonly code: CountryCode; readonly name: string }

/** Every country, in the alphabetical order of its name in that language. */
export function countries(language: Language = 'fr'): Country[] {
  const collator = new Intl.Collator(language)
  return COUNTRY_CODES.map(code => ({ code, name: countryName(code, language) })).sort((a, b) =>
    collator.compare(a.name, b.name),
  )
}

/** Countries that La Poste serves with a French postcode, and whose name is not written on the envelope. */
export const FRENCH_POST: ReadonlySet<CountryCode> = new Set('FR GP MQ GF RE YT PM BL MF NC PF WF MC'.split(' '))

export const servedByFrenchPost = (code: CountryCode): boolean => FRENCH_POST.has(code)
