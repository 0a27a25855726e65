import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { paymentsOperations as payments } from '../payments/operations.ts'
import { aCollector } from './factory.ts'
import {
  debitBatchesOperations as batches,
  debitCandidatesOperations as candidates,
  debitsOperations as debits,
  debitNoticesOperations as notices,
} from './operations/batches.ts'
import { debitReturnsOperations as returns } from './operations/returns.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const ACTS = ['tell', 'batch', 'handOver', 'collect', 'return', 'cancel', 'takeOff', 'pay', 'wait'] as const

it('L-16 whatever happens, an amount due is collected once at a time, and a batch sums to its debits', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat(20)), { minLength: 15, maxLength: 35 }),
      async history => {
        const of = await aCollector(database, {
          reactions,
          constraints,
          settings: { noticeDays: 0, leadDays: 1, retries: 5, retryDays: 1 },
        })
        await of.owesByDebit(3400)
        await of.owesByDebit(1200)
        let today = '2026-03-02'
        const at = () => ({ today })
        const one = async <T>(rows: Promise<{ rows: T[] }>, turn: number) => {
          const { rows: found } = await rows
          return found[turn % Math.max(found.length, 1)]
        }
        const acts: Record<(typeof ACTS)[number], (turn: number) => Promise<unknown>> = {
          tell: () => of.call(notices.send, {}, at()),
          batch: async turn => {
            const days = await of.call(candidates.days, undefined, at())
            const day = days[turn % Math.max(days.length, 1)]
            return day && of.call(batches.create, { collectOn: day.collectOn }, at())
          },
          handOver: async turn => {
            const batch = await one(of.call(batches.list, { state: 'planned' }), turn)
            return batch && of.call(batches.handOver, { id: batch.id }, at())
          },
          collect: async turn => {
            const batch = await one(of.call(batches.list, { state: 'handed-over' }), turn)
            return batch && of.call(batches.collect, { id: batch.id }, at())
          },
          return: async turn => {
            const debit = await one(of.call(debits.list, {}), turn)
            return debit && of.call(returns.record, { id: debit.id, code: 'AM04' }, at())
          },
          cancel: async turn => {
            const batch = await one(of.call(batches.list, {}), turn)
            return batch && of.call(batches.cancel, { id: batch.id, reason: 'x' }, at())
          },
          takeOff: async turn => {
            const debit = await one(of.call(debits.list, { state: 'planned' }), turn)
            return debit && of.call(batches.takeOff, { id: debit.batchId, debitIds: [debit.id] }, at())
          },
          pay: () =>
            of.call(
              payments.record,
              { customerId: of.customerId, method: 'cheque', cents: 500, allocations: 'auto' },
              at(),
            ),
          wait: async turn => {
            today = Temporal.PlainDate.from(today)
              .add({ days: (turn % 4) + 1 })
              .toString()
          },
        }
        for (const [act, turn] of history) await acts[act](turn).catch(refused)
        await of.within(lawsHold)
      },
    ),
    { numRuns: 8 },
  )
})

/** What a person would read; anything else is a fault of ours. */
function refused(error: { code?: string }) {
  if (!/^(debits|payments|invoicing)\./.test(error.code ?? '')) throw error
}

async function lawsHold({
  db,
  company,
}: Parameters<Parameters<Awaited<ReturnType<typeof aCollector>>['within']>[0]>[0]) {
  const { rows } = await db.execute<{ open: number; sums: number; paid: number; drawn: number }>(sql`
    select
      (select count(*)::int from (select from debits where company_id = ${company.id} and state in ('planned', 'sent') group by invoice_id having count(*) > 1) twice) as open,
      (select count(*)::int from debit_batches b cross join lateral (select count(*)::int as count, coalesce(sum(d.cents), 0)::bigint as cents
        from debits d where d.company_id = b.company_id and d.batch_id = b.id and d.state <> 'cancelled') held
        where b.company_id = ${company.id} and b.cancelled_on is null and (b.debit_count <> held.count or b.cents <> held.cents)) as sums,
      (select count(*)::int from debits where company_id = ${company.id} and state = 'collected' and payment_id is null) as paid,
      (select count(*)::int from invoice_states where company_id = ${company.id} and (open_cents < 0 or open_cents > gross_cents)) as drawn`)
  expect(rows[0]).toEqual({ open: 0, sums: 0, paid: 0, drawn: 0 })
}
