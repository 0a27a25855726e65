import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import { type FieldValues, filledIn, languageOf, names, type Words, wordsIn } from './template.ts'

/** One subscription that a notice is about, and the person it is written to. */
export type About = {
  number: number
  contactName: string
  country: string
  recipientName: string
  isGift: boolean
  /** Written to the recipient of a gift, who never sees its price. */
  asRecipient: boolean
  label: string
  priceCents: number
  expiresOn: string
  lastIssue: string
}
export type Sender = { titleName: string; companyName: string; link: string }
export type Written = { subject: string; text: string; language: Language }

const LISTED = {
  fr: (label: string, name: string, end: string) => `– ${label}, ${name}, jusqu’au ${end}`,
  en: (label: string, name: string, end: string) => `– ${label}, ${name}, until ${end}`,
}

const lineOf = ({ label, recipientName, expiresOn }: About, language: Language) =>
  LISTED[language](label, recipientName, formatDay(day(expiresOn), language))

function valuesOf(about: readonly About[], { titleName, companyName, link }: Sender, language: Language): FieldValues {
  const first = about[0]!
  return {
    name: first.contactName,
    title: titleName,
    subscription: first.label,
    subscriptions: about.map(each => lineOf(each, language)).join('\n'),
    lastIssue: first.lastIssue,
    end: formatDay(day(first.expiresOn), language),
    price: first.asRecipient ? '' : formatMoney(first.priceCents, 'EUR', language),
    link: filledLink(link, first.number),
    recipient: first.isGift ? first.recipientName : '',
    purchase: String(first.number),
    company: companyName,
  }
}

/** The address where one renews, with the number of the purchase where it says {achat}. */
const filledLink = (link: string, number: number) => link.replace(/\{(achat|purchase)\}/giu, String(number))

/** What somebody reads: the words of the step in their language; several subscriptions are listed in one notice. */
export function writtenTo(about: readonly About[], words: Words, sender: Sender): Written {
  const language = languageOf(about[0]!.country, words)
  const { subject, body } = wordsIn(language, words)
  const values = valuesOf(about, sender, language)
  const listed = about.length > 1 && !names(body, 'subscriptions')
  const text = filledIn(body, values)
  return {
    subject: filledIn(subject, values).replaceAll('\n', ' '),
    text: listed ? `${text}\n\n${values.subscriptions}` : text,
    language,
  }
}
