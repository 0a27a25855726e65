import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { issueDrafts } from '../../invoicing/actions/issue.ts'
import { type NewPayment, recordPayment, recordPayments } from '../actions.ts'
import { lockDocuments } from '../queries/open.ts'

type Cash = Omit<NewPayment, 'customerId' | 'cents' | 'currency' | 'allocations' | 'paysBack' | 'undoes'> & {
  cents?: number | undefined
}

/** *Valider et encaisser*: issues a draft, or takes an invoice, and records its payment, both or neither. */
export async function cashIn(ctx: Ctx, invoiceId: string, { cents, ...payment }: Cash) {
  const before = await documentOf(ctx, invoiceId)
  if (before.number === null) await issueDrafts(ctx, [invoiceId])
  await lockDocuments(ctx, { ids: [invoiceId] })
  const { customerId, number, openCents, currency } = await documentOf(ctx, invoiceId)
  if (openCents <= 0) refuse('payments.nothingOpen', { values: { number: number! } })
  const paid = cents ?? openCents
  const { id } = await recordPayment(ctx, {
    ...payment,
    customerId,
    cents: paid,
    currency,
    allocations: [{ invoiceId, cents: Math.min(paid, openCents) }],
  })
  return { invoiceId, number: number!, paymentId: id }
}

/** Records a payment of each of these documents for all that is open of it, all on one day and in one way; what is paid by now is left out. */
export async function cashInMany(ctx: Ctx, ids: readonly string[], payment: Omit<Cash, 'cents'>) {
  await lockDocuments(ctx, { ids })
  const open = (await documentsOf(ctx, ids)).filter(({ number, openCents }) => number !== null && openCents > 0)
  if (open.length === 0) refuse('payments.noneOpen')
  await recordPayments(
    ctx,
    open.map(({ id, customerId, openCents, currency }) => ({
      ...payment,
      customerId,
      currency,
      cents: openCents,
      allocations: [{ invoiceId: id, cents: openCents }],
    })),
  )
  return open.length
}

const documentOf = async (ctx: Ctx, id: string) =>
  (await documentsOf(ctx, [id]))[0] ?? refuse('NOT_FOUND', { status: 404 })

async function documentsOf({ db, company }: Ctx, ids: readonly string[]) {
  const { rows } = await db.execute<{
    id: string
    customerId: string
    number: string | null
    openCents: number
    currency: string
  }>(sql`
    select i.id, s.customer_id as "customerId", i.number, s.open_cents as "openCents", i.currency
    from invoices i join invoice_states s on s.company_id = ${company.id} and s.id = i.id
    where i.company_id = ${company.id} and i.id = any(${sql.param([...ids])}::uuid[])
    order by i.number`)
  return rows
}
