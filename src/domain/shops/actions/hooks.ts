import { instantNow } from '../../../platform/clock.ts'
import { type ShopHook, ShopUnanswered } from '../clients/client.ts'
import { HOOK_TOPICS } from '../clients/delivery.ts'
import type { HookState } from '../tables/shop.ts'
import type { Asking } from './asking.ts'
import { hookSecretOf } from './deliveries.ts'
import { noteOfShop } from './shop-events.ts'
import { setState, stateOf } from './state.ts'

/** What a shop may refuse for good, without anything being wrong with our keys: it has no such records. */
const REFUSED: readonly string[] = ['noRight', 'wrongKey', 'other', 'notAShop']

/** Where a shop is to send what happens. */
const doorOf = ({ company, shop }: Asking, deliversTo: string) =>
  `${deliversTo.replace(/\/$/, '')}/hooks/shops/${company.id}/${shop.id}`

/**
 * Asks the shop to tell what happens: creates what is missing, repairs what it disabled, and takes out what is not wanted
 * any more. Source: E1, W-26.
 */
export async function keepHooks(asking: Asking) {
  const { client, shop, inTransaction } = asking
  const { signed, known } = await inTransaction(async ctx => ({
    signed: await hookSecretOf(ctx, shop.id),
    known: (await stateOf(ctx, shop.id)).hooks,
  }))
  if (!signed || signed.deliversTo === '') return
  const { secret, deliversTo } = signed
  const door = doorOf(asking, deliversTo)
  const ours = await ourHooks(asking).catch(refusedToo)
  for (const { externalId, deliversTo } of ours) if (deliversTo !== door) await client.removeHook(externalId) // of a former address
  const hooks: HookState[] = []
  for (const topic of HOOK_TOPICS[shop.kind] ?? []) {
    const before = known.find(hook => hook.topic === topic)
    hooks.push(
      await kept(asking, {
        topic,
        door,
        secret,
        before,
        there: ours.find(hook => hook.topic === topic && hook.deliversTo === door),
      }),
    )
  }
  await inTransaction(ctx => setState(ctx, shop.id, { hooks }))
}

/** A key that may not even see them: each is then refused. */
function refusedToo(error: unknown): ShopHook[] {
  if (error instanceof ShopUnanswered && error.failure === 'noRight') return []
  throw error
}

type Wanted = {
  topic: string
  door: string
  secret: string
  before: HookState | undefined
  there: ShopHook | undefined
}

async function kept(asking: Asking, { topic, door, secret, before, there }: Wanted): Promise<HookState> {
  const { client, shop, inTransaction } = asking
  const repairs = before?.repairs ?? 0
  const since = before?.repairedAt === undefined ? {} : { repairedAt: before.repairedAt }
  try {
    if (there?.status === 'active')
      return { topic, externalId: there.externalId, status: there.status, repairs, ...since }
    const hook = there ? await client.repairHook(there, secret) : await client.createHook(topic, door, secret)
    const told = { topic, externalId: hook.externalId, status: hook.status }
    if (!there) return { ...told, repairs, ...since }
    await inTransaction(ctx => noteOfShop(ctx, shop.id, 'hookRepaired', { topic }))
    return { ...told, repairs: repairs + 1, repairedAt: instantNow() }
  } catch (error) {
    if (!(error instanceof ShopUnanswered) || !REFUSED.includes(error.failure)) throw error
    if (before?.status !== 'refused') await inTransaction(ctx => noteOfShop(ctx, shop.id, 'hookRefused', { topic }))
    return { topic, externalId: '', status: 'refused', repairs, ...since }
  }
}

/** Those that lead to us, wherever that was. */
async function ourHooks({ client, company, shop }: Pick<Asking, 'client' | 'company' | 'shop'>): Promise<ShopHook[]> {
  const path = `/hooks/shops/${company.id}/${shop.id}`
  return (await client.hooks()).filter(({ deliversTo }) => deliversTo.endsWith(path))
}

/** Takes our notifications out of the shop; how many there were. */
export async function removeHooks(asking: Pick<Asking, 'client' | 'company' | 'shop'>): Promise<number> {
  const ours = await ourHooks(asking)
  for (const { externalId } of ours) await asking.client.removeHook(externalId)
  return ours.length
}
