import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { oneAtATime } from '../../subscriptions/actions/one-at-a-time.ts'
import { usualLabel } from '../labels/run-label.ts'
import { addressed, addressee } from '../queries/recipients.ts'
import { type Dispatched, shipmentColumns } from './dispatch.ts'

export type Replacement = { purchaseId: string; issueId: string; copies: number; reason: string }

/** Sends copies once more, frozen like any shipment but not deducted from what is owed. Source: CIR-17. */
export async function dispatchReplacements(
  ctx: Ctx,
  titleId: string,
  replacements: readonly Replacement[],
  on: string,
): Promise<Dispatched> {
  await oneAtATime(ctx, titleId)
  const { db, company, actor } = ctx
  const id = newId()
  const number = await takeNumbers(ctx, 'dispatch-run')
  const label = usualLabel(ctx.language, { kind: 'replacement', issueNumber: null })
  const copyCount = replacements.reduce((sum, { copies }) => sum + copies, 0)
  await db.execute(sql`
    insert into dispatch_runs (company_id, id, number, kind, title_id, label, dispatched_on, shipment_count, copy_count, created_by, updated_by)
    values (${company.id}, ${id}, ${number}, 'replacement', ${titleId}, '', ${on}, ${replacements.length}, ${copyCount},
      ${actor.initials}, ${actor.initials})`)
  const first = await takeNumbers(ctx, 'shipment', replacements.length)
  await db.execute(sql`
    insert into shipments (${shipmentColumns}, purpose, reason)
    select p.company_id, (left(${id}, 24) || lpad(to_hex(r.place::int), 12, '0'))::uuid, ${first}::int - 1 + r.place::int, ${id}::uuid,
      p.id, r."issueId", issue.number, p.recipient_id, ${on}::date, r.copies, ${sql.join(Object.values(addressee), sql`, `)},
      'replacement', r.reason
    from ${addressed(sql`${company.id}::uuid`, { on, issueDay: null })}
    join (select * from rows from (json_to_recordset(${JSON.stringify(replacements)}::json)
        as ("purchaseId" uuid, "issueId" uuid, copies int, reason text)) with ordinality as x ("purchaseId", "issueId", copies, reason, place)) r
      on r."purchaseId" = p.id
    join issues issue on issue.company_id = ${company.id} and issue.id = r."issueId"
    where p.company_id = ${company.id}`)
  ctx.record({
    record: 'dispatch_runs',
    id,
    from: null,
    to: { number, label, dispatchedOn: on, shipmentCount: replacements.length, copyCount },
  })
  return { id, number, label, shipmentCount: replacements.length, copyCount }
}
