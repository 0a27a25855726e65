import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Binaries, copyForEverybody, lacksGlibc, unsupported } from './binaries.ts'
import type { Places } from './places.ts'
import { EmbeddedRefused } from './refused.ts'

/** How to run a program of PostgreSQL: as whom, through what, from where. PostgreSQL refuses to run as root. */
export type Runner = {
  /** The user who owns the files; undefined: the user of this process. */
  as?: { uid: number; gid: number }
  /** False when the prefix itself changes the user. */
  switchUser: boolean
  prefix: string[]
  binaries: Binaries
}

const nobody = { uid: 65534, gid: 65534 }
const inOwnNamespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']

/** Chooses the first way that works to run PostgreSQL on this data folder, by trying it. */
export function chooseRunner(places: Places, native: Binaries): Runner {
  let complaint = ''
  for (const candidate of process.geteuid?.() === 0 ? rootRunners(places, native) : userRunners(native)) {
    const tried = attempt(candidate, places)
    if (typeof tried === 'object') return tried
    complaint ||= tried
  }
  if (lacksGlibc()) throw unsupported('The packaged PostgreSQL needs glibc, which this system (Alpine, musl) lacks.')
  throw refusal(places, native, complaint)
}

/** The runner when PostgreSQL's binaries and its folder can be used so; else what was said. */
function attempt(candidate: () => Runner, places: Places): Runner | string {
  try {
    const runner = candidate()
    if (runner.as) takeOver(places.data, runner.as, isOurs(places))
    return trial(runner, places) ?? runner
  } catch (error) {
    return String(error)
  }
}

const userRunners = (binaries: Binaries): Array<() => Runner> => [
  () => ({ switchUser: false, prefix: [], binaries }),
  // A container may run as a number without a name, which initdb refuses.
  () => ({ switchUser: false, prefix: inOwnNamespace, binaries }),
]

/** Root's ways: an ordinary user first; then, where that user may not enter (a clone in /root), with the rights to. */
function rootRunners(places: Places, binaries: Binaries): Array<() => Runner> {
  const owner = ownerOf(places)
  const users = owner.uid === 0 ? [nobody] : [owner, nobody]
  const last = users[0] as typeof nobody
  const ordinary = users.map(as => () => ({ as, switchUser: true, prefix: [], binaries }))
  if (process.platform !== 'linux') return ordinary
  return [
    ...ordinary,
    () => ({ as: { uid: 0, gid: 0 }, switchUser: false, prefix: inOwnNamespace, binaries }),
    () => ({ as: last, switchUser: false, prefix: entering(last), binaries: copyForEverybody(binaries) }),
  ]
}

/** Containers forbid namespaces but leave root this right. PostgreSQL checks its own binaries without it: they are copied. */
const entering = ({ uid, gid }: { uid: number; gid: number }) => [
  'setpriv',
  ...[`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
  ...['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--'],
]

function ownerOf({ cluster, data }: Places): { uid: number; gid: number } {
  if (existsSync(cluster)) return statSync(cluster)
  const own = statSync(data)
  if (own.uid !== 0 || readdirSync(data).length > 0) return own
  return statSync(dirname(data))
}

/** Only a folder that is empty or holds our cluster changes hands: somebody may have named /srv as data folder. */
const isOurs = ({ data, cluster }: Places) => existsSync(cluster) || readdirSync(data).length === 0

function takeOver(folder: string, { uid, gid }: { uid: number; gid: number }, ours: boolean): void {
  if (ours && statSync(folder).uid !== uid) chownSync(folder, uid, gid)
}

/** Gives the files of PostgreSQL to the user who runs it. */
export function giveTo(path: string, runner: Runner): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!runner.as || !found || found.uid === runner.as.uid) return
  // The folder itself last: a cut run begins again.
  if (found.isDirectory()) giveInside(path, runner.as.uid, runner.as.gid)
  lchownSync(path, runner.as.uid, runner.as.gid)
}

function giveInside(folder: string, uid: number, gid: number): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    lchownSync(join(entry.parentPath, entry.name), uid, gid)
}

/** What to spawn for one of PostgreSQL's programs. */
export function commandOf(runner: Runner, program: 'initdb' | 'postgres', args: string[]) {
  return wrapped(runner, [join(runner.binaries, 'bin', program), ...args])
}

function wrapped(runner: Runner, command: string[]) {
  const [file, ...args] = [...runner.prefix, ...command] as [string, ...string[]]
  const user = runner.switchUser && runner.as ? { uid: runner.as.uid, gid: runner.as.gid } : {}
  return { file, args, options: { ...user, env: environment() } }
}

/** The secrets of the application's environment are nothing to PostgreSQL, and PGPORT and the like would change it. */
function environment(): NodeJS.ProcessEnv {
  const { PATH = '/usr/bin:/bin', TZ } = process.env
  return { PATH, LC_ALL: 'C', ...(TZ ? { TZ } : {}) }
}

/** What went wrong when using the binaries and the folder so; undefined: nothing. */
function trial(runner: Runner, { data, cluster }: Places): string | undefined {
  const postgres = join(runner.binaries, 'bin', 'postgres')
  const named = existsSync(cluster) ? 'true' : 'id -un'
  const script = `cd "$1" && "$2" --version && ${named}`
  const { file, args, options } = wrapped(runner, ['/bin/sh', '-c', script, 'sh', data, postgres])
  const { status, stderr, error } = spawnSync(file, args, { ...options, cwd: '/', encoding: 'utf8' })
  if (status === 0 && !stderr.includes('invalid binary')) return undefined
  return (error?.message ?? stderr.trim()) || `exit code ${status}`
}

function refusal({ data }: Places, native: Binaries, complaint: string): EmbeddedRefused {
  const advice =
    process.geteuid?.() === 0
      ? 'PostgreSQL does not run as root, and no ordinary user may enter one of these folders. Move Facteur and its data out of private folders such as /root (to /opt, for example), run as an ordinary user, or set DATABASE_URL.'
      : `User id ${process.geteuid?.()} cannot run PostgreSQL there. Check the permissions of these folders and that the user has a name (id -un), or set DATABASE_URL.`
  return new EmbeddedRefused('not-enterable', `PostgreSQL in ${native} cannot run on ${data}: ${complaint}. ${advice}`)
}

/** Makes the private folder of the socket, and refuses one that somebody else has put in its place. */
export function makeRunFolder({ run, data }: Places, runner: Runner): void {
  mkdirSync(run, { recursive: true, mode: 0o700 })
  const found = lstatSync(run)
  const uids = [process.geteuid?.(), runner.as?.uid, statSync(data).uid]
  if (!found.isDirectory() || !uids.includes(found.uid) || (found.mode & 0o077) !== 0)
    throw new EmbeddedRefused('not-enterable', `${run} is not a private folder of Facteur. Remove it and start again.`)
  giveTo(run, runner)
}
