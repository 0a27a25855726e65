import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

/**
 * Reads the CPU in ms of this process, of the backends of PostgreSQL, and of what it does by itself: statistics, its log,
 * processes that ended.
 */
export async function benchCpu(owner: pg.Client) {
  const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid')
  const server = parentOf(String(rows[0]!.pid))
  return () => {
    const { user, system } = process.cpuUsage()
    const all = readdirSync('/proc').filter(name => /^\d+$/.test(name) && parentOf(name) === server)
    const sum = (pids: readonly string[]) => pids.reduce((ticks, pid) => ticks + ticksOf(pid, 11), 0) * 10
    const [backends, others] = [all.filter(isBackend), all.filter(pid => !isBackend(pid))]
    return { node: (user + system) / 1000, postgres: sum(backends), upkeep: sum(others) + ticksOf(server, 13) * 10 }
  }
}

const fieldsOf = (pid: string) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
const isBackend = (pid: string) => safely(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('[local]'), false)
const parentOf = (pid: string) => safely(() => fieldsOf(pid)[1]!, '')
const ticksOf = (pid: string, from: number) =>
  safely(() => Number(fieldsOf(pid)[from]) + Number(fieldsOf(pid)[from + 1]), 0)

function safely<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise // ended meanwhile
  }
}
