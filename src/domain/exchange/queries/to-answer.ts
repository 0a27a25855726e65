import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { AskedLine, StandingLine } from '../rules/answer.ts'

/** A received order, as it is answered. */
export type ToAnswer = {
  id: string
  orderId: string
  partnerId: string
  partyId: string
  siteId: string | null
  address: string
  language: 'fr' | 'en'
  /** As the partner calls it, and as we do. */
  number: string
  sellerNumber: string
  currency: string
  answers: number
  asked: AskedLine[]
  lines: StandingLine[]
}

/** What was received of partners who are paired and became these orders; two statements for any number. */
export async function ordersToAnswer({ db, company }: Ctx, orderIds: readonly string[]): Promise<ToAnswer[]> {
  const ids = sql.param([...orderIds])
  const { rows } = await db.execute<Omit<ToAnswer, 'lines'>>(sql`
    select r.id, r.order_id as "orderId", r.partner_id as "partnerId", p.party_id as "partyId", p.site_id as "siteId", p.address,
      o.language, r.number, o.number as "sellerNumber", o.currency, r.answers, r.asked
    from received_orders r
    join partners p on p.company_id = ${company.id} and p.id = r.partner_id and p.state = 'paired' and p.address <> ''
    join orders o on o.company_id = ${company.id} and o.id = r.order_id
    where r.company_id = ${company.id} and r.order_id = any(${ids}::uuid[]) order by r.partner_id, r.id for update of r`)
  const { rows: lines } = await db.execute<StandingLine & { orderId: string }>(sql`
    select l.order_id as "orderId", min(l.quantity - l.given_up)::int as quantity, sum(l.net_cents)::bigint as "netCents",
      max(l.deliver_on) as "deliverOn"
    from order_lines l where l.company_id = ${company.id} and l.order_id = any(${ids}::uuid[])
    group by l.order_id, coalesce('g' || l.bundle_group, 'l' || l.position) order by l.order_id, min(l.position)`)
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId)
  return rows.map(row => ({
    ...row,
    lines: (byOrder.get(row.orderId) ?? []).map(({ orderId: _, ...line }) => line),
  }))
}

/** What left with these deliveries of orders that partners sent, a row a line of an order. */
export type LeftLine = {
  deliveryId: string
  delivery: string
  deliveredOn: string
  carrier: string
  parcelReference: string
  orderId: string
  code: string
  label: string
  quantity: number
  nth: number
}

/**
 * Of each line of an order, as the partner counts them, what left with each delivery. Of a bundle so many left as of the part of which
 * least has left: one that was completed leaves with the delivery that completes it.
 */
export async function leftOfReceived({ db, company }: Ctx, deliveryIds: readonly string[]): Promise<LeftLine[]> {
  const ids = sql`${sql.param([...deliveryIds])}::uuid[]`
  const { rows } = await db.execute<LeftLine>(sql`
    with touched as materialized (
      select distinct d.delivery_id, l.order_id
      from delivery_lines d join order_lines l on l.company_id = ${company.id} and l.id = d.order_line_id
      join received_orders r on r.company_id = ${company.id} and r.order_id = l.order_id
      where d.company_id = ${company.id} and d.delivery_id = any(${ids})),
    places as materialized (
      select l.id, l.order_id, l.bundle_id, l.code, l.label,
        dense_rank() over (partition by l.order_id order by coalesce(g.first, l.position))::int as nth
      from order_lines l left join lateral (
        select min(other.position) as first from order_lines other
        where other.company_id = ${company.id} and other.order_id = l.order_id and other.bundle_group = l.bundle_group) g on true
      where l.company_id = ${company.id} and l.order_id in (select order_id from touched)),
    parts as (
      select t.delivery_id, p.order_id, p.nth, p.bundle_id, min(p.code) as code, min(p.label) as label,
        coalesce(sum(d.quantity), 0) as so_far, coalesce(sum(d.quantity) filter (where d.delivery_id = t.delivery_id), 0) as now
      from touched t join places p on p.order_id = t.order_id
      left join (delivery_lines d join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id
          and v.done_at is not null and v.cancelled_on is null)
        on d.company_id = ${company.id} and d.order_line_id = p.id
        and (d.delivery_id <= t.delivery_id or d.delivery_id <> all(${ids}))
      group by t.delivery_id, p.id, p.order_id, p.nth, p.bundle_id)
    select v.id as "deliveryId", v.number as delivery, v.delivered_on as "deliveredOn", v.carrier, v.parcel_reference as "parcelReference",
      p.order_id as "orderId", coalesce(min(bundle.code), min(p.code)) as code, coalesce(min(bundle.label), min(p.label)) as label,
      (min(p.so_far) - min(p.so_far - p.now))::int as quantity, p.nth
    from parts p
    join deliveries v on v.company_id = ${company.id} and v.id = p.delivery_id and v.kind = 'delivery'
    left join products bundle on bundle.company_id = ${company.id} and bundle.id = p.bundle_id
    group by v.id, v.number, v.delivered_on, v.carrier, v.parcel_reference, p.order_id, p.nth
    having min(p.so_far) > min(p.so_far - p.now)
    order by v.id, p.order_id, p.nth`)
  return rows
}
