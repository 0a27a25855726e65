import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { partyName } from '../../parties/queries.ts'
import type { profileRow } from '../contract/profiles.ts'

export type Profile = InferSchemaOutput<typeof profileRow>
type Filters = { mailingHouseId?: string | undefined; archived?: boolean | undefined }

/** How mailing houses want their files, by name. */
export const profileList = defineList<Profile, Profile, Filters>({
  from: sql`mailing_profiles m left join parties house on house.company_id = m.company_id and house.id = m.mailing_house_id`,
  columns: {
    id: sql`m.id`,
    name: sql`m.name`,
    mailingHouseId: sql`m.mailing_house_id`,
    mailingHouse: sql`case when house.id is null then '' else ${partyName('house')} end`,
    isDefault: sql`m.is_default`,
    format: sql`m.layout ->> 'format'`,
    archivedOn: sql`m.archived_on`,
    layout: sql`m.layout`,
    createdAt: sql`m.created_at`,
    createdBy: sql`m.created_by`,
    updatedAt: sql`m.updated_at`,
    updatedBy: sql`m.updated_by`,
    revision: sql`m.revision`,
  },
  id: sql`m.id`,
  sorts: { name: sql`m.name` },
  defaultSort: 'name',
  where: ({ company }, { mailingHouseId, archived }) => [
    sql`m.company_id = ${company.id}`,
    ...(mailingHouseId ? [sql`m.mailing_house_id = ${mailingHouseId}`] : []),
    ...(archived ? [] : [sql`m.archived_on is null`]),
  ],
  search: (_ctx, text) => [sql`strpos(lower(m.name), lower(${text.trim()})) > 0`],
  row: found => found,
})

/** One profile, also when it is archived. */
export async function profileById({ db, company }: Ctx, id: string): Promise<Profile> {
  const { rows } = await db.execute<Profile>(sql`
    select m.id, m.name, m.mailing_house_id as "mailingHouseId", case when house.id is null then '' else ${partyName('house')} end as "mailingHouse",
      m.is_default as "isDefault", m.layout ->> 'format' as format, m.archived_on as "archivedOn", m.layout,
      m.created_at as "createdAt", m.created_by as "createdBy", m.updated_at as "updatedAt", m.updated_by as "updatedBy", m.revision
    from mailing_profiles m left join parties house on house.company_id = m.company_id and house.id = m.mailing_house_id
    where m.company_id = ${company.id} and m.id = ${id}`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}

/** The profile proposed for the runs of a mailing house: its default, else the default of the company. */
export async function defaultProfile({ db, company }: Ctx, mailingHouseId: string | null) {
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select id, name from mailing_profiles where company_id = ${company.id} and is_default and archived_on is null
      and (mailing_house_id is null or mailing_house_id = ${mailingHouseId}::uuid) order by mailing_house_id nulls last limit 1`)
  return rows[0]
}
