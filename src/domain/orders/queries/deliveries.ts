import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { Buyer } from '../../invoicing/rules/document.ts'
import { partyName } from '../../parties/queries.ts'
import type { DELIVERY_STATES, deliveryCard, deliveryRow } from '../contract/deliveries.ts'
import type { DeliveryKind } from '../rules/order.ts'
import { listByNumber } from './named.ts'

type Row = InferSchemaOutput<typeof deliveryRow>
type Card = InferSchemaOutput<typeof deliveryCard>
type State = (typeof DELIVERY_STATES)[number]

export type DeliveryFilters = {
  kind?: DeliveryKind | undefined
  number?: string | undefined
  state?: State | undefined
  partyId?: string | undefined
  invoiceId?: string | undefined
  deliveredFrom?: string | undefined
  deliveredTo?: string | undefined
}

const state = sql`case when v.cancelled_on is not null then 'cancelled' when v.done_at is null then 'prepared'
  when v.invoice_id is not null then 'invoiced' else 'done' end`

const columns = {
  id: sql`v.id`,
  kind: sql`v.kind`,
  number: sql`v.number`,
  state,
  deliveredOn: sql`v.delivered_on`,
  partyId: sql`v.party_id`,
  party: partyName('party'),
  orders: sql`coalesce((select string_agg(distinct o.number, ', ') from delivery_lines d
    join order_lines l on l.company_id = v.company_id and l.id = d.order_line_id
    join orders o on o.company_id = v.company_id and o.id = l.order_id
    where d.company_id = v.company_id and d.delivery_id = v.id), '')`,
  carrier: sql`v.carrier`,
  parcelReference: sql`v.parcel_reference`,
  parcels: sql`v.parcels`,
  invoiceId: sql`v.invoice_id`,
  invoiceNumber: sql`invoice.number`,
}

const from = sql`deliveries v
  join parties party on party.company_id = v.company_id and party.id = v.party_id
  left join invoices invoice on invoice.company_id = v.company_id and invoice.id = v.invoice_id`

const inState: Record<State, SQL> = {
  cancelled: sql`v.cancelled_on is not null`,
  prepared: sql`v.cancelled_on is null and v.done_at is null`,
  done: sql`v.cancelled_on is null and v.done_at is not null and v.invoice_id is null`,
  invoiced: sql`v.invoice_id is not null`,
}

/** Delivery notes, the latest first, by the words of the customer or supplier. */
export const deliveryList = listByNumber<Row, Row, DeliveryFilters>('deliveries', {
  from,
  columns,
  id: sql`v.id`,
  sorts: { deliveredOn: sql`v.delivered_on`, number: sql`v.number` },
  defaultSort: '-deliveredOn',
  where: ({ company }, { kind, number, state, partyId, invoiceId, deliveredFrom, deliveredTo }) => [
    sql`v.company_id = ${company.id}`,
    ...(kind === undefined ? [] : [sql`v.kind = ${kind}`]),
    ...(number === undefined ? [] : [sql`v.number = ${number}`]),
    ...(state === undefined ? [] : [inState[state]]),
    ...(partyId === undefined ? [] : [sql`v.party_id = ${partyId}`]),
    ...(invoiceId === undefined ? [] : [sql`v.invoice_id = ${invoiceId}`]),
    ...(deliveredFrom === undefined ? [] : [sql`v.delivered_on >= ${deliveredFrom}`]),
    ...(deliveredTo === undefined ? [] : [sql`v.delivered_on <= ${deliveredTo}`]),
  ],
  party: sql`v.party_id`,
  isNarrow: ({ partyId, invoiceId, number }) => (partyId ?? invoiceId ?? number) !== undefined,
  row: found => found,
})

/** One delivery note with its lines and the place it went to, null until then; or a refusal. */
export async function deliveryById({ db, company }: Ctx, id: string): Promise<Card & { address: Buyer | null }> {
  const { rows } = await db.execute<Omit<Card, 'lines'> & { address: Buyer | null }>(sql`
    select ${selected(columns)}, v.revision, v.address, v.done_at as "doneAt", v.done_by as "doneBy", v.their_reference as "theirReference", v.note,
      v.cancelled_on as "cancelledOn", v.cancelled_reason as "cancelledReason", v.created_at as "createdAt", v.created_by as "createdBy"
    from ${from} where v.company_id = ${company.id} and v.id = ${id}`)
  const delivery = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const { rows: lines } = await db.execute<Card['lines'][number]>(sql`
    select d.id, d.order_line_id as "orderLineId", o.id as "orderId", o.number as "orderNumber", product.code as "productCode", l.label,
      d.quantity, l.quantity as "orderedCount"
    from delivery_lines d join order_lines l on l.company_id = ${company.id} and l.id = d.order_line_id
    join orders o on o.company_id = ${company.id} and o.id = l.order_id
    left join products product on product.company_id = ${company.id} and product.id = l.product_id
    where d.company_id = ${company.id} and d.delivery_id = ${id} order by o.serial, l.position`)
  return { ...delivery, lines }
}
