import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** An empty database of its own on the server of `ownerUrl`, for what a shared one cannot test. */
export async function anEmptyDatabase(ownerUrl: string): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const name = `facteur_own_${randomBytes(6).toString('hex')}`
  const own = ownerUrl.replace(/\/[^/?@]+(\?.*)?$/, `/${name}$1`)
  if (own === ownerUrl) throw new Error('The address of the server names no database: it ends with /NAME')
  await run(ownerUrl, `create database ${name}`)
  return {
    ownerUrl: own,
    drop: () => run(ownerUrl, endConnections(name), `drop database ${name}`),
  }
}

/** Not `with (force)`, which an autovacuum at work in the database refuses to whoever is no superuser. */
const endConnections = (name: string) => `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = '${name}' and usename = session_user and pid <> pg_backend_pid()`

async function run(url: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
