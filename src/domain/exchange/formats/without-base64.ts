import { randomBytes } from 'node:crypto'

/** A mail whose attachments in base64 were taken out; `contentOf` tells what stood in the place of what was read there. */
export type Lightened = { mail: Buffer; contentOf(read: Buffer): Buffer }

/** Base64 holds no hyphen: the next line that begins with two ends the part. */
const NEXT_PART = '\n--'
const EMPTY_LINE = /\n\r?\n/
const IS_BASE64 = /\ncontent-transfer-encoding:[ \t]*base64[ \t]*\r?$/im
/** Texts that the mail shows are left to who reads it, as their signs are in an encoding of their own. */
const IS_ATTACHED = /\ncontent-(?:disposition:[ \t]*attachment|type:[ \t]*(?:application|image)\/)/i
/** How PDF, JPEG and PNG begin: they are no documents, and what they hold is left out. */
const PICTURE = /^(?:JVBERi0|\/9j\/|iVBORw0KGgo)/
const BEGINNING_BYTES = 20
const MOST_HEADERS = 4000
const NOTHING = Buffer.alloc(0)

/** What stands for something taken out begins so, which nobody who writes a mail knows; its number in this process comes after. */
const MARK = randomBytes(12)
const STAND_IN_BYTES = MARK.length + 4
let standIns = 0

/**
 * A mail with something short in the place of what is attached in base64, which Node decodes many times faster than who reads mails
 * line by line. What is not exactly base64 stays where it is.
 */
export function withoutBase64(mail: Buffer): Lightened {
  const taken = new Map<number, Buffer>()
  const kept: Buffer[] = []
  let from = 0
  for (let part = 0; part >= 0; ) {
    const next = mail.indexOf(NEXT_PART, part + 1)
    const end = next < 0 ? mail.length : next
    const begin = bodyInBase64(mail.subarray(part, end))
    const content = begin === undefined ? undefined : decoded(mail.subarray(part + begin, end))
    if (begin !== undefined && content) {
      standIns = (standIns + 1) >>> 0
      kept.push(mail.subarray(from, part + begin), standIn(standIns))
      taken.set(standIns, content)
      from = end
    }
    part = next
  }
  return {
    mail: from === 0 ? mail : Buffer.concat([...kept, mail.subarray(from)]),
    contentOf(read) {
      if (read.length !== STAND_IN_BYTES || !MARK.equals(read.subarray(0, MARK.length))) return read
      return taken.get(read.readUInt32BE(MARK.length)) ?? read
    },
  }
}

function standIn(number: number): Buffer {
  const bytes = Buffer.alloc(STAND_IN_BYTES)
  MARK.copy(bytes)
  bytes.writeUInt32BE(number, MARK.length)
  return Buffer.from(bytes.toString('base64'))
}

/** Where the body of a part begins, if it is attached in base64. */
function bodyInBase64(part: Buffer): number | undefined {
  const text = part.toString('latin1', 0, MOST_HEADERS)
  const empty = EMPTY_LINE.exec(text)
  if (!empty) return undefined
  const headers = `\n${text.slice(0, empty.index)}`
  return IS_BASE64.test(headers) && IS_ATTACHED.test(headers) ? empty.index + empty[0].length : undefined
}

function decoded(body: Buffer): Buffer | undefined {
  if (PICTURE.test(body.toString('latin1', 0, BEGINNING_BYTES))) return NOTHING
  try {
    return Buffer.from(Uint8Array.fromBase64(body.toString('latin1'), { lastChunkHandling: 'strict' }).buffer)
  } catch {
    return undefined
  }
}
