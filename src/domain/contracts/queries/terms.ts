import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, daysBetween } from '../../../values/day.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { termRow } from '../contract/terms.ts'
import type { Invoicing } from '../rules/contract.ts'
import { type Schedule, wholeDaysAt } from '../rules/schedule.ts'
import { withNumber } from '../rules/state.ts'
import type { TermState } from '../rules/term-state.ts'
import { IS_FREE, isLate, numberOf, termState } from './columns.ts'

type Row = InferSchemaOutput<typeof termRow>
type Found = Omit<Row, 'proratedDays' | 'wholeDays'> & { schedule: Schedule | null }
export type TermFilters = {
  contractId?: string | undefined
  customerId?: string | undefined
  state?: TermState | undefined
  late?: boolean | undefined
  owner?: string | undefined
  paymentMethod?: PaymentMethod | undefined
  invoicing?: Invoicing | undefined
  from?: string | undefined
  to?: string | undefined
}
type Filters = TermFilters & { ids?: readonly string[] | undefined; free?: boolean | undefined }

const TERM_TABLES = sql`contract_terms t join contracts c on c.company_id = t.company_id and c.id = t.contract_id
  join parties customer on customer.company_id = t.company_id and customer.id = c.customer_id
  left join invoices i on i.company_id = t.company_id and i.id = t.invoice_id`

const columns = (mine: ReturnType<typeof sql>, today: ReturnType<typeof sql>) => {
  const shared = sql`(select count(*)::int from contract_terms o
    where o.company_id = ${mine} and o.invoice_id = t.invoice_id and o.id <> t.id)`
  return {
    id: sql`t.id`,
    contractId: sql`t.contract_id`,
    number: numberOf(sql`c`),
    title: sql`c.title`,
    customerId: sql`c.customer_id`,
    customer: partyName('customer'),
    payer: sql`case when c.payer_id is null then ${partyName('customer')} else (
      select ${partyName('payer')} from parties payer where payer.company_id = ${mine} and payer.id = c.payer_id) end`,
    place: sql`t.place`,
    startsOn: sql`t.starts_on`,
    endsOn: sql`t.ends_on`,
    invoiceOn: sql`t.invoice_on`,
    state: termState(today),
    late: isLate(today),
    grossCents: sql`case when ${shared} = 0 then i.gross_cents end`,
    currency: sql`c.currency`,
    schedule: sql`case when c.prorated then json_build_object('startsOn', c.starts_on, 'every', c.every, 'unit', c.unit,
      'dayRule', c.day_rule, 'fixedDay', c.fixed_day, 'invoiceOn', c.invoice_rule, 'invoiceDays', c.invoice_days) end`,
    invoiceId: sql`t.invoice_id`,
    invoiceNumber: sql`i.number`,
    sharedWith: shared,
    earlierInvoices: sql`array(select json_build_object('id', e.invoice_id, 'number', earlier.number) from contract_term_invoices e
      join invoices earlier on earlier.company_id = ${mine} and earlier.id = e.invoice_id
      where e.company_id = ${mine} and e.term_id = t.id order by e.id)`,
    skippedReason: sql`t.skipped_reason`,
    owner: sql`c.owner`,
    paymentMethod: sql`c.payment_method`,
    invoicing: sql`c.invoicing`,
  }
}

function listOf({ company, today: now }: Ctx) {
  const mine = sql`${company.id}::uuid`
  const today = sql`${now}::date`
  const waits = sql`${IS_FREE} and t.invoice_on <= ${today}`
  return listByParty<Row, Found, Filters>({
    from: TERM_TABLES,
    columns: columns(mine, today),
    id: sql`t.id`,
    sorts: { invoiceOn: sql`t.invoice_on`, startsOn: sql`t.starts_on` },
    defaultSort: 'invoiceOn',
    party: sql`c.customer_id`,
    number: sql`c.number`,
    where: (_ctx, asked) => [
      sql`t.company_id = ${company.id}`,
      ...(asked.ids ? [sql`t.id = any(${sql.param([...asked.ids])}::uuid[])`] : []),
      ...(asked.free ? [IS_FREE] : []),
      ...(asked.contractId ? [sql`t.contract_id = ${asked.contractId}`] : []),
      ...(asked.customerId ? [sql`(c.customer_id = ${asked.customerId} or c.payer_id = ${asked.customerId})`] : []),
      ...(asked.state === 'to-invoice' ? [waits] : asked.state ? [sql`${termState(today)} = ${asked.state}`] : []),
      ...(asked.late === undefined ? [] : [asked.late ? isLate(today) : sql`not ${isLate(today)}`]),
      ...(asked.owner ? [sql`c.owner = ${asked.owner}`] : []),
      ...(asked.paymentMethod ? [sql`c.payment_method = ${asked.paymentMethod}`] : []),
      ...(asked.invoicing ? [sql`c.invoicing = ${asked.invoicing}`] : []),
      ...(asked.from ? [sql`t.invoice_on >= ${asked.from}::date`] : []),
      ...(asked.to ? [sql`t.invoice_on <= ${asked.to}::date`] : []),
    ],
    isNarrow: ({ contractId, customerId }) => contractId !== undefined || customerId !== undefined,
    row: withDays,
  })
}

function withDays({ schedule, ...found }: Found): Row {
  const days = daysBetween(day(found.startsOn), day(found.endsOn)) + 1
  const whole = schedule ? wholeDaysAt(schedule, found.endsOn) : days
  return { ...found, proratedDays: days < whole ? days : null, wholeDays: days < whole ? whole : null }
}

type Asked = Filters & { search?: string | undefined }

/** Terms by the day they are to be invoiced, searched by the words of the customer or the number of the contract. */
export const termList = {
  page: (ctx: Ctx, query: Asked & { limit: number; after?: string | undefined; sort?: string | undefined }) =>
    listOf(ctx).page(ctx, withNumber(query)),
  count: (ctx: Ctx, query: Asked) => listOf(ctx).count(ctx, withNumber(query)),
  all: (ctx: Ctx, query: Asked & { sort?: string | undefined }) => listOf(ctx).all(ctx, withNumber(query)),
}

export type WhichTerms = {
  ids?: readonly string[] | undefined
  matching?: (TermFilters & { search?: string | undefined }) | undefined
}

/** Those of the terms asked that have no invoice, those of one payer together, so that they come onto one. */
export async function waitingTerms(ctx: Ctx, { ids, matching }: WhichTerms): Promise<string[]> {
  const conditions = await listOf(ctx).conditions(ctx, withNumber<Asked>({ ...(ids ? { ids } : matching), free: true }))
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select t.id from ${TERM_TABLES} where ${sql.join(conditions, sql` and `)}
    order by coalesce(c.payer_id, c.customer_id), t.invoice_on, c.number, t.starts_on`)
  return rows.map(({ id }) => id)
}
