import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { recordPayment } from '../actions.ts'
import { lockDocuments } from '../queries/open.ts'
import type { PaymentRow } from '../rules/facts.ts'
import { lockPayments, makeAllocations, type NewAllocation } from './allocations.ts'

type Pair = Required<Omit<NewAllocation, 'cents' | 'on'>>
type Net = Pair & { cents: number }

const pair = sql`a.payment_id as "paymentId", a.credit_note_id as "creditNoteId", a.invoice_id as "invoiceId", a.refund_id as "refundId"`

/** Takes back all that the same payment or credit note pays of the same document. Source: L-1. */
export async function undoAllocation(ctx: Ctx, id: string, on = ctx.today): Promise<string[]> {
  const { db, company } = ctx
  const { rows } = await db.execute<Pair>(
    sql`select ${pair} from payment_allocations a where a.company_id = ${company.id} and a.id = ${id}`,
  )
  const of = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  await lockPayments(
    ctx,
    [of.paymentId, of.refundId].flatMap(given => given ?? []),
  )
  await lockDocuments(ctx, { ids: [of.invoiceId, of.creditNoteId].flatMap(given => given ?? []) })
  const net = await netsOf(ctx, of)
  if (net.length === 0) refuse('payments.notAllocated')
  if (of.refundId && (await undoesOther(ctx, of))) refuse('payments.undoneForGood')
  return makeAllocations(
    ctx,
    net.map(({ cents, ...said }) => ({ ...said, cents: -cents, on })),
  )
}

/**
 * Undoes a payment by its opposite: what it paid is open again, and the two pay one another. Neither is changed.
 * Source: L-1.
 */
export async function undoPayment(ctx: Ctx, id: string, reason: string, on = ctx.today) {
  const { rows: others } = await ctx.db.execute<{ id: string }>(sql`
    select unnest(array[payment_id, refund_id]) as id from payment_allocations
    where company_id = ${ctx.company.id} and refund_id is not null and (payment_id = ${id} or refund_id = ${id})`)
  await lockPayments(ctx, [id, ...others.map(other => other.id)])
  const { rows } = await ctx.db.execute<PaymentRow & { undone: boolean; euroCents: number | null }>(sql`
    select p.number, s.customer_id as "customerId", p.method, p.received_on as "receivedOn", p.cents, p.currency, s.euro_cents as "euroCents", p.reference, p.drawer,
      p.bank_account_id as "bankAccountId", p.undoes_id as "undoesId",
      exists (select from payments u where u.company_id = ${ctx.company.id} and u.undoes_id = p.id) as undone
    from payments p join payment_states s on s.company_id = ${ctx.company.id} and s.id = p.id
    where p.company_id = ${ctx.company.id} and p.id = ${id}`)
  const payment = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  if (payment.undoesId) refuse('payments.undoesItself')
  if (payment.undone) refuse('payments.alreadyUndone')
  if (on < payment.receivedOn) refuse('payments.undoneBefore', { field: 'on', values: { on: payment.receivedOn } })
  const nets = [
    ...(await netsOf(ctx, { paymentId: id })),
    ...(payment.cents < 0 ? await netsOf(ctx, { refundId: id }) : []),
  ]
  await makeAllocations(
    ctx,
    nets.map(({ cents, ...said }) => ({ ...said, cents: -cents, on })),
  )
  const { customerId, method, cents, currency, euroCents, reference, drawer, bankAccountId } = payment
  const opposite = await recordPayment(ctx, {
    ...{ customerId, method, currency, reference, drawer, bankAccountId },
    euroCents: euroCents === null ? undefined : -euroCents,
    cents: -cents,
    receivedOn: on,
    undoes: { paymentId: id, reason },
  })
  await makeAllocations(ctx, [
    cents > 0
      ? { paymentId: id, refundId: opposite.id, cents, on }
      : { paymentId: opposite.id, refundId: id, cents: -cents, on },
  ])
  return opposite
}

/** What is allocated now, by pair: allocations less what was taken back. */
export async function netsOf({ db, company }: Ctx, of: Partial<Pair>): Promise<Net[]> {
  const is = (column: string, value: string | null | undefined) =>
    value === undefined ? [] : [sql`a.${sql.identifier(column)} is not distinct from ${value}::uuid`]
  const conditions = [
    sql`a.company_id = ${company.id}`,
    ...is('payment_id', of.paymentId),
    ...is('credit_note_id', of.creditNoteId),
    ...is('invoice_id', of.invoiceId),
    ...is('refund_id', of.refundId),
  ]
  const { rows } = await db.execute<Net>(sql`
    select ${pair}, sum(a.cents)::bigint as cents from payment_allocations a
    where ${sql.join(conditions, sql` and `)} group by 1, 2, 3, 4 having sum(a.cents) <> 0`)
  return rows
}

/** Whether the two are a payment and the one that undoes it, which stay together. */
async function undoesOther({ db, company }: Ctx, { paymentId, refundId }: Pair) {
  const { rows } = await db.execute(sql`
    select from payments where company_id = ${company.id}
      and ((id = ${refundId} and undoes_id = ${paymentId}) or (id = ${paymentId} and undoes_id = ${refundId}))`)
  return rows.length > 0
}
