// 100,000 open orders among 300,000: the list and the board; then 200 moves a second from 50 clients on 200 orders while 50 look,
// none lost, none doubled; and the figures of a year.
import { Agent, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inCompany } from '../src/app/local.ts'
import { buildServer } from '../src/app/server.ts'
import { hashOfKey } from '../src/domain/accounts/gate.ts'
import { ownStatuses } from '../src/domain/orders/actions/statuses.ts'
import { ownStages } from '../src/domain/tracking/actions/stages.ts'
import { openLog } from '../src/platform/observe/log.ts'
import { benchCpu } from './cpu.ts'
import { benchPages, pageAfter } from './pages.ts'
import { BIG, benchWorld, SUBSCRIPTIONS } from './world.ts'

const OPEN = Number(process.env.BENCH_OPEN_ORDERS ?? 100_000)
const FINISHED = 2 * OPEN
const CLIENTS = 50
const SECOND_MOVES = 200
const SECONDS = Number(process.env.BENCH_SECONDS ?? 15)
const MOVED = 200
const KEY = 'bench-clerk'

const world = await benchWorld()
const { database, owner } = world
const stages = await inCompany(database, BIG, async ctx => {
  await ownStatuses(ctx, 'customer')
  return ownStages(ctx)
})
const normal = stages.filter(({ kind }) => kind === 'normal')
const final = stages.find(({ kind }) => kind === 'final')!
await fill()

console.log(
  `${OPEN.toLocaleString('en')} open orders among ${(OPEN + FINISHED).toLocaleString('en')}; target < 5 ms a page\n`,
)
const last = `00000000-0000-7000-8000-${'0'.repeat(12)}`
const cutting = normal[2]!.id
const machine = `00000000-0000-7000-c000-${'3'.padStart(12, '0')}`
/** What a page of the list reads, in one statement and nothing else. */
const bare = (conditions: string) => `
  select t.*, o.*, party.*, status.*, place.* from tracks t
  join orders o on o.company_id = t.company_id and o.id = t.id join parties party on party.company_id = t.company_id and party.id = o.party_id
  left join order_statuses status on status.company_id = t.company_id and status.id = o.status_id
  left join addresses place on place.company_id = t.company_id and place.party_id = o.party_id and place.purpose = 'billing' and place.valid_to is null
  where t.company_id = '${BIG}' and o.company_id = '${BIG}' and t.off_since is null ${conditions}`
const cardsOf = (stageId: string) => `(${bare(`and t.stage_id = '${stageId}'`)} order by t.rank, t.id limit 30)`
await benchPages(
  world,
  'orders.read',
  {
    'list, first page': 'tracking',
    'list, deep page': `tracking?${pageAfter('serial', String(OPEN / 2), last)}`,
    'list, by promised day': 'tracking?sort=deliverOn',
    'list, one stage': `tracking?stageId=${cutting}`,
    'list, one stage in the order of the board': `tracking?stageId=${cutting}&sort=rank`,
    'list, one person': 'tracking?assignedTo=VG',
    'list, one machine': `tracking?resourceId=${machine}`,
    'list, urgent': 'tracking?lateness=urgent',
    'list, tout voir': 'tracking?all=true',
    'list, a name': 'tracking?search=martin',
    'how many': 'tracking/count',
    board: 'tracking/board',
    'board, one person': 'tracking/board?assignedTo=VG',
    'board, one machine': `tracking/board?resourceId=${machine}`,
    'board, urgent': 'tracking/board?lateness=urgent',
    'figures of a year': 'tracking/figures?from=2026-01-01&to=2026-12-31',
  },
  {
    'list, first page': `${bare('')} order by t.serial, t.id limit 51`,
    board: normal.map(({ id }) => cardsOf(id)).join(' union all '),
    'figures of a year': `select count(*), sum(stayed_seconds) from stage_moves where company_id = '${BIG}' and moved_at >= '2026-01-01'`,
  },
)
await moves()
await world.stop()

/** Ids of orders begin with their instant, as ours do. */
function orderId(n: string) {
  return `(lpad(to_hex(1767225600000 + ${n} * 60000::bigint), 12, '0') || '70008000' || lpad(to_hex(${n}), 12, '0'))::uuid`
}

