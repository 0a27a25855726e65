import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { DocumentSaid } from '../rules/draft.ts'
import { invoiceStates, invoices } from '../tables.ts'
import { draftsDiscarded } from './events.ts'
import { priceDocuments } from './price.ts'
import { headerOf, writeDocuments, writeLines } from './write.ts'

/** Writes a draft: it is edited and deleted until it is issued, and has no number before. */
export async function createDraft(ctx: Ctx, said: DocumentSaid) {
  const [priced] = await priceDocuments(ctx, [said])
  await writeDocuments(ctx, [priced!])
  ctx.record({ record: 'invoices', id: priced!.id, from: null, to: { state: 'draft', ...recorded(headerOf(priced!)) } })
  return { id: priced!.id, revision: 1 }
}

/** Writes a draft anew, unless somebody changed it since `revision` was read. */
export async function editDraft(ctx: Ctx, id: string, said: DocumentSaid, revision: number) {
  await lockDraft(ctx, id)
  const [priced] = await priceDocuments(ctx, [said], [id])
  await changeRecord(ctx, invoices, id, headerOf(priced!), revision)
  const { customerId, owner = '', privateNote = '' } = said
  await changeRecord(ctx, invoiceStates, id, { customerId, owner, privateNote })
  await deleteParts(ctx, id)
  await writeLines(ctx, [priced!])
  return { id, revision: revision + 1 }
}

export async function discardDraft(ctx: Ctx, id: string) {
  await lockDraft(ctx, id)
  const { number: _, ...draft } = await lockedRecord(ctx, invoices, id)
  await ctx.happened(draftsDiscarded, { draftIds: [id] })
  await deleteParts(ctx, id)
  const { db, company } = ctx
  await db.execute(sql`delete from invoice_states where company_id = ${company.id} and id = ${id}`)
  await db.execute(sql`delete from invoices where company_id = ${company.id} and id = ${id}`)
  ctx.record({ record: 'invoices', id, from: { state: 'draft', ...recorded(draft) }, to: null })
}

const recorded = ({
  customerId,
  kind,
  netCents,
  vatCents,
  grossCents,
}: Pick<typeof invoices.$inferSelect, 'customerId' | 'kind' | 'netCents' | 'vatCents' | 'grossCents'>) => ({
  kind,
  customerId,
  netCents,
  vatCents,
  grossCents,
})

async function deleteParts({ db, company }: Ctx, id: string) {
  for (const table of ['invoice_lines', 'invoice_allowances'])
    await db.execute(sql`delete from ${sql.identifier(table)} where company_id = ${company.id} and invoice_id = ${id}`)
}

/**
 * Keeps a draft from being issued or edited by another meanwhile; its row is locked before that of its state, as when it is
 * issued. An issued document is corrected by a credit note, and by nothing else. Source: L-2.
 */
async function lockDraft({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute(sql`
    select from invoices where company_id = ${company.id} and id = ${id} and issued_on is null for update`)
  if (rows.length > 0) return
  const { rows: issued } = await db.execute(sql`select from invoices where company_id = ${company.id} and id = ${id}`)
  if (issued.length === 0) refuse('NOT_FOUND', { status: 404 })
  refuse('invoicing.alreadyIssued')
}

type Noted = { owner?: string | undefined; privateNote?: string | undefined; dueOn?: string | undefined }

/** Changes what goes on changing about a document, issued or not. */
export async function changeNote(ctx: Ctx, id: string, { owner, privateNote, dueOn }: Noted) {
  const { openCents } = await lockedRecord(ctx, invoiceStates, id)
  if (dueOn !== undefined && openCents <= 0) refuse('invoicing.nothingAwaited', { field: 'dueOn' })
  await changeRecord(ctx, invoiceStates, id, {
    ...(owner === undefined ? {} : { owner }),
    ...(privateNote === undefined ? {} : { privateNote }),
    ...(dueOn === undefined ? {} : { dueOn }),
  })
}
