import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { meaningAmong, ownStatuses } from '../../orders/actions/statuses.ts'
import { type StageRow, stagesOf } from '../queries/stages.ts'
import { FIRST_MAILS, FIRST_STAGES } from '../rules/first-stages.ts'
import { stageMails, stages } from '../tables.ts'

/** The stages of the company; the first time it asks, those of the document are written. */
export async function ownStages(ctx: Ctx): Promise<StageRow[]> {
  const found = await stagesOf(ctx)
  if (found.length > 0) return found
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`stages ${ctx.company.id}`}, 0))`)
  const meanwhile = await stagesOf(ctx)
  if (meanwhile.length > 0) return meanwhile
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const mails = FIRST_MAILS.map(mail => ({ id: newId(), ...mail, ...stamps }))
  const idOf = new Map<string, string>(mails.map(({ name, id }) => [name, id]))
  await insertRows(ctx, stageMails, mails)
  const statuses = await ownStatuses(ctx, 'customer')
  const rows = FIRST_STAGES.map(({ mail = '', status, ...stage }, at) => ({
    id: newId(),
    position: at + 1,
    ...stage,
    statusId: status ? meaningAmong(statuses, status) : null,
    templateId: idOf.get(mail) ?? null,
    sending: idOf.has(mail) ? ('ask' as const) : ('none' as const),
    ...stamps,
  }))
  await insertRows(ctx, stages, rows)
  return stagesOf(ctx)
}
