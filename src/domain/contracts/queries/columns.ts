import { type SQL, sql } from 'drizzle-orm'
import { partyName } from '../../parties/queries.ts'

/** `contractStateOn` of the contract `c`: the rule stands in `rules/state.ts`, and a test holds the two together. */
export const contractState = (today: SQL): SQL => sql`case when c.activated_on is null then 'draft'
  when c.terminated_on < ${today} then 'terminated' when c.ends_on < ${today} then 'ended'
  when c.starts_on > ${today} then 'upcoming'
  when c.paused_from <= ${today} and (c.paused_to is null or c.paused_to >= ${today}) then 'paused' else 'active' end`

/** `termStateOn` of the term `t` with its invoice `i`. */
export const termState = (
  today: SQL,
): SQL => sql`case when i.issued_on is not null then 'issued' when t.invoice_id is not null then 'drafted'
  when t.skipped_on is not null then 'skipped' when t.cancelled_on is not null then 'cancelled'
  when t.invoice_on <= ${today} then 'to-invoice' else 'planned' end`

export const IS_FREE = sql`t.invoice_id is null and t.skipped_on is null and t.cancelled_on is null`

/** Past its day by more than the time to look at it, and not invoiced. Source: A6. */
export const isLate = (today: SQL): SQL => sql`(${IS_FREE} and t.invoice_on + c.review_days < ${today})`

/** `contractNumber` of the contract of that alias. */
export const numberOf = (c: SQL): SQL =>
  sql`'CT-' || lpad(${c}.number::text, greatest(5, length(${c}.number::text)), '0')`

export const rowColumns = (company: SQL, today: SQL) => ({
  id: sql`c.id`,
  number: numberOf(sql`c`),
  title: sql`c.title`,
  customerId: sql`c.customer_id`,
  customer: partyName('customer'),
  payerId: sql`c.payer_id`,
  payer: sql`case when c.payer_id is null then ${partyName('customer')} else (
    select ${partyName('payer')} from parties payer where payer.company_id = ${company} and payer.id = c.payer_id) end`,
  state: contractState(today),
  startsOn: sql`c.starts_on`,
  endsOn: sql`coalesce(c.terminated_on, c.ends_on)`,
  every: sql`c.every`,
  unit: sql`c.unit`,
  owner: sql`c.owner`,
  paymentMethod: sql`c.payment_method`,
  invoicing: sql`c.invoicing`,
  renewal: sql`c.renewal`,
  nextOn: sql`(select min(t.invoice_on) from contract_terms t where t.company_id = ${company} and t.contract_id = c.id and ${IS_FREE})`,
  toInvoiceCount: sql`(select count(*)::int from contract_terms t
    where t.company_id = ${company} and t.contract_id = c.id and ${IS_FREE} and t.invoice_on <= ${today})`,
})
