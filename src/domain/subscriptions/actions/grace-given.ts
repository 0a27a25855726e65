import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** Copies already served in grace are taken from the renewals just made: 12 + (−1) = 11. Source: CIR-8. */
export async function deductGrace(ctx: Ctx, renewalIds: readonly string[]) {
  if (renewalIds.length === 0) return
  const { db, company, actor } = ctx
  const { rows } = await db.execute<{ id: string; purchaseId: string; issueId: string }>(sql`
    insert into holds (company_id, id, purchase_id, kind, from_issue_id, to_issue_id, counts_as_served, created_by, updated_by)
    select s.company_id, gen_random_uuid(), r.id, 'grace', s.issue_id, s.issue_id, true, ${actor.initials}, ${actor.initials}
    from purchases r join shipments s on s.company_id = ${company.id} and s.purchase_id = r.renews_id and s.purpose = 'grace'
      and s.cancelled_on is null
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
    delete from holds h using shipments s, purchases renewal
    where s.company_id = ${company.id} and ${which} and s.purpose = 'grace'
      and renewal.company_id = ${company.id} and renewal.renews_id = s.purchase_id
      and h.company_id = ${company.id} and h.purchase_id = renewal.id and h.kind = 'grace' and h.from_issue_id = s.issue_id
    returning h.id, h.purchase_id as "purchaseId", h.from_issue_id as "issueId"`)
  for (const { id, ...hold } of rows) record({ record: 'holds', id, from: { ...hold, kind: 'grace' }, to: null })
  const { rows: held } = await db.execute<{ id: string }>(sql`
    select distinct s.purchase_id as id from shipments s where s.company_id = ${company.id} and ${which}
      and s.purchase_id in (select purchase_id from holds where company_id = ${company.id})`)
  return held.map(({ id }) => id)
}

/** Takes what was served in grace from no purchase any more, of purchases about to be taken back. */
export async function forgetGrace({ db, company }: Ctx, purchaseIds: SQL) {
  await db.execute(sql`
    delete from holds where company_id = ${company.id} and kind = 'grace' and purchase_id in ${purchaseIds}`)
}
