import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, isoDay } from '../../../values/day.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { batchCard, batchRow, debitRow } from '../contract/batches.ts'
import { bankDaysAfter } from '../rules/bank-days.ts'
import type { BatchState, Scheme } from '../rules/states.ts'
import { paceOf } from './candidates.ts'

type Row = InferSchemaOutput<typeof batchRow>
type Card = InferSchemaOutput<typeof batchCard>
type Debit = InferSchemaOutput<typeof debitRow>
type Filters = { state?: BatchState | undefined; scheme?: Scheme | undefined }

const STATE = sql`case when b.cancelled_on is not null then 'cancelled' when b.collected_on is not null then 'collected'
  when b.handed_over_at is not null then 'handed-over' else 'planned' end`

const columns = {
  id: sql`b.id`,
  number: sql`b.number`,
  scheme: sql`b.scheme`,
  collectOn: sql`b.collect_on`,
  state: STATE,
  bankAccountId: sql`b.bank_account_id`,
  bankAccount: sql`bank.name`,
  fileVersion: sql`b.file_version`,
  debitCount: sql`b.debit_count`,
  cents: sql`b.cents`,
  returnedCount: sql`back.count`,
  returnedCents: sql`back.cents`,
  handedOverAt: sql`b.handed_over_at`,
  handedOverBy: sql`b.handed_over_by`,
  collectedOn: sql`b.collected_on`,
  cancelledOn: sql`b.cancelled_on`,
  cancelledReason: sql`b.cancelled_reason`,
}
const from = sql`debit_batches b
  join bank_accounts bank on bank.company_id = b.company_id and bank.id = b.bank_account_id
  cross join lateral (select count(*)::int as count, coalesce(sum(d.cents), 0)::bigint as cents from debits d
    where d.company_id = b.company_id and d.batch_id = b.id and d.state = 'returned') back`

type Found = Omit<Row, 'handOverBy'>
const handOverBy = (collectOn: string, leadDays: number) => isoDay(bankDaysAfter(day(collectOn), -leadDays))

const listOf = (leadDays: number) =>
  defineList<Row, Found, Filters>({
    from,
    columns,
    id: sql`b.id`,
    sorts: { number: sql`b.number`, collectOn: sql`b.collect_on` },
    defaultSort: '-number',
    where: ({ company }, { state, scheme }) => [
      sql`b.company_id = ${company.id}`,
      ...(state ? [sql`${STATE} = ${state}`] : []),
      ...(scheme ? [sql`b.scheme = ${scheme}`] : []),
    ],
    search: (_ctx, text) => [sql`b.number::text = ${text.trim()}`],
    row: found => ({ ...found, handOverBy: handOverBy(found.collectOn, leadDays) }),
  })
type Asked = Filters & { search?: string | undefined }

/** Batches of direct debits, the latest first. */
export const batchList = {
  page: async (ctx: Ctx, query: Asked & { limit: number; after?: string | undefined; sort?: string | undefined }) =>
    listOf((await paceOf(ctx)).leadDays).page(ctx, query),
  count: (ctx: Ctx, query: Asked) => listOf(0).count(ctx, query),
  async *all(ctx: Ctx, query: Asked & { sort?: string | undefined }) {
    yield* listOf((await paceOf(ctx)).leadDays).all(ctx, query)
  },
}

/** One batch. */
export async function batchById(ctx: Ctx, id: string): Promise<Card> {
  const { rows } = await ctx.db.execute<Omit<Card, 'handOverBy'>>(sql`
    select ${selected(columns)}, b.message_reference as "messageReference", b.sha256,
      (select min(m.booked_on) from debit_credits c join bank_movements m on m.company_id = ${ctx.company.id} and m.id = c.movement_id and m.state = 'set-aside'
        where c.company_id = ${ctx.company.id} and c.batch_id = b.id) as "creditedOn", b.created_at as "createdAt", b.created_by as "createdBy", b.revision
    from ${from} where b.company_id = ${ctx.company.id} and b.id = ${id}`)
  const batch = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  return { ...batch, handOverBy: handOverBy(batch.collectOn, (await paceOf(ctx)).leadDays) }
}

type DebitFilters = {
  batchId?: string | undefined
  invoiceId?: string | undefined
  mandateId?: string | undefined
  customerId?: string | undefined
  state?: Debit['state'] | undefined
}
const when = (given: unknown, condition: SQL) => (given === undefined ? [] : [condition])

/** Direct debits, the latest first. */
export const debitList = listByParty<Debit, Debit, DebitFilters>({
  from: ({ company }: Ctx) => sql`debits d
    join debit_batches b on b.company_id = ${company.id} and b.id = d.batch_id
    join invoices i on i.company_id = ${company.id} and i.id = d.invoice_id
    join mandates m on m.company_id = ${company.id} and m.id = d.mandate_id
    join parties customer on customer.company_id = ${company.id} and customer.id = d.customer_id
    left join payments p on p.company_id = ${company.id} and p.id = d.payment_id
    left join debit_returns r on r.company_id = ${company.id} and r.debit_id = d.id`,
  columns: {
    id: sql`d.id`,
    batchId: sql`d.batch_id`,
    batchNumber: sql`b.number`,
    invoiceId: sql`d.invoice_id`,
    number: sql`i.number`,
    mandateId: sql`d.mandate_id`,
    reference: sql`coalesce(d.mandate ->> 'reference', m.reference)`,
    customerId: sql`d.customer_id`,
    customer: partyName('customer'),
    attempt: sql`d.attempt`,
    cents: sql`d.cents`,
    collectOn: sql`d.collect_on`,
    sequence: sql`d.sequence`,
    endToEndId: sql`d.end_to_end_id`,
    remittance: sql`d.remittance`,
    state: sql`d.state`,
    paymentId: sql`d.payment_id`,
    paymentNumber: sql`p.number`,
    returnId: sql`r.id`,
    returnedOn: sql`r.returned_on`,
    code: sql`coalesce(r.code, '')`,
  },
  id: sql`d.id`,
  sorts: { collectOn: sql`d.collect_on`, cents: sql`d.cents` },
  defaultSort: '-collectOn',
  party: sql`d.customer_id`,
  where: ({ company }, { batchId, invoiceId, mandateId, customerId, state }) => [
    sql`d.company_id = ${company.id}`,
    ...when(batchId, sql`d.batch_id = ${batchId}`),
    ...when(invoiceId, sql`d.invoice_id = ${invoiceId}`),
    ...when(mandateId, sql`d.mandate_id = ${mandateId}`),
    ...when(customerId, sql`d.customer_id = ${customerId}`),
    ...when(state, sql`d.state = ${state}`),
  ],
  isNarrow: ({ batchId, invoiceId, mandateId, customerId }) => Boolean(batchId ?? invoiceId ?? mandateId ?? customerId),
  row: found => found,
})
