import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { collectBy } from '../../debits/actions/invoice-mandates.ts'

/** A mandate collects from who gave it: it is that of who pays the contract. */
export async function refuseMandateOfOther(
  { db, company }: Ctx,
  { mandateId, payerId, customerId }: { mandateId: string | null; payerId: string | null; customerId: string },
) {
  if (!mandateId) return
  const { rows } = await db.execute<{ own: boolean }>(sql`
    select customer_id = ${payerId ?? customerId}::uuid as own from mandates where company_id = ${company.id} and id = ${mandateId}`)
  if (rows[0]?.own === false) refuse('contracts.mandateOfOther', { field: 'mandateId' })
}

/** Invoices of contracts that name a mandate are collected by it, whatever other ones who pays has given. Source: REC-34. */
export async function collectByContract(ctx: Ctx, { invoiceIds }: { invoiceIds: readonly string[] }) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ invoiceId: string; mandateId: string }>(sql`
    select distinct on (t.invoice_id) t.invoice_id as "invoiceId", c.mandate_id as "mandateId"
    from contract_terms t
    join contracts c on c.company_id = ${company.id} and c.id = t.contract_id
    join invoices i on i.company_id = ${company.id} and i.id = t.invoice_id and i.payment_method = 'direct-debit'
    join mandates m on m.company_id = ${company.id} and m.id = c.mandate_id and m.customer_id = i.customer_id
    where t.company_id = ${company.id} and t.invoice_id = any(${sql.param([...invoiceIds])}::uuid[])
    order by t.invoice_id, c.id`)
  await collectBy(ctx, rows)
}
