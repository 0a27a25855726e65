import { sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { type AllocationRow, factsOfAllocation, factsOfPayment, type PaymentRow } from '../rules/facts.ts'

type Reader = Pick<Ctx, 'db' | 'company'>

const paymentColumns = {
  id: sql`id`,
  number: sql`number`,
  customerId: sql`customer_id`,
  method: sql`method`,
  receivedOn: sql`received_on`,
  cents: sql`cents`,
  currency: sql`currency`,
  reference: sql`reference`,
  drawer: sql`drawer`,
  bankAccountId: sql`bank_account_id`,
  undoesId: sql`undoes_id`,
  reason: sql`reason`,
  source: sql`source`,
  sourceReference: sql`source_reference`,
}

const allocationColumns = {
  id: sql`id`,
  invoiceId: sql`invoice_id`,
  refundId: sql`refund_id`,
  paymentId: sql`payment_id`,
  creditNoteId: sql`credit_note_id`,
  cents: sql`cents`,
  allocatedOn: sql`allocated_on`,
}

/** What was sealed of payments, as the tables have it now. */
export async function paymentFacts({ db, company }: Reader, ids: readonly string[]) {
  const { rows } = await db.execute<PaymentRow>(sql`
    select ${selected(paymentColumns)} from payments
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(row => [row.id, factsOfPayment(row)]))
}

/** What was sealed of allocations, as the tables have it now. */
export async function allocationFacts({ db, company }: Reader, ids: readonly string[]) {
  const { rows } = await db.execute<AllocationRow>(sql`
    select ${selected(allocationColumns)}, coalesce(
      (select p.currency from payments p where p.company_id = ${company.id} and p.id = payment_id),
      (select i.currency from invoices i where i.company_id = ${company.id} and i.id = credit_note_id)) as currency
    from payment_allocations
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(row => [row.id, factsOfAllocation(row)]))
}
