import { and, eq } from 'drizzle-orm'
import type { Company, Ctx } from '../../../platform/http/context.ts'
import { asCompany, type Backstage, companyById, TIMETABLE_ACTOR } from '../../long-work/actions.ts'
import { type ShopClient, ShopUnanswered } from '../clients/client.ts'
import { clientOf } from '../clients/kinds.ts'
import { type Shop, shopById } from '../queries/shops.ts'
import { shopStates, shops } from '../tables/shop.ts'
import { openKey } from './keys.ts'
import { writeAnswered, writeFailed } from './standing.ts'
import { type ShopState, stateOf } from './state.ts'

/** A shop that is being asked: over the network outside any transaction, what it says written in short ones. */
export type Asking = {
  company: Company
  shop: Shop
  /** As it was when the asking began. */
  state: ShopState
  client: ShopClient
  /** Runs `act` in one transaction of the company. */
  inTransaction<T>(act: (ctx: Ctx) => Promise<T>): Promise<T>
}

type Which = { companyId: string; shopId: string }

/** What asks a shop, with its keys; undefined: it has none. Fails when another secret sealed them. */
export async function clientFor({ db, company }: Pick<Ctx, 'db' | 'company'>, shopId: string) {
  const [found] = await db
    .select({ shop: shops, authorisedBy: shopStates.authorisedBy })
    .from(shops)
    .innerJoin(shopStates, and(eq(shopStates.companyId, company.id), eq(shopStates.id, shops.id)))
    .where(and(eq(shops.companyId, company.id), eq(shops.id, shopId)))
  if (!found?.shop.sealedKey || !found.shop.sealedSecret) return undefined
  const { shop, authorisedBy } = found
  const key = openKey(shop, 'key', shop.sealedKey)
  const secret = openKey(shop, 'secret', shop.sealedSecret)
  if (key === undefined || secret === undefined) throw new ShopUnanswered('keyUnreadable')
  return clientOf(shop.kind, { address: shop.address, key, secret, authorisedBy })
}

type Backdoor = Pick<Asking, 'company' | 'inTransaction'>

async function companyOf(backstage: Backstage, companyId: string, operation: string): Promise<Backdoor | undefined> {
  const company = await companyById(backstage, companyId)
  if (!company) return undefined
  const inside = { company, actor: TIMETABLE_ACTOR, rights: new Set<string>(), language: 'fr' as const, operation }
  return { company, inTransaction: act => asCompany(backstage, inside, act) }
}

/** The shop, ready to be asked in the way of the company; undefined: it is gone, switched off or without keys. */
export async function opened({ company, inTransaction }: Backdoor, shopId: string): Promise<Asking | undefined> {
  return inTransaction(async ctx => {
    const client = await clientFor(ctx, shopId)
    if (!client) return undefined
    const shop = await shopById(ctx, shopId)
    return shop.active ? { company, inTransaction, shop, client, state: await stateOf(ctx, shopId) } : undefined
  })
}

/** A shop to be asked by a job under that name. */
export async function openAsking(backstage: Backstage, { companyId, shopId }: Which, operation: string) {
  const within = await companyOf(backstage, companyId, operation)
  return within && opened(within, shopId)
}

/**
 * Asks a shop as the timetable or a job does, and writes how it went: that it does not answer is known and tried again, so
 * it is not thrown. After `polled` it is asked again in a minute.
 */
export async function askShop(
  backstage: Backstage,
  { companyId, shopId }: Which,
  { operation, polled = false }: { operation: string; polled?: boolean },
  ask: (asking: Asking) => Promise<unknown>,
) {
  const within = await companyOf(backstage, companyId, operation)
  if (!within) return
  try {
    const asking = await opened(within, shopId)
    if (!asking) return
    await ask(asking)
    const { authorisedBy } = asking.client
    await within.inTransaction(ctx => writeAnswered(ctx, shopId, { authorisedBy, polled }))
  } catch (error) {
    if (!(error instanceof ShopUnanswered)) {
      const { slug } = within.company
      backstage.log.error({ err: error, company: slug, shopId, operation }, 'what a shop said could not be worked on')
    }
    await within.inTransaction(ctx => writeFailed(ctx, shopId, error))
  }
}
