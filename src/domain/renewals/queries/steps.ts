import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { calendarOf } from '../../subscriptions/queries/calendar.ts'
import type { Calendar } from '../../subscriptions/rules/calendar.ts'
import type { Channel, CountedIn, When } from '../rules/steps.ts'
import type { Words } from '../rules/template.ts'

/** A step with all that decides whom it reaches and what it says. */
export type Step = Words & {
  id: string
  seriesId: string
  seriesName: string
  titleId: string
  titleName: string
  productId: string | null
  link: string
  position: number
  countedIn: CountedIn
  left: number
  channel: Channel
  alsoRecipient: boolean
  insertCode: string
  active: boolean
  automatic: boolean
  /** Offers of the title that have a series of their own. */
  otherOffers: readonly string[]
  /** The active steps after it. */
  later: readonly (When & { id: string })[]
}

/** The calendar is read when a step counts issues, and always for the last issue named in a mail. */
export type StepToSend = Step & { calendar: Calendar }

const stepColumns = sql`s.id, s.series_id as "seriesId", r.name as "seriesName", r.title_id as "titleId", title.name as "titleName",
  r.product_id as "productId", r.link, r.automatic, s.position, s.counted_in as "countedIn", s."left", s.channel,
  s.also_recipient as "alsoRecipient", s.insert_code as "insertCode", s.active and r.active as active,
  s.subject_fr as "subjectFr", s.body_fr as "bodyFr", s.subject_en as "subjectEn", s.body_en as "bodyEn",
  case when r.product_id is null then (select coalesce(json_agg(o.product_id), '[]') from renewal_series o
    where o.company_id = r.company_id and o.title_id = r.title_id and o.active and o.product_id is not null) else '[]' end as "otherOffers",
  (select coalesce(json_agg(json_build_object('id', l.id, 'countedIn', l.counted_in, 'left', l."left") order by l.position), '[]')
    from renewal_steps l where l.company_id = s.company_id and l.series_id = s.series_id and l.active and l.position > s.position) as later`

const stepTables = sql`renewal_steps s
  join renewal_series r on r.company_id = s.company_id and r.id = s.series_id
  join titles title on title.company_id = s.company_id and title.id = r.title_id`

/** One step with the calendar of its title, or a refusal. */
export async function stepToSend(ctx: Ctx, id: string): Promise<StepToSend> {
  const { rows } = await ctx.db.execute<Step>(
    sql`select ${stepColumns} from ${stepTables} where s.company_id = ${ctx.company.id} and s.id = ${id}`,
  )
  const step = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  return { ...step, calendar: await calendarOf(ctx, step.titleId) }
}

/** Active steps of active series: all of a title in their order, or those of a channel that leave by themselves. */
export async function activeSteps(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  { titleId, channel, automatic }: { titleId?: string; channel?: Channel; automatic?: boolean },
): Promise<Step[]> {
  const { rows } = await db.execute<Step>(sql`
    select ${stepColumns} from ${stepTables}
    where s.company_id = ${company.id} and s.active and r.active
      ${titleId ? sql`and r.title_id = ${titleId}` : sql``}
      ${channel ? sql`and s.channel = ${channel}` : sql``}
      ${automatic ? sql`and r.automatic` : sql``}
    order by r.product_id is null, r.id, s.position desc`)
  return rows
}
