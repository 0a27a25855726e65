// Kills Facteur with its embedded PostgreSQL again and again during dispatch runs, and looks at what each kill left.
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { call, ORPCError } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { writeMailingFile } from '../../domain/dispatch/formats.ts'
import { dispatchOperations } from '../../domain/dispatch/operations.ts'
import type { Database } from '../../platform/db/database.ts'
import { placesIn } from '../../platform/db/embedded/places.ts'
import { lockedPid } from '../../platform/db/embedded/processes.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { openFacteur } from '../facteur.ts'
import { inCompany, localOuter } from '../local.ts'
import { inOwnFolder, letGo, opened, say, startChild } from './kill.ts'
import { SLUG, seedSubscribers } from './subscribers.ts'

const KINDS = ['Node', 'Node and PostgreSQL', 'PostgreSQL, then Node'] as const
type Kind = (typeof KINDS)[number]

/** How far the moment of the next kill reaches: further after a kill that came before the end, less far after one past it. */
const NEXT_REACH = { 'no run': 1.2, 'a whole run': 0.8, 'half a run': 1 }

export type Kill = { kind: Kind; afterMs: number; left: 'a whole run' | 'no run' | 'half a run'; faults: string[] }

type Choices = { kills: number; subscribers: number; tell?: (kill: Kill) => void }

/** As many kills as asked, half of them past the end of a run; each is then repeated, counted and sent to the mailing house. */
export async function killRuns({ kills, subscribers, tell = () => {} }: Choices): Promise<Kill[]> {
  return inOwnFolder(async dataDir => {
    await opened(dataDir, async database => {
      await migrateDatabase(database.ownerUrl)
      await seedSubscribers(database, { subscribers, issues: kills + 1 })
    })
    let reachMs = await unkilled(dataDir)
    const done: Kill[] = []
    for (let turn = 0; turn < kills; turn++) {
      const kind = KINDS[turn % KINDS.length]!
      const afterMs = Math.round(Math.random() * reachMs)
      await killed(dataDir, String(turn + 2), kind, afterMs)
      const found = await opened(dataDir, database => whatIsLeft(database, String(turn + 2), subscribers))
      done.push({ kind, afterMs, ...found })
      reachMs *= NEXT_REACH[found.left]
      tell(done.at(-1)!)
    }
    return done
  })
}

const start = (dataDir: string, issue: string) => startChild(dataDir, import.meta.filename, [issue])

/** The first run is left alone; returns how long it took, in milliseconds. */
async function unkilled(dataDir: string): Promise<number> {
  const { child, line, closed } = start(dataDir, '1')
  await line()
  const begun = performance.now()
  await line()
  const wholeMs = performance.now() - begun
  child.stdin.end()
  const [code] = await closed
  if (code !== 0) throw new Error(`the run without a kill ended with ${code}`)
  return wholeMs
}

async function killed(dataDir: string, issue: string, kind: Kind, afterMs: number) {
  const { child, line, closed } = start(dataDir, issue)
  await line()
  const server = lockedPid(placesIn(dataDir))
  if (!server) throw new Error('Facteur did not open')
  await sleep(afterMs)
  if (kind === 'PostgreSQL, then Node') process.kill(server, 'SIGKILL')
  child.kill('SIGKILL')
  if (kind === 'Node and PostgreSQL') process.kill(server, 'SIGKILL')
  await closed
}

const keyOf = (issue: string) => `issue ${issue}`

/** What the server would do for one press on the button; the same press again has the same key. */
const press = (database: Database, issue: string, key: string) =>
  call(
    dispatchOperations.run,
    { title: 'CS', issue },
    {
      context: { ...localOuter(database, SLUG), headers: new Headers({ 'idempotency-key': key }) },
    },
  )

