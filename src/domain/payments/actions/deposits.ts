import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { isWaiting, WAITING_TABLES } from '../queries/deposits.ts'
import { bankAccounts, chequeDeposits } from '../tables.ts'
import { lockPayments } from './allocations.ts'

/** Slips left for the bank: what they hold waits no longer. */
export const depositsBrought = event<{ depositIds: readonly string[] }>('payments.deposited')

type NewDeposit = { bankAccountId: string; depositedOn: string; cheques: readonly string[] }

/** Puts cheques that wait on a slip of their own, the next number; a cheque is on one slip. */
export async function depositCheques(ctx: Ctx, { bankAccountId, depositedOn, cheques }: NewDeposit): Promise<string> {
  const ids = [...new Set(cheques)]
  const { iban } = await lockedRecord(ctx, bankAccounts, bankAccountId)
  if (iban === '') refuse('payments.notAtBank', { field: 'bankAccountId' })
  await lockPayments(ctx, ids)
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select p.id from ${WAITING_TABLES} where ${isWaiting(ctx)} and p.id = any(${sql.param(ids)}::uuid[])`)
  if (rows.length < ids.length) refuse('payments.chequeNotWaiting', { field: 'cheques' })
  const number = await takeNumbers(ctx, 'cheque-deposit')
  const depositId = await createRecord(ctx, chequeDeposits, { number, depositedOn, bankAccountId })
  await moveCheques(ctx, ids, depositId)
  return depositId
}

/** Takes cheques off a slip that is still here; the slip goes with its last cheque. Returns how many are left. */
export async function takeOffDeposit(ctx: Ctx, id: string, cheques: readonly string[]): Promise<number> {
  const { db, company } = ctx
  const ids = [...new Set(cheques)]
  const { broughtOn } = await lockedRecord(ctx, chequeDeposits, id)
  if (broughtOn) refuse('payments.depositBrought')
  await lockPayments(ctx, ids)
  const { rows } = await db.execute<{ mine: number; all: number }>(sql`
    select count(*) filter (where id = any(${sql.param(ids)}::uuid[]))::int as mine, count(*)::int as all
    from payment_states where company_id = ${company.id} and deposit_id = ${id}`)
  const { mine, all } = rows[0]!
  if (mine < ids.length) refuse('payments.notOnDeposit', { field: 'cheques' })
  await moveCheques(ctx, ids, null, id)
  if (all === mine) await deleteRecord(ctx, chequeDeposits, id)
  return all - mine
}

/** The slip left for the bank: its cheques stay on it. */
export async function bringDeposit(ctx: Ctx, id: string, on: string) {
  const { broughtOn, depositedOn } = await lockedRecord(ctx, chequeDeposits, id)
  if (broughtOn) refuse('payments.depositBrought')
  if (on < depositedOn) refuse('payments.broughtBefore', { field: 'on' })
  await changeRecord(ctx, chequeDeposits, id, { broughtOn: on })
  await ctx.happened(depositsBrought, { depositIds: [id] })
}

async function moveCheques(ctx: Ctx, ids: readonly string[], to: string | null, from: string | null = null) {
  await ctx.db.execute(sql`
    update payment_states set deposit_id = ${to} where company_id = ${ctx.company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  for (const id of ids) ctx.record({ record: 'payments', id, from: { depositId: from }, to: { depositId: to } })
}