async function fill() {
  const { rows } = await owner.query('select count(*)::int as count from tracks where company_id = $1', [BIG])
  if (rows[0].count >= OPEN) return
  const party = `('00000000-0000-7000-8000-' || lpad(to_hex(1 + n % ${SUBSCRIPTIONS}), 12, '0'))::uuid`
  const id = orderId('n')
  const resource = (n: string) => `('00000000-0000-7000-c000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  await owner.query(
    `insert into resources (company_id, id, kind, name, created_by, updated_by)
     select $1, ${resource('n')}, 'machine', 'machine ' || n, 'VG', 'VG' from generate_series(1, 20) n`,
    [BIG],
  )
  const stageOf = `case when n > ${OPEN} then $2::uuid else ($3::uuid[])[1 + n % ${normal.length}] end`
  const all = `generate_series(1, ${OPEN + FINISHED}) n`
  await owner.query(
    `insert into orders (company_id, id, kind, number, serial, party_id, ordered_on, deliver_on, status_id, net_cents, vat_cents, gross_cents, confirmed_on, created_by, updated_by)
     select $1, ${id}, 'customer', 'CC-2026-' || n, n, ${party}, '2026-01-01'::date + n % 300,
       case when n % 5 > 0 then '2026-10-01'::date + n % 120 end, (select id from order_statuses where company_id = $1 and kind = 'customer' and key = 'waiting' limit 1),
       1000, 200, 1200, '2026-01-01', 'VG', 'VG' from ${all}`,
    [BIG],
  )
  await owner.query(
    `insert into tracks (company_id, id, serial, deliver_on, stage_id, resource_id, entered_at, entered_by, assigned_to, off_since, rank, created_by, updated_by, updated_at)
     select $1, ${id}, n, case when n % 5 > 0 then '2026-10-01'::date + n % 120 end, ${stageOf}, ${resource('1 + n % 20')}, t.at, 'VG', case when n % 10 = 0 then 'VG' else '' end, case when n > ${OPEN} then t.at end, n, 'VG', 'VG', t.at
     from ${all}, lateral (select '2026-01-02'::timestamptz + make_interval(mins => n) as at) t`,
    [BIG, final.id, normal.map(stage => stage.id)],
  )
  await owner.query(
    `insert into stage_moves (company_id, id, order_id, from_stage_id, to_stage_id, direction, moved_at, moved_by, moved_with, stayed_seconds)
     select $1, gen_random_uuid(), ${id}, case when step > 1 then ($2::uuid[])[step - 1] end, ($2::uuid[])[step], case when step = 1 then 'first' else 'next' end,
       '2026-01-01'::timestamptz + make_interval(mins => n, hours => step), (array['VG', 'PC', 'ML'])[1 + n % 3], 'list', case when step > 1 then 3600 + n % 7200 end
     from ${all}, generate_series(1, ${normal.length + 1}) step where n > ${OPEN} or step <= 1 + n % ${normal.length}`,
    [BIG, [...normal, final].map(stage => stage.id)],
  )
  await owner.query('vacuum (analyze) orders, tracks, stage_moves')
}

type Said = { moved: number; beaten: number; slowest: number }
type Call = (path: string, body: object) => Promise<{ status: number; code: string }>

/** Moves go forward, and back with a comment; who looks is told of each. */
async function moves() {
  await enterClerk()
  const app = await buildServer({
    database,
    dataDir: '.',
    secret: 'x'.repeat(32),
    log: openLog({ write: () => undefined }),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const { rows: chosen } = await owner.query<{ id: string }>(
    `select id from tracks where company_id = $1 and off_since is null and stage_id = any($2) order by id limit ${MOVED}`,
    [BIG, normal.slice(1, 4).map(stage => stage.id)],
  )
  const ids = chosen.map(({ id }) => id)
  const before = await countMoves()
  const seen = Array.from({ length: CLIENTS }, () => listen(port))
  await Promise.all(seen.map(({ ready }) => ready))
  const cpu = await benchCpu(owner)
  const [spent, begun] = [cpu(), performance.now()]
  const said: Said = { moved: 0, beaten: 0, slowest: 0 }
  const call: Call = (path, body) => send({ agent, port, path, body })
  await Promise.all(Array.from({ length: CLIENTS }, (_, first) => client({ first, ids, call, said, begun })))
  const seconds = (performance.now() - begun) / 1000
  const after = cpu()
  const spentBy = (who: 'node' | 'postgres' | 'upkeep') => (after[who] - spent[who]) / said.moved
  const [node, postgres, upkeep] = [spentBy('node'), spentBy('postgres'), spentBy('upkeep')]
  const written = (await countMoves()) - before
  console.log(
    `\n${said.moved} moves in ${seconds.toFixed(1)} s: ${Math.round(said.moved / seconds)} a second from ${CLIENTS} clients, the slowest ${Math.round(said.slowest)} ms; ${said.beaten} at the end of the line`,
  )
  console.log(
    `CPU seconds per 1,000 moves: ${(node + postgres + upkeep).toFixed(1)} = ${node.toFixed(1)} Node (clients and ${CLIENTS} listeners included) + ${postgres.toFixed(1)} PostgreSQL + ${upkeep.toFixed(1)} its upkeep; ${(await bareMove(ids)).toFixed(1)} for the bare statements of a move`,
  )
  console.log(
    `history: ${written} entries written, ${written - said.moved} lost or doubled, ${await broken(ids)} that do not follow one another`,
  )
  await new Promise(done => setTimeout(done, 1500))
  console.log(`${await knowing(ids, seen)} of ${CLIENTS} who looked know where every order is`)
  agent.destroy()
  await app.close()
}

/** The CPU in ms of what a move cannot do without: the track locked and changed, its entry written. */
async function bareMove(ids: readonly string[]): Promise<number> {
  const cpu = await benchCpu(owner)
  const before = cpu()
  for (const [at, id] of ids.entries())
    await database.transaction(BIG, async (_, client) => {
      const { rows } = await client.query('select * from tracks where company_id = $1 and id = $2 for update', [
        BIG,
        id,
      ])
      await client.query(
        `update tracks set entered_at = now(), rank = $3, updated_at = now(), revision = revision + 1 where company_id = $1 and id = $2`,
        [BIG, id, at],
      )
      await client.query(
        `insert into stage_moves (company_id, id, order_id, from_stage_id, to_stage_id, direction, moved_at, moved_by, moved_with, stayed_seconds, message_id)
         values ($1, gen_random_uuid(), $2, $3, $3, 'mail', now(), 'CL', 'board', null, null)`,
        [BIG, id, rows[0].stage_id],
      )
    })
  const after = cpu()
  return (after.node - before.node + after.postgres - before.postgres) / ids.length
}

async function countMoves(): Promise<number> {
  const { rows } = await owner.query('select count(*)::int as count from stage_moves where company_id = $1', [BIG])
  return rows[0].count
}

type Client = { first: number; ids: readonly string[]; call: Call; said: Said; begun: number }

/** One move now and then, of orders that others move too. */
async function client({ first, ids, call, said, begun }: Client) {
  for (let turn = 0; turn < (SECONDS * SECOND_MOVES) / CLIENTS; turn++) {
    const due = begun + ((turn * CLIENTS + first) * 1000) / SECOND_MOVES
    await new Promise(next => setTimeout(next, Math.max(0, due - performance.now())))
    const id = ids[(first + turn * 7) % ids.length]
    const sent = performance.now()
    const { status, code } = await call(`/api/tracking/${id}/${turn % 2 === 0 ? 'next' : 'previous'}`, {
      movedWith: 'board',
      comment: turn % 2 === 0 ? '' : 'Encore',
    })
    said.slowest = Math.max(said.slowest, performance.now() - sent)
    if (status < 300) said.moved++
    else if (code === 'tracking.endOfLine') said.beaten++
    else throw new Error(`${status} ${code}`)
  }
}

/** How many of those who looked were told of the last change of each order. */
async function knowing(ids: readonly string[], seen: readonly ReturnType<typeof listen>[]): Promise<number> {
  const { rows } = await owner.query<{ id: string; revision: number }>(
    'select id, revision from tracks where company_id = $1 and id = any($2) and revision > 1',
    [BIG, ids],
  )
  return seen.filter(({ revisions }) => rows.every(({ id, revision }) => revisions.get(id) === revision)).length
}

/** Entries that do not begin where the one before ended. */
async function broken(ids: readonly string[]): Promise<number> {
  const { rows } = await owner.query(
    `select count(*)::int as count from (select from_stage_id, lag(to_stage_id) over (partition by order_id order by moved_at, step, id) as before
       from stage_moves where company_id = $1 and order_id = any($2)) m where before is not null and before <> from_stage_id`,
    [BIG, ids],
  )
  return rows[0].count
}

async function enterClerk() {
  await owner.query(
    `insert into users (id, name, email) values ('clerk', 'Clerk', 'clerk@example.org') on conflict do nothing`,
  )
  await owner.query(
    `insert into memberships (company_id, user_id, role, initials) values ($1, 'clerk', 'operator', 'CL') on conflict do nothing`,
    [BIG],
  )
  await owner.query(
    `insert into api_keys (company_id, id, user_id, name, start, hash, rights, expires_at, created_by)
     values ($1, gen_random_uuid(), 'clerk', 'clerk', 'clerk', $2, array['orders.read', 'tracking.write'], now() + interval '1 year', 'CL') on conflict do nothing`,
    [BIG, hashOfKey(KEY)],
  )
}

type Sent = { agent: Agent; port: number; path: string; body: object }

function send({ agent, port, path, body }: Sent) {
  return new Promise<{ status: number; code: string }>((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'x-api-key': KEY,
      'x-company': BIG,
    }
    ask({ port, path, method: 'POST', agent, headers }, response => {
      let answer = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        answer += part
      })
      response.on('end', () => resolve({ status: response.statusCode!, code: JSON.parse(answer).code ?? '' }))
    })
      .on('error', reject)
      .end(text)
  })
}

/** Somebody who looks: the latest revision told of each order. */
function listen(port: number) {
  const revisions = new Map<string, number>()
  const ready = new Promise<void>((resolve, reject) => {
    ask({ port, path: '/api/tracking/events', headers: { 'x-api-key': KEY, 'x-company': BIG } }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
        const frames = text.split('\n\n')
        text = frames.pop()!
        for (const frame of frames) {
          if (frame.startsWith('event: ready')) resolve()
          const data = /^event: moved\ndata: (.*)$/.exec(frame)?.[1]
          if (data) revisions.set(JSON.parse(data).id, JSON.parse(data).revision)
        }
      })
    })
      .on('error', reject)
      .end()
  })
  return { revisions, ready }
}
