import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from '../db/embedded/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { anEmptyDatabase } from './own-database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner's URL of the migrated database that all suites share; each suite makes its own company in it. */
    ownerUrl: string
  }
}

/** One database for the whole run: the embedded server with `fsync` off, or a new database on the server of `DATABASE_URL`. */
export default async function start(project: TestProject) {
  const { ownerUrl, stop } = process.env.DATABASE_URL ? await onServer(process.env.DATABASE_URL) : await embedded()
  try {
    await migrateDatabase(ownerUrl)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('ownerUrl', ownerUrl)
  return stop
}

async function embedded() {
  const dataDir = mkdtempSync(join(tmpdir(), 'facteur-test-'))
  const server = await openEmbedded({ dataDir, mode: 'own', fsync: false })
  return {
    ownerUrl: server.ownerUrl,
    stop: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function onServer(url: string) {
  const { ownerUrl, drop } = await anEmptyDatabase(url)
  return { ownerUrl, stop: drop }
}
