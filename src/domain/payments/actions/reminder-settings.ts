import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type ReminderSettings, reminderLevelsOf, reminderSettingsOf } from '../queries/late.ts'
import { levelFault, type ReminderLevel } from '../rules/reminders.ts'
import { reminderLevels, reminderSettings } from '../tables/reminders.ts'

type NewLevel = Omit<ReminderLevel, 'level'>

/** The levels become those given, numbered in their order; documents keep the level they reached. */
export async function saveReminding(ctx: Ctx, levels: readonly NewLevel[], settings: ReminderSettings) {
  const fault = levelFault(levels)
  if (fault)
    refuse(fault.code, { field: `levels.${fault.at}`, values: { level: fault.at + 1, word: fault.word ?? '' } })
  const { db, company, actor } = ctx
  const from = { ...(await reminderSettingsOf(ctx)), levels: (await reminderLevelsOf(ctx)).levels }
  await db.execute(sql`select from companies where id = ${company.id} for no key update`)
  await db.delete(reminderLevels).where(sql`company_id = ${company.id}`)
  const stamp = { companyId: company.id, createdBy: actor.initials, updatedBy: actor.initials }
  const rows = levels.map((level, at) => ({ ...level, ...stamp, id: newId(), level: at + 1 }))
  await db.insert(reminderLevels).values(rows)
  await db
    .insert(reminderSettings)
    .values({ companyId: company.id, ...settings })
    .onConflictDoUpdate({ target: reminderSettings.companyId, set: settings })
  ctx.record({ record: 'reminder_settings', id: company.id, from, to: { ...settings, levels } })
}
