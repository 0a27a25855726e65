import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { joinAsWritten } from '../../../platform/db/join-order.ts'
import { neverNull } from '../../../platform/db/never-null.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { partyName } from '../../parties/queries.ts'
import type { orderCard, orderRow } from '../contract/rows.ts'
import { leftOf } from '../rules/line.ts'
import type { OrderKind } from '../rules/order.ts'
import type { OrderState } from '../rules/state.ts'
import { listByNumber } from './named.ts'

type Row = InferSchemaOutput<typeof orderRow>
type Card = InferSchemaOutput<typeof orderCard>
type Found = Omit<Row, 'status'> & { statusFr: string; statusEn: string }

export type OrderFilters = {
  kind?: OrderKind | undefined
  number?: string | undefined
  state?: OrderState | undefined
  partyId?: string | undefined
  owner?: string | undefined
  statusId?: string | undefined
  resourceId?: string | undefined
  natureId?: string | undefined
  orderedFrom?: string | undefined
  orderedTo?: string | undefined
  deliverFrom?: string | undefined
  deliverTo?: string | undefined
  toCheck?: boolean | undefined
  reference?: string | undefined
}

const promised = neverNull(sql`o.deliver_on`, sql`'infinity'::date`)

const columns = {
  id: sql`o.id`,
  kind: sql`o.kind`,
  serial: sql`o.serial`,
  number: sql`o.number`,
  state: sql`o.state`,
  orderedOn: sql`o.ordered_on`,
  deliverOn: sql`o.deliver_on`,
  partyId: sql`o.party_id`,
  partyNumber: sql`party.number`,
  party: partyName('party'),
  legalName: sql`party.legal_name`,
  personName: sql`trim(upper(party.last_name) || ' ' || party.first_name)`,
  postcode: sql`coalesce(place.postcode, '')`,
  town: sql`coalesce(place.town, '')`,
  nature: sql`coalesce(nature.name, '')`,
  isDuplicate: sql`o.duplicate_of_id is not null`,
  ourReference: sql`o.our_reference`,
  theirReference: sql`o.their_reference`,
  owner: sql`o.owner`,
  statusId: sql`o.status_id`,
  statusKey: sql`status.key`,
  statusFr: sql`coalesce(status.name_fr, '')`,
  statusEn: sql`coalesce(nullif(status.name_en, ''), status.name_fr, '')`,
  resourceId: sql`o.resource_id`,
  resource: sql`coalesce(resource.name, '')`,
  currency: sql`o.currency`,
  netCents: sql`o.net_cents`,
  vatCents: sql`o.vat_cents`,
  grossCents: sql`o.gross_cents`,
  source: sql`o.source`,
}

const from = sql`orders o
  join parties party on party.company_id = o.company_id and party.id = o.party_id
  left join order_natures nature on nature.company_id = o.company_id and nature.id = o.nature_id
  left join order_statuses status on status.company_id = o.company_id and status.id = o.status_id
  left join resources resource on resource.company_id = o.company_id and resource.id = o.resource_id
  left join addresses place on place.company_id = o.company_id and place.party_id = o.party_id
    and place.purpose = 'billing' and place.valid_to is null and place.issues_from is null`

const list = listByNumber<Row, Found, OrderFilters>('orders', {
  from,
  columns,
  id: sql`o.id`,
  sorts: {
    serial: sql`o.serial`,
    orderedOn: sql`o.ordered_on`,
    deliverOn: promised,
  },
  defaultSort: '-serial',
  where: ({ company }, filters) => [sql`o.company_id = ${company.id}`, ...kept(filters)],
  party: sql`o.party_id`,
  number: sql`o.serial`,
  isNarrow: ({ partyId, number }) => partyId !== undefined || number !== undefined,
  row: (found, { language }) => rowOf(found, language),
})

/** Orders, the latest first, by the words of the customer or supplier. */
export const orderList: typeof list = {
  ...list,
  page: async (ctx, query) => {
    if (!query.search?.trim() && query.partyId === undefined) await joinAsWritten(ctx)
    return list.page(ctx, query)
  },
  count: async (ctx, { search, ...filters }) => {
    if (search?.trim()) return list.count(ctx, { search, ...filters })
    const conditions = [sql`o.company_id = ${ctx.company.id}`, ...kept(filters)] // names and addresses change no count
    const { rows } = await ctx.db.execute<{ count: number }>(sql`
      select count(*)::int as count from orders o where ${sql.join(conditions, sql` and `)}`)
    return rows[0]!
  },
}

function kept({ toCheck, reference, ...filters }: OrderFilters): SQL[] {
  const equal = {
    kind: 'kind',
    state: 'state',
    number: 'number',
    partyId: 'party_id',
    owner: 'owner',
    statusId: 'status_id',
    resourceId: 'resource_id',
    natureId: 'nature_id',
  } as const
  const names = Object.keys(equal) as (keyof typeof equal)[]
  return [
    ...names.flatMap(name =>
      filters[name] === undefined ? [] : [sql`o.${sql.identifier(equal[name])} = ${filters[name]}`],
    ),
    ...(filters.orderedFrom === undefined ? [] : [sql`o.ordered_on >= ${filters.orderedFrom}`]),
    ...(filters.orderedTo === undefined ? [] : [sql`o.ordered_on <= ${filters.orderedTo}`]),
    ...(filters.deliverFrom === undefined
      ? []
      : [sql`${promised} >= ${filters.deliverFrom} and ${promised} < 'infinity'`]),
    ...(filters.deliverTo === undefined ? [] : [sql`${promised} <= ${filters.deliverTo}`]),
    ...(reference
      ? [sql`strpos(lower(o.their_reference || chr(10) || o.our_reference), lower(${reference})) > 0`]
      : []),
    ...(toCheck
      ? [
          sql`exists (select from order_lines l where l.company_id = o.company_id and l.order_id = o.id and l.to_check <> '')`,
        ]
      : []),
  ]
}

