import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { accountsOf } from './ledger.ts'

type Which = { purchaseId?: string | undefined; invoiceId?: string | undefined }
type Sold = { id: string; kind: string; titleId: string; copiesServed: number; goesOn: boolean }

/** What a purchase, or all that an invoice sold, was served and is still owed: asked before it is stopped. Source: X-22, X-23. */
export async function remaining(ctx: Ctx, { purchaseId, invoiceId }: Which) {
  const { db, company } = ctx
  const { rows } = await db.execute<Sold>(sql`
    select p.id, p.kind, p.title_id as "titleId", p.cancelled_on is null as "goesOn",
      (select coalesce(sum(s.copies), 0)::int from shipments s where s.company_id = ${company.id}
        and s.purchase_id = p.id and s.purpose <> 'replacement' and s.cancelled_on is null) as "copiesServed"
    from purchases p where p.company_id = ${company.id}
      and ${purchaseId ? sql`p.id = ${purchaseId}` : sql`p.invoice_id = ${invoiceId ?? null}::uuid`}`)
  const going = rows.filter(({ goesOn }) => goesOn)
  const terms = going.filter(({ kind }) => kind === 'subscription').map(({ id }) => id)
  const accounts = terms.length > 0 ? await accountsOf(ctx, terms) : []
  const left = accounts.reduce((sum, { ledger }) => sum + Math.max(0, ledger.left), 0)
  const singles = going.filter(({ kind, copiesServed }) => kind === 'single-issue' && copiesServed === 0).length
  return {
    titleIds: [...new Set(rows.map(({ titleId }) => titleId))],
    copiesServed: rows.reduce((sum, one) => sum + one.copiesServed, 0),
    issuesLeft: Number.isFinite(left) ? left + singles : null,
  }
}
