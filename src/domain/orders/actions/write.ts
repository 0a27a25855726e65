import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { type Priced, priceDocuments } from '../../invoicing/actions/price.ts'
import type { AddressLines, MonthEnd, PaymentMethod, PriceBasis } from '../../invoicing/rules/document.ts'
import type { LineSaid } from '../../invoicing/rules/draft.ts'
import { numberFrom } from '../../invoicing/rules/settings.ts'
import { patternsOf } from '../queries/settings.ts'
import type { OrderKind } from '../rules/order.ts'
import { orderLines, orders } from '../tables.ts'
import { checkStatuses, statusMeaning } from './statuses.ts'

/** A line as it is typed, or as it came from elsewhere; `id` when it is one that was there. */
export type OrderLineSaid = Pick<
  LineSaid,
  | 'productId'
  | 'quantity'
  | 'label'
  | 'description'
  | 'unitCents'
  | 'discountBps'
  | 'discountCents'
  | 'vatRateBps'
  | 'recipientId'
  | 'amounts'
> & {
  id?: string | undefined
  code?: string | undefined
  deliverOn?: string | undefined
  toCheck?: string | undefined
  /** The bundle that a line with amounts of its own was sold in, and which sale of one it was. */
  bundle?: { id: string; group: number } | undefined
}

/** An order as it is typed; days are `YYYY-MM-DD`. */
export type OrderSaid = {
  kind: OrderKind
  partyId: string
  payerId?: string | undefined
  natureId?: string | undefined
  duplicateOfId?: string | undefined
  orderedOn?: string | undefined
  ourReference?: string | undefined
  theirReference?: string | undefined
  owner?: string | undefined
  deliverOn?: string | undefined
  statusId?: string | undefined
  resourceId?: string | undefined
  language?: 'fr' | 'en' | undefined
  currency?: string | undefined
  priceBasis?: PriceBasis | undefined
  paymentDays?: number | undefined
  paymentMonthEnd?: MonthEnd | undefined
  paymentMethod?: PaymentMethod | undefined
  deliveryAddress?: AddressLines | undefined
  note?: string | undefined
  privateNote?: string | undefined
  confirmed?: boolean | undefined
  source?: string | undefined
  sourceReference?: string | undefined
  lines: readonly OrderLineSaid[]
}

/** Writes orders with their numbers, many in as many statements as one. Returns their ids and numbers in their order. */
export async function writeOrders(ctx: Ctx, said: readonly OrderSaid[]): Promise<{ id: string; number: string }[]> {
  for (const order of said) refuseUnsound(ctx, order)
  const priced = await priceOrders(ctx, said)
  const numbered = await numbersFor(ctx, said)
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const statuses = new Map<OrderKind, string | null>()
  for (const [kind, those] of Map.groupBy(said, ({ kind }) => kind)) {
    const asked = those.map(({ statusId }) => statusId)
    await checkStatuses(ctx, kind, asked)
    statuses.set(kind, await firstStatus(ctx, kind))
  }
  const lines = said.map((order, at) => linesOf(order, priced[at]!))
  const rows = said.map((order, at) => ({
    id: priced[at]!.id,
    ...headOf(ctx, order, priced[at]!),
    ...numbered[at]!,
    dueCount: lines[at]!.reduce((sum, { quantity }) => sum + quantity, 0),
    statusId: order.statusId ?? statuses.get(order.kind)!,
    confirmedOn: order.confirmed === false ? null : ctx.today,
    duplicateOfId: order.duplicateOfId ?? null,
    source: order.source ?? 'hand',
    sourceReference: order.sourceReference ?? null,
    ...stamps,
  }))
  await insertRows(ctx, orders, rows)
  await insertRows(ctx, orderLines, lines.flat())
  for (const { id, kind, number, partyId, grossCents } of rows)
    ctx.record({ record: 'orders', id, from: null, to: { kind, number, partyId, grossCents } })
  return rows.map(({ id, number }) => ({ id, number }))
}

const firstStatus = (ctx: Ctx, kind: OrderKind) =>
  statusMeaning(ctx, kind, kind === 'customer' ? 'waiting' : 'accepted')

/** Refuses what no order may say. */
export function refuseUnsound({ today }: Ctx, { orderedOn = today, deliverOn }: OrderSaid) {
  if (deliverOn !== undefined && deliverOn < orderedOn) refuse('orders.promisedBefore', { field: 'deliverOn' })
}

/** An order is counted as an invoice of it would be on its day: one arithmetic, and no surprise when it is invoiced. */
export const priceOrders = (ctx: Ctx, said: readonly OrderSaid[]): Promise<Priced[]> =>
  priceDocuments(
    ctx,
    said.map(({ partyId, payerId, orderedOn, lines, ...order }) => ({
      kind: 'invoice',
      customerId: payerId ?? partyId,
      draftedOn: orderedOn ?? ctx.today,
      priceBasis: order.priceBasis,
      currency: order.currency,
      language: order.language,
      deliveryAddress: order.deliveryAddress,
      lines,
    })),
  )

async function numbersFor(ctx: Ctx, said: readonly OrderSaid[]) {
  const patterns = await patternsOf(ctx)
  const next = new Map<OrderKind, number>()
  for (const [kind, those] of Map.groupBy(said, ({ kind }) => kind))
    next.set(kind, await takeNumbers(ctx, `${kind}-order`, those.length))
  return said.map(({ kind, orderedOn = ctx.today }) => {
    const serial = next.get(kind)!
    next.set(kind, serial + 1)
    return { serial, number: numberFrom(patterns[kind], { year: Number(orderedOn.slice(0, 4)), number: serial }) }
  })
}

/** What an order says of itself, beside its lines. */
export const headOf = ({ today }: Ctx, said: OrderSaid, { currency, basis, language, total }: Priced) => ({
  kind: said.kind,
  partyId: said.partyId,
  payerId: said.payerId ?? null,
  natureId: said.natureId ?? null,
  orderedOn: said.orderedOn ?? today,
  ourReference: said.ourReference ?? '',
  theirReference: said.theirReference ?? '',
  owner: said.owner ?? '',
  deliverOn: said.deliverOn ?? null,
  resourceId: said.resourceId ?? null,
  language,
  currency,
  priceBasis: basis,
  paymentDays: said.paymentDays ?? null,
  paymentMonthEnd: said.paymentMonthEnd ?? null,
  paymentMethod: said.paymentMethod ?? null,
  deliveryAddress: said.deliveryAddress ?? null,
  note: said.note ?? '',
  privateNote: said.privateNote ?? '',
  ...total,
})

/** A bundle is a line a product, as on its invoice. */
export const linesOf = ({ lines: typed }: OrderSaid, { id: orderId, lines }: Priced) =>
  lines.map(({ said, bundle, ...line }, at) => {
    const { id, code = '', deliverOn = null, toCheck = '', bundle: was } = typed[line.typed]!
    const of = bundle ?? was
    return {
      id: bundle ? newId() : (id ?? newId()),
      orderId,
      position: at + 1,
      productId: said.productId,
      code,
      label: line.label,
      description: said.description ?? '',
      quantity: said.quantity,
      unitCents: line.unitCents,
      discountBps: said.discountBps ?? null,
      discountCents: line.discountCents,
      vatCategory: line.vatCategory,
      vatRateBps: line.vatRateBps,
      netCents: line.netCents,
      vatCents: line.vatCents,
      grossCents: line.grossCents,
      deliverOn,
      toCheck,
      recipientId: said.recipientId ?? null,
      bundleId: of?.id ?? null,
      bundleGroup: of?.group ?? null,
    }
  })
