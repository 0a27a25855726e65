import { sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/database.ts'
import type { Language } from '../../../values/labels.ts'
import type { StageKind } from '../rules/stage.ts'
import { stagesOf, trackingSettingsOf } from './stages.ts'

type Place = { db: Db; company: { id: string } }

/** An order as its customer may see it: no price, no name, no comment. */
export type PublicTrack = {
  company: string
  number: string
  language: Language
  orderedOn: string
  deliverOn: string | null
  stageId: string
  stageKind: StageKind
  enteredOn: string
  stages: { id: string; name: string }[]
}

/** What the customer of an order sees; null: there is none, or the company does not show it. */
export async function publicTrack({ db, company }: Place, orderId: string): Promise<PublicTrack | null> {
  const { publicPage } = await trackingSettingsOf({ db, company })
  if (!publicPage) return null
  const { rows } = await db.execute<Omit<PublicTrack, 'stages'>>(sql`
    select c.name as company, o.number, o.language, o.ordered_on as "orderedOn", o.deliver_on as "deliverOn", t.stage_id as "stageId",
      s.kind as "stageKind", (t.entered_at at time zone c.time_zone)::date as "enteredOn"
    from tracks t join orders o on o.company_id = ${company.id} and o.id = t.id
    join stages s on s.company_id = ${company.id} and s.id = t.stage_id
    join companies c on c.id = ${company.id}
    where t.company_id = ${company.id} and t.id = ${orderId}`)
  const [found] = rows
  if (!found) return null
  const stages = (await stagesOf({ db, company })).filter(
    ({ id, kind, active }) => id === found.stageId || (active && kind !== 'cancelled'),
  )
  return {
    ...found,
    stages: stages.map(({ id, nameFr, nameEn }) => ({ id, name: (found.language === 'en' && nameEn) || nameFr })),
  }
}
