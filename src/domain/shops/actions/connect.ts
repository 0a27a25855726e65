import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { enqueue } from '../../../platform/jobs/enqueue.ts'
import { type Checked, type ShopClient, ShopUnanswered } from '../clients/client.ts'
import { HOOK_TOPICS } from '../clients/delivery.ts'
import { clientOf } from '../clients/kinds.ts'
import type { ShopFailure } from '../rules/failures.ts'
import { shops } from '../tables/shop.ts'
import { newHookSecret, openKey, sealKey } from './keys.ts'
import { noteOfShop } from './shop-events.ts'
import { setState } from './state.ts'

type Row = typeof shops.$inferSelect
export type GivenKeys = { address?: string | undefined; key?: string | undefined; secret?: string | undefined }

/** The job that keeps our notifications in a shop, and compares what it holds with what we do. */
export const CARE_JOB = 'shops.care'
/** The job that asks a shop at once for what changed. */
export const POLL_JOB = 'shops.poll'
/** The job that takes our notifications out of a shop, then forgets its keys. */
export const LEAVE_JOB = 'shops.leave'

const FIELDS: Partial<Record<ShopFailure, string>> = {
  addressUnknown: 'address',
  unreachable: 'address',
  noHttps: 'address',
  tls: 'address',
  redirected: 'address',
  notAShop: 'address',
  wrongKey: 'key',
  noRight: 'key',
  keyUnreadable: 'key',
}

/** Says why a shop did not answer, as a refusal of who asked it. */
function refuseUnanswered(failure: ShopFailure, said: string): never {
  const field = FIELDS[failure]
  refuse(`shops.${failure}`, { values: { said }, ...(field ? { field } : {}) })
}

/** Asks a shop; that it does not answer is told to who waits for it. */
export async function orRefuse<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ShopUnanswered) refuseUnanswered(error.failure, error.said)
    throw error
  }
}

const rowOf = ({ db, company }: Ctx, id: string) =>
  db
    .select()
    .from(shops)
    .where(and(eq(shops.companyId, company.id), eq(shops.id, id)))

async function lockedShop(ctx: Ctx, id: string): Promise<Row> {
  const [shop] = await rowOf(ctx, id).for('no key update')
  return shop ?? refuse('NOT_FOUND', { status: 404 })
}

/** What is said now, and for the rest what is kept; kept keys go to the site they were typed for, never to another one. */
function accessOf(shop: Row, { address, key, secret }: GivenKeys) {
  const wanted = (address ?? shop.address).replace(/\/+$/, '')
  const kept = shop.sealedKey !== null && siteOf(wanted) === siteOf(shop.address)
  const whole = {
    address: wanted,
    key: key ?? (kept ? openKey(shop, 'key', shop.sealedKey) : undefined),
    secret: secret ?? (kept ? openKey(shop, 'secret', shop.sealedSecret) : undefined),
  }
  if (kept && (whole.key === undefined || whole.secret === undefined)) refuseUnanswered('keyUnreadable', '')
  if (whole.key === undefined || whole.secret === undefined) refuse('shops.keysNeeded', { field: 'key' })
  return { address: whole.address, key: whole.key, secret: whole.secret, authorisedBy: null }
}

const siteOf = (address: string) => address.replace(/^https?:\/\/(www\.)?/i, '').toLowerCase()

function clientWith(shop: Row, given: GivenKeys): { client: ShopClient; access: ReturnType<typeof accessOf> } {
  const access = accessOf(shop, given)
  const client = clientOf(shop.kind, access)
  if (!client) refuse('shops.notByKeys')
  return { client, access }
}

/** Asks a shop with its keys or others, and says what is wrong; nothing is kept. */
export async function checkShop(ctx: Ctx, id: string, given: GivenKeys): Promise<Checked> {
  const [shop] = await rowOf(ctx, id)
  return clientWith(shop ?? refuse('NOT_FOUND', { status: 404 }), given).client.check()
}

/** Tries the keys, keeps them sealed, and asks for notifications and changes from then on. Source: E1. */
export async function connectShop(ctx: Ctx, id: string, given: GivenKeys & { deliversTo?: string | undefined }) {
  const shop = await lockedShop(ctx, id)
  const { client, access } = clientWith(shop, given)
  const checked = await client.check()
  if (checked.failure !== null) refuseUnanswered(checked.failure, checked.said)
  const deliversTo = given.deliversTo ?? shop.deliversTo
  const hookSecret = shop.sealedHookSecret ?? (shop.kind in HOOK_TOPICS ? sealKey(shop, 'hook', newHookSecret()) : null)
  const changes = { address: access.address, deliversTo, timeZone: checked.timeZone ?? shop.timeZone }
  await writeShop(ctx, id, {
    ...changes,
    sealedKey: sealKey(shop, 'key', access.key),
    sealedSecret: sealKey(shop, 'secret', access.secret),
    sealedHookSecret: hookSecret,
  })
  // The audit trail learns that the keys changed, never the keys, sealed or not.
  const { address, timeZone } = shop
  ctx.record({
    record: 'shops',
    id,
    from: { address, deliversTo: shop.deliversTo, timeZone },
    to: { ...changes, keys: 'changed' },
  })
  await setState(ctx, id, { ...FRESH, authorisedBy: checked.authorisedBy, dueAt: sql`now()` })
  await noteOfShop(ctx, id, 'connected')
  await enqueue(ctx.db, CARE_JOB, { shopId: id }, { key: id })
}

/** What changed shortly before is asked for too: the clock of the shop may be behind ours. */
const FIRST_CHANGES = sql`now() - interval '1 day'`

const FRESH = {
  failure: null,
  failureSaid: '',
  failingSince: null,
  failures: 0,
  modifiedSince: sql`coalesce(modified_since, ${FIRST_CHANGES})`,
  subscriptionsSince: sql`coalesce(subscriptions_since, ${FIRST_CHANGES})`,
}

/** Asks a shop no more; its keys are forgotten once our notifications are out of it. */
export async function disconnectShop(ctx: Ctx, id: string) {
  const shop = await lockedShop(ctx, id)
  if (shop.sealedKey === null) refuse('shops.notConnected')
  await writeShop(ctx, id, { deliversTo: '', sealedHookSecret: null })
  ctx.record({ record: 'shops', id, from: { deliversTo: shop.deliversTo }, to: { deliversTo: '', keys: 'forgotten' } })
  await setState(ctx, id, { dueAt: null })
  await noteOfShop(ctx, id, 'disconnected')
  await enqueue(ctx.db, LEAVE_JOB, { shopId: id }, { key: id })
}

/** Forgets the keys of a shop that was disconnected, unless it was connected again. */
export async function forgetKeys(ctx: Ctx, id: string) {
  const shop = await lockedShop(ctx, id)
  if (shop.sealedHookSecret !== null) return
  await writeShop(ctx, id, { sealedKey: null, sealedSecret: null })
  await setState(ctx, id, {
    hooks: [],
    authorisedBy: null,
    failure: null,
    failureSaid: '',
    failingSince: null,
    failures: 0,
  })
}

async function writeShop({ db, company, actor }: Ctx, id: string, changes: Partial<Row>) {
  await db
    .update(shops)
    .set({
      ...changes,
      updatedBy: actor.initials,
      updatedAt: sql`now()`,
      revision: sql`${shops.revision} + 1`,
    } as never)
    .where(and(eq(shops.companyId, company.id), eq(shops.id, id)))
}
