import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { installedBinaries, repairLinks } from './binaries.ts'
import { type Embedded, EmbeddedRefused, openEmbedded } from './embedded.ts'
import { placesIn } from './places.ts'
import { lockedPid } from './processes.ts'
import { urlOf } from './session.ts'

const dataName = 'my data é, "1"'
const root = process.geteuid?.() === 0
const script = `
const { openEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)})
const [dataDir, mode] = process.argv.slice(-2)
const say = what => console.log(JSON.stringify(what))
try {
  const embedded = await openEmbedded({ dataDir, mode, fsync: false })
  say({ url: embedded.ownerUrl })
  process.stdin.once('data', async () => { await embedded.stop(); process.exit() })
} catch (error) { say({ refused: error.reason ?? String(error), message: error.message }); process.exit(1) }`

type Said = { url?: string; refused?: string; message?: string }
type Runs = { pid: number; process: ChildProcess; said: Promise<Said> }

const children: ChildProcess[] = []
const folders: string[] = []
const opened: Embedded[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map(embedded => embedded.stop()))
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    const data = join(folder, dataName)
    const pid = existsSync(data) ? lockedPid(placesIn(data)) : undefined
    if (pid && pid !== process.pid) kill(pid)
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

/** A data folder that does not exist yet, in a folder of its own, with a name that needs quoting everywhere. */
function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-test-'))
  chmodSync(folder, mode)
  folders.push(folder)
  return join(folder, dataName)
}

async function open(dataDir: string, mode: 'own' | 'share' = 'own'): Promise<Embedded> {
  const embedded = await openEmbedded({ dataDir, mode, fsync: false })
  opened.push(embedded)
  return embedded
}

function run(dataDir: string, mode: 'own' | 'share', user: { uid?: number; gid?: number } = {}): Runs {
  const args = ['--input-type=module-typescript', '-e', script, dataDir, mode]
  const child = spawn(process.execPath, args, { ...user, stdio: ['pipe', 'pipe', 'inherit'], detached: true, cwd: '/' })
  children.push(child)
  const said = once(createInterface(child.stdout!), 'line').then(([line]) => JSON.parse(line) as Said)
  return { pid: child.pid!, process: child, said }
}

