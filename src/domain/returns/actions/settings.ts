import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { settingsOf } from '../queries/settings.ts'

type Given = { heldAfter: number; asksByMail: boolean; revision?: number | undefined }

export async function changeSettings(ctx: Ctx, { heldAfter, asksByMail, revision }: Given) {
  const { db, company, actor } = ctx
  const { revision: now, ...before } = await settingsOf(ctx)
  if (revision !== undefined && revision !== now) refuse('record.changedMeanwhile', { values: { by: '', at: '' } })
  await db.execute(sql`
    insert into returns_settings (company_id, held_after, asks_by_mail, created_by, updated_by)
    values (${company.id}, ${heldAfter}, ${asksByMail}, ${actor.initials}, ${actor.initials})
    on conflict (company_id) do update set held_after = excluded.held_after, asks_by_mail = excluded.asks_by_mail,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at, revision = returns_settings.revision + 1`)
  ctx.record({ record: 'returns_settings', id: company.id, from: before, to: { heldAfter, asksByMail } })
}
