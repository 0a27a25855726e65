import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { openAuth } from '../domain/accounts/auth.ts'
import { mountAuth } from '../domain/accounts/auth-route.ts'
import { gate } from '../domain/accounts/gate.ts'
import { mountWorkEvents } from '../domain/long-work/events-route.ts'
import { outboxCounts } from '../domain/messaging/queries.ts'
import { mountHookDoor } from '../domain/shops/clients/hook-door.ts'
import { mountTrackEvents } from '../domain/tracking/events-route.ts'
import { mountPublicTracking } from '../domain/tracking/public-route.ts'
import type { Database } from '../platform/db/database.ts'
import { headersOf, mountApi } from '../platform/http/api.ts'
import type { Gate } from '../platform/http/context.ts'
import { mountDownload } from '../platform/http/download.ts'
import { preferred } from '../platform/http/language.ts'
import { openApiOf } from '../platform/http/openapi.ts'
import { openApiPage } from '../platform/http/openapi-page.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { type Logger, loggingOf } from '../platform/observe/log.ts'
import { mountObserve } from '../platform/observe/observe.ts'
import { contract } from './contract.ts'
import { downloads } from './downloads.ts'
import { outerOf } from './facteur.ts'
import { router } from './router.ts'
import { say } from './texts.ts'
import { VERSION } from './version.ts'

/** Pages load nothing from elsewhere and stand in no other page; Mantine sets styles inline. */
const SAFE = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; frame-src 'self' blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

const WEB = fileURLToPath(new URL('../../build/web', import.meta.url))

export type ServerOptions = {
  database: Database
  dataDir: string
  secret: string
  log: Logger
  jobs?: Jobs
  secure?: boolean
  /** Who may enter; sessions and API keys unless said otherwise. */
  gate?: Gate
}

/** The whole server, not yet listening: API, sign-in, files, exports, the web app. */
export async function buildServer({
  database,
  dataDir,
  secret,
  log,
  jobs,
  secure = false,
  gate: given,
}: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ...loggingOf(log),
    trustProxy: 'loopback',
    bodyLimit: 20 * 1024 * 1024,
  }) as unknown as FastifyInstance
  mountObserve(app, { database, dataDir, contract, outbox: () => outboxCounts(database), ...(jobs ? { jobs } : {}) })
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(SAFE)
  })
  const doors = given ?? gate(database, { secret, secure })
  const outer = (request: FastifyRequest) =>
    outerOf(database, { gate: doors, headers: headersOf(request), requestId: request.id, log: app.log })
  const auth = openAuth(database, { secret, secure })
  mountAuth(app, { database, auth, say, language: headers => preferred(headers.get('accept-language')) })
  for (const download of downloads) mountDownload(app, outer, download)
  mountWorkEvents(app, outer)
  mountTrackEvents(app, outer)
  mountPublicTracking(app, database)
  mountHookDoor(app, database)
  mountDocument(app)
  mountApi(app, router, outer)
  if (existsSync(WEB)) await mountWeb(app)
  return app
}

function mountDocument(app: FastifyInstance) {
  const document = openApiOf(contract, VERSION, downloads)
  app.get('/api/openapi.json', () => document)
  app.get('/api/docs', async (_request, reply) => reply.type('text/html').send(openApiPage(await document)))
}

/** The built web app; every other path is a screen of it. */
async function mountWeb(app: FastifyInstance) {
  await app.register(fastifyStatic, {
    root: `${WEB}/assets`,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  })
  app.setNotFoundHandler((request, reply) => {
    const screen = request.method === 'GET' && !/^\/(api|assets)\//.test(request.url)
    if (!screen) return reply.code(404).send({ code: 'NOT_FOUND' })
    return reply.sendFile('index.html', WEB, { immutable: false, maxAge: 0 })
  })
}
