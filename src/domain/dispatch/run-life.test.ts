import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { aPublisher } from './factory.ts'
import { leftOutOperations } from './operations/left-out.ts'
import { runLifeOperations } from './operations/run-life.ts'
import { dispatchOperations, runsOperations, shipmentsOperations } from './operations.ts'
import { runCard } from './queries/runs.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

/** A publisher with subscribers who are owed issue 5. */
async function published({ subscribers = 3 } = {}) {
  const one = await aPublisher(database, { constraints, reactions })
  for (let sold = 0; sold < subscribers; sold++)
    await one.sell('ABO-A112', '2023-05-01', { to: { lastName: `Abonné ${sold}` } })
  const run = (issue = '5') => one.call(dispatchOperations.run, { issue })
  const state = async (id: string) => (await one.call(runsOperations.get, { id })).state
  const issueStatus = async (number = '5') =>
    (await one.call(catalogOperations.issues.get, { id: one.issues.get(number)! })).status
  const waiting = async (issue = '5') => (await one.call(dispatchOperations.recipientsCount, { issue })).count
  return { ...one, run, state, issueStatus, waiting }
}
type Published = Awaited<ReturnType<typeof published>>

async function handedOver(one: Published) {
  const run = await one.run()
  await one.call(runLifeOperations.signOff, { id: run.id })
  await one.call(runLifeOperations.handOver, { id: run.id })
  return run
}

