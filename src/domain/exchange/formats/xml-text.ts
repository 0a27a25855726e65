import { Unread } from '../rules/faults.ts'

/** Where a byte order mark or the first sign of XML tells the encoding. Source: XML 1.0, appendix F. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^\xef\xbb\xbf/, 'utf-8'],
  [/^\xff\xfe/, 'utf-16le'],
  [/^\xfe\xff/, 'utf-16be'],
  [/^<\0/, 'utf-16le'],
  [/^\0</, 'utf-16be'],
]
const DECLARED = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/
const BEGINNING_BYTES = 200

const beginningOf = (content: Uint8Array) => Buffer.from(content.subarray(0, BEGINNING_BYTES)).toString('latin1')

/** Whether it is XML, by its beginning, as names and types of files are changed on the way. */
export const isXml = (content: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(beginningOf(content).replaceAll('\0', ''))

/**
 * The text of XML in the encoding that it begins with or declares. One that declares none is UTF-8, or what its bytes can only be:
 * Windows-1252, as mail programs label it. Throws `Unread` when its bytes are not what it declares.
 */
export function xmlText(content: Uint8Array): string {
  const beginning = beginningOf(content)
  const marked = BEGINNINGS.find(([start]) => start.test(beginning))?.[1]
  const declared = DECLARED.exec(beginning)?.[1]
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says: programs write so.
  const said = marked ?? (declared && /^utf-?16/i.test(declared) ? 'utf-8' : declared)
  if (said !== undefined) return decoded(content, said)
  try {
    return decoded(content, 'utf-8')
  } catch {
    return decoded(content, 'windows-1252')
  }
}

function decoded(content: Uint8Array, encoding: string): string {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new Unread('exchange.unknownEncoding', '', encoding)
  }
  try {
    return decoder.decode(content)
  } catch {
    throw new Unread('exchange.notItsEncoding', '', encoding)
  }
}
