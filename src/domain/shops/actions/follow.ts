import type { Ctx } from '../../../platform/http/context.ts'
import { type DocumentKind, formatOf } from '../formats/kinds.ts'
import { lockShops } from '../queries/kept-orders.ts'
import type { Shop } from '../queries/shops.ts'
import type { Read } from '../rules/order.ts'
import { followCustomers } from './follow-customers.ts'
import { followProducts } from './follow-products.ts'
import { reasonOf } from './reason.ts'
import { noteOfShop } from './shop-events.ts'

/** What the shop says of its customers and products changes what its orders made of them; one that cannot stops no other. */
export async function follow(ctx: Ctx, shop: Shop, documents: readonly unknown[]) {
  const { kindOf, readCustomer, readProduct } = formatOf(shop.kind)
  const of = <T>(kind: DocumentKind, read: ((document: unknown) => Read<T>) | undefined) =>
    documents.flatMap(document => {
      const found = kindOf(document) === kind ? read?.(document) : undefined
      return found && 'document' in found ? [found.document] : []
    })
  const [customers, products] = [of('customer', readCustomer), of('product', readProduct)]
  if (customers.length + products.length === 0) return
  await lockShops(ctx)
  await eachFollowed(ctx, shop, customers, (part, those) => followCustomers(part, shop, those))
  await eachFollowed(ctx, shop, products, (part, those) => followProducts(part, shop, those))
}

/** All at once, and one by one where one of them cannot be. */
async function eachFollowed<One extends { externalId: string }>(
  ctx: Ctx,
  shop: Shop,
  those: readonly One[],
  act: (part: Ctx, those: readonly One[]) => Promise<void>,
) {
  try {
    await ctx.attempt(part => act(part, those))
  } catch (error) {
    const reason = reasonOf(error)
    if (!reason) throw error
    if (those.length === 1)
      return noteOfShop(ctx, shop.id, 'notFollowed', { name: those[0]!.externalId, reason: reason.code })
    for (const one of those) await eachFollowed(ctx, shop, [one], act)
  }
}
