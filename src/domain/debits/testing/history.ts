import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import type { Database } from '../../../platform/db/database.ts'
import type { Ctx, Outer } from '../../../platform/http/context.ts'
import { creditInvoice } from '../../invoicing/actions/credit.ts'
import { paymentsOperations as payments } from '../../payments/operations.ts'
import { aCollector, aMandate } from '../factory.ts'
import {
  debitBatchesOperations as batches,
  debitCandidatesOperations as candidates,
  debitsOperations as debits,
  debitNoticesOperations as notices,
} from '../operations/batches.ts'
import { mandatesOperations as mandates } from '../operations/mandates.ts'
import { debitReturnsOperations as returns } from '../operations/returns.ts'
import { fileOf } from './handed-over.ts'

/** The way of a debit is taken more often than what crosses it, so that it is crossed everywhere. */
const WAY = ['tell', 'batch', 'handOver', 'collect', 'return', 'tell', 'batch', 'handOver', 'wait'] as const
const ACTS = [
  ...WAY,
  ...([
    'return',
    'reject',
    'retry',
    'cancel',
    'takeOff',
    'pay',
    'credit',
    'amend',
    'revoke',
    'mandate',
    'oneOff',
    'owe',
  ] as const),
] as const
type Act = (typeof ACTS)[number]
/** One or two acts at once, each with a number by which it chooses. */
type Step = (readonly [Act, number])[]

/** Histories of direct debits, the same each time. */
export const theHistories = (count: number): Step[][] => {
  const name = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WAY) },
    { weight: 3, arbitrary: fc.constantFrom(...ACTS) },
  )
  const act = fc.tuple(name, fc.nat(20))
  const step = fc.oneof({ weight: 3, arbitrary: fc.tuple(act) }, { weight: 1, arbitrary: fc.tuple(act, act) })
  return fc.sample(fc.array(step, { minLength: 60, maxLength: 80, size: 'max' }), { numRuns: count, seed: 20260316 })
}

type Wiring = Partial<Pick<Outer, 'constraints' | 'reactions'>>
export type History = Awaited<ReturnType<typeof aHistory>>

/** A collector who owes nobody and is owed two invoices, to whom things happen. */
export async function aHistory(database: Database, wiring: Wiring) {
  const of = await aCollector(database, {
    ...wiring,
    settings: { noticeDays: 0, leadDays: 1, retries: 5, retryDays: 1 },
  })
  await of.owesByDebit(3400)
  await of.owesByDebit(1200)
  const clock = { today: '2026-03-02' }
  /** Mandates that had ended before the step that is under way. */
  const ended = new Set<string>()
  const acts = { ...paths(of, clock), ...answers(of, clock), ...mandateActs(of, clock) }
  const does = async (step: Step) => {
    for (const id of await endedOn(of, clock.today)) ended.add(id)
    await Promise.all(step.map(([act, turn]) => acts[act](turn).catch(refused)))
  }
  return { ...of, does, ended }
}

type Of = Awaited<ReturnType<typeof aCollector>>
type Acts<K extends Act> = Record<K, (turn: number) => Promise<unknown>>

async function one<T>(rows: Promise<{ rows: T[] }>, turn: number): Promise<T | undefined> {
  const { rows: found } = await rows
  return found[turn % Math.max(found.length, 1)]
}

function paths(of: Of, at: { today: string }): Acts<'tell' | 'batch' | 'handOver' | 'collect' | 'takeOff' | 'cancel'> {
  return {
    tell: () => of.call(notices.send, {}, at),
    batch: async turn => {
      const days = await of.call(candidates.days, undefined, at)
      const day = days[turn % Math.max(days.length, 1)]
      return day && of.call(batches.create, { collectOn: day.collectOn }, at)
    },
    handOver: async turn => {
      const batch = await one(of.call(batches.list, { state: 'planned' }), turn)
      return batch && of.call(batches.handOver, { id: batch.id }, at)
    },
    collect: async turn => {
      const batch = await one(of.call(batches.list, { state: 'handed-over' }), turn)
      return batch && of.call(batches.collect, { id: batch.id }, at)
    },
    takeOff: async turn => {
      const debit = await one(of.call(debits.list, { state: 'planned' }), turn)
      return debit && of.call(batches.takeOff, { id: debit.batchId, debitIds: [debit.id] }, at)
    },
    cancel: async turn => {
      const batch = await one(of.call(batches.list, {}), turn)
      return batch && of.call(batches.cancel, { id: batch.id, reason: 'Refusée' }, at)
    },
  }
}

