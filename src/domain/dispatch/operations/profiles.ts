import { sql } from 'drizzle-orm'
import { changeRecord, createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { profilesContract as contract } from '../contract/profiles.ts'
import { previewOf } from '../queries/file-preview.ts'
import { profileById, profileList } from '../queries/profiles.ts'
import { mailingProfiles } from '../tables.ts'

/** One default a mailing house: the one before gives way. */
async function giveWay({ db, company }: Ctx, mailingHouseId: string | null, except: string | null) {
  await db.execute(sql`
    update mailing_profiles set is_default = false where company_id = ${company.id} and is_default
      and mailing_house_id is not distinct from ${mailingHouseId}::uuid and id is distinct from ${except}::uuid`)
}

export const profilesOperations = {
  list: operation(contract.list, (ctx, query) => profileList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => profileList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => profileById(ctx, id)),
  create: operation(contract.create, async (ctx, given) => {
    if (given.isDefault) await giveWay(ctx, given.mailingHouseId, null)
    return profileById(ctx, await createRecord(ctx, mailingProfiles, given))
  }),
  update: operation(contract.update, async (ctx, { id, revision, archived, ...given }) => {
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const after = { ...(await profileById(ctx, id)), ...changes }
    if (after.isDefault) await giveWay(ctx, after.mailingHouseId, id)
    const archiving = archived === undefined ? {} : { archivedOn: archived ? ctx.today : null }
    await changeRecord(ctx, mailingProfiles, id, { ...changes, ...archiving }, revision)
    return profileById(ctx, id)
  }),
  preview: operation(contract.preview, (ctx, { layout, runId }) => previewOf(ctx, layout, runId)),
}
