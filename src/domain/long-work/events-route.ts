import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Outer } from '../../platform/http/context.ts'
import { translated } from '../../platform/http/failure.ts'
import { admitted } from '../../platform/http/guard.ts'
import { Refusal } from '../../platform/http/refusal.ts'
import { progressOf } from './operations.ts'
import { workById } from './queries.ts'
import { isEnded } from './rules.ts'

const EVERY_MS = 300
/** A line now and then keeps proxies from closing a quiet stream. */
const QUIET_MS = 15_000

type Request = FastifyRequest<{ Params: { id: string }; Querystring: { company?: string } }>

/**
 * `GET /api/long-work/{id}/events`: the progress of work as server-sent events, until it ends. A plain route, because the
 * transaction of an operation would stay open between two events; here each look is a short one of its own.
 */
export function mountWorkEvents(app: FastifyInstance, outerOf: (request: FastifyRequest) => Outer) {
  app.get('/api/long-work/:id/events', async (request: Request, reply) => {
    const outer = outerOf(request)
    // An EventSource sends no header of ours, so the company may stand in the query.
    const { company } = request.query
    if (company) outer.headers.set('x-company', company)
    try {
      await follow(outer, request.params.id, reply)
    } catch (error) {
      if (reply.raw.headersSent) return reply.raw.end() // the browser connects again and learns the rest
      const refusal = translated(error, outer)
      return reply.code(refusal.status).send(refusal.toJSON())
    }
    return reply
  })
}

async function follow(outer: Outer, id: string, reply: FastifyReply) {
  const { company } = await admitted(outer, 'work.read')
  const look = () => outer.database.transaction(company.id, db => workById({ db, company }, id))
  let run = /^[0-9a-f-]{36}$/.test(id) ? await look() : undefined
  if (!run) throw new Refusal('NOT_FOUND', { status: 404 })
  const gone = new AbortController()
  reply.raw.on('close', () => gone.abort())
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  let told = ''
  let toldAt = 0
  while (run && !gone.signal.aborted) {
    const now = JSON.stringify(progressOf(run))
    const quiet = Date.now() - toldAt > QUIET_MS
    if (now !== told || quiet) toldAt = Date.now()
    if (now !== told) reply.raw.write(`event: message\ndata: ${now}\n\n`)
    else if (quiet) reply.raw.write(': still here\n\n')
    told = now
    if (isEnded(run.state)) break
    await sleep(EVERY_MS, undefined, { signal: gone.signal }).catch(() => {})
    if (!gone.signal.aborted) run = await look()
  }
  reply.raw.end()
}
