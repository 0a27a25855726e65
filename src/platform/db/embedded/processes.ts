import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Places } from './places.ts'

/** PostgreSQL guards its files and its socket each with a lock file, which outlives a kill -9. */
export const lockFiles = ({ cluster, run }: Places) => [
  join(cluster, 'postmaster.pid'),
  join(run, '.s.PGSQL.5432.lock'),
]

/** The pid that PostgreSQL wrote into a lock file, if there is one. */
export function pidIn(lock: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

/** The pid of the server of this cluster, which may be gone. */
export const lockedPid = ({ cluster }: Places) => pidIn(join(cluster, 'postmaster.pid'))

/** Living PostgreSQL processes of this cluster, found by what they are: a pid alone may have been given to somebody else. */
export function postgresOf(places: Places): number[] {
  if (process.platform !== 'linux')
    return [lockedPid(places)].filter(pid => pid && nameByPs(pid).includes('postgres')) as number[]
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => isPostgresIn(pid, places.cluster))
    .map(Number)
}

/**
 * Ends servers whose folder was deleted under them: they hold nothing any more, and would take the socket of the next
 * server with them when they end by themselves.
 */
export function endStranded({ cluster }: Places): void {
  if (process.platform !== 'linux') return
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    if (!isPostgresIn(pid, `${cluster} (deleted)`)) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has just ended, or is another user's.
    }
  }
}

/** A zombie has no working folder and no arguments any more, so it does not count. */
function isPostgresIn(pid: string, cluster: string): boolean {
  try {
    if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return false
    return workingFolder(pid) === cluster
  } catch {
    return false
  }
}

/** Root in a container may not see another user's working folder; the postmaster's arguments also name it. */
function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return args[args.indexOf('-D') + 1]
  }
}

function nameByPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** Removes a lock file whose server is gone; one written in the meantime by a new server is put back. */
export function removeStaleLock(lock: string, stalePid: number): void {
  const aside = `${lock}.stale-${process.pid}`
  try {
    renameSync(lock, aside)
    if (pidIn(aside) === stalePid) rmSync(aside)
    else renameSync(aside, lock)
  } catch {
    // Another start removed it first.
  }
}
