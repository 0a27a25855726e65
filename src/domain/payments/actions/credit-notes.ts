import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { allocate } from '../actions.ts'
import { lockDocuments } from '../queries/open.ts'

/** A credit note that was issued pays what is open of the invoice it credits; the rest is to be paid back. */
export async function settleCredited(ctx: Ctx, { creditNoteIds }: { creditNoteIds: readonly string[] }) {
  const { db, company } = ctx
  const ids = sql.param([...creditNoteIds])
  const { rows: credited } = await db.execute<{ id: string }>(sql`
    select credits_id as id from invoices
    where company_id = ${company.id} and id = any(${ids}::uuid[]) and credits_id is not null`)
  await lockDocuments(ctx, { ids: [...creditNoteIds, ...credited.map(({ id }) => id)] })
  const { rows } = await db.execute<{ id: string; invoiceId: string; credit: number; open: number; on: string }>(sql`
    select note.id, invoice.id as "invoiceId", -note.open_cents as credit, invoice.open_cents as open, note.issued_on as on
    from invoices i join invoice_states note on note.company_id = ${company.id} and note.id = i.id
    join invoice_states invoice on invoice.company_id = ${company.id} and invoice.id = i.credits_id
    where i.company_id = ${company.id} and i.id = any(${ids}::uuid[]) order by i.number`)
  const left = new Map(rows.map(({ invoiceId, open }) => [invoiceId, open]))
  const allocations = rows.flatMap(({ id, invoiceId, credit, on }) => {
    const cents = Math.min(credit, left.get(invoiceId)!)
    left.set(invoiceId, left.get(invoiceId)! - cents)
    return cents > 0 ? [{ creditNoteId: id, invoiceId, cents, on }] : []
  })
  await allocate(ctx, allocations)
}
