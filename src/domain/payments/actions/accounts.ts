import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, deleteRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { bicOf, ibanOf } from '../../../values/iban.ts'
import { bankAccounts } from '../tables.ts'

type Fields = { name: string; iban: string; bic: string; accountCode?: string | undefined }

const BANK = '512000'
const TILL = '530000'

/** A bank account by its IBAN; without one, a till. */
export const createBankAccount = (ctx: Ctx, { name, iban, bic, accountCode }: Fields) => {
  const code = accountCode ?? (iban.trim() === '' ? TILL : BANK)
  return createRecord(ctx, bankAccounts, { name, ...checked({ iban, bic }), accountCode: code })
}

export const changeBankAccount = (ctx: Ctx, id: string, changes: Partial<Fields>, revision?: number) =>
  changeRecord(ctx, bankAccounts, id, { ...changes, ...checked(changes) }, revision)

/** Deletes one that no payment, deposit or statement refers to. */
export async function removeBankAccount(ctx: Ctx, id: string) {
  const { rows } = await ctx.db.execute(sql`
    select from bank_accounts b where b.company_id = ${ctx.company.id} and b.id = ${id} and (
      exists (select from payments where company_id = ${ctx.company.id} and bank_account_id = ${id})
      or exists (select from cheque_deposits where company_id = ${ctx.company.id} and bank_account_id = ${id})
      or exists (select from bank_statements where company_id = ${ctx.company.id} and bank_account_id = ${id}))`)
  if (rows.length > 0) refuse('payments.bankAccountUsed')
  await deleteRecord(ctx, bankAccounts, id)
}

function checked({ iban, bic }: Partial<Pick<Fields, 'iban' | 'bic'>>) {
  const rightIban = iban?.trim() ? (ibanOf(iban) ?? refuse('payments.ibanForm', { field: 'iban' })) : iban?.trim()
  const rightBic = bic?.trim() ? (bicOf(bic) ?? refuse('payments.bicForm', { field: 'bic' })) : bic?.trim()
  return {
    ...(rightIban === undefined ? {} : { iban: rightIban }),
    ...(rightBic === undefined ? {} : { bic: rightBic }),
  }
}
