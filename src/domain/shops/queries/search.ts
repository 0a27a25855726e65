import { type SQL, sql } from 'drizzle-orm'
import { textKey } from '../../../values/text-key.ts'

/** What people type without an accent, and how names have them. */
const ACCENTED = 'àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ'
const PLAIN = 'aaaaaaceeeeiiiinoooooouuuuyy'

/** Conditions that keep the texts that have each word typed, whatever its capitals and accents. */
export const wordsIn = (typed: string, text: SQL): SQL[] =>
  textKey(typed)
    .toLowerCase()
    .split(' ')
    .map(word => sql`position(${word} in translate(lower(${text}), ${ACCENTED}, ${PLAIN})) > 0`)
