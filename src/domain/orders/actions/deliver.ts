import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, createRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { numberFrom } from '../../invoicing/rules/settings.ts'
import { addresseeOf } from '../queries/addressee.ts'
import { patternsOf } from '../queries/settings.ts'
import { leftOf } from '../rules/line.ts'
import type { OrderKind } from '../rules/order.ts'
import { deliveries, deliveryLines } from '../tables.ts'
import { followDelivery } from './follow.ts'
import { moveCopies, returnCopies } from './stock.ts'

export type DeliveryLineSaid = { orderLineId: string; quantity: number }
export type DeliverySaid = {
  deliveredOn?: string | undefined
  carrier?: string | undefined
  parcelReference?: string | undefined
  parcels?: number | undefined
  theirReference?: string | undefined
  note?: string | undefined
}
const headOf = ({ carrier = '', parcelReference = '', parcels, theirReference = '', note = '' }: DeliverySaid) => ({
  carrier,
  parcelReference,
  parcels: parcels ?? null,
  theirReference,
  note,
})

/** Goods left for a customer, or came in from a supplier. */
export const deliveriesDone = event<{ deliveryIds: readonly string[] }>('orders.delivered')

type Line = {
  id: string
  orderId: string
  kind: OrderKind
  partyId: string
  label: string
  quantity: number
  givenUp: number
  deliveredCount: number
  confirmedOn: string | null
  closedOn: string | null
  cancelledOn: string | null
}

/** Prepares a delivery of so many of these lines, which are all of one contact. Returns its id. */
export async function prepareDelivery(
  ctx: Ctx,
  lines: readonly DeliveryLineSaid[],
  said: DeliverySaid,
): Promise<string> {
  const { kind, partyId } = await checked(ctx, lines)
  const deliveredOn = said.deliveredOn ?? ctx.today
  const of = kind === 'customer' ? 'delivery' : 'receipt'
  const serial = await takeNumbers(ctx, of)
  const number = numberFrom((await patternsOf(ctx))[of], { year: Number(deliveredOn.slice(0, 4)), number: serial })
  const id = await createRecord(ctx, deliveries, { kind: of, number, partyId, ...headOf(said), deliveredOn })
  await writeLines(ctx, id, lines)
  return id
}

/** All that is left of orders, line by line. */
export async function allLeft(ctx: Ctx, orderIds: readonly string[]): Promise<DeliveryLineSaid[]> {
  const found = await lockedLines(ctx, sql`o.id = any(${sql.param([...orderIds])}::uuid[])`)
  const left = found.flatMap(line => (leftOf(line) > 0 ? [{ orderLineId: line.id, quantity: leftOf(line) }] : []))
  return left.length > 0 ? left : refuse('orders.nothingLeft')
}

export async function editDelivery(
  ctx: Ctx,
  id: string,
  { lines, revision, ...said }: DeliverySaid & { lines: readonly DeliveryLineSaid[]; revision: number },
) {
  const { deliveredOn } = await lockedUndone(ctx, id)
  await deleteLines(ctx, id)
  await checked(ctx, lines)
  await changeRecord(ctx, deliveries, id, { ...headOf(said), deliveredOn: said.deliveredOn ?? deliveredOn }, revision)
  await writeLines(ctx, id, lines)
}

/** It left, or came in: its address is kept as it stands, and its orders follow. */
export async function finishDelivery(ctx: Ctx, id: string, on?: string) {
  const { partyId, deliveredOn } = await lockedUndone(ctx, id)
  await changeRecord(ctx, deliveries, id, {
    address: await addresseeOf(ctx, id, partyId),
    doneAt: instantNow(),
    doneBy: ctx.actor.initials,
    ...(on === undefined ? {} : { deliveredOn: on }),
  })
  await moveCopies(ctx, id, on ?? deliveredOn)
  await followDelivery(ctx, id)
  await ctx.happened(deliveriesDone, { deliveryIds: [id] })
}

