import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { settingsOf } from '../../invoicing/queries/seller.ts'
import { PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { partyName } from '../../parties/queries.ts'
import { entryWords } from '../labels/entries.ts'
import { fiscalYear, NO_PRODUCT, writeEntries } from './write.ts'

/** Writes payments received and paid back: the customer owes less, the bank, the till or what waits for the bank has more. */
export async function bookPayments(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { fiscalYearStart } = await settingsOf(ctx)
  const mine = sql`${ctx.company.id}::uuid`
  return writeEntries(ctx, {
    record: 'payments',
    docs: paymentsToWrite(mine, ids, fiscalYearStart),
    parts: sql`
      select record_id, 1 as turn, 'customers' as purpose, '' as tax_class, '' as territory, -1 as rate, ${NO_PRODUCT} as product_id, null::text as account, -cents as cents from docs
      union all select record_id, 2, case method when 'transfer' then 'bank' when 'cheque' then 'cheques' else method end, '', '', -1, ${NO_PRODUCT}, account, cents from docs`,
    count: ids.length,
  })
}

/** A cheque waits until it goes to the bank, but one in another currency, which is on no slip; one that comes back unpaid leaves the account it had reached. */
const paymentsToWrite = (mine: SQL, ids: readonly string[], startMonth: number) => {
  const customer = (what: SQL) =>
    sql`(select ${what} from parties c where c.company_id = ${mine} and c.id = p.customer_id)`
  const methods = sql.join(
    PAYMENT_METHODS.map(method => sql`when ${method} then ${entryWords.payment[method]}`),
    sql` `,
  )
  const word = sql`case when p.cents < 0 then ${`${entryWords.paidBack} `} else '' end || case p.method ${methods} end`
  const deposited = sql`(select b.account_code from payment_states s
    join cheque_deposits c on c.company_id = ${mine} and c.id = s.deposit_id
    join bank_accounts b on b.company_id = ${mine} and b.id = c.bank_account_id where s.company_id = ${mine} and s.id = p.undoes_id)`
  const euros = sql`case when p.currency <> 'EUR' then (select s.euro_cents from payment_states s where s.company_id = ${mine} and s.id = p.id) end`
  return sql`
    select p.id as record_id, row_number() over (order by p.received_on, p.number) as place, ${fiscalYear(sql`p.received_on`, startMonth)} as year,
      case p.method when 'cash' then 'CA' else 'BQ' end as journal, p.received_on as booked_on, ${customer(sql`c.number::text`)} as aux_code, ${customer(partyName('c'))} as aux_label,
      'R' || p.number as piece, p.received_on as piece_on, btrim(${word} || ' ' || p.reference) as label,
      case when p.method = 'cheque' and p.currency <> 'EUR' then 'transfer' else p.method end as method, p.cents, nullif(p.currency, 'EUR') as currency, ${euros} as times, case when p.currency <> 'EUR' then p.cents end as per,
      case when p.method = 'cheque' and p.currency = 'EUR' then ${deposited}
        else (select b.account_code from bank_accounts b where b.company_id = ${mine} and b.id = p.bank_account_id) end as account
    from payments p
    where p.company_id = ${mine} and p.id = any(${sql.param([...ids])}::uuid[]) and p.source not like 'import:%'
      and (p.currency = 'EUR' or ${euros} is not null)`
}

/** Writes slips of cheques: what waited reaches the account at the bank. */
export async function bookChequeDeposits(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { fiscalYearStart } = await settingsOf(ctx)
  const mine = sql`${ctx.company.id}::uuid`
  return writeEntries(ctx, {
    record: 'cheque_deposits',
    docs: sql`
      select d.id as record_id, d.number as place, ${fiscalYear(sql`d.brought_on`, fiscalYearStart)} as year, 'BQ' as journal,
        d.brought_on as booked_on, '' as aux_code, '' as aux_label, 'RC' || d.number as piece, d.brought_on as piece_on,
        ${`${entryWords.chequeDeposit} `} || d.number as label, null::text as currency, null::bigint as times, null::bigint as per,
        b.account_code as account,
        coalesce((select sum(s.cents)::bigint from payment_states s where s.company_id = ${mine} and s.deposit_id = d.id), 0) as cents
      from cheque_deposits d join bank_accounts b on b.company_id = ${mine} and b.id = d.bank_account_id
      where d.company_id = ${mine} and d.id = any(${sql.param([...ids])}::uuid[]) and d.brought_on is not null`,
    parts: sql`
      select record_id, 2 as turn, 'bank' as purpose, '' as tax_class, '' as territory, -1 as rate, ${NO_PRODUCT} as product_id, account, cents from docs
      union all select record_id, 3, 'cheques', '', '', -1, ${NO_PRODUCT}, null, -cents from docs`,
    count: ids.length,
  })
}
