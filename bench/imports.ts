// Brings 100,000 lines of each large kind in from files and takes them back, against bare statements over the same rows.
import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { call } from '@orpc/server'
import { from as copyFrom } from 'pg-copy-streams'
import { localOuter } from '../src/app/local.ts'
import { workKinds } from '../src/app/work-kinds.ts'
import { importsOperations } from '../src/domain/imports/operations.ts'
import type { Kind } from '../src/domain/imports/rules/kinds.ts'
import type { WorkKind } from '../src/domain/long-work/actions.ts'
import { runWork } from '../src/domain/long-work/jobs.ts'
import { BIG, benchWorld } from './world.ts'

const LINES = Number(process.env.BENCH_LINES ?? 100_000)
const PART = 2 * 1024 * 1024
const FIRST = 50_000_000

const { database, owner, stop } = await benchWorld()
const context = localOuter(database, 'company-1')

/** CPU used so far by this process and by every backend of PostgreSQL, ended ones too, in ms: a busy machine does not stretch it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  const backends = readdirSync('/proc').filter(name => /^\d+$/.test(name) && parentOf(name) === server)
  const ticks = backends.reduce((sum, pid) => sum + ticksOf(pid, 11), ticksOf(server, 13))
  return (user + system) / 1000 + ticks * 10
}
const fieldsOf = (pid: string) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
const safely = <T>(read: () => T, otherwise: T): T => {
  try {
    return read()
  } catch {
    return otherwise // ended meanwhile
  }
}
const parentOf = (pid: string) => safely(() => fieldsOf(pid)[1]!, '')
const ticksOf = (pid: string, from: number) =>
  safely(() => Number(fieldsOf(pid)[from]) + Number(fieldsOf(pid)[from + 1]), 0)
const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid')
const server = parentOf(String(rows[0]!.pid))

type Cost = { ms: number; cpu: number }
const timed = async (what: string, act: () => Promise<unknown>): Promise<Cost> => {
  const [begun, before] = [performance.now(), cpuMs()]
  await act()
  const cost = { ms: Math.round(performance.now() - begun), cpu: Math.round(cpuMs() - before) }
  console.log(`${String(cost.ms).padStart(7)} ms, ${String(cost.cpu).padStart(6)} of CPU  ${what}`)
  return cost
}
const said = (name: string, ours: number, floor: Cost, what: string) =>
  console.log(`  ${name}: ${(ours / Math.max(floor.cpu, 10)).toFixed(1)} times the CPU of ${what}`)

async function work(runId: string) {
  await runWork(context, workKinds as unknown as WorkKind<never>[], {
    data: { companyId: BIG, runId },
    signal: new AbortController().signal,
  })
}

async function sent(name: Kind, file: string): Promise<string> {
  const bytes = Buffer.from(file)
  const { id } = await call(importsOperations.begin, { fileName: `${name}.csv`, kind: name }, { context })
  for (let at = 0, position = 0; at < bytes.length; at += PART, position++) {
    const content = bytes.subarray(at, at + PART).toString('base64')
    await call(importsOperations.addPart, { id, position, content }, { context })
  }
  await call(importsOperations.look, { id }, { context })
  return id
}

/** Brings a file in, measures `within` while it is there, and takes it back. */
async function bringIn(name: Kind, file: string, tables: readonly string[], within = async () => {}) {
  const id = await sent(name, file)
  const read = await timed(`${name}: read and checked`, async () =>
    work((await call(importsOperations.read, { id }, { context })).workId),
  )
  const made = await timed(`${name}: brought in`, async () =>
    work((await call(importsOperations.bringIn, { id }, { context })).workId),
  )
  const { counts } = await call(importsOperations.get, { id }, { context })
  console.log(`  ${JSON.stringify(counts)}`)
  const copy = await bareCopy(name, file)
  await within()
  const floors = await bareRows(name, id, tables)
  const back = await timed(`${name}: taken back`, async () => {
    const { state, workId } = await call(importsOperations.undo, { id }, { context })
    if (state === 'undoing') await work(workId!)
  })
  said('read and brought in', read.cpu + made.cpu, copy, 'a bare COPY of the file into a table without keys')
  said('brought in', made.cpu, floors.insert, 'a bare INSERT of the same rows into their own tables')
  said('taken back', back.cpu, floors.remove, 'a bare DELETE of the same rows')
}

async function bareCopy(name: string, file: string): Promise<Cost> {
  const columns = file
    .slice(0, file.indexOf('\n'))
    .split(';')
    .map((_, at) => `c${at} text`)
  await owner.query(`create temporary table bare (${columns.join(', ')})`)
  const cost = await timed(`${name}: bare COPY`, () =>
    pipeline(
      Readable.from([file]),
      owner.query(copyFrom(`copy bare from stdin (format csv, header true, delimiter ';')`)),
    ),
  )
  await owner.query('drop table bare')
  return cost
}

/** The same rows deleted and inserted again by bare statements, in a transaction that is rolled back. */
async function bareRows(name: string, id: string, tables: readonly string[]) {
  const key = (table: string) => (['addresses', 'party_words'].includes(table) ? 'party_id' : 'id')
  const record = (table: string) => (key(table) === 'party_id' ? 'parties' : table)
  await owner.query('begin')
  for (const table of tables)
    await owner.query(`create temporary table bare_${table} on commit drop as select * from ${table}
      where company_id = '${BIG}' and ${key(table)} in (select record_id from import_records where company_id = '${BIG}' and import_id = '${id}' and record = '${record(table)}')`)
  for (const table of tables) await owner.query(`analyze bare_${table}`)
  const remove = await timed(`${name}: bare DELETE`, async () => {
    for (const table of tables.toReversed())
      await owner.query(
        `delete from ${table} t using (select distinct ${key(table)} as id from bare_${table}) b where t.company_id = '${BIG}' and t.${key(table)} = b.id`,
      )
  })
  const insert = await timed(`${name}: bare INSERT`, async () => {
    for (const table of tables) await owner.query(`insert into ${table} select * from bare_${table}`)
  })
  await owner.query('rollback')
  return { insert, remove }
}

const each = (line: (at: number) => string) => `${Array.from({ length: LINES }, (_, at) => line(at)).join('\n')}\n`
const contacts = `Numéro;Nom;Prénom;Courriel;Adresse 1;Code postal;Ville\n${each(at => `${FIRST + at};Durand ${at};Zoé;zoe${at}@example.org;${at % 200} rue des Lilas;75011;Paris`)}`
const purchases = `Id achat;ID Con;Produit;Début;Montant TTC\n${each(at => `${FIRST + at};${1 + at};ABO-A112;01/09/2023;34,00`)}`
const runs = 'Id;Date;Titre;Parution\n90000001;15/11/2023;CS;7\n'
const shipments = `Id envoi;Run;Id achat;Envoyé le\n${each(at => `${FIRST + at};90000001;${FIRST + at};15/11/2023`)}`

await bringIn('parties', contacts, ['parties', 'addresses', 'party_words'])
await bringIn('purchases', purchases, ['purchases'], async () =>
  bringIn('runs', runs, ['dispatch_runs'], async () => bringIn('shipments', shipments, ['shipments'])),
)
await stop()
