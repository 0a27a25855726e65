import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { startWork, type WorkKind } from './actions.ts'
import { mountWorkEvents } from './events-route.ts'
import { runWork } from './jobs.ts'

const kind: WorkKind<{ steps: number }> = {
  kind: 'test.events',
  async run(work, { steps }) {
    await work.total(steps)
    for (let step = 0; step < steps; step++) {
      await work.step(async () => {})
      await new Promise(next => setTimeout(next, 400))
    }
    return { link: '/found' }
  },
}

describe('GET /api/long-work/{id}/events', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>
  let app: FastifyInstance
  let address: string

  beforeAll(async () => {
    database = openDatabase(inject('ownerUrl'), 4)
    home = await aCompany(database)
    app = Fastify()
    mountWorkEvents(app, () => home.outer())
    address = await app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    await app.close()
    await database.close()
  })

  const started = () => home.within(ctx => startWork(ctx, kind, { label: 'Compter', input: { steps: 3 } }))
  const eventsIn = (text: string) =>
    [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as { done: number; state: string })

  test('tells each step, then the end and its result, and closes', async () => {
    const id = await started()
    const answer = await fetch(`${address}/api/long-work/${id}/events`)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const running = runWork(home.outer(), [kind], {
      data: { companyId: home.company.id, runId: id },
      signal: new AbortController().signal,
    })
    const events = eventsIn(await answer.text())
    await running
    expect(events[0]).toMatchObject({ id, label: 'Compter', state: 'queued', done: 0 })
    expect(events.at(-1)).toMatchObject({ state: 'done', done: 3, total: 3, result: { link: '/found' } })
    expect(events.length).toBeGreaterThan(3)
  })

  test('holds no transaction between two events', async () => {
    const id = await started()
    const leaving = new AbortController()
    const answer = await fetch(`${address}/api/long-work/${id}/events`, { signal: leaving.signal })
    await answer.body!.getReader().read()
    await new Promise(next => setTimeout(next, 150))
    expect(database.pool.idleCount).toBe(database.pool.totalCount)
    leaving.abort()
  })

  test('work of another company, or none, is not found', async () => {
    const neighbour = await aCompany(database)
    const id = await neighbour.within(ctx => startWork(ctx, kind, { label: 'Compter', input: { steps: 3 } }))
    for (const unknown of [id, 'nonsense'])
      expect((await fetch(`${address}/api/long-work/${unknown}/events`)).status).toBe(404)
  })
})
