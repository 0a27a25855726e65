import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { directoryName, type Honorific, type Named } from './name.ts'

/** What a letter can name of whoever it is written to, by the word of each language. */
const PARTY_FIELDS = {
  salutation: { fr: 'salutation', en: 'salutation' },
  name: { fr: 'nom', en: 'name' },
  firstName: { fr: 'prenom', en: 'first_name' },
  lastName: { fr: 'nom_famille', en: 'last_name' },
  legalName: { fr: 'raison_sociale', en: 'company_name' },
  contactNumber: { fr: 'numero_contact', en: 'contact_number' },
  town: { fr: 'ville', en: 'town' },
  today: { fr: 'date', en: 'date' },
  company: { fr: 'societe', en: 'company' },
} as const

const SUBSCRIPTION_FIELDS = {
  title: { fr: 'titre', en: 'title' },
  subscription: { fr: 'abonnement', en: 'subscription' },
  purchase: { fr: 'achat', en: 'purchase' },
  copies: { fr: 'exemplaires', en: 'copies' },
  startsOn: { fr: 'debut', en: 'start' },
  expiresOn: { fr: 'fin', en: 'end' },
  recipient: { fr: 'beneficiaire', en: 'recipient' },
} as const

/** The closed list of fields by what a letter is about. */
export const LETTER_FIELDS = { party: PARTY_FIELDS, subscription: { ...PARTY_FIELDS, ...SUBSCRIPTION_FIELDS } } as const
export const ABOUT = ['party', 'subscription'] as const
export type About = (typeof ABOUT)[number]
export type LetterField = keyof typeof PARTY_FIELDS | keyof typeof SUBSCRIPTION_FIELDS
export type LetterValues = Partial<Record<LetterField, string>>

const IN_BRACES = /\{\s*([\p{L}\d_]+)\s*\}/gu

const fieldNamed = (word: string, about: About): LetterField | undefined =>
  (Object.entries(LETTER_FIELDS[about]) as [LetterField, { fr: string; en: string }][]).find(([, { fr, en }]) =>
    [fr, en].includes(word.toLowerCase()),
  )?.[0]

/** The first word in braces that means nothing for such a letter, or undefined. */
export const unknownField = (text: string, about: About): string | undefined =>
  [...text.matchAll(IN_BRACES)].map(([, word]) => word!).find(word => !fieldNamed(word, about))

/** The text with the values of one addressee in the place of its fields; a line left empty by them goes. */
export function merged(text: string, about: About, values: LetterValues): string {
  return text
    .split('\n')
    .flatMap(line => {
      const filled = line.replace(IN_BRACES, (braces, word: string) => {
        const field = fieldNamed(word, about)
        return field ? (values[field] ?? '') : braces
      })
      return filled.trim() === '' && line.trim() !== '' ? [] : [filled]
    })
    .join('\n')
}

type Addressee = Named & { honorific: Honorific; number: number; town: string }

/** How one is spoken to in a letter. */
export function salutation({ kind, honorific }: Pick<Addressee, 'kind' | 'honorific'>, language: Language): string {
  if (kind === 'organisation' || honorific === '')
    return { fr: 'Madame, Monsieur,', en: 'Dear Sir or Madam,' }[language]
  return honorific === 'Mme'
    ? { fr: 'Madame,', en: 'Dear Madam,' }[language]
    : { fr: 'Monsieur,', en: 'Dear Sir,' }[language]
}

type Writing = { language: Language; today: string; company: string }

/** What the fields of any letter say of its addressee. */
export function addresseeValues(party: Addressee, { language, today, company }: Writing): LetterValues {
  const { honorific, firstName, lastName, legalName } = party
  const person = [honorific, firstName, lastName].filter(Boolean).join(' ')
  return {
    salutation: salutation(party, language),
    name: party.kind === 'organisation' || !(firstName || lastName) ? directoryName(party) : person,
    firstName,
    lastName,
    legalName,
    contactNumber: String(party.number),
    town: party.town,
    today: formatDay(day(today), language),
    company,
  }
}

const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

/** `Paris, le 1er mars 2026`. */
export function placeAndDay(town: string, iso: string, language: Language): string {
  const { day: dayOfMonth, month, year } = day(iso)
  const named = MONTHS[language][month - 1]!
  const written =
    language === 'fr'
      ? `le ${dayOfMonth === 1 ? '1er' : dayOfMonth} ${named} ${year}`
      : `${dayOfMonth} ${named} ${year}`
  return town ? `${town}, ${written}` : language === 'fr' ? `Le${written.slice(2)}` : written
}
