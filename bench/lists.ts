import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { buildServer } from '../src/app/server.ts'
import { hashOfKey } from '../src/domain/accounts/gate.ts'
import { openLog } from '../src/platform/observe/log.ts'
import { BIG, benchWorld, SUBSCRIPTIONS } from './world.ts'

const KEY = 'bench-key'
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 200)
const WARM_UP = 30

type Page = { rows: { number: number; expiresOn: string }[]; next: string | null }

/** Server CPU of a list of a million subscriptions: Node and PostgreSQL together, milliseconds a request over HTTP. */
export async function benchLists() {
  const { database, owner, stop } = await benchWorld()
  await owner.query(
    `insert into users (id, name, email) values ('bench', 'Bench', 'bench@example.org') on conflict do nothing`,
  )
  await owner.query(
    `insert into memberships (company_id, user_id, role, initials) values ($1, 'bench', 'reader', 'BE') on conflict do nothing`,
    [BIG],
  )
  await owner.query(
    `insert into api_keys (company_id, id, user_id, name, start, hash, rights, expires_at, created_by) values ($1, gen_random_uuid(), 'bench', 'bench', 'bench', $2, array['subscriptions.read'], now() + interval '1 year', 'BE') on conflict do nothing`,
    [BIG, hashOfKey(KEY)],
  )
  const app = await buildServer({ database, dataDir: '.', secret: 'x'.repeat(32), log: openLog() })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/subscriptions`
  const ask = async (query: string): Promise<Page> => {
    const response = await fetch(`${base}?${query}`, { headers: { 'x-api-key': KEY, 'x-company': BIG } })
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as Page
  }
  console.log(
    `${SUBSCRIPTIONS.toLocaleString('en')} subscriptions in one company among 100; pages of 50; target < 5 ms\n`,
  )
  for (const [name, query] of Object.entries(casesOf())) {
    for (let round = 0; round < WARM_UP; round++) await ask(query)
    const before = cpuMilliseconds()
    for (let round = 0; round < ROUNDS; round++) await ask(query)
    const each = (cpuMilliseconds() - before) / ROUNDS
    const { rows } = await ask(query)
    console.log(`${each.toFixed(2).padStart(7)} ms ${each < 5 ? '   ' : ' ! '} ${name} (${rows.length} rows)`)
  }
  await app.close()
  await stop()
}

/** What is asked of the list, by what it shows. */
function casesOf(): Record<string, string> {
  const nobody = `00000000-0000-7000-8001-${'0'.repeat(12)}`
  const deep = (sort: string, ...keys: string[]) =>
    `sort=${sort}&after=${Buffer.from(JSON.stringify([sort, ...keys, nobody])).toString('base64url')}`
  return {
    'first page': '',
    'deep page (the 500,000th by number)': deep('-number', String(Math.round(SUBSCRIPTIONS / 2))),
    'first page by end': 'sort=expiresOn',
    'deep page by end': deep('expiresOn', '2023-12-31'),
    'first page by name': 'sort=name',
    'deep page by name': deep('name', 'MOREAU', nobody),
    'running only': 'status=running',
    'expired only': 'status=expired',
    'expired only, by name': 'status=expired&sort=name',
    'expired only, by name, deep': `status=expired&${deep('name', 'MOREAU', nobody)}`,
    'in grace only': 'status=gracing&sort=name',
    'stopped only': 'status=stopped&sort=name',
    'cancelled only': 'status=cancelled',
    'search, frequent name': 'search=martin',
    'search, first name and town': 'search=claire%20rennes',
    'search, rare name': 'search=roux7f',
    'search, purchase number': `search=${Math.round(SUBSCRIPTIONS / 3)}`,
    'search, nobody': 'search=zzzzz',
  }
}

/** CPU used so far by this process and by the PostgreSQL processes that serve it. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + postgresTicks() * 10
}

/** Clock ticks (10 ms) of every backend of ours; the client's own share (fetch) counts too, so figures are upper bounds. */
function postgresTicks(): number {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .reduce((sum, pid) => sum + ticksOf(pid), 0)
}

function ticksOf(pid: string): number {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres: facteur facteur')) return 0
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return Number(fields[11]) + Number(fields[12])
  } catch {
    return 0 // ended meanwhile
  }
}

await benchLists()
