import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readSync, renameSync, rmdirSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandOf, giveTo, makeRunFolder, type Runner } from './owner.ts'
import type { Places } from './places.ts'
import { lockedPid, lockFiles, pidIn, postgresOf, removeStaleLock } from './processes.ts'
import { settings } from './settings.ts'

/** A server this process has just launched; it may still fail to start. */
export type Launch = { ended(): boolean; said(): string }

const largestLogBytes = 10 * 1024 * 1024
const longestStopMs = 60_000

/** True when nothing of an earlier server is left, so that a new one can be launched. */
export function isFree(places: Places): boolean {
  // Read before looking at the processes: a lock written after that is a new server's.
  const locks = lockFiles(places).map(lock => ({ lock, pid: pidIn(lock) }))
  if (locks.every(({ pid }) => !pid)) return true
  const alive = postgresOf(places)
  if (alive.length === 0) for (const { lock, pid } of locks) if (pid) removeStaleLock(lock, pid)
  if (!alive.some(pid => locks.some(lock => lock.pid === pid))) for (const orphan of alive) signal(orphan, 'SIGTERM')
  return alive.length === 0
}

/** Launches PostgreSQL so that it outlives this process: own session against Ctrl+C, log in a file against broken pipes. */
export function launch(places: Places, runner: Runner, fsync: boolean): Launch {
  makeRunFolder(places, runner)
  const log = openLog(places.log)
  giveTo(places.log, runner)
  const from = fstatSync(log).size
  const { file, args, options } = commandOf(runner, 'postgres', ['-D', places.cluster, ...settings(places.run, fsync)])
  const child = spawn(file, args, { ...options, cwd: places.cluster, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  let failure = ''
  child.once('error', error => {
    failure = error.message
  })
  return {
    ended: () => failure !== '' || hasEnded(child),
    said: () => failure || tail(places.log, from),
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > largestLogBytes) renameSync(path, `${path}.1`)
  return openSync(path, 'a+', 0o600)
}

function tail(path: string, from: number): string {
  const log = openSync(path, 'r')
  const lines = Buffer.alloc(4096)
  const length = readSync(log, lines, 0, lines.length, from)
  closeSync(log)
  return lines.subarray(0, length).toString().trim()
}

/** Stops the server as a clean shutdown (SIGINT: sessions are cut, data written) and waits until it is gone. */
export async function stopPostmaster(places: Places): Promise<void> {
  const pid = lockedPid(places)
  if (!pid || !postgresOf(places).includes(pid)) return
  signal(pid, 'SIGINT')
  const until = Date.now() + longestStopMs
  while (Date.now() < until && postgresOf(places).includes(pid)) await sleep(10)
  if (!places.run.startsWith(places.data)) removeIfEmpty(places.run)
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Somebody is starting again in it.
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}