async function stop({ process: child }: Runs): Promise<void> {
  child.stdin!.write('stop\n')
  await once(child, 'exit')
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

const count = (url: string) => query<{ n: string }>(url, 'select count(*) n from kept').then(rows => Number(rows[0]?.n))
const superUrl = (dataDir: string) => urlOf(placesIn(dataDir), 'postgres').replace('/facteur?', '/postgres?')
const serverPid = (dataDir: string) => lockedPid(placesIn(dataDir))!

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

async function until(condition: () => unknown): Promise<void> {
  while (!(await condition())) await sleep(5)
}

test('A first start makes a database in UTF-8, owned by a role that is not superuser, and a restart keeps its rows', async () => {
  const dataDir = newFolder()
  const first = await open(dataDir)
  await query(first.ownerUrl, 'create extension pg_trgm; create table kept as select 1')
  const [facts] = await query(
    first.ownerUrl,
    `select current_user::text, usesuper, usecreatedb, pg_encoding_to_char(encoding) encoding, datlocprovider provider, datlocale locale,
      current_setting('listen_addresses') addresses from pg_user, pg_database where usename = current_user and datname = current_database()`,
  )
  const expected = { encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', addresses: '' }
  expect(facts).toEqual({ current_user: 'facteur', usesuper: false, usecreatedb: true, ...expected })
  expect(statSync(placesIn(dataDir).run).mode & 0o777).toBe(0o700)
  await first.stop()
  expect(serverPid(dataDir)).toBeUndefined()
  expect(await count((await open(dataDir)).ownerUrl)).toBe(1)
})

test('A second server is refused with the pid of the first, and a command line works beside it', async () => {
  const dataDir = newFolder()
  const first = run(dataDir, 'own')
  await first.said
  const refusal = await open(dataDir).catch(error => error)
  expect(refusal).toBeInstanceOf(EmbeddedRefused)
  expect(refusal).toMatchObject({ reason: 'in-use', message: expect.stringContaining(`facteur pid ${first.pid}`) })
  const beside = await open(dataDir, 'share')
  await beside.stop()
  await query((await first.said).url!, 'select 1')
  await stop(first)
  expect(serverPid(dataDir)).toBeUndefined()
})

test('The last to leave stops PostgreSQL, be it a command line or the server', async () => {
  const dataDir = newFolder()
  const alone = await open(dataDir, 'share')
  const server = run(dataDir, 'own')
  const { url } = await server.said
  await alone.stop()
  await query(url!, 'select 1')
  const beside = await open(dataDir, 'share')
  await stop(server)
  await query(beside.ownerUrl, 'select 1')
  await beside.stop()
  expect(serverPid(dataDir)).toBeUndefined()
})

test('Two first starts at once end in one cluster', async () => {
  const dataDir = newFolder()
  const both = [run(dataDir, 'share'), run(dataDir, 'own')]
  const said = await Promise.all(both.map(each => each.said))
  expect(said[0]?.url).toBe(said[1]?.url)
  await query(said[0]!.url!, 'select 1')
  await Promise.all(both.map(stop))
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log', 'run'])
})

test('After kill -9 of Node, the next start attaches to the running PostgreSQL', async () => {
  const dataDir = newFolder()
  const first = run(dataDir, 'own')
  await query((await first.said).url!, 'create table kept as select 1')
  const pid = serverPid(dataDir)
  kill(first.pid)
  expect(await count((await open(dataDir)).ownerUrl)).toBe(1)
  expect(serverPid(dataDir)).toBe(pid)
})

test('After kill -9 of Node and PostgreSQL, the next start recovers', async () => {
  const dataDir = newFolder()
  const first = run(dataDir, 'own')
  await query((await first.said).url!, 'set synchronous_commit = on; create table kept as select 1')
  const pid = serverPid(dataDir)
  kill(pid)
  kill(first.pid)
  expect(await count((await open(dataDir)).ownerUrl)).toBe(1)
  expect(serverPid(dataDir)).not.toBe(pid)
})

test.each([0, 400])('A first start cut %i ms into initdb leaves nothing half made', async delayMs => {
  const dataDir = newFolder()
  const cut = run(dataDir, 'own')
  await until(() => existsSync(dataDir) && readdirSync(dataDir).some(name => name.startsWith('postgres.new-')))
  await sleep(delayMs)
  process.kill(-cut.pid, 'SIGKILL')
  await once(cut.process, 'exit')
  const embedded = await open(dataDir)
  await query(embedded.ownerUrl, 'select 1')
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log', 'run'])
})

test('A cluster whose role and database were not made yet is completed', async () => {
  const dataDir = newFolder()
  const first = await open(dataDir)
  await query(superUrl(dataDir), 'drop database facteur')
  await first.stop()
  const second = await open(dataDir)
  await query(superUrl(dataDir), 'drop database facteur')
  await query(superUrl(dataDir), 'drop role facteur')
  await second.stop()
  await query((await open(dataDir)).ownerUrl, 'create table kept as select 1')
})

test('Lock files that name a living foreign process are removed', async () => {
  const dataDir = newFolder()
  await (await open(dataDir)).stop()
  const { cluster, run: socket } = placesIn(dataDir)
  for (const lock of [join(cluster, 'postmaster.pid'), join(socket, '.s.PGSQL.5432.lock')]) {
    writeFileSync(lock, `${process.pid}\n${cluster}\n1790000000\n5432\n${socket}\n\n  1234567         0\nready   \n`)
    if (root) chownSync(lock, statSync(cluster).uid, 0)
  }
  await query((await open(dataDir)).ownerUrl, 'select 1')
})

test('A server that loses its connection or its PostgreSQL goes on and takes its place again', async () => {
  const dataDir = newFolder()
  const first = run(dataDir, 'own')
  const { url } = await first.said
  const owners = `from pg_stat_activity where application_name = 'facteur pid ${first.pid}'`
  const isBack = () =>
    query(superUrl(dataDir), `select 1 ${owners}`)
      .then(rows => rows.length === 1)
      .catch(() => false)
  await query(superUrl(dataDir), `select pg_terminate_backend(pid) ${owners}`)
  await until(isBack)
  kill(serverPid(dataDir))
  await until(isBack)
  expect(await open(dataDir).catch(error => error.reason)).toBe('in-use')
  await query(url!, 'select 1')
  await stop(first)
  expect(serverPid(dataDir)).toBeUndefined()
})

test('A folder whose path is too long for a socket uses a private one in the temporary folder', async () => {
  const dataDir = join(newFolder(), 'é'.repeat(60), 'data')
  const embedded = await open(dataDir)
  const { run: socket } = placesIn(dataDir)
  expect(embedded.ownerUrl).toContain(encodeURIComponent(join(tmpdir(), 'facteur-')))
  await query(embedded.ownerUrl, 'select 1')
  await embedded.stop()
  expect(existsSync(socket)).toBe(false)
})

test.runIf(root)('An ordinary user runs PostgreSQL as himself, and root beside him too', async () => {
  const dataDir = newFolder()
  chownSync(join(dataDir, '..'), 65534, 65534)
  const first = run(dataDir, 'own', { uid: 65534, gid: 65534 })
  expect(await first.said).toMatchObject({ url: expect.any(String) })
  await stop(first)
  await query((await open(dataDir)).ownerUrl, 'select 1')
  expect(statSync(join(dataDir, 'postgres')).uid).toBe(65534)
})

test.runIf(root)('An ordinary user is told that the folder belongs to somebody else', async () => {
  const dataDir = newFolder(0o700)
  const { refused, message } = await run(dataDir, 'own', { uid: 65534, gid: 65534 }).said
  expect(refused).toBe('not-enterable')
  expect(message).toContain('Run as the user who owns it')
})

test.runIf(root)('Root starts it in a folder that no other user may enter, such as /root', async () => {
  const dataDir = newFolder(0o700)
  const first = await open(dataDir)
  await query(first.ownerUrl, 'create table kept as select 1')
  await first.stop()
  expect(await count((await open(dataDir)).ownerUrl)).toBe(1)
})

test('Links of the package that npm did not make are made', () => {
  const native = join(newFolder(), 'native')
  mkdirSync(join(native, 'lib'), { recursive: true })
  writeFileSync(join(native, 'lib', 'libpq.so.5.18'), 'library')
  const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify([link]))
  for (const _ of ['first', 'again']) repairLinks(native, 'package')
  expect(readFileSync(join(native, 'lib', 'libpq.so.5'), 'utf8')).toBe('library')
  expect(lstatSync(join(native, 'lib', 'libpq.so.5')).isSymbolicLink()).toBe(true)
})

test('A machine without a packaged PostgreSQL is told to set DATABASE_URL', () => {
  expect(() => installedBinaries('win32-x64')).toThrow(/Set DATABASE_URL/)
})
