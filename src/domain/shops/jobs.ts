import type { Job, Jobs } from '../../platform/jobs/jobs.ts'
import type { Backstage } from '../long-work/actions.ts'
import { type Asking, askShop, openAsking } from './actions/asking.ts'
import { CARE_JOB, forgetKeys, LEAVE_JOB, POLL_JOB } from './actions/connect.ts'
import { DELIVERIES_JOB } from './actions/deliveries.ts'
import { askForCare, claimDue, type Which } from './actions/due.ts'
import { keepHooks, removeHooks } from './actions/hooks.ts'
import { poll } from './actions/poll.ts'
import { reconcile } from './actions/reconcile.ts'
import { noteOfShop } from './actions/shop-events.ts'
import { workOffDeliveries } from './actions/work-off.ts'
import { ShopUnanswered } from './clients/client.ts'

/** The jobs of the timetable: each minute what is due is asked, each night every shop is compared with what is here. */
export const SWEEP_JOB = 'shops.sweep'
export const SWEEP_FAILING_JOB = 'shops.sweepFailing'
export const NIGHT_JOB = 'shops.night'

/** Shops asked at the same time by one server, of each sort. */
const LANES = 16
/** Taken at once: they wait no longer than they are claimed for. */
const CLAIMED_AT_ONCE = 64

type Asked = { companyId: string; shopId: string; reconcile?: boolean }

/** Lets this server ask shops, and work off what they send. */
export async function handleShops(jobs: Jobs, backstage: Backstage) {
  const asking = (name: string, ask: (asking: Asking, asked: Asked) => Promise<unknown>) =>
    jobs.handle<Asked>(name, ({ data }) => askShop(backstage, data, { operation: name }, asking => ask(asking, data)), {
      long: true,
      atOnce: 4,
    })
  await jobs.handle(SWEEP_JOB, ({ signal }) => sweep(backstage, 'answering', signal), { long: true })
  await jobs.handle(SWEEP_FAILING_JOB, ({ signal }) => sweep(backstage, 'failing', signal), { long: true })
  await jobs.handle(NIGHT_JOB, async () => {
    await askForCare(backstage)
  })
  await asking(DELIVERIES_JOB, async asking => {
    // A shop that does not answer is asked again when it is due, and its deliveries with it.
    if (asking.state.failure === null) await workOffDeliveries(asking)
  })
  await asking(POLL_JOB, poll)
  await asking(CARE_JOB, async (asking, asked) => {
    await keepHooks(asking)
    if (asked.reconcile) await reconcile(asking)
  })
  await jobs.handle<Asked>(LEAVE_JOB, job => leave(backstage, job), { retries: LEAVE_RETRIES })
}

/** Asks all shops that are due, some at a time, until none is. */
export async function sweep(backstage: Backstage, which: Which, signal: AbortSignal) {
  for (;;) {
    const due = await claimDue(backstage, which, CLAIMED_AT_ONCE)
    if (due.length === 0) return
    const lane = async () => {
      for (let next = due.pop(); next && !signal.aborted; next = due.pop())
        await askShop(backstage, next, { operation: SWEEP_JOB, polled: true }, poll)
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    if (signal.aborted) return
  }
}

const LEAVE_RETRIES = 3

/** Takes our notifications out of a shop that was disconnected; when it does not answer, its keys are forgotten all the same. */
export async function leave(backstage: Backstage, { data, attempt }: Pick<Job<Asked>, 'data' | 'attempt'>) {
  const left = await openAsking(backstage, data, LEAVE_JOB)
  if (!left || left.state.dueAt !== null) return // it was connected again
  const { inTransaction, shop } = left
  const count = await removeHooks(left).catch(error => {
    if (!(error instanceof ShopUnanswered) || attempt <= LEAVE_RETRIES) throw error
    return null
  })
  await inTransaction(async ctx => {
    await (count === null ? noteOfShop(ctx, shop.id, 'hooksLeft') : noteOfShop(ctx, shop.id, 'hooksRemoved', { count }))
    await forgetKeys(ctx, shop.id)
  })
}
