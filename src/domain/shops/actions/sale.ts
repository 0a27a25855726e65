import type { Ctx } from '../../../platform/http/context.ts'
import { type ProductFound, productsById } from '../../catalog/queries.ts'
import { inForce } from '../../catalog/rules/bundle.ts'
import type { Issued, Sale, SaleLine } from '../../invoicing/actions.ts'
import { issueInvoices } from '../../invoicing/actions.ts'
import { figureWords } from '../labels/figures.ts'
import type { Shop } from '../queries/shops.ts'
import { dayIn } from '../rules/days.ts'
import { type Figure, figuresOf } from '../rules/figures.ts'
import type { ShopOrder } from '../rules/order.ts'
import { customersOf, type OrderPeople } from './customers.ts'
import type { How } from './meanings.ts'
import { productsOf, type SoldProduct } from './products.ts'
import { type Renewed, renewedBy, renewedLine } from './subscriptions.ts'

/** An order with the contacts and products it names, and its invoice. */
export type Sold = {
  order: ShopOrder
  people: OrderPeople
  products: ReadonlyMap<string, SoldProduct>
  invoice: Issued
  /** The line of the invoice that each line of the order became; of one that is none, the discount took it off. */
  lines: ReadonlyMap<string, string>
  grossCents: number
}

type Selling = {
  shop: Shop
  today: string
  ways: ReadonlyMap<string, How>
  known: ReadonlyMap<string, ProductFound>
}
type OfOrder = {
  order: ShopOrder
  people: OrderPeople
  products: ReadonlyMap<string, SoldProduct>
  renewed: Renewed[]
}

/** Makes the customers, invoices and purchases of orders, in as many statements for one as for hundreds. */
export async function sellOrders(
  ctx: Ctx,
  shop: Shop,
  orders: readonly ShopOrder[],
  ways: ReadonlyMap<string, How>,
): Promise<Sold[]> {
  if (orders.length === 0) return []
  const people = await customersOf(ctx, shop, orders)
  const products = await productsOf(ctx, shop, orders)
  const renewed = await renewedBy(ctx, shop, orders)
  const ids = [...products.values()].flatMap(lines => [...lines.values()].flatMap(({ productId }) => productId ?? []))
  const known = await productsById(ctx, [...new Set(ids)])
  const selling: Selling = { shop, today: ctx.today, ways, known }
  const sales = orders.map(order => {
    const { externalId } = order
    const one = { order, people: people.get(externalId)!, products: products.get(externalId)! }
    return { ...one, ...saleOf({ ...one, renewed: [...(renewed.get(externalId) ?? [])] }, selling) }
  })
  const invoices = await issueInvoices(
    ctx,
    sales.map(({ sale }) => sale),
  )
  return sales.map(({ order, people, products, lineOf }, at) => {
    const invoice = invoices[at]!
    const lines = new Map([...lineOf].map(([line, place]) => [line, invoice.lineIds[place]!]))
    return { order, people, products, invoice, lines, grossCents: order.totalCents }
  })
}

/** The invoice of an order, and the place on it of each of its lines. */
function saleOf(one: OfOrder, selling: Selling): { sale: Sale; lineOf: Map<string, number> } {
  const { order, people } = one
  const { shop, ways, today, known } = selling
  const services = order.lines
    .map(({ externalId }) => externalId)
    .filter(id => known.get(one.products.get(id)?.productId ?? '')?.supply === 'services')
  const language = order.language ?? 'fr'
  const figures = figuresOf(order, figureWords[language], new Set(services))
  const lineOf = new Map<string, number>()
  for (const [at, { of }] of figures.lines.entries()) if (of !== null && !lineOf.has(of)) lineOf.set(of, at)
  const soldOn = dayIn(shop.timeZone, order.orderedAt)
  const sale: Sale = {
    customerId: people.customerId,
    ...(shop.invoicedBy === 'shop'
      ? { issuedOn: soldOn, number: `${shop.numberPrefix}${order.number}` }
      : { issuedOn: today, soldOn, purchaseOrder: order.number }),
    language: order.language ?? undefined,
    currency: order.currency,
    priceBasis: 'gross',
    paymentMethod: ways.get(order.paymentMethod)?.method,
    deliveryAddress: deliveryOf(order),
    source: `shop:${shop.id}`,
    sourceReference: order.externalId,
    lines: figures.lines.map((figure, at) =>
      lineSaid(figure, { ...one, known, soldOn, first: lineOf.get(figure.of ?? '') === at }),
    ),
    allowances: figures.discounts.map(({ label, amounts }) => ({
      kind: 'discount',
      reason: label || figureWords[language].line,
      amounts,
    })),
  }
  return { sale, lineOf }
}

/** Where it is shipped, when not to where it is billed. */
function deliveryOf({ shipping }: ShopOrder): Sale['deliveryAddress'] {
  if (!shipping?.country) return undefined
  const { line1, line2, postcode, town, country } = shipping
  return { lines: [line1, line2].filter(line => line !== ''), postcode, town, country }
}

type Around = OfOrder & { known: ReadonlyMap<string, ProductFound>; first: boolean; soldOn: string }

/** A product is sold by the first of the rows its line is; the rest is text. */
function lineSaid({ of, label, amounts }: Figure, around: Around): SaleLine {
  const { order, people, products, known, renewed, first, soldOn } = around
  const line = order.lines.find(({ externalId }) => externalId === of)
  const text = label || figureWords[order.language ?? 'fr'].line
  if (!line || !first) return { productId: null, quantity: 1, label: text, amounts }
  const productId = products.get(line.externalId)?.productId ?? null
  const recipientId = people.byLine.get(line.externalId) ?? people.recipientId ?? undefined
  const received =
    line.kind === 'product' && recipientId !== people.customerId
      ? { recipientId, gift: recipientId !== undefined && (order.gift || people.byLine.has(line.externalId)) }
      : {}
  const renewsId =
    line.kind === 'product' ? renewedLine(renewed, renewable(known.get(productId ?? ''), soldOn)) : undefined
  return { productId, quantity: quantityOf(line), label: text, amounts, ...received, ...(renewsId ? { renewsId } : {}) }
}

/** A product with its title, a bundle with those of what it is made of that day. */
const renewable = (product: ProductFound | undefined, soldOn: string) =>
  product && {
    id: product.id,
    titleIds: [product, ...(inForce(product.compositions, soldOn)?.components ?? [])].flatMap(
      ({ titleId }) => titleId ?? [],
    ),
  }

/** So many copies; what is sold by weight or in no number is one. */
const quantityOf = ({ quantity }: Pick<ShopOrder['lines'][number], 'quantity'>) =>
  Number.isInteger(quantity) && quantity > 0 && quantity <= 1_000_000 ? quantity : 1
