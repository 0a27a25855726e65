import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { formatOf } from '../formats/kinds.ts'
import { type Compared, type Gap, gapOf, gapsOf } from '../rules/reconciliation.ts'
import { type Shop, shopById } from './shops.ts'

const PART = 500
const SHOWN = 1000

type Row = Omit<Compared, 'told' | 'refunds' | 'creditNotes'> & {
  orderedAt: string
  buyerName: string
  reasonValues: Record<string, string | number>
  document: string
  refunds: Compared['refunds']
  creditNotes: Compared['creditNotes']
}
type Sums = Record<
  | 'orders'
  | 'soldCents'
  | 'refundedCents'
  | 'invoicedCents'
  | 'creditedCents'
  | 'receivedCents'
  | 'openCents'
  | 'gapCents'
  | 'unexplainedCents',
  number
>
type Found = Pick<Row, 'orderId' | 'orderNumber' | 'buyerName' | 'reasonValues' | 'currency'> & Gap

/** What a shop sold in a month beside what became of it here, part after part: memory does not grow with the month. */
export async function reconciliationOf(ctx: Ctx, id: string, month: string) {
  const shop = await shopById(ctx, id)
  const byCurrency = new Map<string, Sums>()
  const gaps: Found[] = []
  for (let after: Row | undefined, rows: Row[] = []; ; after = rows.at(-1)) {
    rows = await partOf(ctx, shop, { month, after })
    for (const row of rows) {
      const order: Compared = { ...row, told: toldBy(shop, row) }
      const found = gapsOf(order)
      add(byCurrency, order, found)
      const { orderId, orderNumber, buyerName, reasonValues, currency } = row
      if (gaps.length < SHOWN)
        gaps.push(...found.map(gap => ({ orderId, orderNumber, buyerName, reasonValues, currency, ...gap })))
    }
    if (rows.length < PART) break
  }
  const currencies = [...byCurrency].map(([currency, sums]) => ({ currency, ...sums }))
  return { currencies, gaps: gaps.slice(0, SHOWN) }
}

function toldBy({ kind }: Shop, { document }: Row): Compared['told'] {
  if (document === '') return null
  const read = formatOf(kind).readOrder(JSON.parse(document))
  return 'document' in read ? read.document.refunds : null
}

const NOTHING: Sums = {
  ...{ orders: 0, soldCents: 0, refundedCents: 0, invoicedCents: 0, creditedCents: 0 },
  ...{ receivedCents: 0, openCents: 0, gapCents: 0, unexplainedCents: 0 },
}

function add(byCurrency: Map<string, Sums>, order: Compared, gaps: ReturnType<typeof gapsOf>) {
  const sums = byCurrency.get(order.currency) ?? { ...NOTHING }
  byCurrency.set(order.currency, sums)
  const total = (all: readonly { cents: number }[]) => all.reduce((sum, { cents }) => sum + cents, 0)
  const invoiced = (order.invoiceCents ?? 0) + order.againCents
  const credited = total(order.creditNotes)
  const gap = gapOf(order)
  sums.orders++
  sums.soldCents += order.totalCents
  sums.refundedCents += order.totalCents - invoiced + credited - gap
  sums.invoicedCents += invoiced
  sums.creditedCents += credited
  sums.receivedCents += order.receivedCents
  sums.openCents += order.openCents
  sums.gapCents += gap
  sums.unexplainedCents += total(gaps.filter(({ why }) => why === 'unexplained'))
}

/** Orders of the month that are sales there, after one: each with its documents and money, found by their keys. */
async function partOf({ db, company }: Ctx, shop: Shop, { month, after }: { month: string; after: Row | undefined }) {
  const mine = sql`${company.id}::uuid`
  const from = sql`(${`${month}-01`}::date)::timestamp at time zone ${shop.timeZone}`
  const to = sql`(${`${month}-01`}::date + interval '1 month')::timestamp at time zone ${shop.timeZone}`
  const { rows } = await db.execute<Row>(sql`
    with part as materialized (
      select o.* from shop_orders o where o.company_id = ${mine} and o.shop_id = ${shop.id}
        and coalesce(o.ordered_at, '-infinity'::timestamptz) >= ${from} and coalesce(o.ordered_at, '-infinity'::timestamptz) < ${to}
        and o.state in ('taken', 'waits', 'quarantined')
        ${after ? sql`and (coalesce(o.ordered_at, '-infinity'::timestamptz), o.id) > (${after.orderedAt}::timestamptz, ${after.orderId}::uuid)` : sql``}
      order by coalesce(o.ordered_at, '-infinity'::timestamptz), o.id limit ${PART})
    select p.id as "orderId", coalesce(nullif(p.number, ''), p.external_id) as "orderNumber", p.ordered_at as "orderedAt",
      p.buyer_name as "buyerName", p.currency, p.total_cents as "totalCents", p.reason, p.reason_values as "reasonValues", p.document, i.gross_cents as "invoiceCents", coalesce(again.cents, 0)::bigint as "againCents",
      coalesce(refunded.all, '[]') as refunds, coalesce(notes.all, '[]') as "creditNotes",
      coalesce(money.received, 0)::bigint as "receivedCents", coalesce(opened.cents, 0)::bigint as "openCents"
    from part p
    left join invoices i on i.company_id = ${mine} and i.id = p.invoice_id
    left join lateral (select json_agg(json_build_object('externalId', r.external_id, 'cents', r.cents, 'stateReason', r.state_reason,
        'credited', r.credit_note_id is not null)) as all
      from shop_refunds r where r.company_id = ${mine} and r.order_id = p.id and r.gone_at is null) refunded on true
    left join lateral (select sum(a.gross_cents) as cents, array_agg(a.id) as ids from invoices a
      where a.company_id = ${mine} and a.source = ${`shop:${shop.id}`} and a.source_reference in (
        select 'R' || told.id || turn.said || '-X' from (select p.external_id as id union all select g.external_id from shop_refunds g
          where g.company_id = ${mine} and g.order_id = p.id and g.gone_at is not null) told
        cross join lateral (select case when n = 0 then '' else '.' || n end as said from generate_series(0, 9) n) turn)) again on true
    left join lateral (select array_agg(c.id) as ids, json_agg(json_build_object('number', c.number, 'cents', c.gross_cents, 'by', case
          when c.source <> ${`shop:${shop.id}`} then 'hand'
          when c.source_reference = 'R' || p.external_id or c.source_reference like 'R' || p.external_id || '.%' then 'cancellation'
          when exists (select from shop_refunds g where g.company_id = ${mine} and g.order_id = p.id and g.gone_at is not null
            and (c.source_reference = 'R' || g.external_id or c.source_reference like 'R' || g.external_id || '.%')) then 'cancellation'
          else 'refund' end) order by c.id) as all
      from invoices c where c.company_id = ${mine} and c.credits_id = any(array[p.invoice_id] || again.ids)) notes on true
    left join lateral (select sum(a.cents) as received from payment_allocations a
      where a.company_id = ${mine} and a.invoice_id = any(array[p.invoice_id] || again.ids || notes.ids) and a.payment_id is not null) money on true
    left join lateral (select sum(s.open_cents) as cents from invoice_states s
      where s.company_id = ${mine} and s.id = any(array[p.invoice_id] || again.ids || notes.ids)) opened on true
    order by coalesce(p.ordered_at, '-infinity'::timestamptz), p.id`)
  return rows
}
