import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { compare, ordersHere } from '../queries/compare.ts'
import { standings } from '../queries/standing.ts'
import { tellKeepers } from './alerts.ts'
import type { Asking } from './asking.ts'
import { refundsGone } from './gone.ts'
import { noteOfShop } from './shop-events.ts'
import { setState } from './state.ts'
import type { Taken } from './take.ts'
import { askAgain } from './take-in.ts'

/** Orders change, are refunded and vanish for about so long after they were made. */
const MONTHS = 13

const daysBefore = (instant: string, days: number) =>
  new Date(Date.parse(instant) - days * 24 * 60 * 60 * 1000).toISOString()

/** What a comparison found that nobody had told. */
export type Found = { compared: number; missing: number; changed: number; gone: number; refundsGone: number }

/**
 * Compares the ids, states, totals and refunds of a shop's orders of about a year with what is here: what is missing or
 * different is asked for again, what vanished is said to be gone. It finds what no change tells: a deleted refund, an
 * order deleted for good, one whose change was lost. Source: E1, W-5, W-11, W-25.
 */
export async function reconcile(asking: Asking): Promise<Found> {
  const { client, shop, state, inTransaction } = asking
  const begun = instantNow()
  const since = sinceOf(asking, daysBefore(begun, MONTHS * 31))
  const found: Found = { compared: 0, missing: 0, changed: 0, gone: 0, refundsGone: 0 }
  if (state.loadedAt === null) return found // its past is still being loaded
  const seen = new Set<string>()
  for await (const there of client.idsAndTotals(since)) {
    for (const { externalId } of there) seen.add(externalId)
    found.compared += there.length
    const differences = await inTransaction(ctx => compare(ctx, shop.id, there))
    found.missing += await asked(asking, differences.missing, 'foundMissing')
    found.changed += await asked(asking, differences.changed, 'foundChanged')
    found.refundsGone += differences.refundsGone.length
    await inTransaction(ctx => refundsGone(ctx, shop, differences.refundsGone))
  }
  found.gone = await vanished(asking, since, seen)
  await inTransaction(ctx => written(ctx, asking, found, begun))
  return found
}

/** Orders of before the start of the shop are left alone. */
function sinceOf({ shop: { startsOn } }: Asking, months: string): string {
  const start = startsOn === null ? '' : `${startsOn}T00:00:00.000Z`
  return start > months ? start : months
}

/** Asks for them again; how many were really taken, each told in the log. */
async function asked(asking: Asking, ids: readonly string[], code: 'foundMissing' | 'foundChanged'): Promise<number> {
  const { taken } = await askAgain(asking, ids)
  const found = taken.filter(({ done }) => done === 'taken')
  await tellFound(asking, found, code)
  return found.length
}

const tellFound = ({ inTransaction, shop }: Asking, found: readonly Taken[], code: string) =>
  inTransaction(async ctx => {
    for (const { number } of found) await noteOfShop(ctx, shop.id, code, { number })
  })

/** Orders that are here and were not there: asked for one by one, as one may have been made or moved meanwhile. Source: W-7. */
async function vanished(asking: Asking, since: string, seen: ReadonlySet<string>): Promise<number> {
  const { shop, inTransaction } = asking
  const here = await inTransaction(ctx => ordersHere(ctx, shop.id, since))
  const { gone } = await askAgain(
    asking,
    here.filter(id => !seen.has(id)),
  )
  return gone.length
}

async function written(ctx: Ctx, { shop }: Asking, found: Found, begun: string) {
  await setState(ctx, shop.id, { reconciledAt: sql`now()` })
  await noteOfShop(ctx, shop.id, 'reconciled', found)
  const count = found.missing + found.changed + found.gone + found.refundsGone
  const [standing] = await standings(ctx, shop.id)
  if (count > 0) await tellKeepers(ctx, standing!, 'differences', begun, { count })
}
