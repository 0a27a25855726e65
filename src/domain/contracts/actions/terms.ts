import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { contractTerms } from '../tables.ts'
import { invoiceTerms } from './invoice.ts'

/** Makes the invoice of one term. Source: REC-26. */
export async function invoiceTerm(ctx: Ctx, id: string, into: 'draft' | 'issued') {
  await lockedRecord(ctx, contractTerms, id)
  const [made] = await invoiceTerms(ctx, [id], into)
  const { invoiceId, number } = made ?? refuse('contracts.termIsDone')
  return { invoiceId, number }
}

/** Somebody decides that a term is not invoiced. */
export async function skipTerm(ctx: Ctx, id: string, skippedReason: string) {
  const { invoiceId, skippedOn, cancelledOn } = await lockedRecord(ctx, contractTerms, id)
  if (invoiceId ?? skippedOn ?? cancelledOn) refuse('contracts.termIsDone')
  await changeRecord(ctx, contractTerms, id, { skippedOn: ctx.today, skippedReason })
}

export async function unskipTerm(ctx: Ctx, id: string) {
  const { skippedOn } = await lockedRecord(ctx, contractTerms, id)
  if (skippedOn === null) refuse('contracts.termNotSkipped')
  await changeRecord(ctx, contractTerms, id, { skippedOn: null, skippedReason: '' })
}

/** Invoices a term again whose invoice was wholly taken back; the old one is kept with it. */
export async function invoiceAgain(ctx: Ctx, id: string, reason: string) {
  const { db, company, actor } = ctx
  const { invoiceId, againFrom } = await lockedRecord(ctx, contractTerms, id)
  if (invoiceId === null) refuse('contracts.termNotInvoiced')
  const { rows } = await db.execute<{ cancelledOn: string | null }>(sql`
    select cancelled_on as "cancelledOn" from invoice_states where company_id = ${company.id} and id = ${invoiceId}`)
  if (!rows[0]?.cancelledOn) refuse('contracts.invoiceStands')
  await db.execute(sql`
    insert into contract_term_invoices (company_id, id, term_id, invoice_id, reason, created_by, updated_by)
    values (${company.id}, ${newId()}, ${id}, ${invoiceId}, ${reason}, ${actor.initials}, ${actor.initials})`)
  await changeRecord(ctx, contractTerms, id, { invoiceId: null, againFrom: againFrom + 1 })
  const [made] = await invoiceTerms(ctx, [id], 'draft')
  return { invoiceId: made!.invoiceId }
}

/** A draft that is discarded frees its terms: they are to be invoiced again. */
export async function freeTerms({ db, company, actor }: Ctx, { draftIds }: { draftIds: readonly string[] }) {
  await db.execute(sql`
    update contract_terms set invoice_id = null, updated_by = ${actor.initials}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and invoice_id = any(${sql.param([...draftIds])}::uuid[])`)
}
