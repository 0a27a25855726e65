import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { openJobs } from '../../platform/jobs/jobs.ts'
import { anEmptyDatabase } from '../../platform/testing/own-database.ts'
import { aCompany, aMember } from '../accounts/factory.ts'
import { startWork, type Work, type WorkKind } from './actions.ts'
import { handleWork, runWork } from './jobs.ts'
import { workOperations } from './operations.ts'

type Company = Awaited<ReturnType<typeof aCompany>>

const counting = (run: WorkKind<{ steps: number }>['run']): WorkKind<{ steps: number }> => ({ kind: 'test.count', run })
const count = counting(async (work, { steps }) => {
  await work.total(steps)
  for (let step = work.done; step < steps; step++) await work.step(async () => {})
  return { link: '/found' }
})

describe('long work', () => {
  let database: Database
  let home: Company
  const signal = new AbortController().signal

  beforeAll(async () => {
    database = openDatabase(inject('ownerUrl'), 4)
    home = await aCompany(database)
  })
  afterAll(() => database.close())

  const start = (kind = count, steps = 3, key?: string) =>
    home.within(ctx => startWork(ctx, kind, { label: 'Compter', input: { steps }, ...(key ? { key } : {}) }))
  const run = (runId: string, kinds: WorkKind<never>[] = [count], stop = signal) =>
    runWork(home.outer(), kinds, { data: { companyId: home.company.id, runId }, signal: stop })
  const get = (id: string) => home.call(workOperations.get, { id })

  test('its progress and its result are found again by whoever left', async () => {
    const id = await start()
    expect(await get(id)).toMatchObject({ state: 'queued', done: 0, total: null, startedBy: home.user.initials })
    await run(id)
    expect(await get(id)).toMatchObject({ state: 'done', done: 3, total: 3, result: { link: '/found' }, error: null })
    expect((await home.call(workOperations.running, undefined)).map(work => work.id)).toContain(id)
  })

  test('a step that fails undoes itself, and the work says why in the words of a refusal', async () => {
    const failing = counting(async work => {
      await work.step(async () => {})
      await work.step(async ({ db }) => {
        await db.execute(sql`update companies set name = 'undone' where id = ${home.company.id}`)
        refuse('parties.gone')
      })
      return undefined
    })
    const id = await start(failing)
    await run(id, [failing])
    expect(await get(id)).toMatchObject({ state: 'failed', done: 1, error: 'parties.gone' })
    const { rows } = await database.shared(db =>
      db.execute(sql`select name from companies where id = ${home.company.id}`),
    )
    expect(rows).toEqual([{ name: home.company.name }])
  })

  test('it stops after the step under way when somebody asks so', async () => {
    const asked = counting(async work => {
      await work.step(async () => {})
      await home.call(workOperations.cancel, { id: work.id })
      await work.step(async () => {})
      await work.step(async () => {})
      return undefined
    })
    const id = await start(asked)
    await run(id, [asked])
    expect(await get(id)).toMatchObject({ state: 'cancelled', done: 2, cancelling: false })
    await expect(home.call(workOperations.cancel, { id })).rejects.toMatchObject({ code: 'work.ended' })
  })

  test('a long step shows how far it is before it ends, and is counted once', async () => {
    const seen: unknown[] = []
    const long = counting(async work => {
      await work.step(async () => {
        await work.reached(400)
        seen.push(await get(work.id))
      }, 1000)
      return undefined
    })
    const id = await start(long)
    await run(id, [long])
    expect(seen).toMatchObject([{ state: 'running', done: 400 }])
    expect(await get(id)).toMatchObject({ state: 'done', done: 1000 })
  })

  test('a long step is stopped in its midst when somebody asks so, and leaves nothing', async () => {
    const long = counting(async work => {
      await work.step(async ({ db }) => {
        await db.execute(sql`update companies set name = 'half' where id = ${home.company.id}`)
        await home.call(workOperations.cancel, { id: work.id })
        await work.reached(400)
      }, 1000)
      return undefined
    })
    const id = await start(long)
    await run(id, [long])
    expect(await get(id)).toMatchObject({ state: 'cancelled', done: 0 })
    const { rows } = await database.shared(db =>
      db.execute(sql`select name from companies where id = ${home.company.id}`),
    )
    expect(rows).toEqual([{ name: home.company.name }])
  })

  test('work that has not begun is stopped at once and never begins', async () => {
    const id = await start()
    expect(await home.call(workOperations.cancel, { id })).toMatchObject({ state: 'cancelled' })
    await run(id)
    expect(await get(id)).toMatchObject({ state: 'cancelled', done: 0 })
  })

  test('a colleague without the right cannot stop it', async () => {
    const id = await start()
    const colleague = await aMember(database, home.company, { role: 'operator', initials: 'LM' })
    const stopping = home.call(workOperations.cancel, { id }, { role: 'operator', user: colleague })
    await expect(stopping).rejects.toMatchObject({ code: 'work.notYours' })
  })

  test('cut short by a crash, it goes on from the last step that was counted', async () => {
    const seen: number[] = []
    const dying = new AbortController()
    const crashing = counting(async (work, { steps }) => {
      for (let step = work.done; step < steps; step++) {
        if (step === 2) dying.abort()
        await work.step(async () => void seen.push(step))
      }
      return undefined
    })
    const id = await start(crashing, 4)
    await expect(run(id, [crashing], dying.signal)).rejects.toThrow() // the queue gives the job to the next server
    expect(await get(id)).toMatchObject({ state: 'running', done: 2 })
    await run(id, [crashing])
    expect(seen).toEqual([0, 1, 2, 3])
    expect(await get(id)).toMatchObject({ state: 'done', done: 4 })
  })

  test('started again under the same key while it is open, it is the same work', async () => {
    const first = await start(count, 3, '2026-11')
    expect(await start(count, 3, '2026-11')).toBe(first)
    await run(first)
    expect(await start(count, 3, '2026-11')).not.toBe(first)
  })

  test('its steps act under the name, rights and company of who started it, and are audited', async () => {
    const acts: unknown[] = []
    const acting = counting(async (work: Work) => {
      await work.step(async ctx => {
        acts.push({ user: ctx.actor.userId, company: ctx.company.id, may: ctx.rights.has('work.read') })
        ctx.record({ record: 'things', id: work.id, from: null, to: { made: true } })
      })
      return undefined
    })
    const id = await start(acting)
    await run(id, [acting])
    expect(acts).toEqual([{ user: home.user.userId, company: home.company.id, may: true }])
    const { rows } = await database.transaction(home.company.id, db =>
      db.execute(
        sql`select operation, initials from audit_entries where company_id = ${home.company.id} and record_id = ${id}`,
      ),
    )
    expect(rows).toEqual([{ operation: 'test.count', initials: home.user.initials }])
  })

  test('another company neither sees nor stops it', async () => {
    const id = await start()
    const neighbour = await aCompany(database)
    expect(await neighbour.call(workOperations.running, undefined)).toEqual([])
    await expect(neighbour.call(workOperations.get, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(neighbour.call(workOperations.cancel, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('work started in an operation is done by the server’s queue', async () => {
  const own = await anEmptyDatabase(inject('ownerUrl'))
  await migrateDatabase(own.ownerUrl)
  const database = openDatabase(own.ownerUrl, 4)
  const jobs = await openJobs(own.ownerUrl, { log: { error: console.error, warn: console.warn } })
  try {
    const home = await aCompany(database)
    await handleWork(jobs, home.outer(), [count])
    const id = await home.within(ctx => startWork(ctx, count, { label: 'Compter', input: { steps: 2 } }))
    await vi.waitFor(async () => expect(await home.call(workOperations.get, { id })).toMatchObject({ state: 'done' }), {
      timeout: 8000,
      interval: 100,
    })
  } finally {
    await jobs.stop()
    await database.close()
    await own.drop()
  }
})
