import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { Refusal } from '../../platform/http/refusal.ts'
import { aParty } from '../parties/factory.ts'
import { undoAllocation, undoPayment } from './actions/undo.ts'
import { allocate, recordPayment } from './actions.ts'
import { aCreditNote, aCreditor, anInvoice } from './factory.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

type Step = {
  what: 'invoice' | 'credit' | 'pay' | 'auto' | 'allocate' | 'credit-pays' | 'refund' | 'untie' | 'undo'
  a: number
  b: number
  cents: number
}
const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom('invoice', 'credit', 'pay', 'auto', 'allocate', 'credit-pays', 'refund', 'untie', 'undo'),
    a: fc.nat(999),
    b: fc.nat(999),
    cents: fc.integer({ min: 1, max: 9000 }),
  }),
  { minLength: 10, maxLength: 40 },
)

/** What a history made so far, in its order. */
type World = {
  customers: string[]
  invoices: string[]
  credits: string[]
  payments: string[]
  refunds: string[]
  allocations: string[]
}
const at = (all: readonly string[], n: number) => all[n % Math.max(1, all.length)]

/** One step of a history; what is refused changes nothing. */
async function take(ctx: Ctx, world: World, { what, a, b, cents }: Step) {
  const customerId = at(world.customers, a)!
  const on = ctx.today
  const pay = (more: object) => recordPayment(ctx, { customerId, method: 'transfer', receivedOn: on, cents, ...more })
  const [invoiceId, creditId, paymentId] = [at(world.invoices, b), at(world.credits, a), at(world.payments, a)]
  if (what === 'invoice') world.invoices.push((await anInvoice(ctx, customerId, cents)).id)
  if (what === 'credit') world.credits.push((await aCreditNote(ctx, customerId, cents)).id)
  if (what === 'auto') world.payments.push((await pay({ allocations: 'auto' })).id)
  if (what === 'pay' && invoiceId)
    world.payments.push((await pay({ allocations: [{ invoiceId, cents: Math.ceil(cents / 2) }] })).id)
  if (what === 'allocate' && invoiceId && paymentId)
    world.allocations.push(...(await allocate(ctx, [{ paymentId, invoiceId, cents, on }])))
  if (what === 'credit-pays' && invoiceId && creditId)
    world.allocations.push(...(await allocate(ctx, [{ creditNoteId: creditId, invoiceId, cents, on }])))
  if (what === 'refund' && paymentId)
    world.refunds.push((await pay({ cents: -cents, paysBack: [{ paymentId, cents }] })).id)
  const allocation = at(world.allocations, a)
  if (what === 'untie' && allocation) await undoAllocation(ctx, allocation)
  const undone = at([...world.payments, ...world.refunds], a)
  if (what === 'undo' && undone) await undoPayment(ctx, undone, 'essai')
}

/** Documents and payments whose open amount is not their amount less all that was allocated, and those past zero. */
async function broken({ db, company }: Ctx) {
  const { rows } = await db.execute(sql`
    with document as (
      select s.id, s.gross_cents as cents, s.open_cents as open, coalesce((select sum(case when a.invoice_id = s.id then a.cents else -a.cents end)
        from payment_allocations a where a.company_id = ${company.id} and s.id in (a.invoice_id, a.credit_note_id)), 0) as allocated
      from invoice_states s where s.company_id = ${company.id}),
    money as (
      select s.id, s.cents, s.open_cents as open, coalesce((select sum(case when a.payment_id = s.id then a.cents else -a.cents end)
        from payment_allocations a where a.company_id = ${company.id} and s.id in (a.payment_id, a.refund_id)), 0) as allocated
      from payment_states s where s.company_id = ${company.id})
    select * from (select * from document union all select * from money) all_of
    where open <> cents - allocated or open * cents < 0 or abs(open) > abs(cents)`)
  return rows
}

/** What all owe: it is moved by documents and payments only, never by how they are allocated. */
async function conserved({ db, company }: Ctx) {
  const { rows } = await db.execute<{ same: boolean }>(sql`
    select (select coalesce(sum(open_cents), 0) from invoice_states where company_id = ${company.id})
      - (select coalesce(sum(open_cents), 0) from payment_states where company_id = ${company.id})
      = (select coalesce(sum(gross_cents), 0) from invoice_states where company_id = ${company.id})
      - (select coalesce(sum(cents), 0) from payment_states where company_id = ${company.id}) as same`)
  return rows[0]!.same
}

describe('over any history of documents, payments, allocations and undoing', () => {
  it('L-1 what is open is the amount less what is allocated, nothing passes zero, and the sum is conserved', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async history => {
        const { within, customerId } = await aCreditor(database)
        const other = await within(ctx => aParty(ctx, { lastName: 'Roux' }))
        const world: World = {
          customers: [customerId, other],
          invoices: [],
          credits: [],
          payments: [],
          refunds: [],
          allocations: [],
        }
        for (const step of history)
          await within(ctx => take(ctx, world, step)).catch((error: unknown) => {
            if (!(error instanceof Refusal) || step.what === 'invoice' || step.what === 'credit') throw error
          })
        await within(async ctx => {
          expect(await broken(ctx)).toEqual([])
          expect(await conserved(ctx)).toBe(true)
        })
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})
