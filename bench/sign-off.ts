// What is done with a run of a million subscribers once it is made, each against the barest SQL that touches the same rows.
import { call } from '@orpc/server'
import { inCompany, localOuter } from '../src/app/local.ts'
import { dispatch } from '../src/domain/dispatch/actions/dispatch.ts'
import { missedOperations } from '../src/domain/dispatch/operations/missed.ts'
import { postalOperations } from '../src/domain/dispatch/operations/postal.ts'
import { runLifeOperations } from '../src/domain/dispatch/operations/run-life.ts'
import { watchOperations } from '../src/domain/dispatch/operations/watch.ts'
import { dispatchOperations } from '../src/domain/dispatch/operations.ts'
import { chosen } from '../src/domain/dispatch/queries/chosen.ts'
import { BIG, benchWorld } from './world.ts'

const ISSUE = '5'
const which = { kind: 'subscription', issue: ISSUE } as const
const { database, owner, stop } = await benchWorld()
const context = localOuter(database, BIG)

const seconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const begun = performance.now()
  const result = await work()
  return [(performance.now() - begun) / 1000, result]
}
const compared = (name: string, ours: number, floor: number, bare: string) =>
  console.log(`${name}: ${ours.toFixed(2)} s; ${bare} ${floor.toFixed(2)} s; ratio ${(ours / floor).toFixed(2)}`)
const JOIN = 'bare join of purchases and shipments'
const PLACES = 'bare join of purchases, names, addresses and shipments'
const before = { kind: 'subscription', issue: '4' } as const

/** The barest SQL over the same rows, by hash and in one pass as well. */
async function floors() {
  await owner.query(`set random_page_cost = 4; set work_mem = '256MB'; set jit = off`)
  const taking = async (text: string) => (await seconds(() => owner.query(text, [BIG])))[0]
  const shipped = `left join shipments s on s.company_id = p.company_id and s.purchase_id = p.id`
  const ofBig = `where p.company_id = $1 and p.kind = 'subscription'`
  return {
    shipped: await taking(`select count(p.starts_on), count(s.id) from purchases p ${shipped} ${ofBig}`),
    places:
      await taking(`select count(p.starts_on), count(s.id), count(r.sort_name), count(a.town) from purchases p ${shipped}
      join parties r on r.company_id = p.company_id and r.id = p.recipient_id
      left join addresses a on a.company_id = p.company_id and a.party_id = p.recipient_id and a.purpose = 'billing' ${ofBig}`),
    one: await taking(`select (select count(*) from purchases p ${ofBig} and p.updated_at > now())
      + (select count(*) from addresses a where a.company_id = $1 and a.updated_at > now())`),
  }
}

const run = await inCompany(database, BIG, async ctx => dispatch(ctx, await chosen(ctx, which), '2023-05-02'))
await owner.query('analyze shipments')
console.log(`a run of ${run.shipmentCount.toLocaleString('en')} shipments`)

const { shipped, places, one } = await floors()
const screens: [string, number, string, () => Promise<unknown>][] = [
  ['signing it off', shipped, JOIN, () => call(runLifeOperations.signOff, { id: run.id }, { context })],
  ['how many are not in it', shipped, JOIN, () => call(watchOperations.notInCount, which, { context })],
  [
    'the first page of those held from it',
    shipped,
    JOIN,
    () => call(watchOperations.notIn, { ...which, why: 'held' }, { context }),
  ],
  ['missed copies of the issue', shipped, JOIN, () => call(missedOperations.byIssue, {}, { context })],
  ['who is still owed it', shipped, JOIN, () => call(dispatchOperations.recipients, which, { context })],
  [
    'what changed since',
    one,
    'bare scans of purchases and addresses',
    () => call(watchOperations.changes, which, { context }),
  ],
  ['the preview', places, PLACES, () => call(dispatchOperations.preview, which, { context })],
  ['the addresses of the issue before', places, PLACES, () => call(postalOperations.recipients, before, { context })],
  ['its probable duplicates', places, PLACES, () => call(watchOperations.duplicates, before, { context })],
]
for (const [name, floor, bare, work] of screens) compared(name, (await seconds(work))[0], floor, bare)

await owner.query('create table floor (like shipments including all)')
await owner.query('insert into floor select * from shipments where company_id = $1 and run_id = $2', [BIG, run.id])
const [bareDelete] = await seconds(() => owner.query('delete from floor'))
await owner.query('drop table floor')
const [undoing] = await seconds(() => call(runLifeOperations.undo, { id: run.id }, { context }))
compared('undoing it', undoing, bareDelete, 'bare DELETE')
await owner.query('vacuum (analyze) shipments')
await stop()
