import { type SQL, sql } from 'drizzle-orm'
import { isOneOf } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'

/**
 * Copies already served in grace are taken from the renewals just made: 12 + (−1) = 11. A short term may leave some to the
 * renewal of the renewal. Source: CIR-8.
 */
export async function deductGrace(ctx: Ctx, renewalIds: readonly string[]) {
  if (renewalIds.length === 0) return
  const { db, company, actor } = ctx
  const { rows } = await db.execute<{ id: string; purchaseId: string; issueId: string }>(sql`
    insert into holds (company_id, id, purchase_id, kind, from_issue_id, to_issue_id, counts_as_served, created_by, updated_by)
    select ${company.id}, md5('grace' || r.id || gone.issue_id)::uuid, r.id, 'grace', gone.issue_id, gone.issue_id, true, ${actor.initials}, ${actor.initials}
    from purchases r
    cross join lateral (select s.issue_id from shipments s
      where s.company_id = ${company.id} and s.purchase_id = r.renews_id and s.purpose = 'grace' and s.cancelled_on is null
      union select h.from_issue_id from holds h where h.company_id = ${company.id} and h.purchase_id = r.renews_id and h.kind = 'grace') gone
    where r.company_id = ${company.id} and r.id = any(${sql.param([...renewalIds])}::uuid[])
    returning id, purchase_id as "purchaseId", from_issue_id as "issueId"`)
  for (const { id, ...hold } of rows) ctx.record({ record: 'holds', id, from: null, to: { ...hold, kind: 'grace' } })
}

/**
 * Shipments `s` of a run are about to count as not served. A renewal that counted a copy in grace as its own is owed it
 * again; returns the purchases whose end moves with what was held from them. Source: CIR-8.
 */
export async function giveBack({ db, company, record }: Ctx, which: SQL): Promise<string[]> {
  const { rows } = await db.execute<{ id: string; purchaseId: string; issueId: string }>(sql`
    with recursive renewals as (
      select r.id, s.issue_id from shipments s join purchases r on r.company_id = ${company.id} and r.renews_id = s.purchase_id
      where s.company_id = ${company.id} and ${which} and s.purpose = 'grace'
      union select r.id, former.issue_id from renewals former
      join purchases r on r.company_id = ${company.id} and r.renews_id = former.id)
    delete from holds h using renewals
    where h.company_id = ${company.id} and h.purchase_id = renewals.id and h.kind = 'grace' and h.from_issue_id = renewals.issue_id
    returning h.id, h.purchase_id as "purchaseId", h.from_issue_id as "issueId"`)
  for (const { id, ...hold } of rows) record({ record: 'holds', id, from: { ...hold, kind: 'grace' }, to: null })
  const { rows: held } = await db.execute<{ id: string }>(sql`
    select distinct s.purchase_id as id from shipments s where s.company_id = ${company.id} and ${which}
      and s.purchase_id in (select purchase_id from holds where company_id = ${company.id})`)
  return held.map(({ id }) => id)
}

/** Takes what was served in grace from no purchase any more, of purchases about to be taken back. */
export async function forgetGrace({ db, company }: Ctx, purchaseIds: readonly string[]) {
  await db.execute(sql`
    delete from holds where company_id = ${company.id} and kind = 'grace' and ${isOneOf(sql`purchase_id`, purchaseIds)}`)
}
