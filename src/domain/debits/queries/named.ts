import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

type Asked = { search?: string | undefined }
type Named = { mandateId?: string | undefined; invoiceId?: string | undefined }

/** What is typed as a mandate or an invoice is called is that one; anything else are words of the customer. */
export async function named<A extends Asked>({ db, company }: Ctx, asked: A): Promise<A & Named> {
  const typed = asked.search?.trim() ?? ''
  if (!/\d/.test(typed) || typed.length > 35) return asked
  const spelled = sql`(${typed}, ${typed.toUpperCase()})`
  const { rows } = await db.execute<{ mandateId: string | null; invoiceId: string | null }>(sql`
    select (select id from mandates where company_id = ${company.id} and reference in ${spelled} limit 1) as "mandateId",
      (select id from invoices where company_id = ${company.id} and number in ${spelled} limit 1) as "invoiceId"`)
  const { mandateId, invoiceId } = rows[0]!
  if (mandateId) return { ...asked, search: undefined, mandateId }
  return invoiceId ? { ...asked, search: undefined, invoiceId } : asked
}
