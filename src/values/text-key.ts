import anyAscii from 'any-ascii'

const MAX_WORD_LENGTH = 30
/** Most texts: nothing to fold. */
const PLAIN = /^[\x20-\x7e]*$/
/** A key already. */
const KEY = /^(?:[A-Z0-9]+ )*[A-Z0-9]+$/

/**
 * What two spellings of one text share, for sorting and searching: plain capitals and digits, anything else one space.
 * `L'Œuvre d'Éloïse` is `L OEUVRE D ELOISE`.
 */
export function textKey(text: string): string {
  const capitals = PLAIN.test(text)
    ? text.toUpperCase()
    : anyAscii(text.normalize('NFKC').replaceAll('°', ' ')).toUpperCase()
  return KEY.test(capitals) ? capitals : capitals.replace(/[^A-Z0-9]+/g, ' ').trim()
}

/** The words to search a text by, each once and cut at 30 characters. */
export function words(text: string): string[] {
  const key = textKey(text)
  return key === '' ? [] : [...new Set(key.split(' ').map(word => word.slice(0, MAX_WORD_LENGTH)))]
}
