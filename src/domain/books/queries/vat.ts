import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Territory } from '../../invoicing/rules/document.ts'

export type VatDue = {
  territory: Territory | null
  /** The member state whose VAT it is, declared at the one-stop shop (OSS); null: it is due in France. */
  ossCountry: string | null
  vatRateBps: number
  basis: 'invoiced' | 'received'
  netCents: number
  vatCents: number
}

/** The rates of France, and of its past. */
const FRENCH_RATES = sql.raw('array[0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060]')

/**
 * VAT due between two days by rate and territory, and by member state where it is theirs: past the threshold of distance
 * sales all sales to consumers of the Union bear the rates of where they are delivered (CGI art. 259 D), so one rate that
 * France does not have says that all of these days do. Goods are due when they are invoiced; services, and deposits whatever
 * they are for, when they are paid, unless the seller chose the debits (CGI art. 269). What is paid in parts is due in
 * parts that add up to the cent. Source: L-9.
 */
export async function vatDue({ db, company }: Ctx, from: string, to: string): Promise<VatDue[]> {
  const mine = sql`${company.id}::uuid`
  // In another currency at the rate of the document; one that has none yet waits, as its entries do.
  const euros = (cents: SQL) => sql`round((${cents}) * 1000000.0 / coalesce(a.per_euro, 1000000))`
  const sign = sql`case when i.kind = 'credit-note' then -1 else 1 end`
  const { rows } = await db.execute<VatDue>(sql`
    with paid as materialized (
      select x.id, sum(x.cents) filter (where x.on_day < ${from}::date) as before, sum(x.cents) as after
      from (select a.invoice_id as id, a.cents, a.allocated_on as on_day from payment_allocations a where a.company_id = ${mine} and a.invoice_id is not null
        union all select a.credit_note_id, -a.cents, a.allocated_on from payment_allocations a where a.company_id = ${mine} and a.credit_note_id is not null) x
      where x.on_day <= ${to}::date group by x.id having bool_or(x.on_day >= ${from}::date)),
    asked as materialized (
      select i.id, i.territory, case when i.territory = 'eu' then coalesce(i.buyer -> 'delivery' ->> 'country', i.buyer -> 'address' ->> 'country') end as country,
        i.issued_on, i.kind, ${sign} as sign, i.gross_cents as gross, coalesce(v.vat_on_debits, false) as on_debits,
        i.issued_on between ${from}::date and ${to}::date as invoiced, coalesce(abs(p.before), 0) as before, coalesce(abs(p.after), 0) as after,
        case when i.currency <> 'EUR' then (select s.per_euro_micros from invoice_states s where s.company_id = ${mine} and s.id = i.id) end as per_euro, i.currency
      from invoices i left join paid p on p.id = i.id left join seller_versions v on v.company_id = ${mine} and v.id = i.seller_id
      where i.company_id = ${mine} and i.source not like 'import:%' and (i.issued_on between ${from}::date and ${to}::date or p.id is not null)),
    amounts as materialized (
      select id, rate, when_paid, sum(net) as net, sum(vat) as vat from (
        select a.id, l.vat_rate_bps as rate, a.kind = 'deposit' or (l.supply = 'services' and not a.on_debits) as when_paid, l.net_cents as net, l.vat_cents as vat
        from asked a join invoice_lines l on l.company_id = ${mine} and l.invoice_id = a.id
        union all
        select a.id, l.vat_rate_bps, a.kind = 'deposit', t.sign * l.net_cents, t.sign * l.vat_cents
        from asked a join invoice_allowances l on l.company_id = ${mine} and l.invoice_id = a.id
        cross join lateral (select case l.kind when 'charge' then 1 else -1 end as sign) t) rows
      group by 1, 2, 3),
    due as (
      select a.territory, a.country, m.rate, m.when_paid, case when not m.when_paid then a.sign * ${euros(sql`m.net`)}
          else a.sign * (${euros(sql`m.net * a.after / nullif(a.gross, 0)`)} - ${euros(sql`m.net * a.before / nullif(a.gross, 0)`)}) end as net,
        case when not m.when_paid then a.sign * ${euros(sql`m.vat`)}
          else a.sign * (${euros(sql`m.vat * a.after / nullif(a.gross, 0)`)} - ${euros(sql`m.vat * a.before / nullif(a.gross, 0)`)}) end as vat
      from asked a join amounts m on m.id = a.id where (m.when_paid or a.invoiced) and (a.currency = 'EUR' or a.per_euro is not null))
    select territory, case when rate > 0 and (select bool_or(d.rate <> all(${FRENCH_RATES})) from due d where d.territory = 'eu') then country end as "ossCountry",
      rate as "vatRateBps", case when when_paid then 'received' else 'invoiced' end as basis,
      coalesce(sum(net), 0)::bigint as "netCents", coalesce(sum(vat), 0)::bigint as "vatCents"
    from due group by territory, 2, rate, when_paid having coalesce(sum(net), 0) <> 0 or coalesce(sum(vat), 0) <> 0
    order by territory nulls first, 2 nulls first, rate desc, when_paid`)
  return rows
}