const rowOf = ({ statusFr, statusEn, ...row }: Found, language: 'fr' | 'en'): Row => ({
  ...row,
  status: language === 'fr' ? statusFr : statusEn,
})

type Head = Found & Omit<Card, keyof Row | 'lines' | 'deliveries'>
type Of<T> = T & { orderId: string }

/** One order with its lines, what left or came in, and what it was invoiced by. */
export async function orderById(ctx: Ctx, id: string): Promise<Card> {
  const [order] = await ordersById(ctx, [id])
  return order!
}

/** The same of several orders, in the order asked; or a refusal when one of them is none. */
export async function ordersById(ctx: Ctx, ids: readonly string[]): Promise<Card[]> {
  const heads = new Map((await headsOf(ctx, ids)).map(head => [head.id, head]))
  const lines = Map.groupBy(await linesOf(ctx, ids), ({ orderId }) => orderId)
  const deliveries = Map.groupBy(await deliveriesOf(ctx, ids), ({ orderId }) => orderId)
  return ids.map(id => {
    const head = heads.get(id) ?? refuse('NOT_FOUND', { status: 404 })
    const of = { lines: lines.get(id) ?? [], deliveries: deliveries.get(id) ?? [] }
    return { ...head, ...rowOf(head, ctx.language), ...of }
  })
}

const anyOf = (ids: readonly string[]) => sql`any(${sql.param([...ids])}::uuid[])`

async function headsOf({ db, company }: Ctx, ids: readonly string[]): Promise<Head[]> {
  const { rows } = await db.execute<Head>(sql`
    select ${selected(columns)}, o.revision, o.payer_id as "payerId", case when o.payer_id is not null then ${partyName('payer')} end as payer,
      o.nature_id as "natureId", o.duplicate_of_id as "duplicateOfId", twin.number as "duplicateOf", o.language, o.price_basis as "priceBasis",
      o.payment_days as "paymentDays", o.payment_month_end as "paymentMonthEnd", o.payment_method as "paymentMethod",
      o.delivery_address as "deliveryAddress", o.note, o.private_note as "privateNote", o.confirmed_on as "confirmedOn",
      o.closed_on as "closedOn", o.cancelled_on as "cancelledOn", o.cancelled_reason as "cancelledReason",
      o.source_reference as "sourceReference", o.created_at as "createdAt", o.created_by as "createdBy"
    from ${from}
    left join parties payer on payer.company_id = o.company_id and payer.id = o.payer_id
    left join orders twin on twin.company_id = o.company_id and twin.id = o.duplicate_of_id
    where o.company_id = ${company.id} and o.id = ${anyOf(ids)}`)
  return rows
}

async function linesOf({ db, company }: Ctx, ids: readonly string[]): Promise<Of<Card['lines'][number]>[]> {
  const { rows } = await db.execute<Of<Omit<Card['lines'][number], 'leftCount'>>>(sql`
    select l.order_id as "orderId", l.id, l.position, l.product_id as "productId", product.code as "productCode", l.code, l.label,
      l.description, l.quantity, coalesce(sum(d.quantity) filter (where v.done_at is not null), 0)::int as "deliveredCount",
      coalesce(sum(d.quantity) filter (where v.done_at is null), 0)::int as "preparedCount", l.given_up as "givenUp",
      l.given_up_reason as "givenUpReason",
      coalesce(sum(d.quantity) filter (where v.invoice_id is not null), 0)::int as "invoicedCount",
      l.unit_cents as "unitCents", l.discount_bps as "discountBps", l.discount_cents as "discountCents", l.vat_category as "vatCategory",
      l.vat_rate_bps as "vatRateBps", l.net_cents as "netCents", l.vat_cents as "vatCents", l.gross_cents as "grossCents",
      l.deliver_on as "deliverOn", l.to_check as "toCheck", l.recipient_id as "recipientId",
      case when l.recipient_id is not null then ${partyName('recipient')} end as recipient, l.bundle_id as "bundleId",
      l.bundle_group as "bundleGroup"
    from order_lines l
    left join products product on product.company_id = l.company_id and product.id = l.product_id
    left join parties recipient on recipient.company_id = l.company_id and recipient.id = l.recipient_id
    left join (delivery_lines d join deliveries v on v.company_id = d.company_id and v.id = d.delivery_id and v.cancelled_on is null)
      on d.company_id = l.company_id and d.order_line_id = l.id
    where l.company_id = ${company.id} and l.order_id = ${anyOf(ids)}
    group by l.company_id, l.id, product.company_id, product.id, recipient.company_id, recipient.id order by l.position`)
  return rows.map(line => ({ ...line, leftCount: leftOf(line) }))
}

async function deliveriesOf({ db, company }: Ctx, ids: readonly string[]): Promise<Of<Card['deliveries'][number]>[]> {
  const { rows } = await db.execute<Of<Card['deliveries'][number]>>(sql`
    select distinct l.order_id as "orderId", v.id, v.number, v.delivered_on as "deliveredOn", v.done_at as "doneAt",
      v.cancelled_on as "cancelledOn", v.invoice_id as "invoiceId", i.number as "invoiceNumber"
    from order_lines l join delivery_lines d on d.company_id = ${company.id} and d.order_line_id = l.id
    join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id
    left join invoices i on i.company_id = v.company_id and i.id = v.invoice_id
    where l.company_id = ${company.id} and l.order_id = ${anyOf(ids)} order by v.delivered_on, v.number`)
  return rows
}
