import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import type { PriceBasis } from '../../invoicing/rules/document.ts'
import { addressJoins, placeColumn } from '../../parties/queries/address-for.ts'

/** A line as it is priced: product, quantity, price of one, discount, VAT of a line of text, whether it is a gift to who pays. */
export type LineAlike = [
  productId: string | null,
  quantity: number,
  unitCents: number | null,
  discountBps: number,
  vatRateBps: number | null,
  toOneself: boolean,
]
/** The days of a term that is charged by the day, and what its whole term is counted by. */
export type ShapeAlike = [
  startsOn: string,
  endsOn: string,
  contractStartsOn: string,
  every: number,
  unit: string,
  dayRule: string,
  fixedDay: number | null,
]

/** Documents that come to the same: one of them, and how many there are in each bucket. */
export type Alike = {
  payerId: string
  priceBasis: PriceBasis
  /** A day that one of them bears, `YYYY-MM-DD`; on those of the others prices are the same. */
  on: string
  /** A term each; on one invoice when there are several. */
  lines: LineAlike[][]
  /** Of the same terms; null: charged whole. */
  shapes: (ShapeAlike | null)[]
  buckets: number[]
  counts: number[]
}

/**
 * Documents of terms in euros, told apart by all that decides what they come to and by nothing else. `terms` is a query of
 * `contract_id`, `starts_on`, `ends_on`, `invoice_on` and `bucket`; `days` are those that prices change on.
 */
export async function documentsAlike(ctx: Ctx, terms: SQL, days: readonly string[]): Promise<Alike[]> {
  const mine = sql`${ctx.company.id}::uuid`
  const { rows } = await ctx.db.execute<Omit<Alike, 'lines' | 'shapes'> & { lines: string[]; shapes: string[] }>(sql`
    with ${contractsAlike(ctx, mine)},
    told as (
      select s.together, s.number, s.doc, t.starts_on, t.bucket, greatest(t.invoice_on, ${ctx.today}::date) as on_day, t.invoice_on,
        case when s.prorated then json_build_array(t.starts_on, t.ends_on, s.starts_on, s.every, s.unit, s.day_rule, s.fixed_day)::text
          else '' end as shape
      from (${terms}) t join said s on s.contract_id = t.contract_id and t.starts_on >= s.from_on and t.starts_on < s.next_on),
    dated as (select t.*, width_bucket(t.on_day, ${`{${days.join(',')}}`}::date[]) as epoch from told t),
    apart as (
      select array[d.doc] as docs, array[d.shape] as shapes, d.epoch, d.bucket, min(d.on_day) as on_day, count(*)::int as count
      from dated d where d.together is null group by d.doc, d.shape, d.epoch, d.bucket),
    joined as (
      select array_agg(d.doc order by d.number, d.starts_on) as docs, array_agg(d.shape order by d.number, d.starts_on) as shapes,
        d.epoch, d.bucket, min(d.on_day) as on_day from dated d where d.together is not null
      group by d.together, d.invoice_on, d.epoch, d.bucket),
    alike as materialized (
      select row_number() over () as n, a.docs, a.shapes, min(a.on_day) as on_day, array_agg(a.bucket) as buckets, array_agg(a.count) as counts
      from (select * from apart union all
        select j.docs, j.shapes, j.epoch, j.bucket, min(j.on_day), count(*)::int from joined j
        group by j.docs, j.shapes, j.epoch, j.bucket) a
      group by a.docs, a.shapes, a.epoch),
    kinds as (
      select s.doc, min(s.payer_id::text) as payer, min(s.price_basis) as basis, min(s.lines) as lines from said s group by s.doc),
    whole as (
      select u.n, min(k.payer) as payer, min(k.basis) as basis, array_agg(k.lines order by u.at) as lines
      from (select a.n, d.doc, d.at from alike a, unnest(a.docs) with ordinality d (doc, at)) u join kinds k on k.doc = u.doc
      group by u.n)
    select w.payer as "payerId", w.basis as "priceBasis", a.on_day as on, w.lines, a.shapes, a.buckets, a.counts
    from alike a join whole w on w.n = a.n`)
  return rows.map(row => ({
    ...row,
    lines: row.lines.map(lines => JSON.parse(`[${lines}]`) as LineAlike[]),
    shapes: row.shapes.map(shape => (shape === '' ? null : (JSON.parse(shape) as ShapeAlike))),
  }))
}

/**
 * `said`: what each active contract invoices from a day on until another; those alike have one `doc`. Of an address what no
 * rule of VAT reads is left out: in France, all postcodes but those of Corsica and overseas.
 */
const contractsAlike = ({ today }: Ctx, mine: SQL): SQL => sql`
  running as materialized (
    select c.*, coalesce(c.payer_id, c.customer_id) as payer from contracts c
    where c.company_id = ${mine} and c.activated_on is not null and c.currency = ${EURO}),
  payers as (
    select p.id, concat_ws(' ', case when p.is_agency then p.agency_discount_bps else 0 end, ${placeColumn('country')},
      case when ${placeColumn('country')} <> 'FR' then ${placeColumn('postcode')} || ' ' || p.vat_number
        when ${placeColumn('postcode')} !~ '^(?!20|97|98)[0-9]{5}$' then ${placeColumn('postcode')} end) as place
    from parties p ${addressJoins(mine, sql`p.id`, { on: today, issueDay: today })} where p.company_id = ${mine}),
  lines as materialized (
    select l.contract_id, l.position, coalesce(l.from_on, '-infinity') as from_on, coalesce(l.until_on, 'infinity') as until_on,
      json_build_array(l.product_id, l.quantity, l.unit_cents, l.discount_bps, case when l.product_id is null then coalesce(l.vat_rate_bps, 0) end,
        l.gift and coalesce(l.recipient_id, r.customer_id) = r.payer)::text as said
    from running r join contract_lines l on l.company_id = ${mine} and l.contract_id = r.id),
  bounds as (
    select r.id as contract_id, '-infinity'::date as day from running r union select l.contract_id, l.from_on from lines l
    union select l.contract_id, l.until_on + 1 from lines l where l.until_on < 'infinity'),
  versions as (
    select b.contract_id, b.day as from_on, lead(b.day, 1, 'infinity') over (partition by b.contract_id order by b.day) as next_on
    from bounds b),
  texts as (
    select v.contract_id, v.from_on, v.next_on, coalesce(string_agg(l.said, ',' order by l.position), '') as lines
    from versions v left join lines l on l.contract_id = v.contract_id and l.from_on <= v.from_on and l.until_on >= v.from_on
    group by v.contract_id, v.from_on, v.next_on),
  said as materialized (
    select x.*, r.payer as payer_id, r.price_basis, r.number, r.starts_on, r.every, r.unit, r.day_rule, r.fixed_day, r.prorated,
      dense_rank() over (order by concat_ws(' ', r.price_basis, p.place, x.lines) collate "C") as doc,
      case when r.grouped then json_build_array(r.payer, r.payment_method, r.payment_days, r.payment_month_end, r.mandate_id,
        r.price_basis, r.purchase_order, r.buyer_reference)::text end as together
    from texts x join running r on r.id = x.contract_id join payers p on p.id = r.payer)`
