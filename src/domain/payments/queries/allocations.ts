import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'
import type { paymentCard } from '../contract.ts'

export type Allocated = InferSchemaOutput<typeof paymentCard>['allocations'][number]

/** What a payment pays, or what pays a document: allocations less what was taken back, the oldest first. */
export async function allocationsOf(
  { db, company }: Ctx,
  { paymentId, documentId }: { paymentId?: string; documentId?: string },
): Promise<Allocated[]> {
  const [column, other, id] = documentId
    ? [sql`invoice_id`, sql`credit_note_id`, documentId]
    : [sql`payment_id`, sql`refund_id`, paymentId]
  const { rows } = await db.execute<Allocated>(sql`
    with pair as materialized (
      select (max(a.id::text))::uuid as id, max(a.allocated_on) as allocated_on, sum(a.cents)::bigint as cents,
        a.payment_id, a.credit_note_id, a.invoice_id, a.refund_id
      from payment_allocations a where a.company_id = ${company.id} and (a.${column} = ${id} or a.${other} = ${id})
      group by a.payment_id, a.credit_note_id, a.invoice_id, a.refund_id having sum(a.cents) <> 0)
    select pair.id, pair.allocated_on as "allocatedOn", pair.cents, pair.payment_id as "paymentId",
      paid.number as "paymentNumber", paid.method, pair.invoice_id as "documentId", document.number as "documentNumber",
      document.kind as "documentKind", pair.credit_note_id as "creditNoteId", note.number as "creditNoteNumber",
      pair.refund_id as "refundId", refund.number as "refundNumber", ${partyName('customer')} as customer,
      coalesce(refund.undoes_id, paid.undoes_id) is null as "canUndo"
    from pair
    left join payments paid on paid.company_id = ${company.id} and paid.id = pair.payment_id
    left join payments refund on refund.company_id = ${company.id} and refund.id = pair.refund_id
    left join payment_states refunded on refunded.company_id = ${company.id} and refunded.id = pair.refund_id
    left join invoices document on document.company_id = ${company.id} and document.id = pair.invoice_id
    left join invoice_states state on state.company_id = ${company.id} and state.id = pair.invoice_id
    left join invoices note on note.company_id = ${company.id} and note.id = pair.credit_note_id
    left join parties customer on customer.company_id = ${company.id}
      and customer.id = coalesce(state.customer_id, refunded.customer_id)
    order by pair.allocated_on, document.number, note.number, pair.id`)
  return rows
}
