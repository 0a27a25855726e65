import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { textKey } from '../../../values/text-key.ts'
import type { movementRow } from '../contract/statements.ts'
import type { Confidence } from '../rules/proposals.ts'
import type { RefusedLine } from '../rules/statement.ts'

type Row = InferSchemaOutput<typeof movementRow>
type Filters = {
  id?: string | undefined
  state?: Row['state'] | undefined
  bankAccountId?: string | undefined
  statementId?: string | undefined
  confidence?: Confidence | 'none' | undefined
  direction?: 'in' | 'out' | undefined
  bookedFrom?: string | undefined
  bookedTo?: string | undefined
}

/** Movements on our accounts, with what they seem to pay. */
export const movementList = defineList<Row, Row, Filters>({
  from: sql`bank_movements m
    join bank_accounts account on account.company_id = m.company_id and account.id = m.bank_account_id
    left join payments payment on payment.company_id = m.company_id and payment.id = m.payment_id`,
  columns: {
    id: sql`m.id`,
    statementId: sql`m.statement_id`,
    bankAccountId: sql`m.bank_account_id`,
    bankAccount: sql`account.name`,
    line: sql`m.line`,
    bookedOn: sql`m.booked_on`,
    valueOn: sql`m.value_on`,
    cents: sql`m.cents`,
    otherName: sql`m.other_name`,
    otherIban: sql`m.other_iban`,
    text: sql`m.text`,
    reference: sql`m.reference`,
    reversal: sql`m.reversal`,
    state: sql`m.state`,
    paymentId: sql`m.payment_id`,
    paymentNumber: sql`payment.number`,
    note: sql`m.note`,
    proposal: sql`case when m.state = 'open' then m.proposal end`,
  },
  id: sql`m.id`,
  sorts: { bookedOn: [sql`m.booked_on`, sql`m.line`], cents: sql`m.cents` },
  defaultSort: 'bookedOn',
  where: ({ company }, { id, state, bankAccountId, statementId, confidence, direction, bookedFrom, bookedTo }) => [
    sql`m.company_id = ${company.id}`,
    ...(id ? [sql`m.id = ${id}`] : []),
    ...(state ? [sql`m.state = ${state}`] : []),
    ...(bankAccountId ? [sql`m.bank_account_id = ${bankAccountId}`] : []),
    ...(statementId ? [sql`m.statement_id = ${statementId}`] : []),
    ...(confidence ? [sql`coalesce(m.proposal ->> 'confidence', 'none') = ${confidence}`] : []),
    ...(direction ? [direction === 'in' ? sql`m.cents > 0` : sql`m.cents < 0`] : []),
    ...(bookedFrom ? [sql`m.booked_on >= ${bookedFrom}`] : []),
    ...(bookedTo ? [sql`m.booked_on <= ${bookedTo}`] : []),
  ],
  search: (_ctx, text) =>
    textKey(text)
      .split(' ')
      .map(word => sql`position(lower(${word}) in lower(m.other_name || ' ' || m.text || ' ' || m.reference)) > 0`),
  row: found => found,
})

/** One movement, or a refusal. */
export async function movementById(ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await movementList.page(ctx, { id, limit: 1 })
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}

/** How many movements wait, by how sure their proposal is. */
export async function waitingSummary({ db, company }: Ctx) {
  const { rows } = await db.execute<{ confidence: Confidence | 'none'; count: number; cents: number }>(sql`
    select coalesce(proposal ->> 'confidence', 'none') as confidence, count(*)::int as count, sum(cents)::bigint as cents
    from bank_movements where company_id = ${company.id} and state = 'open' group by 1
    order by array_position(array['sure', 'likely', 'weak', 'none'], coalesce(proposal ->> 'confidence', 'none'))`)
  return rows
}

type StatementRow = {
  id: string
  bankAccountId: string
  bankAccount: string
  name: string
  format: 'camt.053' | 'csv'
  startsOn: string | null
  endsOn: string | null
  readCount: number
  takenCount: number
  refusedCount: number
  openCount: number
  createdAt: string
  createdBy: string
}

/** Statements that were read, and what of them still waits. */
export const statementList = defineList<StatementRow, StatementRow, { bankAccountId?: string | undefined }>({
  from: sql`bank_statements s join bank_accounts account on account.company_id = s.company_id and account.id = s.bank_account_id`,
  columns: {
    id: sql`s.id`,
    bankAccountId: sql`s.bank_account_id`,
    bankAccount: sql`account.name`,
    name: sql`s.name`,
    format: sql`s.format`,
    startsOn: sql`s.starts_on`,
    endsOn: sql`s.ends_on`,
    readCount: sql`s.read_count`,
    takenCount: sql`s.taken_count`,
    refusedCount: sql`jsonb_array_length(s.refused)`,
    openCount: sql`(select count(*)::int from bank_movements m where m.company_id = s.company_id and m.statement_id = s.id and m.state = 'open')`,
    createdAt: sql`s.created_at`,
    createdBy: sql`s.created_by`,
  },
  id: sql`s.id`,
  sorts: { createdAt: sql`s.created_at` },
  defaultSort: '-createdAt',
  where: ({ company }, { bankAccountId }) => [
    sql`s.company_id = ${company.id}`,
    ...(bankAccountId ? [sql`s.bank_account_id = ${bankAccountId}`] : []),
  ],
  search: (_ctx, text) => [sql`position(lower(${text.trim()}) in lower(s.name || ' ' || account.name)) > 0`],
  row: found => found,
})

/** One statement with its refused lines, or a refusal. */
export async function statementById({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<StatementRow & { refused: RefusedLine[] }>(sql`
    select s.id, s.bank_account_id as "bankAccountId", account.name as "bankAccount", s.name, s.format, s.starts_on as "startsOn",
      s.ends_on as "endsOn", s.read_count as "readCount", s.taken_count as "takenCount", s.refused,
      jsonb_array_length(s.refused) as "refusedCount", s.created_at as "createdAt", s.created_by as "createdBy",
      (select count(*)::int from bank_movements m where m.company_id = s.company_id and m.statement_id = s.id and m.state = 'open') as "openCount"
    from bank_statements s join bank_accounts account on account.company_id = s.company_id and account.id = s.bank_account_id
    where s.company_id = ${company.id} and s.id = ${id}`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}
