/** A file that a mail program packed in `winmail.dat`. */
export type PackedFile = { name: string; content: Buffer }

const SIGNATURE = 0x223e9f78
const HEAD_BYTES = 6
/** Level, identifier and length before the data; a checksum after it. */
const ATTRIBUTE_HEAD = 9
const CHECKSUM_BYTES = 2
const ATTACHMENT_LEVEL = 2
const RENDERING = 0x00069002
const TITLE = 0x00018010
const DATA = 0x0006800f
const MOST_FILES = 10_000

/**
 * The files of a `winmail.dat` (TNEF), with their bytes as they were attached; undefined when it is none or is broken.
 * Source: MS-OXTNEF 2.1.3.
 */
export function tnefFiles(content: Buffer): PackedFile[] | undefined {
  if (content.length < HEAD_BYTES || content.readUInt32LE(0) !== SIGNATURE) return undefined
  const files: PackedFile[] = []
  for (let at = HEAD_BYTES; at < content.length; ) {
    if (at + ATTRIBUTE_HEAD + CHECKSUM_BYTES > content.length || files.length > MOST_FILES) return undefined
    const level = content[at]
    const id = content.readUInt32LE(at + 1)
    const from = at + ATTRIBUTE_HEAD
    const to = from + content.readUInt32LE(at + 5)
    if (to + CHECKSUM_BYTES > content.length) return undefined
    const data = content.subarray(from, to)
    if (sumOf(data) !== content.readUInt16LE(to)) return undefined
    if (level === ATTACHMENT_LEVEL) takeAttribute(files, id, data)
    at = to + CHECKSUM_BYTES
  }
  return files
}

/** An attachment begins with how it is shown; its name and its bytes follow. */
function takeAttribute(files: PackedFile[], id: number, data: Buffer) {
  if (id === RENDERING) files.push({ name: '', content: Buffer.alloc(0) })
  const file = files.at(-1)
  if (file && id === TITLE) file.name = data.toString('latin1').replace(/\0.*$/s, '')
  if (file && id === DATA) file.content = data
}

function sumOf(data: Buffer): number {
  let sum = 0
  for (const byte of data) sum = (sum + byte) & 0xffff
  return sum
}
