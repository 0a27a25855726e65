import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { debitSettingsContract } from '../contract.ts'

export type DebitSettings = NonNullable<
  InferSchemaOutput<NonNullable<(typeof debitSettingsContract.get)['~orpc']['outputSchema']>>
>

/** Who collects and how, or null: the company collects nothing. */
export async function debitSettingsOf({ db, company }: Pick<Ctx, 'db' | 'company'>): Promise<DebitSettings | null> {
  const { rows } = await db.execute<DebitSettings>(sql`
    select s.creditor_id as "creditorId", s.creditor_name as "creditorName", s.bank_account_id as "bankAccountId", s.file_version as "fileVersion",
      s.notice_days as "noticeDays", s.lead_days as "leadDays", s.mandate_pattern as "mandatePattern", s.retries, s.retry_days as "retryDays",
      s.stop_after as "stopAfter", s.max_charge_cents as "maxChargeCents", s.automatic, bank.name as "bankAccount", s.revision
    from debit_settings s join bank_accounts bank on bank.company_id = ${company.id} and bank.id = s.bank_account_id
    where s.company_id = ${company.id}`)
  return rows[0] ?? null
}

export const configured = async (ctx: Ctx): Promise<DebitSettings> =>
  (await debitSettingsOf(ctx)) ?? refuse('debits.notConfigured')
