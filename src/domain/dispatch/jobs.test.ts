import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { startWork, type WorkKind } from '../long-work/actions.ts'
import { runWork } from '../long-work/jobs.ts'
import { workOperations } from '../long-work/operations.ts'
import { aPublisher } from './factory.ts'
import { type DispatchAsked, dispatchWork } from './jobs.ts'
import { runsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

async function aRunToMake() {
  const publisher = await aPublisher(database, { constraints, reactions })
  for (let sold = 0; sold < 3; sold++) await publisher.sell('ABO-A112', '2023-05-01')
  const { within, outer, call, company } = publisher
  const input: DispatchAsked = { kind: 'subscription', issue: '6', on: '2023-08-31', expectedCount: 3 }
  const id = await within(ctx => startWork(ctx, dispatchWork, { label: 'Expédition', input }))
  return {
    id,
    work: (kind: WorkKind<DispatchAsked> = dispatchWork, signal = new AbortController().signal) =>
      runWork(outer(), [kind], { data: { companyId: company.id, runId: id }, signal }),
    state: () => call(workOperations.get, { id }),
    runs: async () => (await call(runsOperations.list, {})).rows,
  }
}

/** Does the work and dies before it can say so. */
function dyingAfter(dying: AbortController): WorkKind<DispatchAsked> {
  return {
    ...dispatchWork,
    async run(work, input) {
      await dispatchWork.run(work, input)
      dying.abort()
      throw new Error('killed')
    },
  }
}

describe('a dispatch run as long work', () => {
  it('ends with the way to the run', async () => {
    const { work, state, runs } = await aRunToMake()
    await work()
    const [run] = await runs()
    expect(await state()).toMatchObject({
      state: 'done',
      done: 3,
      total: 3,
      result: { link: `dispatch-runs/${run!.id}` },
    })
  })

  it('cut after it was made and before it could be said, is found again and not made twice', async () => {
    const { work, state, runs } = await aRunToMake()
    const dying = new AbortController()
    await expect(work(dyingAfter(dying), dying.signal)).rejects.toThrow('killed')
    expect(await state()).toMatchObject({ state: 'running', done: 3 })
    await work()
    const [run, ...others] = await runs()
    expect(others).toEqual([])
    expect(await state()).toMatchObject({
      state: 'done',
      done: 3,
      error: null,
      result: { link: `dispatch-runs/${run!.id}`, summary: expect.stringContaining('— 3') },
    })
  })
})
