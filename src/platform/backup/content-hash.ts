import { createHash } from 'node:crypto'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Sum } from './archive.ts'
import { SESSION, selectOf, type Table, tablesOf } from './tables.ts'

export type ContentHash = { tables: Sum[]; sha256: string }

/** A fingerprint of all that a database of Facteur holds: equal when every row of every table is. */
export async function contentHash(ownerUrl: string): Promise<ContentHash> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'facteur content hash' })
  await client.connect()
  try {
    await client.query(SESSION)
    await client.query('begin isolation level repeatable read read only')
    const tables = await tablesOf(client)
    return together(await sumsOf(client, tables))
  } finally {
    await client.end()
  }
}

/** The fingerprint of each table, in the order given. */
export async function sumsOf(client: pg.ClientBase, tables: readonly Table[]): Promise<Sum[]> {
  const sums: Sum[] = []
  for (const table of tables) sums.push(await sumOf(client, table))
  return sums
}

async function sumOf(client: pg.ClientBase, table: Table): Promise<Sum> {
  const hash = createHash('sha256')
  const rows = client.query(copyTo(`copy (${await selectOf(client, table)}) to stdout`))
  for await (const chunk of rows) hash.update(chunk)
  return { table: table.name, rows: rows.rowCount, sha256: hash.digest('hex') }
}

export function together(tables: Sum[]): ContentHash {
  const byName = tables.toSorted((a, b) => (a.table < b.table ? -1 : 1))
  return { tables: byName, sha256: createHash('sha256').update(JSON.stringify(byName)).digest('hex') }
}
