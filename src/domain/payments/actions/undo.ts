import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { recordPayments } from '../actions.ts'
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

export type Undoing = { paymentId: string; reason: string; on: string }

/** Undoes one payment; answers its opposite. */
export const undoPayment = async (ctx: Ctx, paymentId: string, reason: string, on = ctx.today) =>
  (await undoPayments(ctx, [{ paymentId, reason, on }]))[0]!

/**
 * Undoes payments by their opposites, all or none, in a handful of statements whatever their number: what they paid is open
 * again, and each pays its opposite. Neither is changed. Answers the opposites in the order given. Source: L-1.
 */
export async function undoPayments(ctx: Ctx, undoing: readonly Undoing[]) {
  const ids = undoing.map(({ paymentId }) => paymentId)
  const { rows: others } = await ctx.db.execute<{ id: string }>(sql`
    select unnest(array[payment_id, refund_id]) as id from payment_allocations
    where company_id = ${ctx.company.id} and refund_id is not null and (payment_id = any(${sql.param(ids)}::uuid[]) or refund_id = any(${sql.param(ids)}::uuid[]))`)
  await lockPayments(ctx, [...ids, ...others.map(other => other.id)])
  const found = new Map((await toUndo(ctx, ids)).map(payment => [payment.id, payment]))
  const payments = undoing.map(({ paymentId, reason, on }) => {
    const payment = found.get(paymentId) ?? refuse('NOT_FOUND', { status: 404 })
    if (payment.undoesId) refuse('payments.undoesItself')
    if (payment.undone) refuse('payments.alreadyUndone')
    if (on < payment.receivedOn) refuse('payments.undoneBefore', { field: 'on', values: { on: payment.receivedOn } })
    return { ...payment, reason, on }
  })
  const days = new Map(payments.map(({ id, on }) => [id, on]))
  const out = payments.filter(({ cents }) => cents < 0).map(({ id }) => id)
  const paying = await netsOfAll(ctx, 'payment_id', ids)
  const paid = await netsOfAll(ctx, 'refund_id', out)
  const nets = [...paying, ...paid.filter(({ paymentId }) => !days.has(paymentId!))]
  await makeAllocations(
    ctx,
    nets.map(({ cents, of, ...said }) => ({ ...said, cents: -cents, on: days.get(of)! })),
  )
  const opposites = await recordPayments(ctx, payments.map(oppositeOf))
  await makeAllocations(
    ctx,
    payments.map(({ id, cents, on }, at) =>
      cents > 0
        ? { paymentId: id, refundId: opposites[at]!.id, cents, on }
        : { paymentId: opposites[at]!.id, refundId: id, cents: -cents, on },
    ),
  )
  return opposites
}

type ToUndo = PaymentRow & { undone: boolean; euroCents: number | null }

async function toUndo({ db, company }: Ctx, ids: readonly string[]): Promise<ToUndo[]> {
  const { rows } = await db.execute<ToUndo>(sql`
    select p.id, p.number, s.customer_id as "customerId", p.method, p.received_on as "receivedOn", p.cents, p.currency, s.euro_cents as "euroCents", p.reference, p.drawer,
      p.bank_account_id as "bankAccountId", p.undoes_id as "undoesId",
      exists (select from payments u where u.company_id = ${company.id} and u.undoes_id = p.id) as undone
    from payments p join payment_states s on s.company_id = ${company.id} and s.id = p.id
    where p.company_id = ${company.id} and p.id = any(${sql.param([...ids])}::uuid[])`)
  return rows
}

function oppositeOf({ id, reason, on, cents, euroCents, ...payment }: ToUndo & { on: string }) {
  const { customerId, method, currency, reference, drawer, bankAccountId } = payment
  return {
    ...{ customerId, method, currency, reference, drawer, bankAccountId },
    euroCents: euroCents === null ? undefined : -euroCents,
    cents: -cents,
    receivedOn: on,
    undoes: { paymentId: id, reason },
  }
}

/** What is allocated now of these payments, or pays them back, by pair; `of` is the payment asked about. */
async function netsOfAll({ db, company }: Ctx, side: 'payment_id' | 'refund_id', ids: readonly string[]) {
  if (ids.length === 0) return []
  const column = sql.identifier(side)
  const { rows } = await db.execute<Net & { of: string }>(sql`
    select ${pair}, a.${column} as "of", sum(a.cents)::bigint as cents from payment_allocations a
    where a.company_id = ${company.id} and a.${column} = any(${sql.param([...ids])}::uuid[])
    group by 1, 2, 3, 4, 5 having sum(a.cents) <> 0`)
  return rows
}

/** What is allocated now, by pair: allocations less what was taken back. */
async function netsOf({ db, company }: Ctx, of: Partial<Pair>): Promise<Net[]> {
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
