import anyAscii from 'any-ascii'

const MAX_WORD_LENGTH = 30
/** Most texts: nothing to fold. */
const PLAIN = /^[\x20-\x7e]*$/

/**
 * What two spellings of one text share, for sorting and searching: plain capitals and digits, anything else one space.
 * `L'Œuvre d'Éloïse` is `L OEUVRE D ELOISE`.
 */
export const textKey = (text: string): string =>
  (PLAIN.test(text) ? text : anyAscii(text.normalize('NFKC').replaceAll('°', ' ')))
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()

/** The words to search a text by, each once and cut at 30 characters. */
export function words(text: string): string[] {
  const key = textKey(text)
  return key === '' ? [] : [...new Set(key.split(' ').map(word => word.slice(0, MAX_WORD_LENGTH)))]
}
