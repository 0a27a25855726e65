import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Territory } from '../../invoicing/rules/document.ts'

export type VatDue = {
  territory: Territory | null
  /** The member state whose VAT it is, declared at the one-stop shop (OSS); null: it is due in France. */
  ossCountry: string | null
  /** What does not fit the registration there: a rate of another state without it, or one of France alone with it. */
  hint: 'ossNotSaid' | 'frenchRate' | null
  vatRateBps: number
  basis: 'invoiced' | 'received'
  netCents: number
  vatCents: number
}

/** The rates of France, and of its past. */
const FRENCH_RATES = sql.raw('array[0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060]')
/** Those that no other member state has. */
const FRANCE_ALONE = sql.raw('array[90, 105, 175, 210, 550]')

/**
 * VAT due between two days by rate and territory, and by member state where it is theirs: what is sold to consumers of the
 * Union from the day on which the seller was registered at the one-stop shop is declared there (CGI art. 259 D, 298 sexdecies G); a
 * credit note goes where what it credits went. Goods are due when they are invoiced; services, and deposits whatever
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
    registered as materialized (
      select oss_since as since from seller_versions where company_id = ${mine} order by created_at desc, id desc limit 1),
    asked as materialized (
      select i.id, i.territory = 'eu' and coalesce((select coalesce(o.sold_on, o.issued_on) from invoices o
          where o.company_id = ${mine} and o.id = i.credits_id), i.sold_on, i.issued_on) >= (select since from registered) as declared, i.territory, case when i.territory = 'eu' then coalesce(i.buyer -> 'delivery' ->> 'country', i.buyer -> 'address' ->> 'country') end as country,
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
      select a.territory, a.country, coalesce(a.declared, false) as declared, m.rate, m.when_paid, case when not m.when_paid then a.sign * ${euros(sql`m.net`)}
          else a.sign * (${euros(sql`m.net * a.after / nullif(a.gross, 0)`)} - ${euros(sql`m.net * a.before / nullif(a.gross, 0)`)}) end as net,
        case when not m.when_paid then a.sign * ${euros(sql`m.vat`)}
          else a.sign * (${euros(sql`m.vat * a.after / nullif(a.gross, 0)`)} - ${euros(sql`m.vat * a.before / nullif(a.gross, 0)`)}) end as vat
      from asked a join amounts m on m.id = a.id where (m.when_paid or a.invoiced) and (a.currency = 'EUR' or a.per_euro is not null))
    select territory, case when declared and rate > 0 then country end as "ossCountry",
      case when declared and rate = any(${FRANCE_ALONE}) then 'frenchRate'
        when territory = 'eu' and not declared and rate <> all(${FRENCH_RATES}) then 'ossNotSaid' end as hint, rate as "vatRateBps", case when when_paid then 'received' else 'invoiced' end as basis,
      coalesce(sum(net), 0)::bigint as "netCents", coalesce(sum(vat), 0)::bigint as "vatCents"
    from due group by territory, 2, 3, rate, when_paid having coalesce(sum(net), 0) <> 0 or coalesce(sum(vat), 0) <> 0
    order by territory nulls first, 2 nulls first, rate desc, when_paid`)
  return rows
}
