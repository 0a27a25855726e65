import { createHash } from 'node:crypto'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import { inCompany } from '../src/app/local.ts'
import { localGate } from '../src/domain/accounts/gate.ts'
import { dispatch } from '../src/domain/dispatch/actions/dispatch.ts'
import { writeMailingFile } from '../src/domain/dispatch/formats.ts'
import { chosen } from '../src/domain/dispatch/queries/chosen.ts'
import { BIG, benchWorld } from './world.ts'

const ISSUE = '5'
const { database, owner, stop } = await benchWorld()
void localGate

const seconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const begun = performance.now()
  const result = await work()
  return [(performance.now() - begun) / 1000, result]
}

/** One run for one issue against the same rows written bare, in a table with the same indexes and checks. */
async function benchRun() {
  const [ours, run] = await seconds(() =>
    inCompany(database, BIG, async ctx =>
      dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue: ISSUE }), '2023-05-02'),
    ),
  )
  await owner.query('drop table if exists floor')
  await owner.query('create table floor (like shipments including all)')
  await owner.query(
    'create temporary table the_rows as select * from shipments where company_id = $1 and run_id = $2 order by number',
    [BIG, run.id],
  )
  const [floor] = await seconds(() => owner.query('insert into floor select * from the_rows'))
  await owner.query('drop table the_rows')
  await owner.query('drop table floor')
  console.log(
    `run of ${run.shipmentCount.toLocaleString('en')} shipments: ${ours.toFixed(1)} s; bare INSERT … SELECT ${floor.toFixed(1)} s; ratio ${(ours / floor).toFixed(2)} (target 2)`,
  )
  return run.id
}

/** Its file against a bare COPY of the same columns, and the memory it takes. */
async function benchFile(runId: string) {
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
  const hash = createHash('sha256')
  const [bare] = await seconds(() =>
    pipeline(
      owner.query(
        copyTo(
          `copy (select number, contact_number, honorific, last_name, first_name, legal_name, line1, line2, line3, postcode, town, country, copies, issue_number from shipments where company_id = '${BIG}' and run_id = '${runId}' order by number) to stdout with (format csv)`,
        ),
      ),
      nowhere(),
    ),
  )
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const [ours] = await seconds(() =>
    inCompany(database, BIG, (ctx, client) => writeMailingFile(ctx, client, runId, 'csv', nowhere())),
  )
  clearInterval(watch)
  void hash
  console.log(
    `its file: ${ours.toFixed(2)} s; bare COPY ${bare.toFixed(2)} s; ratio ${(ours / bare).toFixed(2)} (target 3); memory ${Math.round(peak / 1e6)} MB (target 300)`,
  )
}

const runId = await benchRun()
await benchFile(runId)
await owner.query('delete from mailing_files where company_id = $1 and run_id = $2', [BIG, runId])
await owner.query('delete from shipments where company_id = $1 and run_id = $2', [BIG, runId])
await owner.query('delete from dispatch_runs where company_id = $1 and id = $2', [BIG, runId])
await owner.query(`update issues set status = 'planned' where company_id = $1`, [BIG])
await owner.query('vacuum (analyze) shipments')
await stop()
