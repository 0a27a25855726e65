import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { IS_FREE } from './columns.ts'

/** Terms whose day has come of contracts that make their invoices by themselves. Source: X-60. */
export async function termsToDraft({ db, company, today }: Ctx): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select t.id from contract_terms t join contracts c on c.company_id = ${company.id} and c.id = t.contract_id
    where t.company_id = ${company.id} and ${IS_FREE} and t.invoice_on <= ${today}::date and c.invoicing in ('draft', 'issue')
    order by coalesce(c.payer_id, c.customer_id), t.invoice_on, c.number, t.starts_on`)
  return rows.map(({ id }) => id)
}

/**
 * Drafts that are issued by themselves: those of contracts that all say so, once the time to look at them is over, that
 * nobody has edited meanwhile. Source: A5.
 */
export async function draftsToIssue({ db, company, today }: Ctx): Promise<string[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ id: string }>(sql`
    select i.id from contract_terms t join contracts c on c.company_id = ${mine} and c.id = t.contract_id
    join invoices i on i.company_id = ${mine} and i.id = t.invoice_id
    where t.company_id = ${mine} and t.invoice_on <= ${today}::date and t.invoice_id is not null
      and i.issued_on is null and i.revision = 1 and i.source = 'contract'
    group by i.company_id, i.id
    having bool_and(c.invoicing = 'issue')
      and (i.created_at at time zone ${company.timeZone})::date + max(c.review_days) <= ${today}::date
    order by max(t.invoice_on), i.id`)
  return rows.map(({ id }) => id)
}

/** Contracts that ended and go on by themselves. Source: X-66. */
export async function toRenewTacitly({ db, company, today }: Ctx): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select c.id from contracts c
    where c.company_id = ${company.id} and c.renewal = 'tacit' and c.activated_on is not null and c.terminated_on is null
      and c.ends_on < ${today}::date
      and not exists (select from contracts n where n.company_id = ${company.id} and n.renews_id = c.id)
    order by c.ends_on, c.id`)
  return rows.map(({ id }) => id)
}
