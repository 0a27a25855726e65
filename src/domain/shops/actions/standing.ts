import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { ShopUnanswered } from '../clients/client.ts'
import { ASKED_EVERY_SECONDS, pauseSeconds } from '../rules/health.ts'
import { tellWhenNeeded } from './alerts.ts'
import { noteOfShop } from './shop-events.ts'
import { type ShopState, setState, stateOf } from './state.ts'

/** One that was disconnected meanwhile is asked no more. */
const later = (seconds: number) => sql`case when due_at is not null then now() + make_interval(secs => ${seconds}) end`

type Answered = { authorisedBy: ShopState['authorisedBy']; polled: boolean }

/** The shop answered: what was told of a failure is over; it is asked again in a minute. */
export async function writeAnswered(ctx: Ctx, shopId: string, { authorisedBy, polled }: Answered) {
  const { failure, failingSince, toldAt } = await stateOf(ctx, shopId)
  if (failure !== null) await noteOfShop(ctx, shopId, 'answersAgain', { failure })
  const told = failingSince !== null && toldAt !== null && toldAt >= failingSince
  await setState(ctx, shopId, {
    failure: null,
    failureSaid: '',
    failingSince: null,
    failures: 0,
    ...(told ? { toldAt: null } : {}),
    lookedAt: sql`now()`,
    ...(authorisedBy ? { authorisedBy } : {}),
    ...(polled || failure !== null ? { dueAt: later(ASKED_EVERY_SECONDS) } : {}),
  })
  await tellWhenNeeded(ctx, shopId)
}

/** The shop did not answer, or what it said could not be worked on: it is left in peace for a while, longer each time. */
export async function writeFailed(ctx: Ctx, shopId: string, error: unknown) {
  const { failure, said, retryAfter } = error instanceof ShopUnanswered ? error : new ShopUnanswered('other', '')
  const before = await stateOf(ctx, shopId)
  const failures = before.failures + 1
  if (before.failure !== failure) await noteOfShop(ctx, shopId, 'failing', { failure })
  await setState(ctx, shopId, {
    failure,
    failureSaid: said,
    failures,
    failingSince: before.failingSince ?? instantNow(),
    dueAt: later(pauseSeconds(failures, retryAfter)),
  })
  await tellWhenNeeded(ctx, shopId)
}
