import { createHash } from 'node:crypto'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import { inCompany } from '../src/app/local.ts'
import { dispatch } from '../src/domain/dispatch/actions/dispatch.ts'
import { nowhere, profiledFile, writeKept } from '../src/domain/dispatch/actions/mailing-files.ts'
import { chosen } from '../src/domain/dispatch/queries/chosen.ts'
import { runFaults } from '../src/domain/dispatch/queries/postal-faults.ts'
import { type Layout, USUAL_LAYOUT } from '../src/domain/dispatch/rules/layout.ts'
import { mailingProfiles } from '../src/domain/dispatch/tables.ts'
import { createRecord } from '../src/platform/db/records.ts'
import { BIG, benchWorld } from './world.ts'

const ISSUE = '5'
const { database, owner, stop } = await benchWorld()

const seconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const begun = performance.now()
  const result = await work()
  return [(performance.now() - begun) / 1000, result]
}

const slug = 'company-1'
const run = await inCompany(database, slug, async ctx =>
  dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue: ISSUE }), '2023-05-02'),
)
await owner.query('analyze shipments')

/** The floor: PostgreSQL alone writes the same columns. */
const [bare] = await seconds(async () => {
  const hash = createHash('sha256')
  const out = new Writable({
    write(chunk, _encoding, done) {
      hash.update(chunk)
      done()
    },
  })
  await pipeline(
    owner.query(
      copyTo(
        `copy (select number, contact_number, honorific, last_name, first_name, legal_name, line1, line2, line3, postcode, town, country, copies, issue_number
          from shipments where company_id = '${BIG}' and run_id = '${run.id}' order by number) to stdout with (format csv)`,
      ),
    ),
    out,
  )
})
console.log(`${run.shipmentCount.toLocaleString('en')} envelopes; bare COPY ${bare.toFixed(2)} s`)

const plain = USUAL_LAYOUT.columns.filter(({ source }) => !source.startsWith('postal'))
const layouts: [string, Partial<Layout>][] = [
  ['postal lines, CSV, by postcode', {}],
  ['postal lines, fixed width, ISO-8859-15', { format: 'fixed', encoding: 'iso-8859-15', sort: 'number' }],
  ['postal lines, XLSX', { format: 'xlsx', sort: 'number' }],
  ['raw columns, CSV', { sort: 'number', columns: plain }],
]
for (const [name, layout] of layouts) {
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const [took, made] = await seconds(() =>
    inCompany(database, slug, async ctx => {
      const given = { name, isDefault: false, layout: { ...USUAL_LAYOUT, ...layout } }
      const profileId = await createRecord(ctx, mailingProfiles, given)
      const asked = { runId: run.id, profileId, part: undefined, addressedAs: 'run' as const }
      return writeKept(ctx, await profiledFile(ctx, asked), nowhere())
    }),
  )
  clearInterval(watch)
  console.log(
    `${name}: ${took.toFixed(1)} s, ${Math.round(made.byteCount / 1e6)} MB; ratio to bare COPY ${(took / bare).toFixed(1)}; memory ${Math.round(peak / 1e6)} MB (target 400)`,
  )
}

const [checked, faults] = await seconds(() => inCompany(database, slug, ctx => runFaults(ctx, run.id, 100)))
console.log(
  `postal standard: ${faults.checked.toLocaleString('en')} envelopes checked in ${checked.toFixed(2)} s, ${faults.count} faults`,
)

await owner.query('delete from mailing_files where company_id = $1', [BIG])
await owner.query('delete from mailing_profiles where company_id = $1', [BIG])
await owner.query('delete from shipments where company_id = $1 and run_id = $2', [BIG, run.id])
await owner.query('delete from dispatch_runs where company_id = $1 and id = $2', [BIG, run.id])
await owner.query(`update issues set status = 'planned' where company_id = $1`, [BIG])
await owner.query('vacuum (analyze) shipments')
await stop()
