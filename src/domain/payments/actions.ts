import { sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import { givenRows } from '../../platform/db/given-rows.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { event } from '../../platform/http/reaction.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { EURO, isCurrency } from '../../values/currency.ts'
import { takeNumbers } from '../accounts/actions.ts'
import { rateOn } from '../invoicing/queries/rates.ts'
import type { PaymentMethod } from '../invoicing/rules/document.ts'
import { seal } from '../journal/actions.ts'
import { drawnBy, lockPayments, makeAllocations, type NewAllocation, refuseWrongSide } from './actions/allocations.ts'
import { lockDocuments, openDocuments } from './queries/open.ts'
import { factsOfPayment, type PaymentRow } from './rules/facts.ts'
import { propose } from './rules/propose.ts'

export type NewPayment = {
  customerId: string
  method: PaymentMethod
  receivedOn: string
  /** Less than zero: paid back. */
  cents: number
  /** ISO 4217; else euros. It pays documents in the same currency. */
  currency?: string | undefined
  /** What the bank made of another currency; else what it is at the rate of its day. */
  euroCents?: number | undefined
  reference?: string | undefined
  drawer?: string | undefined
  bankAccountId?: string | null | undefined
  note?: string | undefined
  /** What it pays, of one customer or of several; `auto`: what was most probably meant; nothing: it stays open. */
  allocations?: readonly { invoiceId: string; cents: number }[] | 'auto' | undefined
  /** The payments of which it pays back what is open. */
  paysBack?: readonly { paymentId: string; cents: number }[] | undefined
  /** The payment it undoes, and why. */
  undoes?: { paymentId: string; reason: string } | undefined
  source?: string | undefined
  /** Its number where it was made; taken once. */
  sourceReference?: string | undefined
}

/** Money was received or paid back. */
export const paymentsRecorded = event<{ paymentIds: readonly string[] }>('payments.recorded')

export const recordPayment = async (ctx: Ctx, payment: NewPayment) => (await recordPayments(ctx, [payment]))[0]!

/**
 * Records payments with what they pay, all or none, in a handful of statements whatever their number. Locks are taken in
 * one order everywhere, payments then documents then numbers, each by id: two clerks who settle the same wait for one
 * another, and the second is told what is left. Source: L-1.
 */
export async function recordPayments(ctx: Ctx, payments: readonly NewPayment[]) {
  for (const payment of payments) refuseUnsound(ctx, payment)
  await lockPayments(
    ctx,
    payments.flatMap(({ paysBack = [] }) => paysBack.map(({ paymentId }) => paymentId)),
  )
  const proposed = await proposals(ctx, payments)
  const first = await takeNumbers(ctx, 'payment', payments.length)
  const rows = payments.map((payment, at) => newRow(payment, first + at))
  const allocations = payments.flatMap((payment, at) => allocationsOf(payment, rows[at]!, proposed.get(at)))
  await insertPayments(ctx, rows, payments, drawnBy(allocations))
  seal(
    ctx,
    rows.map(row => ({
      kind: 'payment',
      recordId: row.id,
      on: row.receivedOn,
      grossCents: row.cents,
      facts: factsOfPayment(row),
    })),
  )
  for (const row of rows) ctx.record({ record: 'payments', id: row.id, from: null, to: factsOfPayment(row) })
  await ctx.happened(paymentsRecorded, { paymentIds: rows.map(({ id }) => id) })
  await allocate(ctx, allocations, new Set(rows.map(({ id }) => id)))
  return rows.map(({ id, number }) => ({ id, number }))
}

/**
 * Lets payments and credit notes pay documents, of one customer or of several; returns the ids of the allocations. What is open
 * of `drawn` payments is lower already.
 */
export async function allocate(
  ctx: Ctx,
  allocations: readonly NewAllocation[],
  drawn: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const ids = await makeAllocations(ctx, allocations, drawn)
  await refuseWrongSide(ctx, allocations)
  return ids
}

function refuseUnsound({ today }: Ctx, payment: NewPayment) {
  const { cents, currency = EURO, euroCents, receivedOn, allocations, paysBack = [] } = payment
  if (cents === 0) refuse('payments.nothing', { field: 'cents' })
  if (!isCurrency(currency)) refuse('invoicing.unknownCurrency', { field: 'currency', values: { currency } })
  if (euroCents !== undefined && (currency === EURO || euroCents * cents < 0))
    refuse('payments.eurosOfOther', { field: 'euroCents' })
  if (receivedOn > today) refuse('payments.notYet', { field: 'receivedOn' })
  if (paysBack.length > 0 && cents > 0) refuse('payments.wrongSide', { field: 'paysBack' })
  const said = Array.isArray(allocations) ? allocations : []
  const paid = [...said, ...paysBack.map(back => ({ cents: -back.cents }))].reduce((sum, one) => sum + one.cents, 0)
  if (paid * Math.sign(cents) > Math.abs(cents)) refuse('payments.moreThanPaid', { field: 'allocations' })
}

/** Locks all that is paid, and finds what payments `auto` pay, by their place: each takes what those before it left. */
async function proposals(ctx: Ctx, payments: readonly NewPayment[]) {
  const found = new Map<number, { invoiceId: string; cents: number }[]>()
  const customerIds = payments.flatMap(({ allocations, customerId }) => (allocations === 'auto' ? customerId : []))
  const ids = payments.flatMap(({ allocations }) =>
    Array.isArray(allocations) ? allocations.map(({ invoiceId }) => invoiceId) : [],
  )
  await lockDocuments(ctx, { ids, openOf: customerIds })
  if (customerIds.length === 0) return found
  const byCustomer = Map.groupBy(await openDocuments(ctx, customerIds), ({ customerId }) => customerId)
  for (const [at, { allocations, customerId, cents, currency, reference }] of payments.entries()) {
    if (allocations !== 'auto') continue
    const open = byCustomer.get(customerId) ?? []
    const inCurrency = open.filter(document => document.currency === (currency ?? EURO))
    const proposed = propose(cents, inCurrency, reference)
    found.set(at, proposed)
    const paid = new Map(proposed.map(one => [one.invoiceId, one.cents]))
    byCustomer.set(
      customerId,
      open.map(document => ({ ...document, openCents: document.openCents - (paid.get(document.id) ?? 0) })),
    )
  }
  return found
}

const newRow = (payment: NewPayment, number: number): PaymentRow => ({
  id: newId(),
  number,
  customerId: payment.customerId,
  method: payment.method,
  receivedOn: payment.receivedOn,
  cents: payment.cents,
  currency: payment.currency ?? EURO,
  reference: payment.reference ?? '',
  drawer: payment.drawer ?? '',
  bankAccountId: payment.bankAccountId ?? null,
  undoesId: payment.undoes?.paymentId ?? null,
  reason: payment.undoes?.reason ?? '',
  source: payment.source ?? 'hand',
  sourceReference: payment.sourceReference ?? null,
})

function allocationsOf(
  { allocations, paysBack = [], receivedOn }: NewPayment,
  { id }: PaymentRow,
  proposed: readonly { invoiceId: string; cents: number }[] = [],
): NewAllocation[] {
  const documents = Array.isArray(allocations) ? allocations : proposed
  return [
    ...documents.map(({ invoiceId, cents }) => ({ paymentId: id, invoiceId, cents, on: receivedOn })),
    ...paysBack.map(({ paymentId, cents }) => ({ paymentId, refundId: id, cents, on: receivedOn })),
  ]
}

async function insertPayments(
  { db, company, actor }: Ctx,
  rows: readonly PaymentRow[],
  payments: readonly NewPayment[],
  drawn: ReadonlyMap<string, number>,
) {
  await db.execute(sql`
    insert into payments (company_id, id, number, customer_id, method, received_on, cents, currency, reference, drawer,
      bank_account_id, undoes_id, reason, source, source_reference, created_by)
    select ${company.id}, id, number, "customerId", method, "receivedOn", cents, currency, reference, drawer,
      "bankAccountId", "undoesId", reason, source, "sourceReference", ${actor.initials}
    from (${givenRows(rows, PAYMENT)}) payment`)
  const states = rows.map(({ id, customerId, receivedOn, cents, currency }, at) => ({
    id,
    customerId,
    receivedOn,
    cents,
    openCents: leftOf(cents, drawn.get(id) ?? 0, currency),
    currency,
    euroCents: payments[at]!.euroCents ?? null,
    note: payments[at]!.note ?? '',
  }))
  await db.execute(sql`
    insert into payment_states (company_id, id, customer_id, received_on, cents, open_cents, currency, euro_cents, note)
    select ${company.id}, id, "customerId", "receivedOn", cents, "openCents", currency, case when currency <> 'EUR' then
      coalesce("euroCents", round(cents * 1000000.0 / ${rateOn(sql`${company.id}::uuid`, sql`payment.currency`, sql`payment."receivedOn"`)})::bigint) end, note
    from (${givenRows(states, PAYMENT_STATE)}) payment`)
}

/** What is open of a payment that pays something as it comes; it never passes zero. */
function leftOf(cents: number, drawn: number, currency: string): number {
  const left = cents - drawn
  if (left * Math.sign(cents) < 0 || Math.abs(left) > Math.abs(cents))
    refuse('payments.moreThanPaid', { field: 'allocations', values: { left: cents, currency } })
  return left
}

const PAYMENT = {
  id: 'uuid',
  number: 'int',
  customerId: 'uuid',
  method: 'text',
  receivedOn: 'date',
  cents: 'bigint',
  currency: 'text',
  reference: 'text',
  drawer: 'text',
  bankAccountId: 'uuid',
  undoesId: 'uuid',
  reason: 'text',
  source: 'text',
  sourceReference: 'text',
}
const PAYMENT_STATE = {
  id: 'uuid',
  customerId: 'uuid',
  receivedOn: 'date',
  cents: 'bigint',
  openCents: 'bigint',
  currency: 'text',
  euroCents: 'bigint',
  note: 'text',
}
