import { and, eq, sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { changeLocked, changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { lockDocuments } from '../../payments/queries/open.ts'
import { workLabels } from '../labels/work.ts'
import { debitCandidates, firstFileDay } from '../queries/candidates.ts'
import { LAPSES_ON } from '../queries/mandates.ts'
import { configured } from '../queries/settings.ts'
import type { Scheme } from '../rules/states.ts'
import { debitBatches } from '../tables.ts'
import { CARRIES, lockMandates, tellAmendmentsAgain } from './amendments.ts'
import { fingerprint } from './debit-file.ts'
import { refuseNoBankDay } from './notices.ts'

type Asked = {
  collectOn: string
  scheme: Scheme
  invoiceIds?: readonly string[] | undefined
  expectedCount?: number | undefined
}
type Ready = {
  id: string
  number: string
  customerId: string
  mandateId: string
  noticeId: string
  frequency: 'recurrent' | 'one-off'
  openCents: number
  attempts: number
}

/** Makes the batch of a bank day of what is ready for it; an invoice is in one batch at a time, whoever comes second. Source: L-15. */
export async function createBatch(ctx: Ctx, asked: Asked): Promise<string> {
  const { collectOn, scheme } = asked
  const settings = await configured(ctx)
  refuseNoBankDay(collectOn)
  refuseTooLate(ctx, collectOn, settings.leadDays)
  const seen = await readyFor(ctx, asked)
  if (seen.length === 0) refuse('debits.nothingReady')
  if (asked.expectedCount !== undefined && asked.expectedCount !== seen.length)
    refuse('debits.candidatesChanged', { values: { expected: asked.expectedCount, found: seen.length } })
  await lockDocuments(ctx, { ids: seen.map(({ id }) => id) })
  await lockOneOffs(ctx, seen)
  const ready = await readyFor(ctx, { ...asked, invoiceIds: seen.map(({ id }) => id) })
  if (ready.length === 0) refuse('debits.nothingReady')
  const number = await takeNumbers(ctx, 'debit-batch')
  const name = `D${String(number).padStart(6, '0')}`
  const batchId = await createRecord(ctx, debitBatches, {
    ...{ number, scheme, collectOn, bankAccountId: settings.bankAccountId, fileVersion: settings.fileVersion },
    messageReference: `${name}-${ctx.today.replaceAll('-', '')}`,
    debitCount: ready.length,
    cents: ready.reduce((sum, { openCents }) => sum + openCents, 0),
  })
  await insertDebits(ctx, { batchId, collectOn, name }, ready)
  return batchId
}

async function readyFor(ctx: Ctx, { collectOn, scheme, invoiceIds }: Asked): Promise<Ready[]> {
  const { rows } = await ctx.db.execute<Ready>(sql`
    select c.id, c.number, c.customer_id as "customerId", c.mandate_id as "mandateId", c.notice_id as "noticeId", c.frequency,
      c.open_cents as "openCents", c.attempts
    from (select *, row_number() over (partition by mandate_id order by number, id) as nth
      from (${debitCandidates(ctx, await configured(ctx))}) all_of_them
      where verdict in ('ready', 'noticed') and collect_on = ${collectOn}::date and scheme = ${scheme}
        ${invoiceIds ? sql`and id = any(${sql.param([...invoiceIds])}::uuid[])` : sql``}) c
    where c.frequency <> 'one-off' or c.nth = 1 order by c.number, c.id`)
  return rows
}

/** A mandate for one debit serves one, whoever comes second. */
const lockOneOffs = ({ db, company }: Ctx, ready: readonly Ready[]) =>
  db.execute(sql`
    select from mandates where company_id = ${company.id} and frequency = 'one-off'
      and id = any(${sql.param(ready.map(({ mandateId }) => mandateId))}::uuid[]) order by id for update`)

async function insertDebits(
  { db, company, actor }: Ctx,
  { batchId, collectOn, name }: { batchId: string; collectOn: string; name: string },
  ready: readonly Ready[],
) {
  const rows = ready.map((one, at) => ({
    ...{ id: newId(), invoiceId: one.id, mandateId: one.mandateId, customerId: one.customerId, noticeId: one.noticeId },
    ...{ batchId, collectOn, attempt: one.attempts + 1, cents: one.openCents },
    sequence: one.frequency === 'one-off' ? 'OOFF' : 'RCUR',
    endToEndId: `${name}-${String(at + 1).padStart(6, '0')}`,
    remittance: one.number,
  }))
  await db.execute(sql`
    insert into debits (company_id, id, batch_id, invoice_id, mandate_id, customer_id, notice_id, attempt, cents, collect_on, sequence,
      end_to_end_id, remittance, created_by, updated_by)
    select ${company.id}, id, "batchId", "invoiceId", "mandateId", "customerId", "noticeId", attempt, cents, "collectOn", sequence,
      "endToEndId", remittance, ${actor.initials}, ${actor.initials}
    from (${givenRows(rows, DEBIT)}) debit`)
}
const DEBIT = {
  ...{ id: 'uuid', batchId: 'uuid', invoiceId: 'uuid', mandateId: 'uuid', customerId: 'uuid', noticeId: 'uuid' },
  ...{ attempt: 'int', cents: 'bigint', collectOn: 'date', sequence: 'text', endToEndId: 'text', remittance: 'text' },
}

function refuseTooLate({ today }: Ctx, collectOn: string, leadDays: number) {
  const first = firstFileDay(today, leadDays)
  if (collectOn < first) refuse('debits.tooLateForBank', { field: 'collectOn', values: { first } })
}

/** Takes debits off a batch that is still here; it is cancelled with its last one. */
export async function takeOffBatch(ctx: Ctx, id: string, debitIds: readonly string[]) {
  const { db, company } = ctx
  const batch = await lockedRecord(ctx, debitBatches, id)
  if (batch.handedOverAt || batch.cancelledOn) refuse('debits.batchHandedOver')
  const { rowCount } = await db.execute(sql`
    delete from debits where company_id = ${company.id} and batch_id = ${id} and state = 'planned' and id = any(${sql.param([...debitIds])}::uuid[])`)
  if ((rowCount ?? 0) < new Set(debitIds).size) refuse('debits.notInBatch', { field: 'debitIds' })
  const left = await countAgain(ctx, id)
  if (left === 0)
    await changeRecord(ctx, debitBatches, id, {
      cancelledOn: ctx.today,
      cancelledReason: workLabels[ctx.language].emptied,
    })
}

/** What is left of a batch not handed over, written on it. */
async function countAgain(ctx: Ctx, id: string): Promise<number> {
  const { rows } = await ctx.db.execute<{ debitCount: number; cents: number }>(sql`
    select count(*)::int as "debitCount", coalesce(sum(cents), 0)::bigint as cents from debits
    where company_id = ${ctx.company.id} and batch_id = ${id} and state <> 'cancelled'`)
  await changeRecord(ctx, debitBatches, id, rows[0]!)
  return rows[0]!.debitCount
}

/** Debits handed over while somebody waits. */
export const HANDED_OVER_AT_ONCE = 5_000

/** A batch that is still here, and of which the bank still takes the file; else a refusal. */
export async function toHandOver(ctx: Ctx, id: string) {
  const batch = await lockedRecord(ctx, debitBatches, id)
  if (batch.handedOverAt || batch.cancelledOn) refuse('debits.batchHandedOver')
  refuseTooLate(ctx, batch.collectOn, (await configured(ctx)).leadDays)
  return batch
}

/**
 * Makes the file: what was paid or revoked meanwhile is taken off, the rest is kept as the file says it and changes no more.
 * Answers how many were taken off.
 */
export async function handOverBatch(ctx: Ctx, id: string, reached?: (count: number) => Promise<void>): Promise<number> {
  const { db, company, actor } = ctx
  const batch = await toHandOver(ctx, id)
  const settings = await configured(ctx)
  const takenOff = await takeOffChanged(ctx, id)
  if ((await countAgain(ctx, id)) === 0) refuse('debits.nothingReady')
  await freezeDebits(ctx, id)
  await noteUsed(ctx, id, batch.collectOn)
  const { rows } = await db.execute<{ iban: string; bic: string }>(
    sql`select iban, bic from bank_accounts where company_id = ${company.id} and id = ${batch.bankAccountId}`,
  )
  const creditor = { name: settings.creditorName, creditorId: settings.creditorId, ...rows[0]! }
  const handedOver = { handedOverAt: instantNow(), handedOverBy: actor.initials, creditor }
  const before = await lockedRecord(ctx, debitBatches, id)
  await db
    .update(debitBatches)
    .set({ ...handedOver, sha256: '' })
    .where(and(eq(debitBatches.companyId, company.id), eq(debitBatches.id, id)))
  await changeLocked(ctx, debitBatches, before, { ...handedOver, sha256: await fingerprint(ctx, id, reached) })
  return takenOff
}

/** Debits of which less is open than they collect, or whose mandate ended. What is left holds until the file is made: both are locked. */
async function takeOffChanged(ctx: Ctx, batchId: string): Promise<number> {
  const { db, company } = ctx
  const { rows: all } = await db.execute<{ invoiceId: string }>(
    sql`select invoice_id as "invoiceId" from debits where company_id = ${company.id} and batch_id = ${batchId}`,
  )
  await lockDocuments(ctx, { ids: all.map(({ invoiceId }) => invoiceId) })
  await lockMandates(ctx, sql`batch_id = ${batchId}`)
  const { rowCount } = await db.execute(sql`
    delete from debits d using invoice_states s, mandates m
    where d.company_id = ${company.id} and d.batch_id = ${batchId} and d.state = 'planned'
      and s.company_id = ${company.id} and s.id = d.invoice_id and m.company_id = ${company.id} and m.id = d.mandate_id
      and (s.open_cents < d.cents or m.revoked_on <= d.collect_on or ${LAPSES_ON} < d.collect_on
        or (m.frequency = 'one-off' and m.used_on is not null))`)
  return rowCount ?? 0
}

/** Keeps with each debit what its file says of the mandate, and of what changed since the bank was last told. */
const freezeDebits = ({ db, company, actor }: Ctx, batchId: string) =>
  db.execute(sql`
    update debits d set state = 'sent', updated_at = now(), updated_by = ${actor.initials}, revision = d.revision + 1,
      mandate = jsonb_build_object('reference', m.reference, 'signedOn', m.signed_on, 'name', m.debtor_name, 'lines', m.lines,
        'postcode', m.postcode, 'town', m.town, 'country', m.country, 'bic', m.bic, 'sealedIban', m.sealed_iban,
        'amended', case when a.mandate_id is not null then jsonb_build_object('ids', a.ids, 'oldReference', a.old_reference,
          'oldSealedIban', a.old_sealed_iban, 'sameBank', a.same_bank, 'oldCreditorId', a.old_creditor_id, 'oldCreditorName', a.old_creditor_name) end)
    from mandates m left join (
      select mandate_id, jsonb_agg(id order by id) as ids,
        (array_agg(old_reference order by id) filter (where old_reference is not null))[1] as old_reference,
        (array_agg(old_sealed_iban order by id) filter (where old_sealed_iban is not null))[1] as old_sealed_iban,
        coalesce(bool_and(same_bank) filter (where old_sealed_iban is not null), false) as same_bank,
        (array_agg(old_creditor_id order by id) filter (where old_creditor_id is not null))[1] as old_creditor_id,
        (array_agg(old_creditor_name order by id) filter (where old_creditor_name is not null))[1] as old_creditor_name
      from mandate_amendments where company_id = ${company.id} and told_on is null group by 1) a on a.mandate_id = m.id
    where d.company_id = ${company.id} and d.batch_id = ${batchId} and d.state = 'planned' and m.company_id = ${company.id} and m.id = d.mandate_id`)

/** The 36 months of a mandate run from its last collection, and what its file says that changed was told to the bank. Source: L-14. */
async function noteUsed({ db, company }: Ctx, batchId: string, collectOn: string) {
  const used = sql`(select mandate_id from debits where company_id = ${company.id} and batch_id = ${batchId} and state = 'sent')`
  await db.execute(sql`
    update mandates set used_on = greatest(used_on, ${collectOn}::date) where company_id = ${company.id} and id in ${used}`)
  await db.execute(sql`
    update mandate_amendments a set told_on = ${collectOn} from debits d
    where d.company_id = ${company.id} and d.batch_id = ${batchId} and d.state = 'sent'
      and a.company_id = ${company.id} and a.mandate_id = d.mandate_id and ${CARRIES}`)
}

/** A batch that does not leave, or that the bank refused as a whole: its invoices may be collected again. */
export async function cancelBatch(ctx: Ctx, id: string, reason: string) {
  const { db, company, actor } = ctx
  const batch = await lockedRecord(ctx, debitBatches, id)
  if (batch.cancelledOn) refuse('debits.batchCancelled')
  if (batch.collectedOn) refuse('debits.batchCollected')
  const { rows } = await db.execute(
    sql`select from debits where company_id = ${company.id} and batch_id = ${id} and state = 'collected' limit 1`,
  )
  if (rows.length > 0) refuse('debits.batchCollected')
  const { rows: cancelled } = await db.execute<{ id: string }>(sql`
    update debits set state = 'cancelled', updated_at = now(), updated_by = ${actor.initials}, revision = revision + 1
    where company_id = ${company.id} and batch_id = ${id} and state in ('planned', 'sent') returning id`)
  if (batch.handedOverAt)
    await tellAmendmentsAgain(
      ctx,
      cancelled.map(({ id }) => id),
    )
  await changeRecord(ctx, debitBatches, id, { cancelledOn: ctx.today, cancelledReason: reason })
}
