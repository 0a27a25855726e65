import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { commandOf, giveTo, type Runner } from './owner.ts'
import type { Places } from './places.ts'
import { codeOf, EmbeddedRefused } from './refused.ts'

/** `postgres` is the superuser that only this folder uses; `facteur` owns the application's database. */
export type Role = 'postgres' | 'facteur'

const passwordFile = (role: Role) => `${role}.password`
const draftLivesMs = 10 * 60_000

/** The password of a role, kept in the cluster's folder. */
export const passwordOf = ({ cluster }: Places, role: Role) => readFileSync(join(cluster, passwordFile(role)), 'utf8')

/** Creates the cluster unless it exists: in a draft folder renamed at the end, so that a cut creation leaves nothing half made. */
export async function ensureCluster(places: Places, runner: Runner, fsync: boolean): Promise<void> {
  clearDrafts(places)
  if (existsSync(places.cluster)) return giveTo(places.cluster, runner)
  const draft = `${places.cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  const fresh = join(draft, 'cluster')
  try {
    mkdirSync(draft, { mode: 0o700 })
    writePasswords(draft)
    giveTo(draft, runner)
    await initdb(fresh, join(draft, passwordFile('postgres')), runner, fsync)
    for (const role of ['postgres', 'facteur'] as const)
      renameSync(join(draft, passwordFile(role)), join(fresh, passwordFile(role)))
    if (fsync) syncFolder(fresh)
    publish(fresh, places, fsync)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function writePasswords(folder: string): void {
  for (const role of ['postgres', 'facteur'] as const)
    writeFileSync(join(folder, passwordFile(role)), randomBytes(24).toString('hex'), { mode: 0o600, flush: true })
}

/** When two first starts race, the second finds the first one's cluster and uses it. */
function publish(fresh: string, { cluster, data }: Places, fsync: boolean): void {
  try {
    renameSync(fresh, cluster)
    if (fsync) syncFolder(data)
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

async function initdb(folder: string, pwfile: string, runner: Runner, fsync: boolean): Promise<void> {
  const { file, args, options } = commandOf(runner, 'initdb', [
    ...['-D', folder, '-U', 'postgres', `--pwfile=${pwfile}`, '-A', 'scram-sha-256', '-E', 'UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
    ...(fsync ? [] : ['--no-sync']),
  ])
  const child = spawn(file, args, { ...options, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  const [code, said] = await Promise.all([ended, text(child.stderr)])
  if (code === 0) return
  throw new EmbeddedRefused(
    'not-started',
    `PostgreSQL could not create its files in ${folder}: ${said.trim() || `initdb ended with ${code}`}. Check the free disk space and the permissions of the folder.`,
  )
}

/** Removes what cut first starts left. A living process's draft is kept, unless it is old: its pid was reused. */
function clearDrafts({ data }: Places): void {
  for (const name of readdirSync(data)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1]
    if (!pid) continue
    const folder = join(data, name)
    const ageMs = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (!isAlive(Number(pid)) || ageMs > draftLivesMs)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
