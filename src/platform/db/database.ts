import { randomUUIDv7 } from 'node:crypto'
import type { SQL } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'

/** One open transaction; operations get nothing else. */
export type Db = NodePgDatabase

export type Database = {
  /** The URL of the owner of the tables: for migrations, the job queue and backups only. */
  ownerUrl: string
  pool: pg.Pool
  /** Runs `work` in one transaction that sees the rows of `companyId` alone; rolls back when it throws. */
  transaction<T>(companyId: string, work: (db: Db, client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Runs `work` in one transaction over the shared tables; tables of the business are out of reach. */
  shared<T>(work: (db: Db, client: pg.PoolClient) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const newId = randomUUIDv7

// Days and instants stay text, large counts become numbers: no local Date ever stands for a calendar day.
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return (value: string) => value
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (value: string) => new Date(value).toISOString()
    if (oid === pg.types.builtins.INT8) return Number
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/** Compiling a statement takes PostgreSQL seconds wherever a plan looks costly, for the same work (docs/adr/0010). */
const OPTIONS = '-c role=facteur_app -c search_path=public -c jit=off'

/** Opens the pool of the application role; `ownerUrl` names the owner, who lends it by `role`. */
export function openDatabase(ownerUrl: string, max = 10): Database {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max,
    options: OPTIONS,
    types,
    application_name: 'facteur',
  })
  pool.on('error', () => {}) // an idle connection that the server closed: the next query opens another and reports
  const run = async <T>(begin: string, work: (db: Db, client: pg.PoolClient) => Promise<T>) => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(begin)
      const result = await work(scoped(client), client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((rollbackError: Error) => {
        broken = rollbackError
      })
      throw error
    } finally {
      client.release(broken)
    }
  }
  return {
    ownerUrl,
    pool,
    transaction: (companyId, work) => run(beginFor(companyId), work),
    shared: work => run('begin', work),
    close: () => pool.end(),
  }
}

const dialect = new PgDialect({ casing: 'snake_case' })

/** Drizzle's own `execute` would bring other type parsers than the pool's: days, instants and counts would come as it likes. */
function scoped(client: pg.PoolClient): Db {
  const db = drizzle(client, { casing: 'snake_case' })
  const execute = (query: SQL) => {
    const { sql: text, params } = dialect.sqlToQuery(query)
    return client.query({ text, values: params, types })
  }
  return Object.assign(db, { execute }) as Db
}

/** The connection under a transaction, for what Drizzle has no word for: COPY. */
export const clientOf = (db: Db): pg.PoolClient => (db as Db & { $client: pg.PoolClient }).$client

/** Citus runs `set local` on its workers only when told to, and never sees `set_config`; hence the literal, checked here. */
function beginFor(companyId: string) {
  if (!UUID.test(companyId)) throw new Error('a company is named by its UUID')
  return `begin; set local citus.propagate_set_commands = 'local'; set local app.company_id = '${companyId}'`
}
