import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { paymentEuros } from '../../invoicing/queries/rates.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { paymentCard, paymentRow } from '../contract.ts'
import type { PaymentState } from '../rules/state.ts'
import { allocationsOf } from './allocations.ts'

type Row = InferSchemaOutput<typeof paymentRow>
type Card = InferSchemaOutput<typeof paymentCard>
export type PaymentFilters = {
  customerId?: string | undefined
  method?: PaymentMethod | undefined
  state?: PaymentState | undefined
  bankAccountId?: string | undefined
  depositId?: string | undefined
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
}

const isUndone = sql`(p.undoes_id is not null or undone.id is not null)`
const state = sql`case when ${isUndone} then 'undone' when s.open_cents = 0 then 'allocated'
  when s.open_cents = s.cents then 'open' else 'partial' end`

const columns = {
  id: sql`p.id`,
  number: sql`p.number`,
  receivedOn: sql`p.received_on`,
  customerId: sql`s.customer_id`,
  customer: partyName('customer'),
  method: sql`p.method`,
  currency: sql`p.currency`,
  euroCents: sql`s.euro_cents`,
  cents: sql`p.cents`,
  openCents: sql`s.open_cents`,
  state,
  reference: sql`p.reference`,
  drawer: sql`p.drawer`,
  bankAccountId: sql`bank.id`,
  bankAccount: sql`coalesce(bank.name, '')`,
  depositId: sql`deposit.id`,
  depositNumber: sql`deposit.number`,
  source: sql`p.source`,
  createdBy: sql`p.created_by`,
}

const from = sql`payments p
  join payment_states s on s.company_id = p.company_id and s.id = p.id
  join parties customer on customer.company_id = p.company_id and customer.id = s.customer_id
  left join payments undone on undone.company_id = p.company_id and undone.undoes_id = p.id
  left join cheque_deposits deposit on deposit.company_id = p.company_id and deposit.id = s.deposit_id
  left join bank_accounts bank on bank.company_id = p.company_id and bank.id = coalesce(p.bank_account_id, deposit.bank_account_id)`

/** Payments, the latest first, by the words of who paid. */
export const paymentList = listByParty<Row, Row, PaymentFilters>({
  from,
  columns,
  id: sql`p.id`,
  sorts: { number: sql`p.number`, receivedOn: sql`p.received_on` },
  defaultSort: '-number',
  where: ({ company }, filters) => [sql`p.company_id = ${company.id}`, ...kept(filters)],
  party: sql`s.customer_id`,
  number: sql`p.number`,
  isNarrow: ({ customerId, depositId }) => Boolean(customerId ?? depositId),
  row: found => found,
})

function kept({
  customerId,
  method,
  state: wanted,
  bankAccountId,
  depositId,
  receivedFrom,
  receivedTo,
}: PaymentFilters) {
  const when = (given: unknown, condition: SQL) => (given === undefined ? [] : [condition])
  return [
    ...when(customerId, sql`s.customer_id = ${customerId}`),
    ...when(method, sql`p.method = ${method}`),
    ...when(wanted, sql`${state} = ${wanted}`),
    ...(wanted === 'open' || wanted === 'partial' ? [sql`s.open_cents <> 0`] : []),
    ...when(bankAccountId, sql`coalesce(p.bank_account_id, deposit.bank_account_id) = ${bankAccountId}`),
    ...when(depositId, sql`s.deposit_id = ${depositId}`),
    ...when(receivedFrom, sql`p.received_on >= ${receivedFrom}`),
    ...when(receivedTo, sql`p.received_on <= ${receivedTo}`),
  ]
}

/** What the payments that filters keep sum to, in euros. */
export async function paymentTotals(ctx: Ctx, query: PaymentFilters & { search?: string | undefined }) {
  const conditions = sql.join(await paymentList.conditions(ctx, query), sql` and `)
  const { rows } = await ctx.db.execute<{ cents: number; openCents: number }>(sql`
    select coalesce(sum(${paymentEuros('s', sql`p.cents`)}), 0)::bigint as cents, coalesce(sum(${paymentEuros('s', sql`s.open_cents`)}), 0)::bigint as "openCents"
    from ${from} where ${conditions}`)
  return rows[0]!
}

/** One payment with what it pays. */
export async function paymentById(ctx: Ctx, id: string): Promise<Card> {
  const { rows } = await ctx.db.execute<Omit<Card, 'allocations'>>(sql`
    select ${selected(columns)}, p.reason, p.undoes_id as "undoesId", undoes.number as "undoesNumber",
      undone.id as "undoneById", undone.number as "undoneByNumber", s.note, p.created_at as "createdAt"
    from ${from} left join payments undoes on undoes.company_id = p.company_id and undoes.id = p.undoes_id
    where p.company_id = ${ctx.company.id} and p.id = ${id}`)
  const payment = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  return { ...payment, allocations: await allocationsOf(ctx, { paymentId: id }) }
}
