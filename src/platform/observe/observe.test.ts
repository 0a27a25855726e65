import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase } from '../db/database.ts'
import { contract } from '../http/contract.ts'
import { loggingOf, openLog } from './log.ts'
import { mountObserve, type ObserveOptions } from './observe.ts'
import { operationNames } from './operation-names.ts'

const thing = (method: 'GET' | 'POST', path: `/${string}`) =>
  contract({ method, path, summary: 'A thing', right: 'things.read' }).input(z.object({}))
const things = {
  things: { list: thing('GET', '/things'), count: thing('GET', '/things/count'), get: thing('GET', '/things/{id}') },
}

const lines: string[] = []
const log = openLog({ write: line => void lines.push(line) })

describe('the log', () => {
  const logged = (details: object, message = 'done') => {
    lines.length = 0
    log.info(details, message)
    return lines.join('')
  }

  test('is one JSON object a line, with its level, time and request', () => {
    expect(JSON.parse(logged({ requestId: 'r1' }))).toMatchObject({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      requestId: 'r1',
      msg: 'done',
    })
  })

  test.each([
    [{ password: 'tr0ub4dor' }],
    [{ body: { settings: { newPassword: 'tr0ub4dor' } } }],
    [{ headers: { cookie: 'session=tr0ub4dor', authorization: 'Bearer tr0ub4dor', 'x-api-key': 'tr0ub4dor' } }],
    [{ headers: { 'set-cookie': ['a=tr0ub4dor', 'b=tr0ub4dor'] } }],
    [{ err: new Error('postgres://facteur:tr0ub4dor@db.example:5432/facteur does not answer') }],
    [{ note: 'sent with Authorization: Bearer tr0ub4dor12345' }],
    [{ sealedPassword: 'v1."tr0ub4dor' }],
  ])('keeps no secret: %j', details => {
    const line = logged(details)
    expect(line).not.toContain('tr0ub4dor')
    expect(() => JSON.parse(line)).not.toThrow()
  })

  test.each(['FR7630006000011234567890189', 'FR76 3000 6000 0112 3456 7890 189', 'DE89370400440532013000'])(
    'keeps no IBAN: %s',
    iban => {
      expect(logged({ line: { account: iban } }, `bad line ${iban} in the file`)).not.toContain(iban.slice(6))
    },
  )

  test('keeps ids and numbers, by which a failure is found again', () => {
    const line = logged({ id: '0198f1aa-6c1e-7bbb-8c1c-0123456789ab', number: 'FA-2026-000123' })
    expect(line).toContain('0198f1aa-6c1e-7bbb-8c1c-0123456789ab')
    expect(line).toContain('FA-2026-000123')
  })
})

describe('operation names', () => {
  const nameOf = operationNames(things)
  test.each([
    ['GET', '/api/things', 'things.list'],
    ['GET', '/api/things/count', 'things.count'],
    ['GET', '/api/things/42', 'things.get'],
    ['POST', '/api/things', undefined],
    ['GET', '/api/things/42/more', undefined],
  ])('%s %s is %s', (method, path, name) => {
    expect(nameOf(method, path)).toBe(name)
  })
})

describe('the observed server', () => {
  let database: Database
  const dataDir = mkdtempSync(join(tmpdir(), 'facteur-observe-'))
  const apps: FastifyInstance[] = []

  beforeAll(() => {
    database = openDatabase(inject('ownerUrl'), 2)
  })
  afterAll(async () => {
    for (const app of apps) await app.close()
    await database.close()
    rmSync(dataDir, { recursive: true })
  })

  const serve = (more: Partial<ObserveOptions> = {}) => {
    const app = Fastify(loggingOf(log))
    mountObserve(app, { database, dataDir, contract: things, ...more })
    app.get('/api/*', async () => ({ fine: true }))
    apps.push(app)
    return app
  }

  test('is alive', async () => {
    expect((await serve().inject('/healthz')).json()).toEqual({ alive: true })
  })

  test('is ready when the database answers, its schema is ours and the folder takes files', async () => {
    const answer = await serve().inject('/readyz')
    expect(answer.json(), lines.join('')).toEqual({
      ready: true,
      checks: { database: 'ok', migrations: 'ok', disk: 'ok' },
    })
    expect(answer.statusCode).toBe(200)
  })

  test('is not ready, and says no more than that, without its database or its folder', async () => {
    const away = openDatabase('postgres://nobody:hidden@127.0.0.1:1/none', 1)
    const answer = await serve({ database: away, dataDir: join(dataDir, 'none') }).inject('/readyz')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toEqual({
      ready: false,
      checks: { database: 'failed', migrations: 'failed', disk: 'the data folder takes no file' },
    })
    await away.close()
  })

  test('times requests by operation, and logs each in one line without its query', async () => {
    const app = serve({
      outbox: async () => [{ state: 'failed', count: 3 }],
      jobs: { counts: async () => [{ name: 'messaging.deliver', waiting: 2, active: 1, failed: 0 }] },
    })
    lines.length = 0
    const answer = await app.inject('/api/things/42?search=Dupont')
    const { body } = await app.inject('/metrics')
    expect(body).toMatch(
      /facteur_http_request_duration_seconds_count\{operation="things.get",method="GET",status="200"\} 1/,
    )
    expect(body).toContain('nodejs_eventloop_lag_seconds')
    expect(body).toMatch(/facteur_database_connections\{state="waiting"\} 0/)
    expect(body).toMatch(/facteur_outbox_messages\{state="failed"\} 3/)
    expect(body).toContain('facteur_jobs{name="messaging.deliver",state="waiting"} 2')
    const told = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'request')
    expect(told).toEqual([expect.objectContaining({ operation: 'things.get', path: '/api/things/42', status: 200 })])
    expect(told[0].requestId).toBe(answer.headers['x-request-id'])
    expect(lines.join('')).not.toContain('Dupont')
  })

  test('shows its metrics to this machine alone, not to who comes through a proxy on it', async () => {
    const app = serve()
    expect((await app.inject('/metrics')).statusCode).toBe(200)
    expect((await app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(404)
  })

  test('with a token, shows its metrics to who knows it', async () => {
    const app = serve({ metricsToken: 'let-me-measure' })
    const ask = (authorization: string) => app.inject({ url: '/metrics', headers: { authorization } })
    expect((await app.inject('/metrics')).statusCode).toBe(404)
    expect((await ask('Bearer wrong')).statusCode).toBe(404)
    expect((await ask('Bearer let-me-measure')).statusCode).toBe(200)
  })
})
