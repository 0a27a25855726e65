import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { aCompany } from '../../domain/accounts/factory.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { anEmptyDatabase } from '../testing/own-database.ts'
import { enqueue } from './enqueue.ts'
import { type Job, type Jobs, openJobs } from './jobs.ts'

const silent = { error: vi.fn(), warn: vi.fn() }

describe('jobs', () => {
  let own: Awaited<ReturnType<typeof anEmptyDatabase>>
  let database: Database
  let jobs: Jobs
  let company: { id: string }

  beforeAll(async () => {
    own = await anEmptyDatabase(inject('ownerUrl'))
    await migrateDatabase(own.ownerUrl)
    database = openDatabase(own.ownerUrl, 4)
    company = (await aCompany(database)).company
    jobs = await openJobs(own.ownerUrl, { log: silent })
  })
  afterAll(async () => {
    await jobs.stop()
    await database.close()
    await own.drop()
  })

  const rows = async (text: string) => {
    const client = new pg.Client({ connectionString: own.ownerUrl })
    await client.connect()
    return (await client.query(text).finally(() => client.end())).rows
  }

  test('a job asked in an operation’s transaction is done once it commits, and knows its company', async () => {
    const seen: Job[] = []
    await jobs.handle('test.greet', async job => void seen.push(job))
    await database.transaction(company.id, db => enqueue(db, 'test.greet', { name: 'Zoé' }))
    await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 5000 })
    expect(seen[0]).toMatchObject({ data: { name: 'Zoé', companyId: company.id }, attempt: 1 })
  })

  test('an operation that rolls back leaves no job', async () => {
    const work = vi.fn(async () => {})
    await jobs.handle('test.never', work)
    const failing = database.transaction(company.id, async db => {
      await enqueue(db, 'test.never')
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    await sleep(1200)
    expect(work).not.toHaveBeenCalled()
    expect(await rows(`select 1 from jobs.job where name = 'test.never'`)).toEqual([])
  })

  test('jobs of one key that wait are one job, in one company', async () => {
    const other = (await aCompany(database)).company
    await database.transaction(company.id, db => enqueue(db, 'test.once', {}, { key: 'k' }))
    await database.transaction(company.id, db => enqueue(db, 'test.once', {}, { key: 'k' }))
    await database.transaction(other.id, db => enqueue(db, 'test.once', {}, { key: 'k' }))
    const companies: unknown[] = []
    await jobs.handle('test.once', async ({ data }) => void companies.push(data.companyId))
    await vi.waitFor(() => expect(companies).toHaveLength(2), { timeout: 5000 })
    await sleep(800)
    expect(new Set(companies)).toEqual(new Set([company.id, other.id]))
    expect(companies).toHaveLength(2)
  })

  test('a job asked while one of its key runs is done after it', async () => {
    const begun: number[] = []
    let release = () => {}
    await jobs.handle('test.again', async () => {
      begun.push(Date.now())
      if (begun.length === 1) await new Promise<void>(done => (release = done))
    })
    const ask = () => database.transaction(company.id, db => enqueue(db, 'test.again', {}, { key: 'k' }))
    await ask()
    await vi.waitFor(() => expect(begun).toHaveLength(1), { timeout: 5000 })
    await ask()
    await sleep(600)
    release()
    await vi.waitFor(() => expect(begun).toHaveLength(2), { timeout: 5000 })
  })

  test('a job that fails is tried again, later and later, and is kept when it fails for good', async () => {
    let attempts = 0
    await jobs.handle(
      'test.fails',
      async () => {
        attempts++
        throw new Error('not today')
      },
      { retries: 1, retryDelaySeconds: 1 },
    )
    await database.transaction(company.id, db => enqueue(db, 'test.fails', { n: 1 }))
    await vi.waitFor(() => expect(attempts).toBe(2), { timeout: 15_000, interval: 200 })
    await vi.waitFor(
      async () =>
        expect(await rows(`select data ->> 'n' as n from jobs.job where name = 'dead'`)).toEqual([{ n: '1' }]),
      { timeout: 5000, interval: 200 },
    )
    expect(silent.error).toHaveBeenCalledWith(expect.objectContaining({ job: 'test.fails' }), 'a job failed')
  })

  test('the timetable is these lines and no others', async () => {
    await jobs.handle('test.daily', async () => {})
    await jobs.timetable([
      { job: 'test.daily', cron: '0 6 * * *', timeZone: 'Europe/Paris' },
      { job: 'test.daily', cron: '0 18 * * *', timeZone: 'Europe/Paris' },
    ])
    await jobs.timetable([{ job: 'test.daily', cron: '30 7 * * *', timeZone: 'Europe/Paris' }])
    expect(await rows('select name, cron, timezone from jobs.schedule')).toEqual([
      { name: 'test.daily', cron: '30 7 * * *', timezone: 'Europe/Paris' },
    ])
  })

  test('requests for a job this server does not know wait for one that does', async () => {
    await database.transaction(company.id, db => enqueue(db, 'test.tomorrow'))
    await sleep(600)
    expect(await rows(`select name from job_requests where name = 'test.tomorrow'`)).toHaveLength(1)
  })

  test('the application’s role cannot read the queue', async () => {
    const reading = database.transaction(company.id, (_db, client) => client.query('select * from jobs.job'))
    await expect(reading).rejects.toThrow(/permission denied/)
  })
})
