import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { plannedForAnyCompany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { EURO } from '../../../values/currency.ts'
import { settle } from '../../invoicing/actions/settle.ts'
import { seal } from '../../journal/actions.ts'
import { type AllocationRow, factsOfAllocation } from '../rules/facts.ts'

/** A payment or credit note pays a document, or a payment that goes out pays back one that came in. */
export type NewAllocation = {
  paymentId?: string | null
  creditNoteId?: string | null
  invoiceId?: string | null
  refundId?: string | null
  cents: number
  on: string
}

/** Documents were paid, or no longer are. */
export const allocationsMade = event<{ allocationIds: readonly string[] }>('payments.allocated')

/** Locks payments in the order of their ids: before any document. */
export async function lockPayments({ db, company }: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return
  await db.execute(sql`
    select from payment_states where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])
    order by id for update`)
}

/**
 * Writes allocations, lowering what is open on both sides, all or none; less than what was allocated takes back. What is open
 * of `drawn` payments is lower already.
 */
export async function makeAllocations(
  ctx: Ctx,
  allocations: readonly NewAllocation[],
  drawn: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  if (allocations.length === 0) return []
  return plannedForAnyCompany(ctx, allocations.length, () => allocate(ctx, allocations, drawn))
}

async function allocate(ctx: Ctx, allocations: readonly NewAllocation[], drawn: ReadonlySet<string>) {
  const currencies = await currenciesOf(ctx, allocations)
  const rows = allocations.map(
    ({ paymentId = null, creditNoteId = null, invoiceId = null, refundId = null, cents, on }): AllocationRow => ({
      id: newId(),
      invoiceId,
      refundId,
      paymentId,
      creditNoteId,
      cents,
      currency: currencies.get(paymentId ?? creditNoteId ?? '') ?? EURO,
      allocatedOn: on,
    }),
  )
  await drawOn(ctx, new Map([...drawnBy(rows)].filter(([id]) => !drawn.has(id))))
  await settle(
    ctx,
    rows.flatMap(({ invoiceId, creditNoteId, cents }) => [
      ...(invoiceId ? [{ invoiceId, cents }] : []),
      ...(creditNoteId ? [{ invoiceId: creditNoteId, cents: -cents }] : []),
    ]),
  )
  await insertAllocations(ctx, rows)
  seal(
    ctx,
    rows.map(row => ({
      kind: 'allocation',
      recordId: row.id,
      on: row.allocatedOn,
      grossCents: row.cents,
      facts: factsOfAllocation(row),
    })),
  )
  for (const row of rows)
    ctx.record({ record: 'payment_allocations', id: row.id, from: null, to: factsOfAllocation(row) })
  const allocationIds = rows.map(({ id }) => id)
  await ctx.happened(allocationsMade, { allocationIds })
  return allocationIds
}

/** The currencies that are not euros, by document and payment: what pays is in that of what it pays. */
async function currenciesOf({ db, company }: Ctx, allocations: readonly NewAllocation[]) {
  const found = new Map<string, string>()
  const look = async (states: SQL, given: readonly (string | null | undefined)[]) => {
    const ids = given.flatMap(id => id ?? [])
    if (ids.length === 0) return
    const { rows } = await db.execute<{ id: string; currency: string }>(sql`
      select id, currency from ${states} where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[]) and currency <> 'EUR'`)
    for (const { id, currency } of rows) found.set(id, currency)
  }
  await look(
    sql`invoice_states`,
    allocations.flatMap(({ invoiceId, creditNoteId }) => [invoiceId, creditNoteId]),
  )
  await look(
    sql`payment_states`,
    allocations.flatMap(({ paymentId, refundId }) => [paymentId, refundId]),
  )
  const currencyOf = (...ids: (string | null | undefined)[]) => found.get(ids.find(id => id) ?? '') ?? EURO
  for (const { invoiceId, refundId, paymentId, creditNoteId } of allocations) {
    const [paid, paying] = [currencyOf(invoiceId, refundId), currencyOf(paymentId, creditNoteId)]
    if (paid !== paying) refuse('payments.otherCurrency', { field: 'allocations', values: { paid, paying } })
  }
  return found
}

/** Money that comes in pays invoices, money that goes out pays back credit notes or payments; only what is taken back is the other way round. */
export async function refuseWrongSide({ db, company }: Ctx, allocations: readonly NewAllocation[]) {
  const documents = allocations.flatMap(({ invoiceId, creditNoteId, cents }) => [
    ...(invoiceId ? [{ id: invoiceId, cents }] : []),
    ...(creditNoteId ? [{ id: creditNoteId, cents: -cents }] : []),
  ])
  const payments = allocations.flatMap(({ paymentId, refundId, cents }) =>
    paymentId && refundId
      ? [
          { id: paymentId, cents },
          { id: refundId, cents: -cents },
        ]
      : [],
  )
  const wrong = async (table: SQL, amount: SQL, given: { id: string; cents: number }[]) => {
    if (given.length === 0) return false
    const { rows } = await db.execute(sql`
      with given as materialized (
        select * from unnest(${sql.param(given.map(({ id }) => id))}::uuid[], ${sql.param(given.map(({ cents }) => cents))}::bigint[])
          as given (id, cents))
      select from given join ${table} t on t.company_id = ${company.id} and t.id = given.id
      where sign(given.cents) <> sign(${amount}) limit 1`)
    return rows.length > 0
  }
  if (
    (await wrong(sql`invoice_states`, sql`t.gross_cents`, documents)) ||
    (await wrong(sql`payment_states`, sql`t.cents`, payments))
  )
    refuse('payments.wrongSide', { field: 'allocations' })
}

/** By how much allocations lower what is open of payments, by payment. */
export function drawnBy(
  allocations: readonly Pick<NewAllocation, 'paymentId' | 'refundId' | 'cents'>[],
): Map<string, number> {
  const sums = new Map<string, number>()
  const add = (id: string | null | undefined, cents: number) => id && sums.set(id, (sums.get(id) ?? 0) + cents)
  for (const { paymentId, refundId, cents } of allocations) {
    add(paymentId, cents)
    add(refundId, -cents)
  }
  return sums
}

/** What is open of payments goes down by what they pay; it never passes zero, and never opens wider than the payment. */
async function drawOn(ctx: Ctx, sums: ReadonlyMap<string, number>) {
  if (sums.size === 0) return
  const ids = [...sums.keys()]
  await lockPayments(ctx, ids)
  const { rows: drawn } = await ctx.db.execute<{ id: string }>(sql`
    with drawn as materialized (
      select * from unnest(${sql.param(ids)}::uuid[], ${sql.param([...sums.values()])}::bigint[]) as drawn (id, cents))
    update payment_states p set open_cents = p.open_cents - drawn.cents
    from drawn
    where p.company_id = ${ctx.company.id} and p.id = drawn.id
      and (p.open_cents - drawn.cents) between least(0, p.cents) and greatest(0, p.cents)
    returning p.id`)
  if (drawn.length < ids.length) {
    const found = new Set(drawn.map(({ id }) => id))
    await refuseDrawing(ctx, ids.find(id => !found.has(id))!)
  }
}

async function refuseDrawing({ db, company }: Ctx, id: string): Promise<never> {
  const { rows } = await db.execute<{ openCents: number; currency: string }>(
    sql`select open_cents as "openCents", currency from payment_states where company_id = ${company.id} and id = ${id}`,
  )
  if (!rows[0]) refuse('payments.unknownPayment', { field: 'paymentId' })
  refuse('payments.moreThanPaid', {
    field: 'allocations',
    values: { left: rows[0].openCents, currency: rows[0].currency },
  })
}

async function insertAllocations({ db, company, actor }: Ctx, rows: readonly AllocationRow[]) {
  await db.execute(sql`
    insert into payment_allocations
      (company_id, id, invoice_id, refund_id, payment_id, credit_note_id, cents, allocated_on, created_by)
    select ${company.id}, id, "invoiceId", "refundId", "paymentId", "creditNoteId", cents, "allocatedOn", ${actor.initials}
    from (${givenRows(rows, ALLOCATION)}) allocation`)
}

const ALLOCATION = {
  id: 'uuid',
  invoiceId: 'uuid',
  refundId: 'uuid',
  paymentId: 'uuid',
  creditNoteId: 'uuid',
  cents: 'bigint',
  allocatedOn: 'date',
}
