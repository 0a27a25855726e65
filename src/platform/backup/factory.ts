import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** An empty database of its own on the server of `ownerUrl`, for what a shared one cannot test. */
export async function anEmptyDatabase(ownerUrl: string): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const name = `facteur_own_${randomBytes(6).toString('hex')}`
  await run(ownerUrl, `create database ${name}`)
  return {
    ownerUrl: ownerUrl.replace(/\/[^/?@]+(\?.*)?$/, `/${name}$1`),
    drop: () => run(ownerUrl, `drop database ${name} with (force)`),
  }
}

async function run(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
