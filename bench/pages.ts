import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buildServer } from '../src/app/server.ts'
import { hashOfKey } from '../src/domain/accounts/gate.ts'
import { openLog } from '../src/platform/observe/log.ts'
import { BIG, type benchWorld } from './world.ts'

const KEY = 'bench-key'
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 200)
const WARM_UP = Math.min(30, ROUNDS)

type World = Pick<Awaited<ReturnType<typeof benchWorld>>, 'database' | 'owner' | 'dataDir'>

/** Prints the CPU of Node and PostgreSQL together, milliseconds a request over HTTP, for each case: a path by what it shows. */
export async function benchPages({ database, owner, dataDir }: World, right: string, cases: Record<string, string>) {
  await owner.query(
    `insert into users (id, name, email) values ('bench', 'Bench', 'bench@example.org') on conflict do nothing`,
  )
  await owner.query(
    `insert into memberships (company_id, user_id, role, initials) values ($1, 'bench', 'reader', 'BE') on conflict do nothing`,
    [BIG],
  )
  await owner.query(`delete from api_keys where company_id = $1`, [BIG])
  await owner.query(
    `insert into api_keys (company_id, id, user_id, name, start, hash, rights, expires_at, created_by) values ($1, gen_random_uuid(), 'bench', 'bench', 'bench', $2, array[$3], now() + interval '1 year', 'BE')`,
    [BIG, hashOfKey(KEY), right],
  )
  const app = await buildServer({ database, dataDir: '.', secret: 'x'.repeat(32), log: openLog() })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api`
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${base}/${path}`, { headers: { 'x-api-key': KEY, 'x-company': BIG } })
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }
  for (const [name, path] of Object.entries(cases)) {
    for (let round = 0; round < WARM_UP; round++) await ask(path)
    const before = cpuMilliseconds(dataDir)
    for (let round = 0; round < ROUNDS; round++) await ask(path)
    const each = (cpuMilliseconds(dataDir) - before) / ROUNDS
    console.log(`${each.toFixed(2).padStart(7)} ms ${each < 5 ? '   ' : ' ! '} ${name}${countIn(await ask(path))}`)
  }
  await app.close()
}

/** How many rows an answer has; nothing for what is not a list. */
function countIn(answer: unknown): string {
  const rows = Array.isArray(answer) ? answer : (answer as { rows?: unknown[] }).rows
  return rows ? ` (${rows.length} rows)` : ''
}

/** The query of the page after a row: its order, then the keys of that row. */
export const pageAfter = (sort: string, ...keys: string[]) =>
  `sort=${sort}&after=${Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')}`

/** CPU used so far by this process (the client's own share too, so figures are upper bounds) and by our PostgreSQL. */
function cpuMilliseconds(dataDir: string): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + postgresTicks(dataDir) * 10
}

/** Clock ticks (10 ms) of the processes of our server, and of those that ended: parallel workers. */
function postgresTicks(dataDir: string): number {
  const [server] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const ticks = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => ({ pid, ...statusOf(pid) }))
    .map(({ pid, parent, own, ended }) => (pid === server ? ended : parent === server ? own : 0))
  return ticks.reduce((sum, each) => sum + each, 0)
}

function statusOf(pid: string) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    const [own, ended] = [11, 13].map(at => Number(fields[at]) + Number(fields[at + 1])) as [number, number]
    return { parent: fields[1]!, own, ended }
  } catch {
    return { parent: '', own: 0, ended: 0 } // gone meanwhile
  }
}
