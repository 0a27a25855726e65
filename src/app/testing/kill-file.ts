// Kills Facteur while it makes a mailing file, and looks at what each kill left registered.
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { nowhere, profiledFile, writeKept } from '../../domain/dispatch/actions/mailing-files.ts'
import { profilesOperations } from '../../domain/dispatch/operations/profiles.ts'
import { dispatchOperations } from '../../domain/dispatch/operations.ts'
import { USUAL_LAYOUT } from '../../domain/dispatch/rules/layout.ts'
import type { Database } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany } from '../local.ts'
import { asked, inOwnFolder, letGo, opened, say, startChild } from './kill.ts'
import { SLUG, seedSubscribers } from './subscribers.ts'

type Made = { runId: string; profileId: string }
export type FileKill = { afterMs: number; left: 'a file' | 'nothing'; faults: string[] }
type Choices = { kills: number; subscribers: number; tell?: (kill: FileKill) => void }

/** Each kill falls somewhere in the making of one file; the file is then whole and registered, or not at all. */
export async function killFiles({ kills, subscribers, tell = () => {} }: Choices): Promise<FileKill[]> {
  return inOwnFolder(async dataDir => {
    const made = await opened(dataDir, database => prepared(database, subscribers))
    const whole = await unkilled(dataDir, made)
    let reachMs = whole.ms
    const done: FileKill[] = []
    for (let turn = 0; turn < kills; turn++) {
      await opened(dataDir, database => forget(database, made))
      const afterMs = Math.round(Math.random() * reachMs)
      await killed(dataDir, made, afterMs)
      const found = await opened(dataDir, database => whatIsLeft(database, made, whole.sha256, subscribers))
      done.push({ afterMs, ...found })
      reachMs *= found.left === 'nothing' ? 1.1 : 0.8
      tell(done.at(-1)!)
    }
    return done
  })
}

async function prepared(database: Database, subscribers: number): Promise<Made> {
  await migrateDatabase(database.ownerUrl)
  await seedSubscribers(database, { subscribers, issues: 1 })
  const outer = asked(database)
  const run = await call(dispatchOperations.run, { title: 'CS', issue: '1' }, outer)
  const profile = { name: 'Routeur', mailingHouseId: null, isDefault: true, layout: USUAL_LAYOUT }
  return { runId: run.id, profileId: (await call(profilesOperations.create, profile, outer)).id }
}

/** So that each kill falls on the first making of the file. */
const forget = (database: Database, { runId }: Made) =>
  inCompany(database, SLUG, ({ db, company }) =>
    db.execute(sql`delete from mailing_files where company_id = ${company.id} and run_id = ${runId}`),
  )

const make = (database: Database, { runId, profileId }: Made, out: Writable) =>
  inCompany(database, SLUG, async ctx =>
    writeKept(ctx, await profiledFile(ctx, { runId, profileId, part: undefined, addressedAs: 'run' }), out),
  )

const start = (dataDir: string, { runId, profileId }: Made) =>
  startChild(dataDir, import.meta.filename, [runId, profileId])

async function unkilled(dataDir: string, made: Made): Promise<{ ms: number; sha256: string }> {
  const { child, line, closed } = start(dataDir, made)
  await line()
  const begun = performance.now()
  const [sha256] = await line()
  const ms = performance.now() - begun
  child.stdin.end()
  await closed
  return { ms, sha256: sha256! }
}

async function killed(dataDir: string, made: Made, afterMs: number) {
  const { child, line, closed } = start(dataDir, made)
  await line()
  await sleep(afterMs)
  child.kill('SIGKILL')
  await closed
}

async function whatIsLeft(
  database: Database,
  made: Made,
  sha256: string,
  subscribers: number,
): Promise<Pick<FileKill, 'left' | 'faults'>> {
  const registered = await inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<{ sha256: string; lineCount: number }>(sql`
      select sha256, line_count as "lineCount" from mailing_files where company_id = ${company.id} and run_id = ${made.runId}`)
    return rows
  })
  const faults: string[] = []
  if (registered.length > 1) faults.push(`${registered.length} files registered`)
  for (const file of registered)
    if (file.sha256 !== sha256 || file.lineCount !== subscribers) faults.push(`registered ${JSON.stringify(file)}`)
  const again = await make(database, made, nowhere())
  if (again.sha256 !== sha256) faults.push(`made again ${again.sha256}`)
  return { left: registered.length > 0 ? 'a file' : 'nothing', faults }
}

/** The child: opens Facteur, says so, makes the file, says its fingerprint and serves on. */
async function child(made: Made) {
  const facteur = await openFacteur('own')
  say('open')
  const { sha256 } = await make(facteur.database, made, nowhere())
  say(sha256)
  await letGo()
  await facteur.stop()
}

if (import.meta.main) await child({ runId: process.argv[2]!, profileId: process.argv[3]! })
