import { type SQL, sql } from 'drizzle-orm'
import { textKey } from '../../../values/text-key.ts'

/** How names may have a letter that people type without its accent. */
const ACCENTED: Record<string, string> = {
  a: 'àáâãäå',
  c: 'ç',
  e: 'èéêë',
  i: 'ìíîï',
  n: 'ñ',
  o: 'òóôõöø',
  u: 'ùúûü',
  y: 'ýÿ',
}

/** Conditions that keep the texts that have each word typed, whatever its capitals and accents. */
export const wordsIn = (typed: string, text: SQL): SQL[] =>
  textKey(typed)
    .toLowerCase()
    .split(' ')
    .map(word => sql`${text} ~ ${[...word].map(anyOf).join('')}`)

/** As a set of letters: reading each text as it stands takes a twentieth of folding it first. */
const anyOf = (letter: string): string => {
  const all = letter + (ACCENTED[letter] ?? '')
  return `[${all}${all.toUpperCase()}]`
}
