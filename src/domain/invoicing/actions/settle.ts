import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'

/** Cents that pay an invoice, or less than zero that settle a credit note; the other way round what is taken back. */
export type Settlement = { invoiceId: string; cents: number }

/**
 * Lowers what is open of documents by what is paid, all or none; locks them in the order of their ids, so that two who
 * settle the same wait for one another. Nothing passes zero, and nothing opens wider than its amount.
 */
export async function settle({ db, company }: Pick<Ctx, 'db' | 'company'>, settlements: readonly Settlement[]) {
  const sums = new Map<string, number>()
  for (const { invoiceId, cents } of settlements) sums.set(invoiceId, (sums.get(invoiceId) ?? 0) + cents)
  if (sums.size === 0) return
  const ids = sql.param([...sums.keys()])
  // A statement of its own: the next one sees what those before us committed while we waited.
  await db.execute(sql`
    select from invoice_states where company_id = ${company.id} and id = any(${ids}::uuid[]) order by id for update`)
  const { rows } = await db.execute<{ id: string }>(sql`
    with paid as materialized (
      select * from unnest(${ids}::uuid[], ${sql.param([...sums.values()])}::bigint[]) as paid (id, cents))
    update invoice_states s set open_cents = s.open_cents - paid.cents
    from paid
    where s.company_id = ${company.id} and s.id = paid.id and s.issued_on is not null
      and (s.open_cents - paid.cents) between least(0, s.gross_cents) and greatest(0, s.gross_cents)
    returning s.id`)
  if (rows.length === sums.size) return
  const settled = new Set(rows.map(({ id }) => id))
  await refuseSettlement({ db, company }, [...sums.keys()].find(id => !settled.has(id))!)
}

async function refuseSettlement({ db, company }: Pick<Ctx, 'db' | 'company'>, id: string): Promise<never> {
  const { rows } = await db.execute<{ number: string | null; currency: string; openCents: number }>(sql`
    select i.number, i.currency, s.open_cents as "openCents" from invoice_states s
    join invoices i on i.company_id = ${company.id} and i.id = s.id
    where s.company_id = ${company.id} and s.id = ${id}`)
  const [document] = rows
  if (!document) refuse('invoicing.unknownInvoice', { field: 'invoiceId' })
  if (document.number === null) refuse('invoicing.notIssued', { field: 'invoiceId' })
  refuse('invoicing.settledTooMuch', {
    field: 'cents',
    values: { number: document.number, open: document.openCents, currency: document.currency },
  })
}
