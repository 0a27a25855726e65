import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse, type Say } from '../../../platform/http/refusal.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { clientFor } from '../actions/asking.ts'
import { CARE_JOB, checkShop, connectShop, disconnectShop, orRefuse, POLL_JOB } from '../actions/connect.ts'
import { startLoad } from '../actions/load.ts'
import { noteOrders } from '../actions/order-rows.ts'
import { setState, stateOf } from '../actions/state.ts'
import { askAgain } from '../actions/take-in.ts'
import { syncContract, takeAgainContract } from '../contract/sync.ts'
import { shopById } from '../queries/shops.ts'
import { type Standing, standings } from '../queries/standing.ts'
import { healthState, healthWarnings } from '../rules/health.ts'
import { shops } from '../tables/shop.ts'

/** How it stands with a shop, as people see it. */
function shown(standing: Standing) {
  const { active: _a, loading: _l, toldAt: _t, oldestDeliveryAt: _o, lookedAt, hooks, ...rest } = standing
  const now = instantNow()
  return {
    ...rest,
    askedAt: lookedAt,
    hooks: hooks.map(({ topic, status, repairs }) => ({ topic, status, repairs })),
    state: healthState(standing, now),
    warnings: healthWarnings(standing, now),
  }
}

async function healthOf(ctx: Ctx, id: string) {
  const [standing] = await standings(ctx, id)
  return shown(standing ?? refuse('NOT_FOUND', { status: 404 }))
}

/** The shop, or a refusal when it is not asked. */
async function connected(ctx: Ctx, id: string) {
  const [standing] = await standings(ctx, id)
  if (!standing) refuse('NOT_FOUND', { status: 404 })
  if (!standing.hasKeys) refuse('shops.notConnected')
  return standing
}

/** Part of `shops`; what is wrong with a shop is told in words. */
export const syncOperations = (say: Say) => ({
  health: operation(syncContract.health, async ctx => (await standings(ctx)).map(shown)),
  check: operation(syncContract.check, async (ctx, { id, ...given }) => {
    const { failure, said, timeZone: _, ...checked } = await checkShop(ctx, id, given)
    const message = failure === null ? '' : say(ctx.language, `shops.${failure}`, { said })
    return { ok: failure === null, failure, said, message, ...checked }
  }),
  connect: operation(syncContract.connect, async (ctx, { id, ...given }) => {
    await connectShop(ctx, id, given)
    return healthOf(ctx, id)
  }),
  disconnect: operation(syncContract.disconnect, async (ctx, { id }) => {
    await disconnectShop(ctx, id)
    return healthOf(ctx, id)
  }),
  load: operation(syncContract.load, async (ctx, { id, since, again }) => {
    await connected(ctx, id)
    if (since !== undefined) await changeRecord(ctx, shops, id, { startsOn: since })
    return { workId: await startLoad(ctx, id, again) }
  }),
  pollNow: operation(syncContract.pollNow, async (ctx, { id }) => {
    await connected(ctx, id)
    await setState(ctx, id, { dueAt: sql`now()` })
    await enqueue(ctx.db, POLL_JOB, { shopId: id }, { key: id })
    return healthOf(ctx, id)
  }),
  reconcile: operation(syncContract.reconcile, async (ctx, { id }) => {
    await connected(ctx, id)
    await enqueue(ctx.db, CARE_JOB, { shopId: id, reconcile: true }, { key: `${id} reconcile` })
    return healthOf(ctx, id)
  }),
})

type Order = { shopId: string; externalId: string }

/** Part of `shopOrders`. The shop is asked while the caller waits: one order is one or two requests. */
export const takeAgainOperations = {
  takeAgain: operation(takeAgainContract.takeAgain, async (ctx, { id }) => {
    const { db, company } = ctx
    const { rows } = await db.execute<Order>(sql`
      select shop_id as "shopId", external_id as "externalId" from shop_orders where company_id = ${company.id} and id = ${id}`)
    const order = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
    const shop = await shopById(ctx, order.shopId)
    const client = await orRefuse(() => clientFor(ctx, shop.id))
    if (!client) refuse('shops.notConnected')
    const asking = { company, shop, client, state: await stateOf(ctx, shop.id), inTransaction: within(ctx) }
    await orRefuse(() => askAgain(asking, [order.externalId], { again: true }))
    await noteOrders(ctx, shop, [{ orderId: id, code: 'takenAgain', values: {} }])
    const now = await db.execute<{ state: string; reason: string | null; gone: boolean }>(sql`
      select state, reason, gone_at is not null as gone from shop_orders where company_id = ${company.id} and id = ${id}`)
    return { id, ...now.rows[0]! }
  }),
}

/** In the transaction of the operation itself. */
const within =
  (ctx: Ctx) =>
  <T>(act: (ctx: Ctx) => Promise<T>) =>
    act(ctx)
