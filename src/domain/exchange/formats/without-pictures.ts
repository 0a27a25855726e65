/** How PDF, JPEG and PNG begin in base64, after the empty line that ends the headers of their part. */
const BEGINNING = /\n\r?\n(?:JVBERi0|\/9j\/|iVBORw0KGgo)/g
const IS_BASE64 = /\ncontent-transfer-encoding:[ \t]*base64[ \t]*\r?$/im
const EMPTY_LINE = /\n\r?\n/
/** Base64 holds no hyphen: the next line that begins with two ends the part. */
const NEXT_PART = '\n--'
const MOST_HEADERS = 4000

/**
 * A mail without the content of its pictures and PDF, which are no documents: to read their base64 costs more than all else in the
 * mail of an order. Parts in any other encoding stay as they are.
 */
export function withoutPictures(mail: Buffer): Buffer {
  const text = mail.toString('latin1')
  const kept: Buffer[] = []
  let from = 0
  for (const { index, 0: beginning } of text.matchAll(BEGINNING)) {
    const headers = text.slice(Math.max(from, index - MOST_HEADERS), index)
    const own = headers.slice(Math.max(0, headers.lastIndexOf(NEXT_PART)))
    if (index < from || EMPTY_LINE.test(own) || !IS_BASE64.test(own)) continue
    const end = text.indexOf(NEXT_PART, index + beginning.length)
    if (end < 0) break
    kept.push(mail.subarray(from, index + beginning.length))
    from = end
  }
  return from === 0 ? mail : Buffer.concat([...kept, mail.subarray(from)])
}
