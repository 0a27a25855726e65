import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { startWork, type Work, type WorkKind } from '../../long-work/actions.ts'
import { ShopUnanswered } from '../clients/client.ts'
import { syncLabels } from '../labels/sync.ts'
import { shopById } from '../queries/shops.ts'
import type { ShopFailure } from '../rules/failures.ts'
import { type Asking, opened } from './asking.ts'
import { orRefuse } from './connect.ts'
import { noteOfShop } from './shop-events.ts'
import { setState, stateOf } from './state.ts'
import { keepSubscriptionsIn, takeIn } from './take-in.ts'

export type LoadAsked = { shopId: string }

/**
 * The first load: all orders of a shop by their ids, which no change moves, each page in transactions of its own. Cut
 * short, it goes on after the last page that was taken whole; what comes again changes nothing. Source: E8, W-5.
 */
export const loadWork: WorkKind<LoadAsked> = {
  kind: 'shops.load',
  async run(work, { shopId }) {
    const asking = await opened({ company: work.company, inTransaction: act => work.step(act, 0) }, shopId)
    if (!asking) return undefined
    if (asking.state.loadedUntilId === null) await patiently(work, () => loadSubscriptions(asking))
    await patiently(work, () => loadOrders(work, asking))
    const summary = await work.step(async ctx => {
      await loaded(ctx, shopId, work.done)
      return syncLabels[ctx.language].taken(work.done)
    }, 0)
    return { link: 'shop-orders', summary }
  },
}

/** Subscriptions first, so that each order finds the one it renews. */
async function loadSubscriptions(asking: Asking) {
  for await (const { documents } of asking.client.subscriptionsModifiedSince('2000-01-01T00:00:00Z'))
    await keepSubscriptionsIn(asking, documents)
}

async function loadOrders(work: Work, asking: Asking) {
  const { shop, client, inTransaction } = asking
  const { loadedUntilId } = await inTransaction(ctx => stateOf(ctx, shop.id))
  let told = false
  for await (const { documents, until, total } of client.ordersByIdAfter(loadedUntilId)) {
    if (!told && total !== null) await work.total(work.done + total)
    told = true
    await takeIn(asking, documents)
    await work.step(ctx => setState(ctx, shop.id, { loadedUntilId: until }), documents.length)
  }
}

async function loaded(ctx: Ctx, shopId: string, count: number) {
  await setState(ctx, shopId, { loadedAt: sql`now()` })
  await noteOfShop(ctx, shopId, 'loaded', { count })
}

/** What passes by itself. */
const PASSING: ReadonlySet<ShopFailure> = new Set([
  'timeout',
  'unreachable',
  'tooManyRequests',
  'unavailable',
  'notJson',
])
const PAUSES_SECONDS = [5, 15, 60, 120, 240, 480]
const LONGEST_PAUSE_SECONDS = 15 * 60
const LOOK_AGAIN_SECONDS = 5

/** A shop that does not answer for a while does not end a load of hours; each page that came gives it patience anew. */
async function patiently(work: Work, ask: () => Promise<void>) {
  let failures = 0
  for (let reached = work.done; ; ) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ShopUnanswered)) throw error
      if (work.done > reached) failures = 0
      reached = work.done
      const pause = PAUSES_SECONDS[failures++]
      if (pause === undefined || !PASSING.has(error.failure)) return await orRefuse(() => Promise.reject(error))
      await wait(work, Math.min(Math.max(pause, error.retryAfter ?? 0), LONGEST_PAUSE_SECONDS))
    }
  }
}

/** Shows that it is alive, and stops when somebody asked so. */
async function wait(work: Work, seconds: number) {
  for (let left = seconds; left > 0; left -= LOOK_AGAIN_SECONDS) {
    await work.reached(0)
    await sleep(Math.min(left, LOOK_AGAIN_SECONDS) * 1000, undefined, { signal: work.signal })
  }
}

/** Starts the load, or finds the one under way; `again` begins with the first order. */
export async function startLoad(ctx: Ctx, shopId: string, again: boolean): Promise<string> {
  const shop = await shopById(ctx, shopId)
  if (again) await setState(ctx, shopId, { loadedUntilId: null })
  const label = syncLabels[ctx.language].work(shop.name)
  const workId = await startWork(ctx, loadWork, { label, input: { shopId }, key: shopId })
  await setState(ctx, shopId, { loadWorkId: workId, loadedAt: null })
  return workId
}

const RESUMED_AFTER_MINUTES = 10

/** A first load that failed goes on where it was cut once the shop answers again; one that somebody stopped does not. */
export async function resumeLoad({ shop, state, inTransaction }: Asking) {
  const { loadedAt, loadWorkId } = state
  if (loadedAt !== null || loadWorkId === null) return
  await inTransaction(async ctx => {
    const { rows } = await ctx.db.execute(sql`
      select from job_runs where company_id = ${ctx.company.id} and id = ${loadWorkId} and state = 'failed'
        and ended_at < now() - make_interval(mins => ${RESUMED_AFTER_MINUTES})`)
    if (rows.length === 0) return
    await startLoad(ctx, shop.id, false)
    await noteOfShop(ctx, shop.id, 'loadResumed')
  })
}
