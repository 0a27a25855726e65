import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/**
 * Puts copies of one issue for one place into one parcel, where a clerk said that purchases travel together: the sum in
 * the envelope of the one they travel with, none in theirs. Each keeps its own when the other is not in the run, or when
 * it goes elsewhere. Source: X-14.
 */
export async function packTogether({ db, company }: Ctx, runId: string) {
  const mine = sql`${company.id}::uuid`
  await db.execute(sql`
    update shipments set parcel_copies = null
    where company_id = ${mine} and run_id = ${runId} and parcel_copies is not null`)
  await db.execute(sql`
    with travellers as (
      select s.id, lead.id as lead_id, s.copies, lead.copies as lead_copies
      from purchases p
      join shipments s on s.company_id = ${mine} and s.purchase_id = p.id and s.run_id = ${runId}
      join shipments lead on lead.company_id = ${mine} and lead.purchase_id = p.travels_with_id and lead.run_id = ${runId}
        and lead.issue_id = s.issue_id
        and (lead.line1, lead.line2, lead.line3, lead.postcode, lead.town, lead.country) = (s.line1, s.line2, s.line3, s.postcode, s.town, s.country)
      where p.company_id = ${mine} and p.travels_with_id is not null),
    parcels as (
      select id, 0 as copies from travellers
      union all select lead_id, (min(lead_copies) + sum(copies))::int from travellers group by lead_id)
    update shipments s set parcel_copies = parcels.copies from parcels
    where s.company_id = ${mine} and s.id = parcels.id`)
}
