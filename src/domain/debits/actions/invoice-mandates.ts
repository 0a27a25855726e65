import { sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'

/** Says by which mandate an invoice is collected, of its customer; null: the valid one again. */
export async function chooseMandate(ctx: Ctx, invoiceId: string, mandateId: string | null) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ issued: boolean; own: boolean; busy: boolean; before: string | null }>(sql`
    select s.issued_on is not null as issued, ${mandateId}::uuid is null or m.customer_id = s.customer_id as own, d.id is not null as busy, chosen.mandate_id as before
    from invoice_states s
    left join mandates m on m.company_id = ${company.id} and m.id = ${mandateId}::uuid
    left join invoice_mandates chosen on chosen.company_id = ${company.id} and chosen.id = s.id
    left join debits d on d.company_id = ${company.id} and d.invoice_id = s.id and d.state in ('planned', 'sent')
    where s.company_id = ${company.id} and s.id = ${invoiceId}`)
  const { issued, own, busy, before } = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  if (!issued) refuse('invoicing.notIssued')
  if (!own) refuse('debits.mandateOfOther', { field: 'mandateId' })
  if (busy) refuse('debits.alreadyCollecting')
  if (mandateId) await collectBy(ctx, [{ invoiceId, mandateId }])
  else await db.execute(sql`delete from invoice_mandates where company_id = ${company.id} and id = ${invoiceId}`)
  ctx.record({ record: 'invoice_mandates', id: invoiceId, from: { mandateId: before }, to: { mandateId } })
}

/** Which issued invoices are collected by which mandates, whatever the customer's other ones: of contracts that name one. */
export async function collectBy(
  { db, company, actor }: Ctx,
  chosen: readonly { invoiceId: string; mandateId: string }[],
) {
  if (chosen.length === 0) return
  await db.execute(sql`
    insert into invoice_mandates (company_id, id, mandate_id, created_by, updated_by)
    select ${company.id}, "invoiceId", "mandateId", ${actor.initials}, ${actor.initials}
    from (${givenRows(chosen, { invoiceId: 'uuid', mandateId: 'uuid' })}) chosen
    on conflict (company_id, id) do update set mandate_id = excluded.mandate_id, updated_at = excluded.updated_at, updated_by = excluded.updated_by,
      revision = invoice_mandates.revision + 1`)
}
