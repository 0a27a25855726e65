import type { Ctx } from '../../../platform/http/context.ts'
import { recordPayments } from '../../payments/actions.ts'
import type { Shop } from '../queries/shops.ts'
import { dayIn, earliest } from '../rules/days.ts'
import type { ShopOrder } from '../rules/order.ts'
import type { How } from './meanings.ts'

export type Paid = { order: ShopOrder; customerId: string; invoiceId: string; openCents: number }

/** Records what shops were paid for orders, each once, and settles their invoices with it. Source: ABO-9, E7. */
export async function takePayments(ctx: Ctx, shop: Shop, paid: readonly Paid[], ways: ReadonlyMap<string, How>) {
  const due = paid.filter(({ order }) => order.totalCents > 0)
  if (due.length === 0) return
  await recordPayments(
    ctx,
    due.map(({ order, customerId, invoiceId, openCents }) => ({
      ...(ways.get(order.paymentMethod) ?? { method: 'card' as const }),
      customerId,
      currency: order.currency,
      cents: order.totalCents,
      receivedOn: earliest(ctx.today, dayIn(shop.timeZone, order.paidAt!)),
      reference: order.transactionId || order.number,
      allocations: openCents > 0 ? [{ invoiceId, cents: Math.min(openCents, order.totalCents) }] : [],
      source: `shop:${shop.id}`,
      sourceReference: order.externalId,
    })),
  )
}