function answers(
  of: Of,
  at: { today: string },
): Acts<'return' | 'reject' | 'retry' | 'pay' | 'credit' | 'wait' | 'owe'> {
  return {
    return: async turn => {
      const debit = await one(of.call(debits.list, { state: 'collected' }), turn)
      return debit && of.call(returns.record, { id: debit.id, code: 'AM04', chargeCents: turn }, at)
    },
    reject: async turn => {
      const debit = await one(of.call(debits.list, {}), turn)
      return debit && of.call(returns.record, { id: debit.id, kind: 'reject', code: 'AC01' }, at)
    },
    retry: async turn => {
      const back = await one(of.call(returns.list, {}), turn)
      return back && of.call(returns.retry, { id: back.id, retryOn: at.today }, at)
    },
    pay: () =>
      of.call(payments.record, { customerId: of.customerId, method: 'cheque', cents: 500, allocations: 'auto' }, at),
    credit: turn =>
      of.within(async ctx => {
        const { rows } = await ctx.db.execute<{ id: string }>(sql`
          select s.id from invoice_states s where s.company_id = ${ctx.company.id} and s.open_cents > 0 order by id`)
        const invoice = rows[turn % Math.max(rows.length, 1)]
        const said = { on: ctx.today, reason: 'Geste', service: 'keep', asked: { whole: true } } as const
        return invoice && turn % 4 === 0 && creditInvoice(ctx, invoice.id, said)
      }, at),
    wait: async turn => {
      const days = (turn % 3) + 1
      at.today = Temporal.PlainDate.from(at.today).add({ days }).toString()
    },
    owe: turn => of.owesByDebit(1000 + turn, { on: '2026-03-02' }),
  }
}

const IBANS = ['FR1420041010050500013M02606', 'FR7630006000011234567890189']

function mandateActs(of: Of, at: { today: string }): Acts<'amend' | 'revoke' | 'mandate' | 'oneOff'> {
  return {
    amend: async turn => {
      const mandate = await one(of.call(mandates.list, {}), turn)
      const said = turn % 2 === 0 ? { iban: IBANS[turn % 4 === 0 ? 0 : 1] } : { reference: `R-${turn}-${at.today}` }
      return mandate && of.call(mandates.amend, { id: mandate.id, ...said }, at)
    },
    revoke: async turn => {
      const mandate = await one(of.call(mandates.list, { state: 'valid' }), turn)
      return mandate && turn % 4 === 0 && of.call(mandates.revoke, { id: mandate.id, reason: 'Demandé' }, at)
    },
    mandate: () => of.within(ctx => aMandate(ctx, of.customerId), at),
    oneOff: async turn => {
      const mandateId = await of.within(ctx => aMandate(ctx, of.customerId, { frequency: 'one-off' }), at)
      const invoice = await one(of.call(candidates.list, {}), turn)
      return invoice && of.call(candidates.chooseMandate, { id: invoice.id, mandateId }, at)
    },
  }
}

/** What a person would read; anything else, a lock that two wait for included, is a fault of ours. */
function refused(error: { code?: string }) {
  if (!/^(debits|payments|invoicing|record)\./.test(error.code ?? '')) throw error
}

const endedOn = (of: Of, today: string) =>
  of.within(async ({ db, company }) => {
    const { rows } = await db.execute<{ id: string }>(sql`
      select id from mandates where company_id = ${company.id}
        and (revoked_on <= ${today}::date or greatest(used_on, signed_on) + interval '36 months' < ${today}::date)`)
    return rows.map(({ id }) => id)
  })

