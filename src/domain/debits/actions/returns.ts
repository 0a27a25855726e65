import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { undoPayments } from '../../payments/actions/undo.ts'
import { debitSettingsOf } from '../queries/settings.ts'
import { isRetried, reasonOf } from '../rules/reasons.ts'
import type { ReturnKind } from '../rules/states.ts'
import { debitReturns } from '../tables.ts'
import { tellAmendmentsAgain } from './amendments.ts'
import { debitsUnpaid, returnsCharged } from './events.ts'
import { cameBackUnpaid } from './settled.ts'

export type NewReturn = {
  debitId: string
  kind: ReturnKind
  code: string
  text: string
  returnedOn: string
  chargeCents: number
}

type Debit = {
  id: string
  customerId: string
  invoiceId: string
  state: string
  attempt: number
  paymentId: string | null
  receivedOn: string | null
  undoneBy: string | null
}

/**
 * Debits came back: what they paid is open again, and is tried again where time may mend it. All or none; one is told once.
 * Source: L-16.
 */
export async function recordReturns(ctx: Ctx, fileId: string | null, returns: readonly NewReturn[]): Promise<string[]> {
  if (returns.length === 0) return []
  const debits = await lockedDebits(
    ctx,
    returns.map(({ debitId }) => debitId),
  )
  for (const { debitId } of returns) {
    const { state } = debits.get(debitId) ?? refuse('NOT_FOUND', { status: 404 })
    if (state === 'returned') refuse('debits.alreadyReturned')
    if (state !== 'sent' && state !== 'collected') refuse('debits.notSent')
  }
  const undone = await undoCollected(ctx, returns, debits)
  const settings = await debitSettingsOf(ctx)
  const rows = returns.map(one => ({
    ...{ id: newId(), fileId, ...one },
    retryOn: settings ? retryDay(settings, one, debits.get(one.debitId)!.attempt) : null,
    undonePaymentId: undone.get(one.debitId) ?? null,
  }))
  await insertReturns(ctx, rows)
  await tellAmendmentsAgain(
    ctx,
    returns.flatMap(({ debitId, kind }) => (kind === 'reject' || kind === 'cancellation' ? [debitId] : [])),
  )
  const charged = rows.filter(({ chargeCents }) => chargeCents > 0)
  if (charged.length > 0) await ctx.happened(returnsCharged, { returnIds: charged.map(({ id }) => id) })
  await stopAfterUnpaid(ctx, settings?.stopAfter ?? null, [...debits.values()])
  return rows.map(({ id }) => id)
}

/** Not before that day, and as often as was settled; null: a person decides. */
function retryDay({ retries, retryDays }: { retries: number; retryDays: number }, said: NewReturn, attempt: number) {
  if (attempt > retries || !isRetried(said.code, said.kind)) return null
  return isoDay(addDays(day(said.returnedOn), retryDays))
}

async function lockedDebits({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, Debit>> {
  await db.execute(sql`
    select from debits where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[]) order by id for update`)
  const { rows } = await db.execute<Debit>(sql`
    select d.id, d.customer_id as "customerId", d.invoice_id as "invoiceId", d.state, d.attempt, d.payment_id as "paymentId",
      p.received_on as "receivedOn", undone.id as "undoneBy"
    from debits d left join payments p on p.company_id = ${company.id} and p.id = d.payment_id
    left join payments undone on undone.company_id = ${company.id} and undone.undoes_id = d.payment_id
    where d.company_id = ${company.id} and d.id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}

/** Undoes what was collected, unless somebody did; answers by debit the payment that takes it back. */
async function undoCollected(ctx: Ctx, returns: readonly NewReturn[], debits: ReadonlyMap<string, Debit>) {
  const undone = new Map<string, string>()
  for (const { id, undoneBy } of debits.values()) if (undoneBy) undone.set(id, undoneBy)
  const collected = returns.flatMap(({ debitId, code, returnedOn }) => {
    const { paymentId, receivedOn, undoneBy } = debits.get(debitId)!
    const on = receivedOn && receivedOn > returnedOn ? receivedOn : returnedOn
    return paymentId && !undoneBy ? [{ debitId, paymentId, reason: reasonOf(code, ctx.language), on }] : []
  })
  if (collected.length === 0) return undone
  const opposites = await undoPayments(ctx, collected)
  for (const [at, { debitId }] of collected.entries()) undone.set(debitId, opposites[at]!.id)
  return undone
}

type Row = NewReturn & { id: string; fileId: string | null; retryOn: string | null; undonePaymentId: string | null }

async function insertReturns({ db, company, actor, record }: Ctx, rows: readonly Row[]) {
  await db.execute(sql`
    insert into debit_returns (company_id, id, debit_id, file_id, kind, code, text, returned_on, charge_cents, retry_on, undone_payment_id, created_by, updated_by)
    select ${company.id}, id, "debitId", "fileId", kind, code, text, "returnedOn", "chargeCents", "retryOn", "undonePaymentId", ${actor.initials}, ${actor.initials}
    from (${givenRows(rows, RETURN)}) back`)
  await db.execute(sql`
    update debits set state = 'returned', updated_at = now(), updated_by = ${actor.initials}, revision = revision + 1
    where company_id = ${company.id} and id = any(${sql.param(rows.map(({ debitId }) => debitId))}::uuid[])`)
  for (const { id, ...to } of rows) record({ record: 'debit_returns', id, from: null, to })
}
const RETURN = {
  ...{ id: 'uuid', debitId: 'uuid', fileId: 'uuid', kind: 'text', code: 'text', text: 'text', returnedOn: 'date' },
  ...{ chargeCents: 'bigint', retryOn: 'date', undonePaymentId: 'uuid' },
}

/** Customers of whom so many debits in a row came back: what their invoices sold is no longer served. */
async function stopAfterUnpaid(ctx: Ctx, stopAfter: number | null, debits: readonly Debit[]) {
  if (stopAfter === null) return
  const { db, company } = ctx
  const customerIds = [...new Set(debits.map(({ customerId }) => customerId))]
  const { rows } = await db.execute<{ invoiceIds: string[] }>(sql`
    select array_agg(distinct d.invoice_id) as "invoiceIds" from debits d
    left join lateral (select max(collect_on) as last from debits good
      where good.company_id = ${company.id} and good.customer_id = d.customer_id and good.state = 'collected') paid on true
    where d.company_id = ${company.id} and d.customer_id = any(${sql.param(customerIds)}::uuid[]) and ${cameBackUnpaid(ctx)}
      and (paid.last is null or d.collect_on > paid.last)
    group by d.customer_id having count(*) >= ${stopAfter}`)
  const invoiceIds = rows.flatMap(row => row.invoiceIds)
  if (invoiceIds.length > 0) await ctx.happened(debitsUnpaid, { invoiceIds })
}

/** When the invoice of a debit that came back is collected again; null: never. */
export async function changeRetry(ctx: Ctx, id: string, retryOn: string | null) {
  const { debitId } = await lockedRecord(ctx, debitReturns, id)
  const { rows } = await ctx.db.execute(sql`
    select from debits d join debits running on running.company_id = ${ctx.company.id} and running.invoice_id = d.invoice_id and running.state in ('planned', 'sent')
    where d.company_id = ${ctx.company.id} and d.id = ${debitId}`)
  if (rows.length > 0) refuse('debits.alreadyCollecting')
  await changeRecord(ctx, debitReturns, id, { retryOn })
}
