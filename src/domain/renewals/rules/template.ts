import type { Language } from '../../../values/labels.ts'

/** What a notice can name, by the word of each language. */
export const FIELDS = {
  name: { fr: 'nom', en: 'name' },
  title: { fr: 'titre', en: 'title' },
  subscription: { fr: 'abonnement', en: 'subscription' },
  subscriptions: { fr: 'abonnements', en: 'subscriptions' },
  lastIssue: { fr: 'dernier_numero', en: 'last_issue' },
  end: { fr: 'fin', en: 'end' },
  price: { fr: 'prix', en: 'price' },
  link: { fr: 'lien', en: 'link' },
  recipient: { fr: 'beneficiaire', en: 'recipient' },
  purchase: { fr: 'achat', en: 'purchase' },
  company: { fr: 'societe', en: 'company' },
} as const
export type Field = keyof typeof FIELDS
export type FieldValues = Record<Field, string>

const byWord = new Map<string, Field>(
  Object.entries(FIELDS).flatMap(([field, { fr, en }]) => [
    [fr, field as Field],
    [en, field as Field],
  ]),
)
const MERGE_FIELD = /\{\s*([\p{L}_]+)\s*\}/gu

const fieldNamed = (word: string): Field | undefined =>
  byWord.get(word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''))

/** The first word between braces that names nothing, or undefined. */
export const unknownField = (template: string): string | undefined =>
  [...template.matchAll(MERGE_FIELD)].map(([, word]) => word!).find(word => !fieldNamed(word))

/**
 * The template with its fields filled in. A line with a field that has no value is left out, so that nobody reads
 * « votre dernier numéro est le n° . », nor the recipient of a gift its price.
 */
export function filledIn(template: string, values: FieldValues): string {
  return template
    .split('\n')
    .filter(line => [...line.matchAll(MERGE_FIELD)].every(([, word]) => valueIn(word!, values) !== ''))
    .map(line => line.replace(MERGE_FIELD, (_, word: string) => valueIn(word, values) ?? ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const valueIn = (word: string, values: FieldValues): string | undefined => {
  const field = fieldNamed(word)
  return field && values[field]
}

/** Whether a template names the field, in either language. */
export const names = (template: string, field: Field): boolean =>
  [...template.matchAll(MERGE_FIELD)].some(([, word]) => fieldNamed(word!) === field)

export type Words = { subjectFr: string; bodyFr: string; subjectEn: string; bodyEn: string }

/** Countries whose people are written to in French. */
const FRENCH = new Set(
  'FR BE CH LU MC CA SN CI CM MG ML BF BJ TG NE GA CG CD MA TN DZ HT PF NC RE GP MQ GF YT PM WF'.split(' '),
)

export const languageOf = (country: string, { subjectEn, bodyEn }: Words): Language =>
  FRENCH.has(country) || !subjectEn || !bodyEn ? 'fr' : 'en'

/** The words of a step in a language. */
export const wordsIn = (language: Language, words: Words) =>
  language === 'en'
    ? { subject: words.subjectEn, body: words.bodyEn }
    : { subject: words.subjectFr, body: words.bodyFr }
