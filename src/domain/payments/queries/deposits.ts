import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { partyName } from '../../parties/queries.ts'
import type { chequeRow, depositCard, depositRow } from '../contract/deposits.ts'

type Row = InferSchemaOutput<typeof depositRow>
type Card = InferSchemaOutput<typeof depositCard>
type Cheque = InferSchemaOutput<typeof chequeRow>
type Filters = { bankAccountId?: string | undefined; state?: 'here' | 'brought' | undefined }

const columns = {
  id: sql`d.id`,
  number: sql`d.number`,
  depositedOn: sql`d.deposited_on`,
  bankAccountId: sql`d.bank_account_id`,
  bankAccount: sql`bank.name`,
  state: sql`case when d.brought_on is null then 'here' else 'brought' end`,
  broughtOn: sql`d.brought_on`,
  chequeCount: sql`held.count`,
  cents: sql`held.cents`,
  createdBy: sql`d.created_by`,
}
const from = sql`cheque_deposits d
  join bank_accounts bank on bank.company_id = d.company_id and bank.id = d.bank_account_id
  cross join lateral (select count(*)::int as count, coalesce(sum(s.cents), 0)::bigint as cents from payment_states s
    where s.company_id = d.company_id and s.deposit_id = d.id) held`

/** Cheque deposits, the latest first. */
export const depositList = defineList<Row, Row, Filters>({
  from,
  columns,
  id: sql`d.id`,
  sorts: { number: sql`d.number`, depositedOn: sql`d.deposited_on` },
  defaultSort: '-number',
  where: ({ company }, { bankAccountId, state }) => [
    sql`d.company_id = ${company.id}`,
    ...(bankAccountId ? [sql`d.bank_account_id = ${bankAccountId}`] : []),
    ...(state ? [state === 'here' ? sql`d.brought_on is null` : sql`d.brought_on is not null`] : []),
  ],
  search: (_ctx, text) => [sql`d.number::text = ${text.trim()}`],
  row: found => found,
})

const cheque = {
  id: sql`p.id`,
  number: sql`p.number`,
  receivedOn: sql`p.received_on`,
  customerId: sql`s.customer_id`,
  customer: partyName('customer'),
  reference: sql`p.reference`,
  drawer: sql`p.drawer`,
  cents: sql`p.cents`,
}

export const WAITING_TABLES = sql`payments p
  join payment_states s on s.company_id = p.company_id and s.id = p.id
  join parties customer on customer.company_id = p.company_id and customer.id = s.customer_id`

/** A cheque received, on no slip, in no bank and not undone. */
export const isWaiting = ({ company }: Pick<Ctx, 'company'>) => sql`p.company_id = ${company.id} and p.method = 'cheque'
  and p.currency = 'EUR' and p.cents > 0 and p.undoes_id is null and p.bank_account_id is null and s.deposit_id is null
  and not exists (select from payments u where u.company_id = ${company.id} and u.undoes_id = p.id)`

/** Cheques to be brought to the bank, the oldest first. */
export async function waitingCheques(ctx: Ctx): Promise<Cheque[]> {
  const { rows } = await ctx.db.execute<Cheque>(sql`
    select ${selected(cheque)} from ${WAITING_TABLES} where ${isWaiting(ctx)} order by p.received_on, p.number`)
  return rows
}

/** One deposit with its cheques. */
export async function depositById({ db, company }: Ctx, id: string): Promise<Card> {
  const { rows } = await db.execute<Omit<Card, 'cheques'>>(sql`
    select ${selected(columns)}, d.created_at as "createdAt", d.updated_at as "updatedAt", d.updated_by as "updatedBy", d.revision
    from ${from} where d.company_id = ${company.id} and d.id = ${id}`)
  const deposit = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const { rows: cheques } = await db.execute<Cheque>(sql`
    select ${selected(cheque)} from ${WAITING_TABLES}
    where p.company_id = ${company.id} and s.deposit_id = ${id} order by p.received_on, p.number`)
  return { ...deposit, cheques }
}
