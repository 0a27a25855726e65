import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/insert-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { contractNotices } from '../tables/settings.ts'

/** Who looks after a contract is told so many days before its end, once for each end. Source: REC-14, A20. */
export async function alertOwners(ctx: Ctx): Promise<number> {
  const { db, company, today, actor } = ctx
  const { rows } = await db.execute<{ id: string; endsOn: string }>(sql`
    select c.id, c.ends_on as "endsOn" from contracts c
    where c.company_id = ${company.id} and c.activated_on is not null and c.terminated_on is null
      and c.ends_on between ${today}::date and ${today}::date + 366 and c.ends_on - c.alert_days <= ${today}::date
      and not exists (select from contract_notices n where n.company_id = ${company.id} and n.contract_id = c.id
        and n.kind = 'alert' and n.about_on = c.ends_on and n.cancelled_on is null)
      and not exists (select from contracts r where r.company_id = ${company.id} and r.renews_id = c.id)`)
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    contractNotices,
    rows.map(({ id, endsOn }) => ({
      ...{ id: newId(), contractId: id, kind: 'alert' as const, aboutOn: endsOn, noticedOn: today },
      ...{ channel: 'screen' as const, ...stamps },
    })),
  )
  return rows.length
}
