// Kills Facteur with its embedded PostgreSQL again and again while it brings a file in, and looks at what each kill left.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { importsOperations } from '../../domain/imports/operations.ts'
import type { WorkKind } from '../../domain/work/actions.ts'
import { runWork } from '../../domain/work/jobs.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { openEmbedded } from '../../platform/db/embedded/embedded.ts'
import { placesIn } from '../../platform/db/embedded/places.ts'
import { lockedPid, postgresOf } from '../../platform/db/embedded/processes.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { workKinds } from '../work-kinds.ts'
import { SLUG, seedSubscribers } from './subscribers.ts'

export type Kill = { postgresToo: boolean; afterMs: number; made: number; undone: boolean; faults: string[] }
type Choices = { kills: number; lines: number; tell?: (kill: Kill) => void }

/** As many kills as asked; after each, every other import goes on to its end, the others are taken back whole. */
export async function killImports({ kills, lines, tell = () => {} }: Choices): Promise<Kill[]> {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-kill-import-'))
  const dataDir = join(folder, 'data')
  try {
    await opened(dataDir, async database => {
      await migrateDatabase(database.ownerUrl)
      await seedSubscribers(database, { subscribers: 1, issues: 1 })
    })
    const done: Kill[] = []
    let reachMs = 3000
    for (let turn = 0; turn < kills; turn++) {
      const workId = await opened(dataDir, database => readyImport(database, turn, lines))
      const before = await opened(dataDir, partyCount)
      const postgresToo = turn % 2 === 1
      const afterMs = Math.round(Math.random() * reachMs)
      await killed(dataDir, workId, postgresToo, afterMs)
      const kill = await opened(dataDir, database =>
        whatIsLeft(database, { workId, before, lines, undo: turn % 3 === 2 }),
      )
      reachMs *= kill.made === lines ? 0.8 : 1.2
      done.push({ postgresToo, afterMs, ...kill })
      tell(done.at(-1)!)
    }
    return done
  } finally {
    for (const pid of postgresOf(placesIn(dataDir))) process.kill(pid, 'SIGKILL') // left when something above went wrong
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

async function opened<T>(dataDir: string, work: (database: Database) => Promise<T>): Promise<T> {
  const server = await openEmbedded({ dataDir, mode: 'own' })
  try {
    const database = openDatabase(server.ownerUrl)
    return await work(database).finally(() => database.close())
  } finally {
    await server.stop()
  }
}

const asked = (database: Database) => ({ context: localOuter(database, SLUG) })

/** A file of contacts sent and read; the work that brings it in is asked for, not begun. */
async function readyImport(database: Database, turn: number, lines: number): Promise<string> {
  const rows = Array.from({ length: lines }, (_, at) => `${(turn + 1) * 1_000_000 + at};Nom ${turn} ${at};75011;Paris`)
  const content = Buffer.from(`Numéro;Nom;Code postal;Ville\n${rows.join('\n')}\n`).toString('base64')
  const { id } = await call(importsOperations.begin, { fileName: `${turn}.csv`, kind: 'parties' }, asked(database))
  await call(importsOperations.addPart, { id, position: 0, content }, asked(database))
  await call(importsOperations.look, { id }, asked(database))
  await work(database, (await call(importsOperations.read, { id }, asked(database))).workId)
  return (await call(importsOperations.bringIn, { id }, asked(database))).workId
}

async function work(database: Database, runId: string) {
  const companyId = await inCompany(database, SLUG, async ({ company }) => company.id)
  const kinds = workKinds as unknown as WorkKind<never>[]
  await runWork(localOuter(database, SLUG), kinds, { data: { companyId, runId }, signal: new AbortController().signal })
}

async function killed(dataDir: string, workId: string, postgresToo: boolean, afterMs: number) {
  const { DATABASE_URL: _none, ...environment } = process.env
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), workId], {
    env: { ...environment, FACTEUR_DATA: dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  await Promise.race([once(createInterface(child.stdout), 'line'), closed])
  const server = lockedPid(placesIn(dataDir))
  await sleep(afterMs)
  child.kill('SIGKILL')
  if (postgresToo && server) process.kill(server, 'SIGKILL')
  await closed
}

type Left = { workId: string; before: number; lines: number; undo: boolean }

async function whatIsLeft(database: Database, { workId, before, lines, undo }: Left) {
  const faults: string[] = []
  const must = (what: string, holds: boolean) => holds || faults.push(what)
  const importId = await importOf(database, workId)
  const cut = await stateOf(database, importId)
  must(`after the kill ${JSON.stringify(cut)}`, cut.parties - before === cut.made && cut.records === cut.made)
  if (undo && cut.made > 0) {
    await work(database, workId).catch(() => {}) // a server that comes back goes on first
    await call(importsOperations.undo, { id: importId }, asked(database))
    const after = await stateOf(database, importId)
    must(`taken back ${JSON.stringify(after)}`, after.parties === before && after.made === 0 && after.records === 0)
    return { made: cut.made, undone: true, faults }
  }
  await work(database, workId)
  const whole = await stateOf(database, importId)
  must(`gone on ${JSON.stringify(whole)}`, whole.made === lines && whole.parties - before === lines)
  must('a number twice', whole.numbers === whole.parties)
  return { made: cut.made, undone: false, faults }
}

const importOf = (database: Database, workId: string) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from imports where company_id = ${company.id} and work_id = ${workId}`,
    )
    return rows[0]!.id
  })

const partyCount = async (database: Database) =>
  (await stateOf(database, '00000000-0000-7000-8000-000000000000')).parties

/** In one statement, so that it cannot fall on both sides of a commit. */
const stateOf = (database: Database, importId: string) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<{ parties: number; numbers: number; made: number; records: number }>(sql`
      select (select count(*)::int from parties where company_id = ${company.id}) as parties,
        (select count(distinct number)::int from parties where company_id = ${company.id}) as numbers,
        (select count(*)::int from import_lines where company_id = ${company.id} and import_id = ${importId} and state = 'made') as made,
        (select count(*)::int from import_records where company_id = ${company.id} and import_id = ${importId}) as records`)
    return rows[0]!
  })

/** The child: opens Facteur, says so, and brings the file in. */
async function child(workId: string) {
  const facteur = await openFacteur('own')
  process.stdout.write('open\n')
  await work(facteur.database, workId)
  await once(process.stdin.resume(), 'end')
  await facteur.stop()
}

if (import.meta.main) await child(process.argv[2]!)
