import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { partyName } from '../../parties/queries.ts'
import type { shopOrderCard } from '../contract/orders.ts'
import { eventsOfOrder } from './events.ts'
import { orderListIn } from './orders.ts'
import { invoicedAs, purchasesOfSold } from './sold-purchases.ts'

type Card = InferSchemaOutput<typeof shopOrderCard>

/** One order with what became of it, or a refusal. */
export async function orderCard(ctx: Ctx, id: string, say: Say): Promise<Card> {
  const { rows } = await orderListIn(say).page(ctx, { id, limit: 1 })
  const row = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const [own, lines, documents, payments, refunds, events] = [
    await ownOf(ctx, id),
    await linesOf(ctx, id),
    await documentsOf(ctx, id, row.invoiceId),
    await paymentsOf(ctx, row.invoiceId),
    await refundsOf(ctx, id),
    await eventsOfOrder(ctx, id, say),
  ]
  return { ...row, ...own, lines, documents, payments, refunds, events }
}

async function ownOf({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<Pick<Card, 'modifiedAt' | 'takenAt' | 'tries' | 'createdAt' | 'customer'>>(sql`
    select o.modified_at as "modifiedAt", o.taken_at as "takenAt", o.tries, o.created_at as "createdAt",
      case when p.id is not null then jsonb_build_object('id', p.id, 'number', p.number, 'name', ${partyName('p')}) end as customer
    from shop_orders o left join parties p on p.company_id = ${company.id} and p.id = o.customer_id
    where o.company_id = ${company.id} and o.id = ${id}`)
  return rows[0]!
}

/** Its lines as they were invoiced, each with the product it is and the purchases it made. */
async function linesOf({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<Card['lines'][number]>(sql`
    select l.id, coalesce(case when il.bundle_id is not null then sp.name end, il.label, sp.name, '') as label, il.quantity, own.cents as "grossCents",
      l.shop_product_id as "shopProductId", coalesce(sp.sku, '') as sku, p.id as "productId", coalesce(p.code, '') as "productCode",
      sp.id is not null and sp.decided_by is null as waits,
      made.purchases
    from shop_order_lines l
    left join shop_products sp on sp.company_id = ${company.id} and sp.id = l.shop_product_id
    left join invoice_lines il on il.company_id = ${company.id} and il.id = l.invoice_line_id
    left join products p on p.company_id = ${company.id} and p.id = coalesce(il.bundle_id, il.product_id, sp.product_id)
    cross join lateral (select sum(own.gross_cents)::bigint as cents from (select l.invoice_line_id) sold ${invoicedAs(company.id)}) own
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'kind', p.kind, 'label', p.label) order by p.number), '[]') as purchases
      from (select l.invoice_line_id) sold ${purchasesOfSold(company.id)}) made
    where l.company_id = ${company.id} and l.order_id = ${id}
    order by il.position, l.shop_product_id is null, l.id`)
  return rows
}

/** The invoice, then what takes it back. */
async function documentsOf({ db, company }: Ctx, id: string, invoiceId: string | null) {
  if (invoiceId === null) return []
  const { rows } = await db.execute<Card['documents'][number]>(sql`
    select i.id, i.number, i.kind, i.issued_on as "issuedOn", s.gross_cents as "grossCents", s.open_cents as "openCents",
      s.cancelled_on is not null as cancelled
    from invoices i join invoice_states s on s.company_id = ${company.id} and s.id = i.id
    where i.company_id = ${company.id} and i.issued_on is not null
      and i.id in (select ${invoiceId}::uuid union select n.id from invoices n where n.company_id = ${company.id} and n.credits_id = ${invoiceId}
        union select r.credit_note_id from shop_refunds r where r.company_id = ${company.id} and r.order_id = ${id})
    order by i.kind = 'credit-note', i.issued_on, i.number`)
  return rows
}

/** What paid its invoice, and what was paid back of it. */
async function paymentsOf({ db, company }: Ctx, invoiceId: string | null) {
  if (invoiceId === null) return []
  const { rows } = await db.execute<Card['payments'][number]>(sql`
    with of_order as materialized (
      select coalesce(a.refund_id, a.payment_id) as id, sum(a.cents) as cents from payment_allocations a
      where a.company_id = ${company.id} and coalesce(a.refund_id, a.payment_id) is not null
        and (a.invoice_id = ${invoiceId} or a.invoice_id in (
          select n.id from invoices n where n.company_id = ${company.id} and n.credits_id = ${invoiceId}))
      group by 1 having sum(a.cents) <> 0)
    select p.id, p.number, p.received_on as "receivedOn", p.method, of_order.cents::bigint as cents
    from of_order join payments p on p.company_id = ${company.id} and p.id = of_order.id
    order by p.received_on, p.number`)
  return rows
}

async function refundsOf({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<Card['refunds'][number]>(sql`
    select r.id, r.external_id as "externalId", r.refunded_at as "refundedAt", r.cents, r.reason, r.state,
      r.state_reason as "stateReason", r.effect
    from shop_refunds r where r.company_id = ${company.id} and r.order_id = ${id}
    order by r.refunded_at, r.external_id`)
  return rows
}

/** An order as the shop gave it. */
export async function orderDocument({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<{ id: string; document: string; sha256: string; modifiedAt: string | null }>(sql`
    select id, document, sha256, modified_at as "modifiedAt" from shop_orders
    where company_id = ${company.id} and id = ${id}`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}
