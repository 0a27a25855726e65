import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { openLog } from '../../platform/observe/log.ts'
import { anEmptyDatabase } from '../../platform/testing/own-database.ts'
import { loadCapitalSocial } from '../demo-company.ts'
import { loadOrders } from '../demo-orders.ts'
import { inCompany, localOuter } from '../local.ts'
import { router } from '../router.ts'
import { buildServer } from '../server.ts'

/** The day the documents were photographed. */
export const THE_DAY = '2023-08-31'
export const SLUG = 'capital-social'
export const VALERIE = { email: 'vg@example.org', password: 'capital-social', name: 'Valérie Garnier', initials: 'VG' }
export type Person = { email: string; password: string }

/** A Facteur that serves a database and a data folder of its own. */
export type Stage = { url: string; database: Database; ownerUrl: string; stop(): Promise<void> }

/** Serves the company of the documents on their day, or a Facteur that was never used; on the database server of the tests. */
export async function raiseStage(ownerUrl: string, { demo = true }: { demo?: boolean } = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'facteur-story-'))
  const own = await anEmptyDatabase(ownerUrl)
  const restore = setEnvironment({ FACTEUR_TODAY: THE_DAY, FACTEUR_LOG: 'error' })
  await migrateDatabase(own.ownerUrl)
  const database = openDatabase(own.ownerUrl)
  if (demo) await loadDemo(database)
  const server = await buildServer({
    database,
    dataDir,
    secret: 'a secret of the stories alone, not used elsewhere',
    log: openLog(),
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  return {
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    database,
    ownerUrl: own.ownerUrl,
    stop: async () => {
      await server.close()
      await database.close()
      await own.drop()
      rmSync(dataDir, { recursive: true, force: true })
      restore()
    },
  }
}

async function loadDemo(database: Database) {
  await call(router.setup.begin, { companyName: 'Capital Social', ...VALERIE }, { context: localOuter(database, null) })
  await inCompany(database, SLUG, loadCapitalSocial, { userId: 'local', ...VALERIE })
}

/** Gives the company of a stage the workshop of the demonstration, with its orders. */
export const loadWorkshop = ({ database }: Pick<Stage, 'database'>) =>
  inCompany(database, SLUG, ctx => loadOrders(ctx, VALERIE.password), { userId: 'local', ...VALERIE })

/** Sets variables until the function it answers is called. */
export function setEnvironment(wanted: Record<string, string>) {
  const before = Object.keys(wanted).map(name => [name, process.env[name]] as const)
  Object.assign(process.env, wanted)
  return () => {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}
