import type { Ctx } from '../../../platform/http/context.ts'
import { orderById } from '../queries/orders.ts'
import { type OrderSaid, writeOrders } from './write.ts'

/** Writes an order once more, at the prices it bore and without its days; its nature bears `[DPL]`. Source: SUI-28. */
export async function duplicateOrder(ctx: Ctx, id: string): Promise<string> {
  const { kind, lines, ...order } = await orderById(ctx, id)
  const given = <T>(value: T | null) => value ?? undefined
  const said: OrderSaid = {
    kind,
    partyId: order.partyId,
    payerId: given(order.payerId),
    natureId: given(order.natureId),
    duplicateOfId: id,
    ourReference: order.ourReference,
    theirReference: order.theirReference,
    owner: order.owner,
    resourceId: given(order.resourceId),
    language: order.language,
    currency: order.currency,
    priceBasis: order.priceBasis,
    paymentDays: given(order.paymentDays),
    paymentMonthEnd: given(order.paymentMonthEnd),
    paymentMethod: given(order.paymentMethod),
    deliveryAddress: given(order.deliveryAddress),
    note: order.note,
    privateNote: order.privateNote,
    lines: lines.map(line => ({
      productId: line.productId,
      quantity: line.quantity,
      code: line.code,
      label: line.label,
      description: line.description,
      ...(line.unitCents === null
        ? {
            amounts: {
              vatCategory: line.vatCategory,
              vatRateBps: line.vatRateBps,
              netCents: line.netCents,
              vatCents: line.vatCents,
              grossCents: line.grossCents,
            },
          }
        : { unitCents: line.unitCents }),
      ...(line.discountBps === null ? { discountCents: line.discountCents } : { discountBps: line.discountBps }),
      ...(line.productId === null ? { vatRateBps: line.vatRateBps } : {}),
      recipientId: given(line.recipientId),
      bundle: line.bundleId === null ? undefined : { id: line.bundleId, group: line.bundleGroup! },
    })),
  }
  const [written] = await writeOrders(ctx, [said])
  return written!.id
}
