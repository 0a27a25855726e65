import { call } from '@orpc/server'
import { composeAll } from '../domain/catalog/actions/bundles.ts'
import { createProducts, type ToldProduct } from '../domain/catalog/actions/many-products.ts'
import { collect } from '../domain/exchange/actions/collect.ts'
import { CATALOGUE_PARTS } from '../domain/exchange/rules/catalogue.ts'
import type { Ctx, Outer } from '../platform/http/context.ts'
import { router } from './router.ts'

/** A site that is open: who it deals with, and how its operations are called. */
export type Site = {
  within<T>(act: (ctx: Ctx) => Promise<T>): Promise<T>
  asked(): { context: Outer }
  partner: { address: string }
  partyId: string
  mailboxId: string
}

const product = (code: string, label: string, priceCents: number, given: Partial<ToldProduct> = {}): ToldProduct => ({
  ...{ code, label, priceCents, kind: 'other', titleId: null, priceBasis: 'net', family: 'Cuisine', ...given },
  ...(given.kind === 'bundle' ? {} : { taxClass: 'normal' }),
})
const GOODS = [
  product('CASS-20', 'Casserole inox 20 cm', 2900, { ean13: '3760300010037' }),
  product('COUV-20', 'Couvercle 20 cm', 990, { ean13: '3760300010129' }),
  product('POELE-28', 'Poêle 28 cm', 3450, { ean13: '3760300010068' }),
  product('TORCHON', 'Torchon de lin', 750, { family: 'Linge' }),
  product('LOT-CUISINE', 'Le lot du cuisinier', 6200, { kind: 'bundle' }),
]
const IN_THE_BUNDLE = 3

type Wanted = { code: string; quantity: number }

/** What the demonstration tells a site to do, one after the other. */
export const steps = {
  /** The centre has products, one of them made of others. */
  fillShelves: ({ within }: Site) =>
    within(async ctx => {
      const ids = await createProducts(ctx, GOODS)
      const components = ids.slice(0, IN_THE_BUNDLE).map(productId => ({ productId }))
      await composeAll(ctx, [{ bundleId: ids.at(-1)!, components, startsOn: ctx.today, before: [] }])
      return { products: ids.length }
    }),

  /** Mails who we are, with the key we sign with. */
  invite: async ({ partyId, partner, asked }: Site) => {
    const { id } = await call(router.partners.save, { partyId, address: partner.address }, asked())
    await call(router.partners.invite, { id }, asked())
    return {}
  },

  /** The code that the screen shows of the key that came, to be compared by voice. */
  codeToCompare: async (site: Site) => {
    const { proposed } = await partnerHere(site)
    return { code: proposed?.code ?? '' }
  },

  confirm: async (site: Site) => {
    const { id, proposed } = await partnerHere(site)
    await call(router.partners.confirm, { id, keyId: proposed!.keyId }, site.asked())
    return {}
  },

  sendCatalogue: async (site: Site) => {
    const { id } = await partnerHere(site)
    const { productCount } = await call(router.sentCatalogues.send, { partnerIds: [id] }, site.asked())
    return { products: productCount }
  },

  collect: async ({ within, mailboxId }: Site) => {
    const { mails, taken, quarantined } = await collect({ mailboxId, inTransaction: within })
    return { mails, taken, quarantined }
  },

  applyCatalogue: async ({ asked }: Site) => {
    const { rows } = await call(router.partnerCatalogues.list, { state: 'proposed', limit: 1 }, asked())
    const { added } = await call(
      router.partnerCatalogues.apply,
      { id: rows[0]!.id, parts: [...CATALOGUE_PARTS] },
      asked(),
    )
    return { added }
  },

  order: async ({ partyId, asked }: Site, wanted: Wanted[]) => {
    const { rows: products } = await call(router.products.list, { limit: 100 }, asked())
    const lines = wanted.map(({ code, quantity }) => ({
      ...{ productId: products.find(one => one.code === code)!.id, quantity },
    }))
    const order = await call(router.orders.create, { kind: 'supplier', partyId, priceBasis: 'net', lines }, asked())
    await call(router.sentOrders.send, { orderIds: [order.id] }, asked())
    return { number: order.number, netCents: order.netCents }
  },

  accept: async (site: Site) => {
    const { id, number, theirReference, netCents } = await received(site)
    await call(router.receivedOrders.answer, { id, answer: 'accepted' }, site.asked())
    return { number, theirReference, netCents }
  },

  despatch: async (site: Site) => {
    const { id } = await received(site)
    const { number } = await call(router.deliveries.prepare, { orderIds: [id], done: true }, site.asked())
    return { number }
  },

  /** How the last order that was sent stands with who got it. */
  sentOrder: async ({ asked }: Site) => {
    const { rows } = await call(router.sentOrders.list, { all: 'true', sort: '-serial', limit: 1 }, asked())
    const { number, sentState, sellerNumber } = rows[0]!
    return { number, state: sentState ?? '', sellerNumber }
  },
}

/** The contact at the other end, as a partner. */
async function partnerHere({ partyId, asked }: Site) {
  const { rows } = await call(router.partners.list, { partyId, limit: 1 }, asked())
  return call(router.partners.get, { id: rows[0]!.id }, asked())
}

/** The last order of a customer. */
async function received({ asked }: Site) {
  const { rows } = await call(router.orders.list, { kind: 'customer', limit: 1 }, asked())
  return rows[0] ?? Promise.reject(new Error('no order came'))
}
