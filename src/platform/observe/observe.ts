import { createHash, timingSafeEqual } from 'node:crypto'
import type { AnyContractRouter } from '@orpc/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../db/database.ts'
import { readiness } from './health.ts'
import { pathOf } from './log.ts'
import { type MetricsOptions, openMetrics } from './metrics.ts'
import { operationNames } from './operation-names.ts'

export type ObserveOptions = {
  database: Database
  dataDir: string
  contract: AnyContractRouter
  jobs?: MetricsOptions['jobs']
  outbox?: MetricsOptions['outbox']
  /** Who asks for /metrics must know it; without one, only this machine may ask. Default: `FACTEUR_METRICS_TOKEN`. */
  metricsToken?: string | undefined
}

/** Long enough to look, short enough that a probe a second costs nothing. */
const READY_MS = 1_000

/** Mounts `/healthz`, `/readyz`, `/metrics`, times each request, and logs it in one line. Before the routes it times. */
export function mountObserve(app: FastifyInstance, options: ObserveOptions) {
  const { database, dataDir, contract, jobs, outbox } = options
  const token = options.metricsToken ?? process.env.FACTEUR_METRICS_TOKEN
  const metrics = openMetrics({ database, ...(jobs ? { jobs } : {}), ...(outbox ? { outbox } : {}) })
  watchRequests(app, operationNames(contract), metrics.answered)

  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ alive: true }))
  const ready = remembered(() => readiness({ database, dataDir, log: app.log }))
  app.get('/readyz', async (_request, reply) => {
    const health = await ready()
    return reply
      .code(health.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health)
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayMeasure(request, token)) return reply.code(404).send({ code: 'NOT_FOUND' })
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

type Answered = ReturnType<typeof openMetrics>['answered']
const UNTOLD = new Set(['/healthz', '/readyz', '/metrics'])

/** The path is logged without its query, where people search for names. */
function watchRequests(app: FastifyInstance, nameOf: ReturnType<typeof operationNames>, answered: Answered) {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const path = pathOf(request.url)
    const { method } = request
    const operation = nameOf(method, path) ?? request.routeOptions.url ?? 'unknown'
    const seconds = reply.elapsedTime / 1000
    answered(operation, method, reply.statusCode, seconds)
    if (UNTOLD.has(path)) return
    const facts = {
      requestId: request.id,
      operation,
      method,
      path,
      status: reply.statusCode,
      ms: Math.round(seconds * 1000),
    }
    if (reply.statusCode >= 500) request.log.error(facts, 'request failed')
    else request.log.info(facts, 'request')
  })
}

/** With a token, who knows it; without, this machine itself. A proxy on this machine speaks for others, and says so. */
function mayMeasure({ headers, raw }: FastifyRequest, token: string | undefined): boolean {
  if (token) return same(headers.authorization ?? '', `Bearer ${token}`)
  if (headers['x-forwarded-for'] || headers.forwarded || headers.via) return false
  return /^(127\.|::1$|::ffff:127\.)/.test(raw.socket.remoteAddress ?? '')
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const same = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected))

function remembered<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | undefined
  return () => {
    if (!last || Date.now() - last.at > READY_MS) last = { at: Date.now(), answer: look() }
    return last.answer
  }
}
