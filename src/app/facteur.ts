import { mkdirSync } from 'node:fs'
import { today } from '../platform/clock.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { openEmbedded } from '../platform/db/embedded/embedded.ts'
import { migrateDatabase } from '../platform/db/migrate.ts'
import type { Gate, Outer } from '../platform/http/context.ts'
import { preferred } from '../platform/http/language.ts'
import { reactions } from './reactions.ts'
import { constraints, say } from './texts.ts'

export type Facteur = { database: Database; dataDir: string; stop(): Promise<void> }

/** Where Facteur keeps what is its own on this machine: its PostgreSQL, its secret, its outbox. */
const dataDirectory = () => process.env.FACTEUR_DATA ?? 'data'

/** PostgreSQL alone, as it is: the server of `DATABASE_URL`, else the embedded one. */
export async function openPostgres(mode: 'own' | 'share'): Promise<{ ownerUrl: string; stop(): Promise<void> }> {
  const dataDir = dataDirectory()
  mkdirSync(dataDir, { recursive: true })
  const url = process.env.DATABASE_URL
  return url ? { ownerUrl: url, stop: async () => {} } : openEmbedded({ dataDir, mode })
}

/** Opens the database, embedded without `DATABASE_URL`, with its schema up to date; `share` works beside a running server. */
export async function openFacteur(mode: 'own' | 'share'): Promise<Facteur> {
  const server = await openPostgres(mode)
  try {
    await migrateDatabase(server.ownerUrl)
  } catch (error) {
    await server.stop()
    throw error
  }
  const database = openDatabase(server.ownerUrl)
  return {
    database,
    dataDir: dataDirectory(),
    stop: async () => {
      await database.close()
      await server.stop()
    },
  }
}

type Request = { gate: Gate; headers: Headers; requestId: string; log: Outer['log'] }

/** What the guard of every operation needs, for one request or one command. */
export const outerOf = (database: Database, { gate, headers, requestId, log }: Request): Outer => ({
  database,
  gate,
  headers,
  requestId,
  log,
  language: preferred(headers.get('accept-language')),
  say,
  constraints,
  reactions,
  today,
})
