import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { composeAll } from '../domain/catalog/actions/bundles.ts'
import { createProducts, type ToldProduct } from '../domain/catalog/actions/many-products.ts'
import { answerOrders } from '../domain/exchange/actions/answer.ts'
import { collect } from '../domain/exchange/actions/collect.ts'
import { codeToCompare, confirmPartner, ownInvitation, takeInvitation } from '../domain/exchange/actions/pairing.ts'
import { addressedPartner, partnerOf } from '../domain/exchange/actions/partners.ts'
import { sendOrders } from '../domain/exchange/actions/send.ts'
import { readInvitation } from '../domain/exchange/formats/invitation.ts'
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
type Invited = { content: string; signature: string }

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

  invitation: ({ within }: Site): Promise<Invited> =>
    within(async ctx => {
      const { content, signature } = await ownInvitation(ctx)
      return { content: content.toString(), signature }
    }),

  takeInvitation: ({ within, partyId, partner }: Site, { content, signature }: Invited) =>
    within(async ctx => {
      const { id } = await addressedPartner(ctx, partyId, partner.address)
      const read = await readInvitation(Buffer.from(content), [signature])
      if (!read) throw new Error('the invitation cannot be read')
      await takeInvitation(ctx, id, read)
      return { code: (await codeToCompare(ctx, id))!.code }
    }),

  confirm: ({ within, partyId }: Site) =>
    within(async ctx => {
      const { id } = (await partnerOf(ctx, partyId))!
      await confirmPartner(ctx, id, (await codeToCompare(ctx, id))!.keyId)
      return {}
    }),

  sendCatalogue: async ({ within, partyId, asked }: Site) => {
    const { id } = (await within(ctx => partnerOf(ctx, partyId)))!
    const { productCount } = await call(router.sentCatalogues.send, { partnerIds: [id] }, asked())
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

  order: async ({ within, partyId, asked }: Site, wanted: Wanted[]) => {
    const { rows: products } = await call(router.products.list, { limit: 100 }, asked())
    const lines = wanted.map(({ code, quantity }) => ({
      ...{ productId: products.find(one => one.code === code)!.id, quantity },
    }))
    const order = await call(router.orders.create, { kind: 'supplier', partyId, priceBasis: 'net', lines }, asked())
    await within(ctx => sendOrders(ctx, { orderIds: [order.id] }))
    return { number: order.number, netCents: order.netCents }
  },

  accept: async (site: Site) => {
    const { id, number, theirReference, netCents } = await received(site)
    await site.within(ctx => answerOrders(ctx, [{ orderId: id, answer: 'accepted' }]))
    return { number, theirReference, netCents }
  },

  despatch: async (site: Site) => {
    const { id } = await received(site)
    const { number } = await call(router.deliveries.prepare, { orderIds: [id], done: true }, site.asked())
    return { number }
  },

  /** How the last order that was sent stands with who got it. */
  sentOrder: ({ within }: Site) =>
    within(async ({ db, company }) => {
      const { rows } = await db.execute<{ number: string; state: string; sellerNumber: string }>(sql`
        select o.number, s.state, s.seller_number as "sellerNumber" from sent_orders s
        join orders o on o.company_id = ${company.id} and o.id = s.order_id
        where s.company_id = ${company.id} order by s.created_at desc limit 1`)
      return rows[0]!
    }),
}

/** The last order of a customer. */
async function received({ asked }: Site) {
  const { rows } = await call(router.orders.list, { kind: 'customer', limit: 1 }, asked())
  return rows[0] ?? Promise.reject(new Error('no order came'))
}
