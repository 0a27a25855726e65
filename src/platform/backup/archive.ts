import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import type { Migration } from './schema.ts'
import type { Sequence, Table } from './tables.ts'

/**
 * A backup is a tar archive that any machine can open without Facteur:
 *
 *     manifest.json                    version, schema, tables in the order they are loaded, counters
 *     sums/manifest.json               SHA-256 of the manifest
 *     data/0001-companies/000001.zst   rows in the text format of COPY, in parts (zstd; `zstdcat *.zst` is the table)
 *     sums/0001-companies.json         number of rows and SHA-256 of the rows, after the parts of each table
 *     end.json                         SHA-256 of all that stands before it
 */
export type Manifest = {
  format: 1
  facteur: string
  writtenAt: string
  postgres: string
  migrations: Migration[]
  tables: Table[]
  sequences: Sequence[]
}

export type Sum = { table: string; rows: number; sha256: string }

/** What each part but the last of a table holds before compression. */
export const PART_BYTES = 4 * 1024 * 1024

export const MANIFEST = 'manifest.json'
export const MANIFEST_SUM = 'sums/manifest.json'

const place = (at: number, table: string) => `${String(at + 1).padStart(4, '0')}-${table}`
export const partName = (at: number, table: string, part: number) =>
  `data/${place(at, table)}/${String(part).padStart(6, '0')}.zst`
export const sumName = (at: number, table: string) => `sums/${place(at, table)}.json`

/** As every fact of the archive is written: the same value is the same bytes. */
export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
export const sumOfBytes = (bytes: Buffer): Buffer => json({ sha256: hash('sha256', bytes, 'hex') })

const zip = promisify(zstdCompress)
const unzip = promisify(zstdDecompress)

export const compressed = (rows: Buffer): Promise<Buffer> =>
  zip(rows, { params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 } })

export const decompressed = (part: Buffer): Promise<Buffer> => unzip(part, { maxOutputLength: PART_BYTES })
