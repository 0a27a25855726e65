import { sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/database.ts'
import type { Thresholds } from '../rules/late.ts'
import type { Stage } from '../rules/moves.ts'

type Place = { db: Db; company: { id: string } }

export type StageRow = Stage & {
  nameFr: string
  nameEn: string
  colour: string
  statusId: string | null
  templateId: string | null
  sending: 'none' | 'ask' | 'auto'
  most: number | null
  active: boolean
}

/** The stages of the company in their order, those no longer used at the end. */
export async function stagesOf({ db, company }: Place): Promise<StageRow[]> {
  const { rows } = await db.execute<StageRow>(sql`
    select id, kind, position, name_fr as "nameFr", name_en as "nameEn", colour, status_id as "statusId", template_id as "templateId",
      sending, most, active
    from stages where company_id = ${company.id} order by not active, position, id`)
  return rows
}

export type TrackingSettings = Thresholds & {
  contradictions: { statusId: string | null; stageId: string }[]
  publicPage: boolean
  publicAddress: string
}

/** How the company follows its orders; what nobody changed is as here. */
export async function trackingSettingsOf({ db, company }: Place): Promise<TrackingSettings> {
  const { rows } = await db.execute<TrackingSettings>(sql`
    select attention_days as "attentionDays", urgent_days as "urgentDays", contradictions, public_page as "publicPage",
      public_address as "publicAddress"
    from tracking_settings where company_id = ${company.id}`)
  return rows[0] ?? { attentionDays: 7, urgentDays: null, contradictions: [], publicPage: true, publicAddress: '' }
}
