import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { firstMissing, type Missing } from '../queries/missing.ts'
import { bookReturnCharges } from './charges.ts'
import { letterAllocations } from './lettering.ts'
import { bookChequeDeposits, bookPayments } from './money.ts'
import { bookDocuments } from './sales.ts'

const PART = 10_000

/** Writes what was issued or received before the books were kept, in the order of its days, and letters what is paid. */
export async function catchUp(ctx: Ctx): Promise<number> {
  let written = 0
  for (;;) {
    const found = await firstMissing(ctx, { from: '0001-01-01', to: ctx.today }, PART)
    const entries = await bookFound(ctx, found)
    if (entries === 0) return written
    written += entries
  }
}

async function bookFound(ctx: Ctx, found: readonly Missing[]): Promise<number> {
  const of = (record: string) => found.filter(one => one.record === record).map(({ id }) => id)
  const entries =
    (await bookDocuments(ctx, of('invoices'))) +
    (await bookPayments(ctx, of('payments'))) +
    (await bookChequeDeposits(ctx, of('cheque_deposits'))) +
    (await bookReturnCharges(ctx, of('debit_returns')))
  if (entries > 0)
    await letterAllocations(
      ctx,
      await allocationsOf(
        ctx,
        found.map(({ id }) => id),
      ),
    )
  return entries
}

/** Writes what waited for the rate of a currency, once it is typed. */
export async function bookRated(ctx: Ctx, { currency }: { currency: string }) {
  for (;;) {
    const found = await firstMissing(ctx, { from: '0001-01-01', to: ctx.today }, PART, currency)
    if ((await bookFound(ctx, found)) === 0) return
  }
}

async function allocationsOf({ db, company }: Ctx, ids: readonly string[]): Promise<string[]> {
  const some = sql`any(${sql.param([...ids])}::uuid[])`
  const { rows } = await db.execute<{ id: string }>(sql`
    select a.id from payment_allocations a where a.company_id = ${company.id} and a.invoice_id = ${some}
    union select a.id from payment_allocations a where a.company_id = ${company.id} and a.payment_id = ${some}
    union select a.id from payment_allocations a where a.company_id = ${company.id} and a.credit_note_id = ${some}`)
  return rows.map(({ id }) => id)
}
