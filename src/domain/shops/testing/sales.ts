import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { issueInvoices, type Sale } from '../../invoicing/actions.ts'
import { askAbout, customersOf, type OrderPeople } from '../actions/customers.ts'
import { productsOf, type SoldProduct } from '../actions/products.ts'
import type { Shop } from '../queries/shops.ts'
import type { ShopOrder } from '../rules/order.ts'
import { shopOrderLines, shopOrders } from '../tables.ts'

/** Keeps orders with their contacts and products, invoiced by the shop line for line: what queues and mappings start from. */
export async function keptOrders(ctx: Ctx, shop: Shop, orders: readonly ShopOrder[]) {
  const who = await customersOf(ctx, shop, orders)
  const products = await productsOf(ctx, shop, orders)
  const invoices = await issueInvoices(
    ctx,
    orders.map(order => saleOf(order, shop, who.get(order.externalId)!, products.get(order.externalId)!)),
  )
  const stamps = { createdBy: 'VG', updatedBy: 'VG' }
  const rows = orders.map(({ externalId, orderedAt, number }, at) => ({
    id: newId(),
    shopId: shop.id,
    externalId,
    number,
    orderedAt,
    document: JSON.stringify(orders[at]),
    sha256: externalId,
    state: 'taken' as const,
    customerId: who.get(externalId)!.customerId,
    invoiceId: invoices[at]!.id,
    ...stamps,
  }))
  await insertRows(ctx, shopOrders, rows)
  const lines = await linesOf(
    ctx,
    invoices.map(({ id }) => id),
  )
  await insertRows(
    ctx,
    shopOrderLines,
    orders.flatMap((order, at) =>
      order.lines.map(({ externalId }, position) => ({
        id: newId(),
        orderId: rows[at]!.id,
        externalId,
        shopProductId: products.get(order.externalId)!.get(externalId)?.shopProductId ?? null,
        invoiceLineId: lines.get(`${invoices[at]!.id} ${position + 1}`)!,
      })),
    ),
  )
  await askAbout(
    ctx,
    rows.map(({ id, externalId }) => ({ orderId: id, doubts: who.get(externalId)!.doubts })),
  )
  return orders.map((order, at) => ({ ...who.get(order.externalId)!, orderId: rows[at]!.id, invoice: invoices[at]! }))
}

const saleOf = (order: ShopOrder, shop: Shop, who: OrderPeople, products: ReadonlyMap<string, SoldProduct>): Sale => ({
  customerId: who.customerId,
  issuedOn: order.orderedAt.slice(0, 10),
  number: `B${order.number}`,
  source: `shop:${shop.id}`,
  sourceReference: order.externalId,
  lines: order.lines.map(({ externalId, name, quantity, netCents, taxCents, taxes }) => ({
    productId: products.get(externalId)?.productId ?? null,
    label: name,
    quantity,
    amounts: { netCents, vatCents: taxCents, grossCents: netCents + taxCents, vatRateBps: taxes[0]!.rateBps },
    recipientId: who.recipientId ?? undefined,
  })),
})

async function linesOf({ db, company }: Ctx, invoiceIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ id: string; place: string }>(sql`
    select id, invoice_id || ' ' || position as place from invoice_lines
    where company_id = ${company.id} and invoice_id = any(${sql.param([...invoiceIds])}::uuid[])`)
  return new Map(rows.map(({ id, place }) => [place, id]))
}