async function whatIsLeft(
  database: Database,
  issue: string,
  subscribers: number,
): Promise<Pick<Kill, 'left' | 'faults'>> {
  const whole = { runs: 1, shipments: subscribers, counted: subscribers, status: 'dispatched', audited: 1, answered: 1 }
  const none = { runs: 0, shipments: 0, counted: 0, status: 'planned', audited: 0, answered: 0 }
  const faults: string[] = []
  const must = (what: string, holds: boolean) => holds || faults.push(what)
  const found = JSON.stringify(await stateOf(database, issue))
  const left =
    found === JSON.stringify(whole) ? 'a whole run' : found === JSON.stringify(none) ? 'no run' : 'half a run'
  must(`left ${found}`, left !== 'half a run')
  must('numbers given twice or lost', await numbersAreGapless(database))
  const again = await press(database, issue, keyOf(issue))
  must(`repeated: ${again.shipmentCount} shipments`, again.shipmentCount === subscribers)
  must(
    `after the repetition ${JSON.stringify(await stateOf(database, issue))}`,
    JSON.stringify(await stateOf(database, issue)) === JSON.stringify(whole),
  )
  must(
    'somebody served twice',
    (await refusalOf(press(database, issue, `${keyOf(issue)} once more`))) === 'dispatch.nobodyOwed',
  )
  must('numbers given twice or lost after the repetition', await numbersAreGapless(database))
  const files = [await fileOf(database, again.id), await fileOf(database, again.id)]
  must(
    `${files[0]!.split('\n').length - 2} lines in the file`,
    files[0]!.trimEnd().split('\n').length === subscribers + 1,
  )
  must('two files that differ', files[0] === files[1])
  return { left, faults }
}

const refusalOf = (pressed: Promise<unknown>) =>
  pressed.then(
    () => undefined,
    error => (error instanceof ORPCError ? error.code : String(error)),
  )

/** In one statement, so that it cannot fall on both sides of a commit. */
const stateOf = (database: Database, issue: string) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute(sql`
      select count(r.id)::int as runs,
        (select count(*) from shipments s where s.company_id = i.company_id and s.issue_id = i.id)::int as shipments,
        coalesce(sum(r.shipment_count), 0)::int as counted, i.status,
        (select count(*) from audit_entries e where e.company_id = i.company_id and e.record_id = any(array_agg(r.id)) and e."from" is null)::int as audited,
        (select count(*) from idempotency_keys k where k.company_id = i.company_id and k.key = ${keyOf(issue)} and k.answer is not null)::int as answered
      from issues i left join dispatch_runs r on r.company_id = i.company_id and r.issue_id = i.id
      where i.company_id = ${company.id} and i.number = ${issue} group by i.company_id, i.id`)
    return rows[0]
  })

const numbersAreGapless = (database: Database) =>
  inCompany(database, SLUG, async ({ db, company }) => {
    const { rows } = await db.execute<{ gapless: boolean }>(sql`
      select bool_and(given = highest and given = different and given = next - 1) as gapless from (
        select 'dispatch-run' as kind, count(*) as given, count(distinct number) as different, coalesce(max(number), 0) as highest
        from dispatch_runs where company_id = ${company.id}
        union all select 'shipment', count(*), count(distinct number), coalesce(max(number), 0)
        from shipments where company_id = ${company.id}) numbers
      join number_series n on n.company_id = ${company.id} and n.kind = numbers.kind`)
    return rows[0]!.gapless
  })

async function fileOf(database: Database, runId: string): Promise<string> {
  const parts: Buffer[] = []
  const out = new Writable({
    write(part, _encoding, done) {
      parts.push(part)
      done()
    },
  })
  await inCompany(database, SLUG, (ctx, client) => writeMailingFile(ctx, client, runId, 'csv', out))
  return Buffer.concat(parts).toString()
}

/** The child: opens Facteur, says so, presses the button once, says when the answer came and serves on. */
async function child(issue: string) {
  const facteur = await openFacteur('own')
  say('open')
  await press(facteur.database, issue, keyOf(issue))
  say('done')
  await letGo()
  await facteur.stop()
}

if (import.meta.main) await child(process.argv[2]!)
