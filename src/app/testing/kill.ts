// What every kill -9 test needs: a data folder of its own, Facteur in a child that says how far it is, and its end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { openEmbedded } from '../../platform/db/embedded/embedded.ts'
import { placesIn } from '../../platform/db/embedded/places.ts'
import { lockedPid, postgresOf } from '../../platform/db/embedded/processes.ts'
import { localOuter } from '../local.ts'
import { SLUG } from './subscribers.ts'

/** Lends a data folder, and leaves neither it nor a PostgreSQL of it behind. */
export async function inOwnFolder<T>(act: (dataDir: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-kill-'))
  const dataDir = join(folder, 'data')
  try {
    return await act(dataDir)
  } finally {
    for (const pid of postgresOf(placesIn(dataDir))) process.kill(pid, 'SIGKILL') // left when something above went wrong
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** Opens the data folder as the next start of Facteur does, and closes it again. */
export async function opened<T>(dataDir: string, act: (database: Database) => Promise<T>): Promise<T> {
  const server = await openEmbedded({ dataDir, mode: 'own' })
  try {
    const database = openDatabase(server.ownerUrl)
    return await act(database).finally(() => database.close())
  } finally {
    await server.stop()
  }
}

/** How an operation of the company is called. */
export const asked = (database: Database) => ({ context: localOuter(database, SLUG) })

/** Starts a module on the data folder, in a process of its own; `line` is the next one that it says, or nothing at its end. */
export function startChild(dataDir: string, module: string, args: readonly string[]) {
  const { DATABASE_URL: _none, ...environment } = process.env
  const child = spawn(process.execPath, [module, ...args], {
    env: { ...environment, FACTEUR_DATA: dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  return {
    child,
    line: (): Promise<string[]> => Promise.race([once(lines, 'line'), once(lines, 'close')]),
    closed: once(child, 'close'),
  }
}

type Killing = { postgresToo: boolean; afterMs: number }

/** Starts a module on the data folder and, once it said that it is at work, kills it, its PostgreSQL too when asked. */
export async function killedAtWork(
  dataDir: string,
  module: string,
  args: readonly string[],
  { postgresToo, afterMs }: Killing,
) {
  const { child, line, closed } = startChild(dataDir, module, args)
  await line()
  const server = lockedPid(placesIn(dataDir))
  await sleep(afterMs)
  child.kill('SIGKILL')
  if (postgresToo && server) process.kill(server, 'SIGKILL')
  await closed
}

/** In a child: says something to who started it. */
export const say = (line: string) => process.stdout.write(`${line}\n`)

/** In a child: serves on, until it is killed or let go. */
export const letGo = () => once(process.stdin.resume(), 'end')