/** All that a company holds but its numbers, its journal, the answers it gave and the stamps of its records. */
const stateOf = ({ company }: Published) =>
  database.transaction(company.id, async db => {
    const { rows: tables } = await db.execute<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'company_id'
        and table_name not in ('number_series', 'audit_entries', 'idempotency_keys', 'job_requests') order by 1`)
    const hashes: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await db.execute<{ hash: string }>(sql`
        select md5(coalesce(string_agg(kept::text, '' order by kept::text), '')) as hash
        from (select to_jsonb(t) - '{revision,updated_at,updated_by}'::text[] as kept from ${sql.identifier(name)} t where company_id = ${company.id}) rows`)
      hashes[name] = rows[0]!.hash
    }
    return hashes
  })

describe('what a run is called', () => {
  it('ABO-59 is said in the language of whoever reads, until it is given a label of its own', async () => {
    const one = await published()
    const { id, label } = await one.run()
    const inEnglish = async () => (await one.within(ctx => runCard({ ...ctx, language: 'en' }, id)))?.label
    const called = async () => (await one.call(runsOperations.list, { search: 'n°5' })).rows.map(run => run.label)
    expect(await called()).toEqual([label])
    expect(await inEnglish()).toBe('Dispatch to subscribers: issue 5')
    await one.call(runLifeOperations.update, { id, label })
    expect(await inEnglish()).toBe('Dispatch to subscribers: issue 5')
    await one.call(runLifeOperations.update, { id, label: 'Envoi de mai, n°5' })
    expect([await called(), await inEnglish()]).toEqual([['Envoi de mai, n°5'], 'Envoi de mai, n°5'])
  })
})

describe('signing off a run', () => {
  it('M-2 is possible when everyone owed is in it, says who did it, and happens once', async () => {
    const one = await published()
    const { id } = await one.run()
    expect(await one.call(runLifeOperations.check, { id })).toEqual({
      missingCount: 0,
      missing: [],
      unowedCount: 0,
      unowed: [],
      unaddressedCount: 0,
      unaddressed: [],
    })
    await one.call(runLifeOperations.signOff, { id })
    expect(await one.call(runsOperations.get, { id })).toMatchObject({ state: 'signed-off', signedOffBy: 'VG' })
    await expect(one.call(runLifeOperations.signOff, { id })).rejects.toMatchObject({
      code: 'dispatch.alreadySignedOff',
    })
  })

  it('M-2 is blocked by the removal of any one line, whichever it is, until it is served or left out with a reason', async () => {
    const one = await published({ subscribers: 5 })
    const { id } = await one.run()
    const { rows } = await one.call(shipmentsOperations.list, { runId: id })
    for (const line of rows) {
      const { rows: now } = await one.call(shipmentsOperations.list, { runId: id })
      const present = now.find(({ purchaseId }) => purchaseId === line.purchaseId)!
      await one.call(runLifeOperations.removeShipments, { id, shipmentIds: [present.id] })
      const check = await one.call(runLifeOperations.check, { id })
      expect(check).toMatchObject({ missingCount: 1, missing: [{ id: line.purchaseId, number: line.purchaseNumber }] })
      await expect(one.call(runLifeOperations.signOff, { id })).rejects.toMatchObject({
        code: 'dispatch.someoneMissing',
        data: { values: { count: 1 } },
      })
      const leftOut = { purchaseIds: [line.purchaseId], issueId: one.issues.get('5')! }
      await one.call(leftOutOperations.leaveOut, { ...leftOut, reason: 'Étiquette illisible' })
      await one.call(runLifeOperations.signOff, { id })
      await one.call(leftOutOperations.takeBack, leftOut)
      const other = await one.run() // the line comes back in a run of its own
      expect(other.shipmentCount).toBe(1)
      await one.within(({ db }) =>
        db.execute(
          sql`update shipments set run_id = ${id} where company_id = ${one.company.id} and run_id = ${other.id}`,
        ),
      )
      await one.within(({ db }) =>
        db.execute(
          sql`update dispatch_runs set shipment_count = 5, signed_off_at = null where company_id = ${one.company.id} and id = ${id}`,
        ),
      )
    }
  })

  it('M-2 is blocked by who came after the run, and free again once a second run serves them', async () => {
    const one = await published()
    const { id } = await one.run()
    await one.sell('ABO-A112', '2023-04-01', { to: { lastName: 'Retardataire' } })
    await expect(one.call(runLifeOperations.signOff, { id })).rejects.toMatchObject({
      code: 'dispatch.someoneMissing',
      data: { values: { who: expect.stringContaining('Retardataire') } },
    })
    await one.run()
    await one.call(runLifeOperations.signOff, { id })
  })

  it('M-2 tells of lines that are not owed any more, and keeps them only when told to', async () => {
    const one = await published()
    const { id } = await one.run()
    await one.within(({ db }) =>
      db.execute(
        sql`update purchases set cancelled_on = '2023-08-31', cancelled_reason = 'test' where company_id = ${one.company.id} and number = 2`,
      ),
    )
    expect(await one.call(runLifeOperations.check, { id })).toMatchObject({ unowedCount: 1, unowed: [{ number: 2 }] })
    await expect(one.call(runLifeOperations.signOff, { id })).rejects.toMatchObject({ code: 'dispatch.someoneUnowed' })
    await one.call(runLifeOperations.signOff, { id, withUnowed: true })
  })

  it('ABO-53 M-2 looks at each single issue bought, by its own issue', async () => {
    const one = await published({ subscribers: 0 })
    await one.sell('NUM-4', '2023-04-11')
    await one.sell('NUM-5', '2023-07-15')
    const { id } = await one.call(dispatchOperations.run, { kind: 'single-issue' })
    await one.sell('NUM-5', '2023-08-30')
    await expect(one.call(runLifeOperations.signOff, { id })).rejects.toMatchObject({ code: 'dispatch.someoneMissing' })
    const { missing } = await one.call(runLifeOperations.check, { id })
    expect(missing).toMatchObject([{ number: 3, issueNumber: '5' }])
    await one.call(leftOutOperations.leaveOut, { purchaseIds: [missing[0]!.id], reason: 'Retiré au bureau' })
    await one.call(runLifeOperations.signOff, { id })
    expect(await one.call(dispatchOperations.recipientsCount, { kind: 'single-issue' })).toEqual({ count: 0 })
  })
})

describe('handing a run over', () => {
  it('M-2 needs the sign-off, and keeps who did it and when', async () => {
    const one = await published()
    const { id } = await one.run()
    await expect(one.call(runLifeOperations.handOver, { id })).rejects.toMatchObject({ code: 'dispatch.notSignedOff' })
    await one.call(runLifeOperations.signOff, { id })
    await one.call(runLifeOperations.handOver, { id })
    const run = await one.call(runsOperations.get, { id })
    expect(run).toMatchObject({ state: 'handed-over', handedOverBy: 'VG', handedOverAt: expect.any(String) })
  })

  it('M-2 X-29 is done by one of two clerks; the other is told, and undo loses too', async () => {
    const one = await published()
    const { id } = await one.run()
    await one.call(runLifeOperations.signOff, { id })
    const tried = await Promise.allSettled([
      one.call(runLifeOperations.handOver, { id }),
      one.call(runLifeOperations.handOver, { id }),
      one.call(runLifeOperations.undo, { id }),
    ])
    const codes = tried.map(one => (one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code))
    expect(codes.filter(code => code === 'done')).toHaveLength(1)
    expect(new Set(codes)).toSatisfy((found: Set<string>) =>
      ['dispatch.alreadyHandedOver', 'dispatch.cannotUndo', 'NOT_FOUND', 'done'].some(code => found.has(code)),
    )
    expect(codes.every(code => code !== 'INTERNAL_SERVER_ERROR')).toBe(true)
  })
})

describe('undoing a run', () => {
  it('ABO-61 X-29 M-3 leaves the company as it was before it was made', async () => {
    const one = await published()
    const before = await stateOf(one)
    const { id } = await one.run()
    expect(await one.issueStatus()).toBe('dispatched')
    await one.call(runLifeOperations.signOff, { id })
    expect(await one.call(runLifeOperations.undo, { id })).toEqual({ id, shipmentCount: 3 })
    expect(await stateOf(one)).toEqual(before)
    expect(await one.issueStatus()).toBe('planned')
    expect(await one.waiting()).toBe(3)
  })

  it('X-29 keeps the issue dispatched while another run serves it', async () => {
    const one = await published()
    const first = await one.run()
    await one.sell('ABO-A112', '2023-04-01')
    const second = await one.run()
    await one.call(runLifeOperations.undo, { id: second.id })
    expect(await one.issueStatus()).toBe('dispatched')
    await one.call(runLifeOperations.undo, { id: first.id })
    expect(await one.issueStatus()).toBe('planned')
  })

  it('X-29 is refused after hand-over, with the way that is left', async () => {
    const one = await published()
    const { id } = await handedOver(one)
    await expect(one.call(runLifeOperations.undo, { id })).rejects.toMatchObject({ code: 'dispatch.cannotUndo' })
    const { rows } = await one.call(shipmentsOperations.list, { runId: id })
    await expect(one.call(runLifeOperations.removeShipments, { id, shipmentIds: [rows[0]!.id] })).rejects.toMatchObject(
      { code: 'dispatch.cannotUndo' },
    )
  })
})

describe('cancelling a run', () => {
  it('X-29 after hand-over makes its copies owed again, and keeps its history with the reason', async () => {
    const one = await published()
    const { id } = await handedOver(one)
    await one.call(runLifeOperations.cancel, { id, reason: 'Palette perdue' })
    expect(await one.call(runsOperations.get, { id })).toMatchObject({
      state: 'cancelled',
      cancelledOn: '2023-08-31',
      cancelledReason: 'Palette perdue',
    })
    expect((await one.call(shipmentsOperations.list, { runId: id })).rows).toHaveLength(3)
    expect(await one.waiting()).toBe(3)
    expect(await one.issueStatus()).toBe('planned')
    expect(await one.run()).toMatchObject({ shipmentCount: 3 })
    const { rows } = await one.call(subscriptionsOperations.list, {})
    expect(rows.every(({ lastDispatchedOn }) => lastDispatchedOn === '2023-08-31')).toBe(true)
  })

  it('X-29 is refused before hand-over, where undoing does it', async () => {
    const one = await published()
    const { id } = await one.run()
    await expect(one.call(runLifeOperations.cancel, { id, reason: 'x' })).rejects.toMatchObject({
      code: 'dispatch.notHandedOver',
    })
  })
})

describe('changing a run', () => {
  it('ABO-61 changes its label always, its day until it is handed over', async () => {
    const one = await published()
    const { id } = await one.run()
    await one.call(runLifeOperations.update, { id, on: '2023-09-04' })
    const { rows } = await one.call(shipmentsOperations.list, { runId: id })
    expect(new Set(rows.map(({ sentOn }) => sentOn))).toEqual(new Set(['2023-09-04']))
    await one.call(runLifeOperations.signOff, { id })
    await one.call(runLifeOperations.handOver, { id })
    await one.call(runLifeOperations.update, { id, label: 'Rattrapage' })
    expect(await one.call(runsOperations.get, { id })).toMatchObject({
      label: 'Rattrapage',
      dispatchedOn: '2023-09-04',
    })
    await expect(one.call(runLifeOperations.update, { id, on: '2023-09-05' })).rejects.toMatchObject({
      code: 'dispatch.dayIsKept',
    })
  })

  it('M-2 takes lines out: they are owed again, its counts follow, its sign-off is void', async () => {
    const one = await published()
    const { id } = await one.run()
    await one.call(runLifeOperations.signOff, { id })
    const { rows } = await one.call(shipmentsOperations.list, { runId: id })
    await one.call(runLifeOperations.removeShipments, { id, shipmentIds: [rows[1]!.id] })
    expect(await one.call(runsOperations.get, { id })).toMatchObject({
      state: 'to-sign-off',
      shipmentCount: 2,
      copyCount: 2,
    })
    expect(await one.waiting()).toBe(1)
    await expect(one.call(runLifeOperations.removeShipments, { id, shipmentIds: [rows[1]!.id] })).rejects.toMatchObject(
      { code: 'dispatch.unknownShipment' },
    )
    await expect(
      one.call(runLifeOperations.removeShipments, { id, shipmentIds: [rows[0]!.id, rows[2]!.id] }),
    ).rejects.toMatchObject({ code: 'dispatch.lastLine' })
  })
})
