import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type DebitSettings, debitSettingsOf } from '../queries/settings.ts'
import { creditorIdOf } from '../rules/creditor-id.ts'
import { referenceFrom } from '../rules/reference.ts'
import { debitSettings } from '../tables/mandate.ts'

type Given = Omit<DebitSettings, 'bankAccount' | 'revision'> & { revision?: number | undefined }

/** Changes who collects and how, or says it for the first time. */
export async function saveDebitSettings(ctx: Ctx, { revision, ...given }: Given): Promise<DebitSettings> {
  const { db, company, actor } = ctx
  const creditorId = creditorIdOf(given.creditorId) ?? refuse('debits.creditorIdForm', { field: 'creditorId' })
  if (!referenceFrom(given.mandatePattern, 1)) refuse('debits.patternForm', { field: 'mandatePattern' })
  const before = await debitSettingsOf(ctx)
  if (before && revision !== undefined && before.revision !== revision)
    refuse('record.changedMeanwhile', { values: { by: '', at: '' } })
  await refuseTill(ctx, given.bankAccountId)
  const row = { ...given, creditorId }
  const changes = { ...row, updatedBy: actor.initials }
  if (before)
    await db
      .update(debitSettings)
      .set({ ...changes, updatedAt: sql`now()`, revision: before.revision + 1 })
      .where(eq(debitSettings.companyId, company.id))
  else await db.insert(debitSettings).values({ companyId: company.id, ...changes, createdBy: actor.initials })
  ctx.record({ record: 'debit_settings', id: company.id, from: before, to: row })
  return (await debitSettingsOf(ctx))!
}

async function refuseTill({ db, company }: Ctx, bankAccountId: string) {
  const { rows } = await db.execute<{ iban: string }>(
    sql`select iban from bank_accounts where company_id = ${company.id} and id = ${bankAccountId}`,
  )
  if (!rows[0]) refuse('payments.unknownBankAccount', { field: 'bankAccountId' })
  if (rows[0].iban === '') refuse('debits.accountWithoutIban', { field: 'bankAccountId' })
}
