import type { Language } from '../../../values/labels.ts'

/** What a template can name, by the word of each language. */
export type FieldWords<Field extends string> = Record<Field, Record<Language, string>>

const MERGE_FIELD = /\{\s*([\p{L}_]+)\s*\}/gu
const plain = (word: string) => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** Templates whose fields bear these words, in any language of them. */
export function mergeFields<Field extends string>(words: FieldWords<Field>) {
  const byWord = new Map<string, Field>()
  for (const [field, { fr, en }] of Object.entries(words) as [Field, Record<Language, string>][])
    for (const word of [fr, en]) byWord.set(plain(word), field)
  const fieldNamed = (word: string) => byWord.get(plain(word))
  const named = (template: string) => [...template.matchAll(MERGE_FIELD)].map(([, word]) => word!)
  return {
    /** The first word between braces that names nothing, or undefined. */
    unknown: (...templates: string[]) => templates.flatMap(named).find(word => !fieldNamed(word)),
    /** Whether a template names the field. */
    names: (template: string, field: Field) => named(template).some(word => fieldNamed(word) === field),
    /** The template filled in; a line with a field that has no value is left out. */
    filled(template: string, values: Record<Field, string>): string {
      const valueIn = (word: string) => {
        const field = fieldNamed(word)
        return field === undefined ? undefined : values[field]
      }
      return template
        .split('\n')
        .filter(line => named(line).every(word => valueIn(word) !== ''))
        .map(line => line.replace(MERGE_FIELD, (all, word: string) => valueIn(word) ?? all))
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()
    },
  }
}
