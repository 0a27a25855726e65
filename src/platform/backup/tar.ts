import { BackupRefused } from './refused.ts'

const BLOCK_BYTES = 512
const MOST_ENTRY_BYTES = 256 * 1024 * 1024

export type Entry = {
  name: string
  body: Buffer
  /** Where its header begins in the archive. */
  at: number
}

/** The header of a file in a POSIX tar archive (ustar): always the same bytes for the same facts. */
export function tarHeader(name: string, byteCount: number, mtimeSeconds: number): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  if (Buffer.byteLength(name) > 100) throw new Error(`too long a name for the archive: ${name}`)
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  header.write(octal(byteCount, 12), 124)
  header.write(octal(mtimeSeconds, 12), 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** The zeros that fill the last block of a file. */
export const tarPadding = (byteCount: number) => Buffer.alloc((BLOCK_BYTES - (byteCount % BLOCK_BYTES)) % BLOCK_BYTES)

/** What ends an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK_BYTES)

/**
 * The files of an archive that `tarHeader` wrote, one at a time; any byte that it would not have written is refused,
 * with its place. `seen` is told the bytes of each file before the file is given.
 */
export async function* tarEntries(source: AsyncIterable<Buffer>, seen: (bytes: Buffer) => void): AsyncGenerator<Entry> {
  const input = new ByteReader(source)
  for (;;) {
    const at = input.position
    const header = await input.take(BLOCK_BYTES)
    if (header.every(byte => byte === 0)) return await expectEnd(input)
    const { name, byteCount } = parsed(header, at)
    const body = await input.take(byteCount)
    const padding = await input.take(tarPadding(byteCount).length)
    if (padding.some(byte => byte !== 0)) throw damaged(input.position, `after ${name}`)
    yield { name, body, at }
    seen(header)
    seen(body)
    seen(padding)
  }
}

function parsed(header: Buffer, at: number): { name: string; byteCount: number } {
  const field = (from: number, length: number) => header.toString('latin1', from, from + length).replace(/\0.*$/s, '')
  const name = field(0, 100)
  const byteCount = Number.parseInt(field(124, 12), 8)
  const mtimeSeconds = Number.parseInt(field(136, 12), 8)
  if (field(257, 6) !== 'ustar')
    throw new BackupRefused(
      at === 0 ? 'not-a-backup' : 'damaged',
      at === 0 ? 'This file is no backup of Facteur' : where(at),
    )
  const sane = byteCount >= 0 && byteCount <= MOST_ENTRY_BYTES && mtimeSeconds >= 0
  if (!sane || !tarHeader(name, byteCount, mtimeSeconds).equals(header))
    throw damaged(at, 'in the name or size of a part')
  return { name, byteCount }
}

async function expectEnd(input: ByteReader) {
  const rest = await input.take(TAR_END.length - BLOCK_BYTES)
  if (rest.some(byte => byte !== 0) || !(await input.isAtEnd())) throw damaged(input.position, 'after its end')
}

const where = (at: number) => `The backup is damaged at byte ${at}`
export const damaged = (at: number, detail: string) => new BackupRefused('damaged', `${where(at)}, ${detail}`)

/** Reads exactly as many bytes as asked, from chunks of any size. */
class ByteReader {
  position = 0
  readonly #chunks: AsyncIterator<Buffer>
  #held: Buffer[] = []
  #heldBytes = 0
  constructor(source: AsyncIterable<Buffer>) {
    this.#chunks = source[Symbol.asyncIterator]()
  }

  async take(byteCount: number): Promise<Buffer> {
    while (this.#heldBytes < byteCount) if (!(await this.#pull())) throw this.#truncated()
    const held = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held)
    this.#held = [held.subarray(byteCount)]
    this.#heldBytes -= byteCount
    this.position += byteCount
    return held.subarray(0, byteCount)
  }

  async isAtEnd(): Promise<boolean> {
    return this.#heldBytes === 0 && !(await this.#pull())
  }

  async #pull(): Promise<boolean> {
    const { value, done } = await this.#chunks.next()
    if (done || !value) return false
    this.#held.push(value)
    this.#heldBytes += value.length
    return true
  }

  #truncated() {
    const end = this.position + this.#heldBytes
    return new BackupRefused(end === 0 ? 'not-a-backup' : 'damaged', `The backup is cut short: it ends at byte ${end}`)
  }
}
