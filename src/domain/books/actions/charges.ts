import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { settingsOf } from '../../invoicing/queries/seller.ts'
import { entryWords } from '../labels/entries.ts'
import { ensureAccounts } from './chart.ts'
import { fiscalYear, NO_PRODUCT, writeEntries } from './write.ts'

/** Writes what the bank takes for direct debits that came back: it leaves the account they had been collected on. */
export async function bookReturnCharges(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  await ensureAccounts(ctx, ['bank-charges'])
  const { fiscalYearStart } = await settingsOf(ctx)
  const mine = sql`${ctx.company.id}::uuid`
  return writeEntries(ctx, {
    record: 'debit_returns',
    docs: sql`
      select r.id as record_id, row_number() over (order by r.returned_on, d.end_to_end_id) as place, ${fiscalYear(sql`r.returned_on`, fiscalYearStart)} as year,
        'BQ' as journal, r.returned_on as booked_on, '' as aux_code, '' as aux_label, d.end_to_end_id as piece, r.returned_on as piece_on,
        ${`${entryWords.returnCharge} `} || d.end_to_end_id as label, null::text as currency, null::bigint as times, null::bigint as per,
        bank.account_code as account, r.charge_cents as cents
      from debit_returns r
      join debits d on d.company_id = ${mine} and d.id = r.debit_id
      join debit_batches batch on batch.company_id = ${mine} and batch.id = d.batch_id
      join bank_accounts bank on bank.company_id = ${mine} and bank.id = batch.bank_account_id
      where r.company_id = ${mine} and r.id = any(${sql.param([...ids])}::uuid[]) and r.charge_cents > 0`,
    parts: sql`
      select record_id, 2 as turn, 'bank-charges' as purpose, '' as tax_class, '' as territory, -1 as rate, ${NO_PRODUCT} as product_id, null::text as account, cents from docs
      union all select record_id, 3, 'bank', '', '', -1, ${NO_PRODUCT}, account, -cents from docs`,
    count: ids.length,
  })
}
