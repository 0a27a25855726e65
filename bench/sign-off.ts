// What is done with a run of a million subscribers once it is made, each against the barest SQL that touches the same rows.
import { call } from '@orpc/server'
import { inCompany, localOuter } from '../src/app/local.ts'
import { dispatch } from '../src/domain/dispatch/actions/dispatch.ts'
import { missedOperations } from '../src/domain/dispatch/operations/missed.ts'
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
const timed = async (name: string, work: () => Promise<unknown>) =>
  console.log(`${name}: ${(await seconds(work))[0].toFixed(2)} s`)

const run = await inCompany(database, BIG, async ctx => dispatch(ctx, await chosen(ctx, which), '2023-05-02'))
await owner.query('analyze shipments')
console.log(`a run of ${run.shipmentCount.toLocaleString('en')} shipments`)

const [signing] = await seconds(() => call(runLifeOperations.signOff, { id: run.id }, { context }))
const [joined] = await seconds(() =>
  owner.query(
    `select count(p.starts_on), count(s.id) from purchases p
     left join shipments s on s.company_id = p.company_id and s.purchase_id = p.id and s.run_id = $2
     where p.company_id = $1 and p.kind = 'subscription'`,
    [BIG, run.id],
  ),
)
compared('signing it off', signing, joined, 'bare join of purchases and shipments')

await timed('its first page of who is not in it', () => call(watchOperations.notIn, which, { context }))
await timed('how many are not in it', () => call(watchOperations.notInCount, which, { context }))
await timed('the preview', () => call(dispatchOperations.preview, which, { context }))
await timed('what changed since', () => call(watchOperations.changes, which, { context }))
await timed('missed copies of the issue', () => call(missedOperations.byIssue, {}, { context }))
await timed('probable duplicates among all subscribers of the next issue', () =>
  call(watchOperations.duplicates, { kind: 'subscription', issue: '4' }, { context }),
)

await owner.query('create table floor (like shipments including all)')
await owner.query('insert into floor select * from shipments where company_id = $1 and run_id = $2', [BIG, run.id])
const [bareDelete] = await seconds(() => owner.query('delete from floor'))
await owner.query('drop table floor')
const [undoing] = await seconds(() => call(runLifeOperations.undo, { id: run.id }, { context }))
compared('undoing it', undoing, bareDelete, 'bare DELETE')
await owner.query('vacuum (analyze) shipments')
await stop()
