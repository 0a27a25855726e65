import { createInflateRaw } from 'node:zlib'

/** Bytes that can be read anywhere: a file kept in parts. */
export type Bytes = { byteCount: number; read(from: number, to: number): Promise<Buffer> }

export type ZipEntry = { name: string; method: number; byteCount: number; at: number }

/** What is wrong with an archive or what it holds, by a word that labels translate. */
export class FileFault extends Error {
  readonly fault: string
  constructor(fault: string) {
    super(fault)
    this.fault = fault
  }
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const MAX_ENTRIES = 2000
const MAX_DIRECTORY = 4 * 1024 * 1024
const STEP = 256 * 1024
/** XML shrinks twenty times; what shrinks two hundred times was made to do harm. */
const MAX_RATIO = 200
const ALWAYS_ALLOWED = 16 * 1024 * 1024

/** The entries of an archive by their names, from its directory at the end. */
export async function zipEntries(bytes: Bytes): Promise<Map<string, ZipEntry>> {
  const tail = await bytes.read(Math.max(0, bytes.byteCount - 66_000), bytes.byteCount)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw new FileFault('zipBroken')
  const [count, size, at] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY || at + size > bytes.byteCount) throw new FileFault('zipBroken')
  const directory = await bytes.read(at, at + size)
  const entries = new Map<string, ZipEntry>()
  let from = 0
  for (let index = 0; index < count; index++) {
    if (from + 46 > directory.length || directory.readUInt32LE(from) !== ENTRY) throw new FileFault('zipBroken')
    const nameLength = directory.readUInt16LE(from + 28)
    const name = directory.toString('utf8', from + 46, from + 46 + nameLength)
    const [method, byteCount] = [directory.readUInt16LE(from + 10), directory.readUInt32LE(from + 20)]
    entries.set(name, { name, method, byteCount, at: directory.readUInt32LE(from + 42) })
    from += 46 + nameLength + directory.readUInt16LE(from + 30) + directory.readUInt16LE(from + 32)
  }
  return entries
}

/** What an entry holds, piece by piece; refused past `limit` bytes, or when it grows as only a bomb does. */
export async function* inflated(bytes: Bytes, entry: ZipEntry, limit: number): AsyncGenerator<Buffer> {
  const head = await bytes.read(entry.at, entry.at + 30)
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw new FileFault('zipBroken')
  const from = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const allowed = Math.min(limit, ALWAYS_ALLOWED + entry.byteCount * MAX_RATIO)
  let given = 0
  const pieces = entry.method === 0 ? stored(bytes, from, entry) : deflated(bytes, from, entry)
  for await (const piece of pieces) {
    given += piece.length
    if (given > allowed) throw new FileFault('zipTooLarge')
    yield piece
  }
}

async function* stored(bytes: Bytes, from: number, { byteCount }: ZipEntry) {
  const to = Math.min(from + byteCount, bytes.byteCount)
  for (let at = from; at < to; at += STEP) yield await bytes.read(at, Math.min(at + STEP, to))
}

async function* deflated(bytes: Bytes, from: number, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method !== 8) throw new FileFault('zipBroken')
  const inflate = createInflateRaw()
  const feeding = feed(bytes, from, entry, inflate)
  feeding.catch(error => inflate.destroy(error as Error))
  try {
    for await (const piece of inflate) yield piece as Buffer
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault('zipBroken')
  } finally {
    inflate.destroy()
  }
}

async function feed(bytes: Bytes, from: number, { byteCount }: ZipEntry, inflate: ReturnType<typeof createInflateRaw>) {
  const to = Math.min(from + byteCount, bytes.byteCount)
  for (let at = from; at < to && !inflate.destroyed; at += STEP) {
    const more = inflate.write(await bytes.read(at, Math.min(at + STEP, to)))
    if (!more && !inflate.destroyed)
      await new Promise<void>(resolve => inflate.once('drain', resolve).once('close', resolve))
  }
  if (!inflate.destroyed) inflate.end()
}
