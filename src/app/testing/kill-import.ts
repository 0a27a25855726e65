// Kills Facteur with its embedded PostgreSQL again and again while it brings a file in, and looks at what each kill left.
import { setTimeout as sleep } from 'node:timers/promises'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { importsOperations } from '../../domain/imports/operations.ts'
import type { WorkKind } from '../../domain/long-work/actions.ts'
import { runWork } from '../../domain/long-work/jobs.ts'
import { workOperations } from '../../domain/long-work/operations.ts'
import type { Database } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { workKinds } from '../work-kinds.ts'
import { asked, inOwnFolder, killedAtWork, letGo, opened, say } from './kill.ts'
import { SLUG, seedSubscribers } from './subscribers.ts'

/** What is killed, and what follows: bringing in that goes on, or is stopped and taken back; taking back itself. */
const WAYS = ['go on', 'stop and take back', 'taking back'] as const
type Way = (typeof WAYS)[number]

export type Kill = { way: Way; postgresToo: boolean; afterMs: number; made: number; faults: string[] }
type Choices = { kills: number; lines: number; tell?: (kill: Kill) => void }

/** As many kills as asked, each on a file of its own, once its first lines are in; the three ways in turn. */
export async function killImports({ kills, lines, tell = () => {} }: Choices): Promise<Kill[]> {
  return inOwnFolder(async dataDir => {
    await opened(dataDir, async database => {
      await migrateDatabase(database.ownerUrl)
      await seedSubscribers(database, { subscribers: 1, issues: 1 })
    })
    const done: Kill[] = []
    let reachMs = lines / 20
    for (let turn = 0; turn < kills; turn++) {
      const way = WAYS[turn % WAYS.length]!
      const ready = await opened(dataDir, database => readyImport(database, { turn, lines, way }))
      const postgresToo = turn % 2 === 1
      const afterMs = Math.round(Math.random() * reachMs)
      const args = [way, ready.importId, ready.workId]
      await killedAtWork(dataDir, import.meta.filename, args, { postgresToo, afterMs })
      const kill = await opened(dataDir, database => whatIsLeft(database, ready, lines))
      if (way !== 'taking back') reachMs *= kill.made === lines ? 0.8 : 1.1
      done.push({ way, postgresToo, afterMs, ...kill })
      tell(done.at(-1)!)
    }
    return done
  })
}

type Ready = { way: Way; importId: string; workId: string; before: number }

/** A file of contacts sent and read; the work that brings it in is asked for, and done when it is to be taken back. */
async function readyImport(
  database: Database,
  { turn, lines, way }: { turn: number; lines: number; way: Way },
): Promise<Ready> {
  const before = await partyCount(database)
  const rows = Array.from({ length: lines }, (_, at) => `${(turn + 1) * 1_000_000 + at};Nom ${turn} ${at};75011;Paris`)
  const content = Buffer.from(`Numéro;Nom;Code postal;Ville\n${rows.join('\n')}\n`).toString('base64')
  const { id } = await call(importsOperations.begin, { fileName: `${turn}.csv`, kind: 'parties' }, asked(database))
  await call(importsOperations.addPart, { id, position: 0, content }, asked(database))
  await call(importsOperations.look, { id }, asked(database))
  await work(database, (await call(importsOperations.read, { id }, asked(database))).workId)
  const { workId } = await call(importsOperations.bringIn, { id }, asked(database))
  if (way === 'taking back') await work(database, workId)
  return { way, importId: id, workId, before }
}

async function work(database: Database, runId: string) {
  const companyId = await inCompany(database, SLUG, async ({ company }) => company.id)
  const kinds = workKinds as unknown as WorkKind<never>[]
  await runWork(localOuter(database, SLUG), kinds, { data: { companyId, runId }, signal: new AbortController().signal })
}

async function whatIsLeft(database: Database, { way, importId, workId, before }: Ready, lines: number) {
  const faults: string[] = []
  const must = (what: string, left: Left, holds: boolean) => holds || faults.push(`${what} ${JSON.stringify(left)}`)
  const cut = await leftOf(database, importId)
  must('after the kill', cut, cut.parties - before === cut.made && cut.records === cut.made)
  if (way === 'taking back') must('half taken back', cut, cut.made === 0 || cut.made === lines)
  if (way === 'stop and take back' && cut.made < lines)
    await call(workOperations.cancel, { id: workId }, asked(database))
  if (way !== 'taking back') await work(database, workId)
  if (way !== 'go on') {
    await takenBack(database, importId)
    const back = await leftOf(database, importId)
    must('taken back', back, back.parties === before && back.made === 0 && back.records === 0)
  } else {
    const whole = await leftOf(database, importId)
    must('gone on', whole, whole.made === lines && whole.parties - before === lines && whole.numbers === whole.parties)
  }
  return { made: cut.made, faults }
}

/** Asked for, unless the kill left it under way; a server that starts again goes on with that by itself. */
async function takenBack(database: Database, id: string) {
  const { state } = await call(importsOperations.get, { id }, asked(database))
  if (state === 'partial' || state === 'imported') await call(importsOperations.undo, { id }, asked(database))
  const { workId } = await call(importsOperations.get, { id }, asked(database))
  if (workId) await work(database, workId)
}

const partyCount = async (database: Database) =>
  (await leftOf(database, '00000000-0000-7000-8000-000000000000')).parties

type Left = { parties: number; numbers: number; made: number; records: number }

/** In one statement, so that it cannot fall on both sides of a commit. */
const leftOf = (database: Database, importId: string) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<Left>(sql`
      select (select count(*)::int from parties where company_id = ${company.id}) as parties,
        (select count(distinct number)::int from parties where company_id = ${company.id}) as numbers,
        (select count(*)::int from import_lines where company_id = ${company.id} and import_id = ${importId} and state = 'made') as made,
        (select count(*)::int from import_records where company_id = ${company.id} and import_id = ${importId}) as records`)
    return rows[0]!
  })

/** The child: opens Facteur, begins, says so when the first lines are in, and waits for its end. */
async function child(way: Way, importId: string, workId: string) {
  const { database } = await openFacteur('own')
  if (way === 'taking back') {
    const { workId } = await call(importsOperations.undo, { id: importId }, asked(database))
    say('begun')
    await work(database, workId!)
  } else {
    const all = work(database, workId)
    while ((await leftOf(database, importId)).made === 0) await sleep(5)
    say('begun')
    await all
  }
  await letGo()
}

if (import.meta.main) {
  const [way, importId, workId] = process.argv.slice(2)
  await child(way as Way, importId!, workId!)
}
