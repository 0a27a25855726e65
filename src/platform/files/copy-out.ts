import { createHash } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/**
 * Streams `select` as delimited text straight from PostgreSQL: header, RFC 4180 quotes, CRLF, UTF-8 with a byte order
 * mark. The statement takes no parameter, so its author answers for every literal; cells must hold no line break.
 */
export function copyOut(client: pg.ClientBase, select: string, delimiter: ';' | '\t') {
  const copied = client.query(
    copyTo(
      `copy (${select}) to stdout with (format csv, header true, delimiter E'${delimiter === '\t' ? '\\t' : delimiter}')`,
    ),
  )
  const lines = new WindowsLines()
  copied.on('error', error => lines.destroy(error))
  lines.on('close', () => copied.destroy())
  return copied.pipe(lines)
}

class WindowsLines extends Transform {
  #begun = false
  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback) {
    // latin1 maps each byte to one character and back, so that UTF-8 passes untouched.
    const text = chunk.toString('latin1').replaceAll('\n', '\r\n')
    if (!this.#begun) this.push(Buffer.from([0xef, 0xbb, 0xbf]))
    this.#begun = true
    done(null, Buffer.from(text, 'latin1'))
  }
}

/** Counts and fingerprints what flows through it. */
export class Fingerprint extends Transform {
  readonly #hash = createHash('sha256')
  byteCount = 0
  sha256 = ''
  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback) {
    this.#hash.update(chunk)
    this.byteCount += chunk.length
    done(null, chunk)
  }
  override _flush(done: TransformCallback) {
    this.sha256 = this.#hash.digest('hex')
    done()
  }
}
