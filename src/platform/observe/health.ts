import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Database } from '../db/database.ts'
import { MIGRATIONS } from '../db/migrate.ts'

type Log = { warn(details: object, message: string): void }
type Looked = { database: Database; dataDir: string; log: Log }
export type Health = { ready: boolean; checks: Record<string, 'ok' | string> }

const PATIENCE_MS = 3_000

/** Whether this process can serve: the database answers, the schema is ours, the data folder takes files. */
export async function readiness({ database, dataDir, log }: Looked): Promise<Health> {
  const checks = {
    database: await outcome(log, () => database.pool.query('select 1')),
    migrations: await outcome(log, () => checkMigrations(database)),
    disk: await outcome(log, () => checkWritable(dataDir)),
  }
  return { ready: Object.values(checks).every(check => check === 'ok'), checks }
}

/** What a stranger may learn of a failure: that it is one. The log says the rest. */
async function outcome(log: Log, check: () => Promise<unknown>): Promise<string> {
  const late = new AbortController()
  try {
    const tooLate = sleep(PATIENCE_MS, undefined, { signal: late.signal }).then(() => {
      throw new Error('no answer')
    })
    await Promise.race([check(), tooLate])
    return 'ok'
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    return error instanceof NotReady ? error.message : 'failed'
  } finally {
    late.abort()
  }
}

class NotReady extends Error {}

type Journal = { entries: { when: number }[] }

async function checkMigrations({ ownerUrl }: Database) {
  const { entries } = JSON.parse(await readFile(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')) as Journal
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: PATIENCE_MS })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('select max(created_at)::float8 as last from migrations.__drizzle_migrations')
    const wanted = entries.at(-1)?.when ?? 0
    if (rows[0].last < wanted) throw new NotReady('the schema is older than this version of Facteur')
    if (rows[0].last > wanted) throw new NotReady('the schema is newer than this version of Facteur')
  } finally {
    await client.end().catch(() => {})
  }
}

async function checkWritable(dataDir: string) {
  const file = join(dataDir, `.writable-${process.pid}`)
  try {
    await writeFile(file, '.')
    await rm(file)
  } catch {
    throw new NotReady('the data folder takes no file')
  }
}
