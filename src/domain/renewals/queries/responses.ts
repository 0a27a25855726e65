import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { lineEuros, otherCurrencies } from '../../invoicing/queries/rates.ts'
import { rateBps } from '../rules/rates.ts'
import type { Channel } from '../rules/steps.ts'

type Found = {
  stepId: string
  position: number
  channel: Channel
  sentOn: string
  notices: number
  people: number
  renewed: number
  grossCents: number
}

/**
 * Each step of a series on each day it was sent, newest first, and what it brought. A renewal is counted once, for the last
 * notice before it: the waves add up to the renewals they all brought. Inserts are read from the shipments that held them.
 */
export async function responsesOf({ db, company }: Ctx, { id, within }: { id: string; within: number }) {
  const { rows } = await db.execute<Found>(sql`
    with steps as (select s.id, s.position, s.channel, s.insert_code, r.title_id, r.product_id
      from renewal_steps s join renewal_series r on r.company_id = s.company_id and r.id = s.series_id
      where s.company_id = ${company.id} and s.series_id = ${id}),
    touches as (
      select n.purchase_id, n.step_id, n.sent_on, n.contact_id from steps
      join renewal_notices n on n.company_id = ${company.id} and n.step_id = steps.id and n.cancelled_on is null
      union all
      select s.purchase_id, steps.id, s.sent_on, s.recipient_id from steps
      join dispatch_runs run on run.company_id = ${company.id} and run.title_id = steps.title_id and run.kind = 'subscription'
      join shipments s on s.company_id = ${company.id} and s.run_id = run.id and s.insert_code = steps.insert_code and s.cancelled_on is null
      where steps.channel = 'insert'),
    answers as (
      select distinct on (q.id) q.id, ${lineEuros('other', sql`q.gross_cents`)} as gross_cents, t.step_id, t.sent_on
      from touches t join purchases q on q.company_id = ${company.id} and q.renews_id = t.purchase_id and q.cancelled_on is null
        and q.bought_on between t.sent_on and t.sent_on + ${within}::int
      join steps on steps.id = t.step_id
      left join ${otherCurrencies(sql`${company.id}::uuid`)} other on other.id = q.invoice_id
      order by q.id, t.sent_on desc, steps.position desc),
    brought as (select step_id, sent_on, count(*) as renewed, sum(gross_cents)::bigint as gross_cents from answers group by 1, 2)
    select t.step_id as "stepId", steps.position, steps.channel, t.sent_on as "sentOn", count(distinct t.purchase_id) as notices,
      count(distinct t.contact_id) as people, coalesce(max(brought.renewed), 0)::int as renewed,
      coalesce(max(brought.gross_cents), 0)::bigint as "grossCents"
    from touches t join steps on steps.id = t.step_id
    left join brought on brought.step_id = t.step_id and brought.sent_on = t.sent_on
    group by t.step_id, steps.position, steps.channel, t.sent_on
    order by t.sent_on desc, steps.position desc`)
  return rows.map(row => ({ ...row, rateBps: rateBps(row.renewed, row.notices) }))
}
