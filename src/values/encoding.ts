import anyAscii from 'any-ascii'
import { UTF8_BOM } from './csv.ts'

export const ENCODINGS = ['utf-8-bom', 'utf-8', 'windows-1252', 'iso-8859-15'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Where the two encodings of one byte differ from ISO-8859-1: the byte of each character. Source: the tables of WHATWG and ISO. */
const BYTES: Partial<Record<Encoding, ReadonlyMap<string, number>>> = {
  'windows-1252': new Map(
    [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'].flatMap((letter, at) =>
      letter === ' ' ? [] : [[letter, 0x80 + at] as [string, number]],
    ),
  ),
  'iso-8859-15': new Map([
    ['€', 0xa4],
    ['Š', 0xa6],
    ['š', 0xa8],
    ['Ž', 0xb4],
    ['ž', 0xb8],
    ['Œ', 0xbc],
    ['œ', 0xbd],
    ['Ÿ', 0xbe],
  ]),
}

/** Characters that are not at their place of ISO-8859-1; those of ISO-8859-15 took eight places. */
const ELSEWHERE: Partial<Record<Encoding, RegExp>> = {
  'windows-1252': /[^\t\n\r\x20-\x7e\xa0-\xff]/gu,
  'iso-8859-15': /[^\t\n\r\x20-\x7e\xa0-\xa3\xa5\xa7\xa9-\xb3\xb5-\xb7\xb9-\xbb\xbf-\xff]/gu,
}

/**
 * The text with characters that the encoding has: accents composed, then what is not there in plain letters, never a
 * question mark. Each character folded is told.
 */
export function foldedFor(encoding: Encoding, text: string, tell: (character: string, became: string) => void): string {
  const composed = text.normalize('NFC')
  const elsewhere = ELSEWHERE[encoding]
  const bytes = BYTES[encoding]
  if (!elsewhere || !bytes) return composed
  return composed.replace(elsewhere, character => {
    if (bytes.has(character)) return character
    const plain = anyAscii(character)
    const became = plain === '?' && !/\p{P}/u.test(character) ? '' : plain // of a letter it does not know
    tell(character, became)
    return became
  })
}

/** The bytes of a text whose characters the encoding has, as `foldedFor` leaves it. */
export function encoded(encoding: Encoding, text: string): Buffer {
  const elsewhere = ELSEWHERE[encoding]
  const bytes = BYTES[encoding]
  if (!elsewhere || !bytes) return Buffer.from(text, 'utf8')
  return Buffer.from(
    text.replace(elsewhere, character => String.fromCharCode(bytes.get(character) ?? 0x20)),
    'latin1',
  )
}

/** What stands at the start of a file in that encoding. */
export const preamble = (encoding: Encoding): Buffer => Buffer.from(encoding === 'utf-8-bom' ? UTF8_BOM : '', 'utf8')
