import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { settingsOf } from '../../invoicing/queries/seller.ts'
import { partyName } from '../../parties/queries.ts'
import { entryWords } from '../labels/entries.ts'
import { fiscalYear, NO_PRODUCT, writeEntries } from './write.ts'

/**
 * Writes issued invoices, deposits and credit notes to the books, all in one statement; those brought from elsewhere are not
 * ours to write, and those in another currency wait until its rate is known.
 */
export async function bookDocuments(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { fiscalYearStart } = await settingsOf(ctx)
  const mine = sql`${ctx.company.id}::uuid`
  return writeEntries(ctx, {
    record: 'invoices',
    docs: documents(mine, ids, fiscalYearStart),
    parts: partsOf(mine, ids),
    count: ids.length,
  })
}

const uuids = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`

const documents = (mine: SQL, ids: readonly string[], startMonth: number) => {
  const { invoice, creditNote, deposit } = entryWords
  // As it stands on the document; only one from before that was kept there is looked up, document by document.
  const customer = (kept: SQL, what: SQL) =>
    sql`coalesce(${kept}, (select ${what} from parties c where c.company_id = ${mine} and c.id = i.customer_id))`
  const rate = sql`case when i.currency <> 'EUR' then (select s.per_euro_micros from invoice_states s where s.company_id = ${mine} and s.id = i.id) end`
  return sql`
    select i.id as record_id, row_number() over (order by i.issued_on, i.series_kind, i.series_number, i.number) as place,
      ${fiscalYear(sql`i.issued_on`, startMonth)} as year, 'VE' as journal, i.issued_on as booked_on,
      ${customer(sql`i.buyer->>'number'`, sql`c.number::text`)} as aux_code, ${customer(sql`i.buyer->>'name'`, partyName('c'))} as aux_label,
      i.number as piece, i.issued_on as piece_on,
      case i.kind when 'invoice' then ${invoice} when 'deposit' then ${deposit} else ${creditNote} end || ' ' || i.number as label,
      nullif(i.currency, 'EUR') as currency, case when i.currency <> 'EUR' then 1000000 end as times, ${rate} as per,
      case when i.kind = 'credit-note' then -1 else 1 end as sign, coalesce(i.territory, '') as territory, i.gross_cents,
      i.kind = 'deposit' or i.credits_id is not null and exists (select from invoices d where d.company_id = ${mine} and d.id = i.credits_id and d.kind = 'deposit') as of_deposit
    from invoices i where i.company_id = ${mine} and i.id = any(${uuids(ids)}) and i.issued_on is not null and i.source not like 'import:%'
      and (i.currency = 'EUR' or ${rate} is not null)`
}

/**
 * The customer owes the whole; sales, deposits and VAT by rate make it up. A deposit taken off goes back from where it
 * waited. A cent by which the sums of a document differ from its lines is a rounding.
 */
const partsOf = (mine: SQL, ids: readonly string[]) => sql`
  with lines as materialized (
    select d.record_id, d.sign, d.territory, d.of_deposit, l.vat_rate_bps as rate, coalesce(l.product_id, ${NO_PRODUCT}) as product_id,
      sum(l.net_cents)::bigint as net, sum(l.vat_cents)::bigint as vat
    from invoice_lines l join docs d on d.record_id = l.invoice_id
    where l.company_id = ${mine} and l.invoice_id = any(${uuids(ids)}) group by 1, 2, 3, 4, 5, 6),
  allowances as materialized (
    select d.record_id, d.territory, a.kind, a.vat_rate_bps as rate, d.sign * case a.kind when 'charge' then -1 else 1 end as sign,
      a.net_cents as net, a.vat_cents as vat
    from invoice_allowances a join docs d on d.record_id = a.invoice_id
    where a.company_id = ${mine} and a.invoice_id = any(${uuids(ids)})),
  known as materialized (
    select record_id, 1 as turn, 'customers' as purpose, '' as tax_class, territory, -1 as rate, ${NO_PRODUCT} as product_id, sign * gross_cents as cents from docs
    union all select l.record_id, 2, case when l.of_deposit then 'deposits' else 'sales' end, coalesce(p.tax_class, ''), l.territory, l.rate, l.product_id, -l.sign * l.net
      from lines l left join products p on p.company_id = ${mine} and p.id = l.product_id
    union all select record_id, 2, case kind when 'deposit' then 'deposits' when 'charge' then 'charges' else 'sales' end, '', territory, rate, ${NO_PRODUCT}, sign * net from allowances
    union all select record_id, 3, 'vat', '', territory, rate, ${NO_PRODUCT}, -sign * vat from lines
    union all select record_id, 3, 'vat', '', territory, rate, ${NO_PRODUCT}, sign * vat from allowances)
  select known.*, null::text as account from known
  union all select record_id, 4, case when sum(cents) < 0 then 'rounding-loss' else 'rounding' end, '', '', -1, ${NO_PRODUCT}, -sum(cents)::bigint, null
    from known group by record_id having abs(sum(cents)) between 1 and count(*)`
