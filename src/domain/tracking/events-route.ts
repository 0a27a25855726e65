import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../platform/db/database.ts'
import type { Company, Outer } from '../../platform/http/context.ts'
import { translated } from '../../platform/http/failure.ts'
import { admitted } from '../../platform/http/guard.ts'
import { changedSince, secondsAgo } from './queries/live.ts'
import type { LiveTrack } from './rules/live.ts'

const EVERY_MS = 400
/** A line now and then keeps proxies from closing a quiet stream. */
const QUIET_MS = 15_000
/** Then the browser connects again, and whoever may no longer enter stays out. */
const LONGEST_MS = 15 * 60_000
/** A change is dated when its transaction begins, and seen when it ends: each look goes back so far. */
const OVERLAP_SECONDS = 10

type Request = FastifyRequest<{ Querystring: { company?: string } }>
type Tell = (frame: string) => void
type Watch = { listeners: Set<Tell>; stop(): void }

/**
 * `GET /api/tracking/events`: what happens to orders in the workshop, as server-sent events, for everyone who looks: `ready`
 * once nothing more will be missed, then `moved` for each change. One look a company serves all who listen in this process.
 */
export function mountTrackEvents(app: FastifyInstance, outerOf: (request: FastifyRequest) => Outer) {
  const watches = new Map<string, Promise<Watch>>()
  const open = new Set<FastifyReply>()
  app.get('/api/tracking/events', async (request: Request, reply) => {
    const outer = outerOf(request)
    // An EventSource sends no header of ours, so the company may stand in the query.
    const { company: named } = request.query
    if (named) outer.headers.set('x-company', named)
    try {
      const { company } = await admitted(outer, 'orders.read')
      const forget = () => watches.delete(company.id)
      const watching = watches.get(company.id) ?? watchOf(outer.database, company, forget)
      watches.set(company.id, watching)
      watching.catch(forget)
      stream(reply, await watching)
      open.add(reply)
      reply.raw.on('close', () => open.delete(reply))
    } catch (error) {
      const refusal = translated(error, outer)
      return reply.code(refusal.status).send(refusal.toJSON())
    }
    return reply
  })
  app.addHook('preClose', async () => {
    for (const reply of open) reply.raw.end()
    for (const watching of watches.values()) (await watching).stop()
  })
}

function stream(reply: FastifyReply, watch: Watch) {
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const tell: Tell = frame => reply.raw.write(frame)
  const leave = () => {
    watch.listeners.delete(tell)
    if (watch.listeners.size === 0) watch.stop()
  }
  watch.listeners.add(tell)
  if (reply.raw.destroyed) return leave() // gone before the first look was done
  tell('event: ready\ndata: {}\n\n')
  const quiet = setInterval(() => tell(': still here\n\n'), QUIET_MS)
  const longest = setTimeout(() => reply.raw.end(), LONGEST_MS)
  reply.raw.on('close', () => {
    clearInterval(quiet)
    clearTimeout(longest)
    leave()
  })
}

/** Looks at the orders of a company as long as somebody listens; what changed before the first look is nobody's news. */
async function watchOf(database: Database, company: Company, gone: () => void): Promise<Watch> {
  const told = new Map<string, number>()
  const look = () =>
    database.transaction(company.id, async db => {
      const from = await secondsAgo({ db }, OVERLAP_SECONDS)
      return changedSince({ db, company }, from)
    })
  const news = (changed: Awaited<ReturnType<typeof look>>) => {
    const fresh = changed.filter(({ id, revision }) => told.get(id) !== revision)
    const recent = new Set(changed.map(({ id }) => id))
    for (const id of told.keys()) if (!recent.has(id)) told.delete(id)
    for (const { id, revision } of changed) told.set(id, revision)
    return fresh
  }
  news(await look())
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const listeners = new Set<Tell>()
  const turn = async () => {
    // A look that fails is made again: the browser still has what it had, and the next one goes as far back.
    const fresh = await look().then(news, () => [])
    const frames = fresh.map(frameOf).join('')
    if (frames !== '') for (const tell of listeners) tell(frames)
    if (!isStopped) timer = setTimeout(turn, EVERY_MS)
  }
  timer = setTimeout(turn, EVERY_MS)
  return {
    listeners,
    stop() {
      if (isStopped) return
      isStopped = true
      clearTimeout(timer)
      gone()
    },
  }
}

const frameOf = ({ updatedAt: _, ...moved }: LiveTrack & { updatedAt: string }) =>
  `event: moved\ndata: ${JSON.stringify(moved satisfies LiveTrack)}\n\n`
