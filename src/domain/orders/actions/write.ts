import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import { insertRows, updateRows } from '../../../platform/db/write-rows.ts'
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
import { orderRewritten } from './life.ts'
import { statusAsked, statusMeaning } from './statuses.ts'

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
> & { id?: string | undefined; code?: string | undefined; deliverOn?: string | undefined; toCheck?: string | undefined }

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
  for (const kind of new Set(said.map(({ kind }) => kind))) statuses.set(kind, await firstStatus(ctx, kind))
  for (const { kind, statusId } of said) if (statusId !== undefined) await statusAsked(ctx, kind, statusId)
  const rows = said.map((order, at) => ({
    id: priced[at]!.id,
    ...headOf(ctx, order, priced[at]!),
    ...numbered[at]!,
    statusId: order.statusId ?? statuses.get(order.kind)!,
    confirmedOn: order.confirmed === false ? null : ctx.today,
    duplicateOfId: order.duplicateOfId ?? null,
    source: order.source ?? 'hand',
    sourceReference: order.sourceReference ?? null,
    ...stamps,
  }))
  await insertRows(ctx, orders, rows)
  await insertRows(
    ctx,
    orderLines,
    said.flatMap((order, at) => linesOf(order, priced[at]!)),
  )
  for (const { id, kind, number, partyId, grossCents } of rows)
    ctx.record({ record: 'orders', id, from: null, to: { kind, number, partyId, grossCents } })
  return rows.map(({ id, number }) => ({ id, number }))
}

const firstStatus = (ctx: Ctx, kind: OrderKind) =>
  statusMeaning(ctx, kind, kind === 'customer' ? 'waiting' : 'accepted')

function refuseUnsound({ today }: Ctx, { orderedOn = today, deliverOn }: OrderSaid) {
  if (deliverOn !== undefined && deliverOn < orderedOn) refuse('orders.promisedBefore', { field: 'deliverOn' })
}

/** An order is counted as an invoice of it would be on its day: one arithmetic, and no surprise when it is invoiced. */
const priceOrders = (ctx: Ctx, said: readonly OrderSaid[]): Promise<Priced[]> =>
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

const headOf = ({ today }: Ctx, said: OrderSaid, { currency, basis, language, total }: Priced) => ({
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
const linesOf = ({ lines: typed }: OrderSaid, { id: orderId, lines }: Priced) =>
  lines.map(({ said, bundle, ...line }, at) => {
    const { id, code = '', deliverOn = null, toCheck = '' } = typed[line.typed]!
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
      bundleId: bundle?.id ?? null,
      bundleGroup: bundle?.group ?? null,
    }
  })

/** Writes an order anew, unless somebody changed it since `revision` was read; what was delivered of it stays. */
export async function rewriteOrder(ctx: Ctx, id: string, said: Omit<OrderSaid, 'kind'>, revision: number) {
  const { kind, cancelledOn, closedOn } = await lockedRecord(ctx, orders, id)
  if (cancelledOn !== null) refuse('orders.cancelled')
  if (closedOn !== null) refuse('orders.closed')
  const order: OrderSaid = { ...said, kind }
  refuseUnsound(ctx, order)
  if (said.statusId !== undefined) await statusAsked(ctx, kind, said.statusId)
  const [priced] = await priceOrders(ctx, [order])
  await changeRecord(
    ctx,
    orders,
    id,
    { ...headOf(ctx, order, priced!), ...(said.statusId === undefined ? {} : { statusId: said.statusId }) },
    revision,
  )
  await rewriteLines(ctx, id, linesOf(order, { ...priced!, id }))
  await ctx.happened(orderRewritten, { orderId: id })
}

/** Lines keep their ids, so that what was delivered of them stays theirs; those gone must have had nothing delivered. */
async function rewriteLines(ctx: Ctx, orderId: string, lines: ReturnType<typeof linesOf>) {
  const { db, company } = ctx
  const stay = new Map(lines.map(line => [line.id, line]))
  for (const { id, label, delivered } of await deliveredLines(ctx, orderId))
    if ((stay.get(id)?.quantity ?? 0) < delivered)
      refuse('orders.lineDelivered', { field: 'lines', values: { label, delivered } })
  const { rows } = await db.execute<{ id: string; label: string; quantity: number; givenUp: number }>(sql`
    select id, label, quantity, given_up as "givenUp" from order_lines
    where company_id = ${company.id} and order_id = ${orderId} order by position`)
  const [from, to] = [inWords(rows), inWords(lines)]
  if (from !== to) ctx.record({ record: 'orders', id: orderId, from: { lines: from }, to: { lines: to } })
  const were = new Map(rows.map(row => [row.id, row]))
  const fresh = lines.filter(({ id }) => !were.has(id))
  const kept = lines.filter(({ id }) => were.has(id))
  const gone = rows.filter(({ id }) => !stay.has(id))
  await db.execute(sql`
    delete from order_lines where company_id = ${company.id} and id = any(${sql.param(gone.map(({ id }) => id))}::uuid[])`)
  // Positions are unique: those that stay step aside before they take their new places.
  await db.execute(sql`
    update order_lines set position = -position where company_id = ${company.id} and order_id = ${orderId}`)
  await updateRows(
    ctx,
    orderLines,
    kept.map(line => ({ ...line, givenUp: Math.min(were.get(line.id)!.givenUp, line.quantity) })),
  )
  await insertRows(ctx, orderLines, fresh)
}

const inWords = (lines: readonly { label: string; quantity: number }[]) =>
  lines.map(({ label, quantity }) => `${quantity} × ${label}`).join(', ')

async function deliveredLines({ db, company }: Ctx, orderId: string) {
  const { rows } = await db.execute<{ id: string; label: string; delivered: number }>(sql`
    select l.id, l.label, sum(d.quantity)::int as delivered
    from order_lines l join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
    join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id and v.cancelled_on is null
    where l.company_id = ${company.id} and l.order_id = ${orderId} group by l.id, l.label`)
  return rows
}
