import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

type Asked = { search?: string | undefined }
type Named = {
  mandateId?: string | undefined
  invoiceId?: string | undefined
  customerId?: string | undefined
}

/**
 * What is typed as a mandate or an invoice is called is that one; anything else are words of the customer. Their customer is
 * said too: it is what indexes give.
 */
export async function named<A extends Asked & Named>({ db, company }: Ctx, asked: A): Promise<A & Named> {
  const typed = asked.search?.trim() ?? ''
  if (!/\d/.test(typed) || typed.length > LONGEST) return asked
  const spelled = sql`(${typed}, ${typed.toUpperCase()})`
  const { rows } = await db.execute<Named & { customerId: string }>(sql`
    select id as "mandateId", customer_id as "customerId" from mandates where company_id = ${company.id} and reference in ${spelled} limit 1`)
  const [mandate] = rows
  if (mandate) return { ...mandate, ...asked, search: undefined, mandateId: mandate.mandateId }
  const [invoice] = (
    await db.execute<Named & { customerId: string }>(sql`
    select id as "invoiceId", customer_id as "customerId" from invoices where company_id = ${company.id} and number in ${spelled} limit 1`)
  ).rows
  return invoice ? { ...invoice, ...asked, search: undefined, invoiceId: invoice.invoiceId } : asked
}
const LONGEST = 35 // of references