/** What it brought is left to deliver again. */
export async function cancelDelivery(ctx: Ctx, id: string, reason: string, on: string) {
  const { cancelledOn, invoiceId, doneAt } = await lockedRecord(ctx, deliveries, id)
  if (cancelledOn !== null) refuse('orders.deliveryCancelled')
  if (invoiceId !== null) refuse('orders.deliveryInvoiced')
  await changeRecord(ctx, deliveries, id, { cancelledOn: on, cancelledReason: reason })
  if (doneAt !== null) await returnCopies(ctx, id, on)
  await followDelivery(ctx, id)
}

export async function discardDelivery(ctx: Ctx, id: string) {
  await lockedUndone(ctx, id)
  await deleteLines(ctx, id)
  await deleteRecord(ctx, deliveries, id)
}

async function lockedUndone(ctx: Ctx, id: string) {
  const delivery = await lockedRecord(ctx, deliveries, id)
  if (delivery.doneAt !== null || delivery.cancelledOn !== null) refuse('orders.deliveryDone')
  return delivery
}

const deleteLines = ({ db, company }: Ctx, id: string) =>
  db.execute(sql`delete from delivery_lines where company_id = ${company.id} and delivery_id = ${id}`)

const writeLines = (ctx: Ctx, deliveryId: string, lines: readonly DeliveryLineSaid[]) =>
  insertRows(
    ctx,
    deliveryLines,
    lines.map(line => ({ id: newId(), deliveryId, ...line })),
  )

/** The lines are there, of one contact, confirmed, and so many are left of each. Two who deliver the same wait for one another. */
async function checked(ctx: Ctx, lines: readonly DeliveryLineSaid[]): Promise<{ kind: OrderKind; partyId: string }> {
  const asked = new Map(lines.map(line => [line.orderLineId, line.quantity]))
  const found = await lockedLines(ctx, sql`l.id = any(${sql.param([...asked.keys()])}::uuid[])`)
  if (found.length < asked.size || asked.size < lines.length) refuse('orders.unknownLine', { field: 'lines' })
  const [{ kind, partyId } = refuse('orders.unknownLine', { field: 'lines' })] = found
  for (const line of found) {
    if (line.kind !== kind || line.partyId !== partyId) refuse('orders.severalContacts', { field: 'lines' })
    if (line.cancelledOn !== null) refuse('orders.cancelled')
    if (line.confirmedOn === null) refuse('orders.notConfirmed')
    if (line.closedOn !== null) refuse('orders.closed')
    const left = leftOf(line)
    if (asked.get(line.id)! > left)
      refuse('orders.moreThanLeft', { field: 'lines', values: { label: line.label, left } })
  }
  return { kind, partyId }
}

/** What is being prepared counts as delivered here: it is not promised twice. */
async function lockedLines({ db, company }: Ctx, which: ReturnType<typeof sql>): Promise<Line[]> {
  await db.execute(sql`
    select from orders where company_id = ${company.id} and id in (
      select l.order_id from order_lines l join orders o on o.company_id = ${company.id} and o.id = l.order_id
      where l.company_id = ${company.id} and ${which}) order by id for update`)
  const { rows } = await db.execute<Line>(sql`
    select l.id, l.order_id as "orderId", o.kind, o.party_id as "partyId", l.label, l.quantity, l.given_up as "givenUp",
      coalesce((select sum(d.quantity) from delivery_lines d join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id
        where d.company_id = ${company.id} and d.order_line_id = l.id and v.cancelled_on is null), 0)::int as "deliveredCount",
      o.confirmed_on as "confirmedOn", o.closed_on as "closedOn", o.cancelled_on as "cancelledOn"
    from order_lines l join orders o on o.company_id = ${company.id} and o.id = l.order_id
    where l.company_id = ${company.id} and ${which} order by o.id, l.position`)
  return rows
}