/** Each law counts what breaks it. */
const LAWS = {
  open: sql`select invoice_id from debits where company_id = c.id and state in ('planned', 'sent') group by 1 having count(*) > 1`,
  sums: sql`select from invoice_states s join invoices i on i.company_id = c.id and i.id = s.id and i.kind = 'invoice'
    cross join lateral (select coalesce(sum(a.cents), 0) as cents from payment_allocations a where a.company_id = c.id and a.invoice_id = s.id) paid
    where s.company_id = c.id and (s.gross_cents <> s.open_cents + paid.cents or s.open_cents < 0)`,
  returned: sql`select from debits d left join debit_returns r on r.company_id = c.id and r.debit_id = d.id
    left join lateral (select coalesce(sum(a.cents), 0) as cents from payment_allocations a
      where a.company_id = c.id and a.payment_id = d.payment_id and a.invoice_id is not null) paid on true
    where d.company_id = c.id and ((d.state = 'returned') <> (r.id is not null) or (r.id is not null and paid.cents <> 0)
      or (d.state = 'collected' and (d.payment_id is null or paid.cents > d.cents)))`,
  batches: sql`select from debit_batches b cross join lateral (
      select count(*) as count, coalesce(sum(cents), 0) as cents from debits d where d.company_id = c.id and d.batch_id = b.id and d.state <> 'cancelled') held
    where b.company_id = c.id and b.cancelled_on is null and (b.debit_count <> held.count or b.cents <> held.cents)`,
  sequence: sql`select from debits d join mandates m on m.company_id = c.id and m.id = d.mandate_id where d.company_id = c.id
    and (d.sequence <> case m.frequency when 'one-off' then 'OOFF' else 'RCUR' end
      or (m.frequency = 'one-off' and (select count(*) from debits o where o.company_id = c.id and o.mandate_id = m.id and o.state in ('sent', 'collected')) > 1))`,
  told: sql`select from mandate_amendments a cross join lateral (
      select count(distinct d.batch_id) as count from debits d
      where d.company_id = c.id and d.mandate_id = a.mandate_id and d.mandate -> 'amended' -> 'ids' ? a.id::text and d.state in ('sent', 'collected', 'returned')
        and not exists (select from debit_returns r where r.company_id = c.id and r.debit_id = d.id and r.kind = 'reject')) live
    where a.company_id = c.id and live.count <> (a.told_on is not null)::int`,
  noticed: sql`select from debits d left join debit_notices n on n.company_id = c.id and n.id = d.notice_id
    where d.company_id = c.id and (n.id is null or n.mandate_id <> d.mandate_id or n.cents < d.cents or n.invoice_id <> d.invoice_id or n.collect_on > d.collect_on)`,
}
export type Law = keyof typeof LAWS | 'ended' | 'files'

/** How often what a law is about happened in a history. */
export const whatHappened = (of: History) =>
  of.within(async ({ db, company }) => {
    const { rows } = await db.execute<Record<string, number>>(sql`
      select (select count(*)::int from debits where company_id = ${company.id} and payment_id is not null) as collected,
        (select count(*)::int from debit_returns where company_id = ${company.id} and kind = 'return') as returned,
        (select count(*)::int from debit_returns where company_id = ${company.id} and kind = 'reject') as rejected,
        (select count(*)::int from debits where company_id = ${company.id} and attempt > 1 and mandate is not null) as retried,
        (select count(*)::int from debits where company_id = ${company.id} and sequence = 'OOFF' and mandate is not null) as "oneOff",
        (select count(*)::int from debits where company_id = ${company.id} and state = 'cancelled' and mandate is not null) as cancelled,
        (select count(*)::int from mandate_amendments where company_id = ${company.id} and told_on is not null) as told,
        (select count(*)::int from mandates where company_id = ${company.id} and revoked_on is not null) as revoked,
        (select count(*)::int from payment_allocations where company_id = ${company.id} and credit_note_id is not null) as credited`)
    return rows[0]!
  })

const seenFiles = new WeakMap<History, Set<string>>()

/** The laws that do not hold now. */
export async function brokenLaws(of: History): Promise<Law[]> {
  const names = Object.keys(LAWS) as (keyof typeof LAWS)[]
  const counts = names.map(name => sql`exists (${LAWS[name]}) as ${sql.identifier(name)}`)
  const found = await of.within(async ({ db, company }: Ctx) => {
    const { rows } = await db.execute<Record<string, boolean>>(
      sql`select ${sql.join(counts, sql`, `)} from companies c where c.id = ${company.id}`,
    )
    return rows[0]!
  })
  const broken: Law[] = names.filter(name => found[name])
  const seen = seenFiles.get(of) ?? new Set()
  seenFiles.set(of, seen)
  const { rows } = await of.within(({ db, company }) =>
    db.execute<{ id: string; sha256: string; mandateIds: string[] }>(sql`
      select b.id, b.sha256, array_agg(d.mandate_id) as "mandateIds" from debit_batches b
      join debits d on d.company_id = ${company.id} and d.batch_id = b.id and d.mandate is not null
      where b.company_id = ${company.id} and b.handed_over_at is not null group by 1, 2`),
  )
  for (const { id, sha256, mandateIds } of rows) {
    const file = await fileOf(of, id)
    if (createHash('sha256').update(file).digest('hex') !== sha256) broken.push('files')
    if (!seen.has(id) && mandateIds.some(mandateId => of.ended.has(mandateId))) broken.push('ended')
    seen.add(id)
  }
  return broken
}
