import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buildServer } from '../src/app/server.ts'
import { hashOfKey } from '../src/domain/accounts/gate.ts'
import { openLog } from '../src/platform/observe/log.ts'
import { BIG, type benchWorld } from './world.ts'

const KEY = 'bench-key'
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 200)
const WARM_UP = Math.min(30, ROUNDS)
/** What takes long is asked fewer times. */
const LONGEST_MS = 10_000

type World = Pick<Awaited<ReturnType<typeof benchWorld>>, 'database' | 'owner' | 'dataDir'>

/**
 * Prints the CPU of Node and PostgreSQL, milliseconds a request over HTTP, for each case: a path by what it shows. `floors` are
 * bare statements that read the same.
 */
export async function benchPages(
  { database, owner, dataDir }: World,
  right: string,
  cases: Record<string, string>,
  floors: Record<string, string> = {},
) {
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
  const app = await buildServer({
    database,
    dataDir: '.',
    secret: 'x'.repeat(32),
    log: openLog({ write: () => undefined }),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const ask = async (path: string): Promise<unknown> => {
    const { status, text } = await answerOf({ port, agent, path: `/api/${path}` })
    if (status >= 300) throw new Error(text)
    return JSON.parse(text)
  }
  for (const [name, path] of Object.entries(cases)) {
    const { node, postgres } = await cpuEach(dataDir, () => ask(path))
    const each = node + postgres
    const floor = floors[name] === undefined ? '' : await aboveFloor(floors[name], each)
    const parts = `${node.toFixed(2).padStart(6)} + ${postgres.toFixed(2).padEnd(7)}`
    console.log(
      `${each.toFixed(2).padStart(8)} ms = ${parts}${each < 5 ? '   ' : ' ! '} ${name}${countIn(await ask(path))}${floor}`,
    )
  }
  agent.destroy()
  await app.close()

  async function aboveFloor(statement: string, each: number): Promise<string> {
    const bare = () => database.transaction(BIG, (_, client) => client.query(statement))
    const { node, postgres } = await cpuEach(dataDir, bare)
    return `, ${(each / (node + postgres)).toFixed(1)} × the bare statement (${node.toFixed(2)} + ${postgres.toFixed(2)})`
  }
}

type Asked = { port: number; agent: Agent; path: string }

/** Asked by the plainest client there is: its share is counted too. */
function answerOf({ port, agent, path }: Asked) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = { 'x-api-key': KEY, 'x-company': BIG }
    request({ port, path, agent, headers }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode!, text }))
    })
      .on('error', reject)
      .end()
  })
}

/** The CPU of Node and of PostgreSQL for one round of some work, in ms: of as many rounds as a few seconds hold. */
async function cpuEach(dataDir: string, work: () => Promise<unknown>) {
  await rounds(WARM_UP, work)
  const before = cpuMilliseconds(dataDir)
  const done = await rounds(ROUNDS, work)
  const after = cpuMilliseconds(dataDir)
  return { node: (after.node - before.node) / done, postgres: (after.postgres - before.postgres) / done }
}

async function rounds(most: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  let done = 0
  for (; done < most && performance.now() - begun < LONGEST_MS; done++) await work()
  return done
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
function cpuMilliseconds(dataDir: string): { node: number; postgres: number } {
  const { user, system } = process.cpuUsage()
  return { node: (user + system) / 1000, postgres: postgresTicks(dataDir) * 10 }
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
