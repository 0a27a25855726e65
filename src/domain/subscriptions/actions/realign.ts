import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { calendarOf } from '../queries/calendar.ts'
import { dayAfterEnd } from '../queries/owed.ts'

type Moved = { id: string; before: string; beforeEnd: string; startsOn: string; expiresOn: string }

/**
 * After the end of purchases moved, their renewals that have not been served yet start after it again, and so on along
 * the chain: two links never owe the same issue, and none between them is forgotten. A start that was asked, or a sale
 * after the end, moves only to make room. Source: CIR-7.
 */
export async function realignRenewals(ctx: Ctx, purchaseIds: readonly string[]): Promise<number> {
  let moved = 0
  for (let ids = purchaseIds; ids.length > 0; ) {
    const next: string[] = []
    for (const titleId of await titlesOf(ctx, ids)) next.push(...(await realignTitle(ctx, titleId, ids)))
    moved += next.length
    ids = next
  }
  return moved
}

async function realignTitle(ctx: Ctx, titleId: string, ids: readonly string[]): Promise<string[]> {
  const { db, company, actor } = ctx
  const calendar = await calendarOf(ctx, titleId)
  const { rows } = await db.execute<Moved>(sql`
    with chain as materialized (
      select r.id, r.starts_on as before, r.expires_on as before_end, r.term_months, r.bought_on, ${dayAfterEnd(company.id, calendar)} as start,
        coalesce(l.starts_on is null and l.starts_with is null and l.start_issue_id is null, false) as chained
      from purchases p
      join purchases r on r.company_id = ${company.id} and r.renews_id = p.id and r.cancelled_on is null
      left join invoice_lines l on l.company_id = ${company.id} and l.id = r.invoice_line_id
      where p.company_id = ${company.id} and p.title_id = ${titleId} and p.id = any(${sql.param([...ids])}::uuid[])
        and p.cancelled_on is null and p.last_issue_id is null
        and not exists (select from shipments s where s.company_id = ${company.id} and s.purchase_id = r.id and s.cancelled_on is null))
    update purchases r set starts_on = c.start, expires_on = (c.start + make_interval(months => c.term_months))::date - 1,
      revision = r.revision + 1, updated_by = ${actor.initials}, updated_at = now()
    from chain c where r.company_id = ${company.id} and r.id = c.id
      and (c.before < c.start or (c.chained and c.before > c.start and c.start > c.bought_on))
    returning r.id, c.before, c.before_end as "beforeEnd", r.starts_on as "startsOn", r.expires_on as "expiresOn"`)
  for (const { id, before, beforeEnd, startsOn, expiresOn } of rows)
    ctx.record({
      record: 'purchases',
      id,
      from: { startsOn: before, expiresOn: beforeEnd },
      to: { startsOn, expiresOn },
    })
  return rows.map(({ id }) => id)
}

/** An issue that moved, or no longer counts as it did, moves the ends of the subscriptions to its title, and what waits behind them. */
export async function realignAfterIssue(ctx: Ctx, { after }: { after: { titleId: string } }) {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select r.renews_id as id from purchases r
    where r.company_id = ${ctx.company.id} and r.title_id = ${after.titleId} and r.renews_id is not null
      and r.cancelled_on is null and r.starts_on > ${ctx.today}`)
  await realignRenewals(
    ctx,
    rows.map(({ id }) => id),
  )
}

async function titlesOf({ db, company }: Ctx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct title_id as id from purchases where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** Once its renewal is served, an end that moves would overlap it: it is the renewal that is to be changed. */
export async function refuseServedRenewals({ db, company }: Ctx, purchaseIds: readonly string[]) {
  const { rows } = await db.execute<{ number: number; renewal: number }>(sql`
    select p.number, r.number as renewal from purchases p
    join purchases r on r.company_id = ${company.id} and r.renews_id = p.id and r.cancelled_on is null
    where p.company_id = ${company.id} and p.id = any(${sql.param([...purchaseIds])}::uuid[])
      and exists (select from shipments s where s.company_id = ${company.id} and s.purchase_id = r.id and s.cancelled_on is null)
    order by p.number limit 1`)
  if (rows[0]) refuse('subscriptions.renewalStarted', { values: rows[0] })
}
