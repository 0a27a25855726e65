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

/** Documents that come to the same but for their day: one of them, and how many there are in each bucket. */
export type Alike = {
  payerId: string
  priceBasis: PriceBasis
  /** A term each; on one invoice when there are several. */
  lines: LineAlike[][]
  /** Of the same terms; null: charged whole. */
  shapes: (ShapeAlike | null)[]
  buckets: number[]
  counts: number[]
}

/**
 * Documents of terms in euros, told apart by all that decides what they come to, and by nothing else. `terms` is a query of
 * `contract_id`, `starts_on`, `ends_on`, `invoice_on` and `bucket`; a bucket below nought holds whole terms, each alone.
 */
export async function documentsAlike(ctx: Ctx, terms: SQL): Promise<Alike[]> {
  const { rows } = await ctx.db.execute<Omit<Alike, 'lines' | 'shapes'> & { lines: string[]; shapes: string[] }>(sql`
    with ${contractsAlike(ctx)},
    told as (
      select s.doc, t.bucket, case when t.bucket >= 0 then s.together end as together, s.number, t.starts_on, t.invoice_on,
        case when s.prorated and t.bucket >= 0
          then json_build_array(t.starts_on, t.ends_on, s.starts_on, s.every, s.unit, s.day_rule, s.fixed_day)::text end as shape
      from (${terms}) t join said s on s.contract_id = t.contract_id and t.starts_on >= s.from_on and t.starts_on < s.next_on),
    kinds as materialized (
      select s.doc, min(s.payer_id::text) as payer, min(s.price_basis) as basis, min(s.lines) as lines from said s group by s.doc),
    apart as (
      select c.doc, c.shape, array_agg(c.bucket) as buckets, array_agg(c.count) as counts
      from (select d.doc, d.shape, d.bucket, count(*)::int as count from told d where d.together is null group by 1, 2, 3) c
      group by c.doc, c.shape),
    joined as (
      select row_number() over () as n, g.docs, g.shapes, array_agg(g.bucket) as buckets, array_agg(g.count) as counts
      from (
        select i.docs, i.shapes, i.bucket, count(*)::int as count from (
          select array_agg(d.doc order by d.number, d.starts_on) as docs,
            array_agg(coalesce(d.shape, '') order by d.number, d.starts_on) as shapes, d.bucket
          from told d where d.together is not null group by d.together, d.invoice_on, d.bucket) i
        group by 1, 2, 3) g
      group by g.docs, g.shapes)
    select k.payer as "payerId", k.basis as "priceBasis", array[k.lines] as lines, array[coalesce(a.shape, '')] as shapes, a.buckets, a.counts
    from apart a join kinds k on k.doc = a.doc
    union all
    select min(k.payer), min(k.basis), array_agg(k.lines order by u.at), u.shapes, u.buckets, u.counts
    from (select j.*, d.doc, d.at from joined j, unnest(j.docs) with ordinality d (doc, at)) u join kinds k on k.doc = u.doc
    group by u.n, u.shapes, u.buckets, u.counts`)
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
function contractsAlike({ company, today }: Ctx): SQL {
  const mine = sql`${company.id}::uuid`
  return sql`
  running as materialized (
    select c.id, c.number, c.customer_id, coalesce(c.payer_id, c.customer_id) as payer, c.price_basis, c.starts_on, c.every, c.unit,
      c.day_rule, c.fixed_day, c.prorated, case when c.grouped then json_build_array(coalesce(c.payer_id, c.customer_id), c.payment_method,
        c.payment_days, c.payment_month_end, c.mandate_id, c.price_basis, c.purchase_order, c.buyer_reference)::text end as together
    from contracts c where c.company_id = ${mine} and c.activated_on is not null and c.currency = ${EURO}),
  payers as materialized (
    select p.id, concat_ws(' ', case when p.is_agency then p.agency_discount_bps else 0 end, ${placeColumn('country')},
      case when ${placeColumn('country')} <> 'FR' then ${placeColumn('postcode')} || ' ' || p.vat_number
        when ${placeColumn('postcode')} !~ '^(?!20|97|98)[0-9]{5}$' then ${placeColumn('postcode')} end) as place
    from (select distinct r.payer as id from running r) asked join parties p on p.company_id = ${mine} and p.id = asked.id
      ${addressJoins(mine, sql`p.id`, { on: today, issueDay: today })}),
  lines as materialized (
    select l.contract_id, l.position, coalesce(l.from_on, '-infinity') as from_on, coalesce(l.until_on, 'infinity') as until_on,
      json_build_array(l.product_id, l.quantity, l.unit_cents, l.discount_bps, case when l.product_id is null then coalesce(l.vat_rate_bps, 0) end,
        l.gift and coalesce(l.recipient_id, r.customer_id) = r.payer)::text as said
    from running r join contract_lines l on l.company_id = ${mine} and l.contract_id = r.id),
  changed as (
    select l.contract_id, l.from_on as day from lines l where l.from_on > '-infinity'
    union select l.contract_id, l.until_on + 1 from lines l where l.until_on < 'infinity'),
  versions as (
    select b.contract_id, b.day as from_on, lead(b.day, 1, 'infinity') over (partition by b.contract_id order by b.day) as next_on
    from (select r.id as contract_id, '-infinity'::date as day from running r union all select * from changed) b),
  texts as (
    select v.contract_id, v.from_on, v.next_on, coalesce(string_agg(l.said, ',' order by l.position), '') as lines
    from versions v left join lines l on l.contract_id = v.contract_id and l.from_on <= v.from_on and l.until_on >= v.from_on
    group by v.contract_id, v.from_on, v.next_on),
  said as materialized (
    select x.*, r.payer as payer_id, r.price_basis, r.number, r.starts_on, r.every, r.unit, r.day_rule, r.fixed_day, r.prorated, r.together,
      dense_rank() over (order by concat_ws(' ', r.price_basis, p.place, x.lines) collate "C") as doc
    from texts x join running r on r.id = x.contract_id join payers p on p.id = r.payer)`
}
