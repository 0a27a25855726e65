import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'
import { MIGRATIONS, migrateDatabase } from '../db/migrate.ts'
import { BackupRefused } from './refused.ts'

/** One step of the schema: SHA-256 of its SQL. */
export type Migration = { hash: string; at: number }

/** The steps this version of Facteur knows, in order. */
export const knownMigrations = (folder = MIGRATIONS): Migration[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ hash, folderMillis }) => ({ hash, at: folderMillis }))

/** The steps this database has gone through, in order; none when Facteur never opened it. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Migration[]> {
  const { rows } = await client.query(`select to_regclass('migrations.__drizzle_migrations') is not null as there`)
  if (!rows[0].there) return []
  const applied = await client.query(
    'select hash, created_at::float8 as at from migrations.__drizzle_migrations order by created_at',
  )
  return applied.rows
}

/** Refuses a backup whose schema this version cannot have: a newer one, or one of another history. */
export function checkSchema(archived: readonly Migration[], known: readonly Migration[]) {
  const differs = archived.findIndex(({ hash }, at) => at < known.length && known[at]!.hash !== hash)
  if (differs >= 0 || archived.length === 0)
    throw new BackupRefused(
      'other-schema',
      `The schema of this backup is not one this version of Facteur knows: they part at step ${differs + 1}`,
    )
  if (archived.length > known.length)
    throw new BackupRefused(
      'newer',
      `This backup comes from a newer Facteur: its schema has ${archived.length} steps, this version knows ${known.length}. Install that version first`,
    )
}

/** Brings an empty database to the first `count` steps. */
export async function migrateTo(ownerUrl: string, count: number, folder: string) {
  if (count === knownMigrations(folder).length) return migrateDatabase(ownerUrl, folder)
  const first = mkdtempSync(join(tmpdir(), 'facteur-migrations-'))
  try {
    cpSync(folder, first, { recursive: true })
    const journalFile = join(first, 'meta/_journal.json')
    const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: unknown[] }
    writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
    await migrateDatabase(ownerUrl, first)
  } finally {
    rmSync(first, { recursive: true })
  }
}
