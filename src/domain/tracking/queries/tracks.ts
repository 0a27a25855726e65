import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { joinAsWritten } from '../../../platform/db/join-order.ts'
import { neverNull } from '../../../platform/db/never-null.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import type { StatusKey } from '../../orders/rules/order.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { trackRow } from '../contract/rows.ts'
import type { trackingContract } from '../contract.ts'
import { type Lateness, latenessOf } from '../rules/late.ts'
import { nextOf, previousOf } from '../rules/moves.ts'
import { type StageRow, stagesOf, type TrackingSettings, trackingSettingsOf } from './stages.ts'

type Row = InferSchemaOutput<typeof trackRow>
type Derived =
  | 'stage'
  | 'stageKind'
  | 'colour'
  | 'previousId'
  | 'nextId'
  | 'templateId'
  | 'contradicts'
  | 'lateness'
  | 'status'
type Found = Omit<Row, Derived> & { statusKey: StatusKey | null; statusFr: string; statusEn: string }
export type TrackFilters = {
  all?: boolean | undefined
  assignedTo?: string | undefined
  stageId?: string | undefined
  resourceId?: string | undefined
  lateness?: Lateness | undefined
  partyId?: string | undefined
}
type Known = { stages: readonly StageRow[]; settings: TrackingSettings }

const columns = {
  id: sql`t.id`,
  serial: sql`t.serial`,
  number: sql`o.number`,
  orderedOn: sql`o.ordered_on`,
  partyId: sql`o.party_id`,
  partyNumber: sql`party.number`,
  legalName: sql`party.legal_name`,
  personName: sql`trim(upper(party.last_name) || ' ' || party.first_name)`,
  nature: sql`coalesce(nature.name, '')`,
  isDuplicate: sql`o.duplicate_of_id is not null`,
  theirReference: sql`o.their_reference`,
  statusId: sql`o.status_id`,
  statusKey: sql`status.key`,
  statusFr: sql`coalesce(status.name_fr, '')`,
  statusEn: sql`coalesce(nullif(status.name_en, ''), status.name_fr, '')`,
  stageId: sql`t.stage_id`,
  postcode: sql`coalesce(place.postcode, '')`,
  town: sql`coalesce(place.town, '')`,
  email: sql`coalesce(party.emails[1], '')`,
  deliverOn: sql`o.deliver_on`,
  assignedTo: sql`t.assigned_to`,
  resourceId: sql`resource.id`,
  resource: sql`coalesce(resource.name, '')`,
  enteredAt: sql`t.entered_at`,
  enteredBy: sql`t.entered_by`,
  grossCents: sql`o.gross_cents`,
  revision: sql`t.revision`,
}

/** What is looked up of each order. */
const joins = sql`
  join orders o on o.company_id = t.company_id and o.id = t.id
  join parties party on party.company_id = t.company_id and party.id = o.party_id
  left join order_natures nature on nature.company_id = t.company_id and nature.id = o.nature_id
  left join order_statuses status on status.company_id = t.company_id and status.id = o.status_id
  left join resources resource on resource.company_id = t.company_id and resource.id = t.resource_id
  left join addresses place on place.company_id = t.company_id and place.party_id = o.party_id
    and place.purpose = 'billing' and place.valid_to is null and place.issues_from is null`

const from = sql`tracks t ${joins}`

/** Those on the list, unless all are asked. Source: SUI-8, SUI-21. */
const listOf = (known: Known) =>
  listByParty<Row, Found, TrackFilters>({
    from,
    columns,
    id: sql`t.id`,
    sorts: {
      serial: sql`t.serial`,
      deliverOn: neverNull(sql`t.deliver_on`, sql`'infinity'::date`),
      enteredAt: sql`t.entered_at`,
      rank: sql`t.rank`,
    },
    defaultSort: 'serial',
    where: ({ company, today }, filters) => [
      sql`t.company_id = ${company.id} and o.company_id = ${company.id}`,
      ...kept(filters, today, known.settings),
    ],
    party: sql`o.party_id`,
    number: sql`t.serial`,
    isNarrow: ({ partyId, assignedTo, resourceId }) => Boolean(partyId ?? assignedTo ?? resourceId),
    row: (found, ctx) => rowOf(found, ctx, known),
  })

function kept(
  { all, assignedTo, stageId, resourceId, lateness, partyId }: TrackFilters,
  today: string,
  settings: TrackingSettings,
): SQL[] {
  return [
    ...(all ? [] : [sql`t.off_since is null`]),
    ...(assignedTo === undefined ? [] : [sql`t.assigned_to = ${assignedTo}`]),
    ...(stageId === undefined ? [] : [sql`t.stage_id = ${stageId}`]),
    ...(resourceId === undefined ? [] : [sql`t.resource_id = ${resourceId}`]),
    ...(partyId === undefined ? [] : [sql`o.party_id = ${partyId}`]),
    ...(lateness === undefined ? [] : [within(lateness, today, settings)]),
  ]
}

/** The promised days that `latenessOf` gives a colour. */
function within(lateness: Lateness, today: string, { attentionDays, urgentDays }: TrackingSettings): SQL {
  const after = (days: number) => isoDay(addDays(day(today), days))
  const urgentUntil = after(urgentDays ?? -1)
  const attentionUntil = after(attentionDays)
  if (lateness === 'urgent') return sql`t.deliver_on <= ${urgentUntil}`
  if (lateness === 'attention') return sql`t.deliver_on > ${urgentUntil} and t.deliver_on <= ${attentionUntil}`
  return sql`t.deliver_on > ${attentionUntil}`
}

function rowOf({ statusFr, statusEn, ...found }: Found, { today, language }: Ctx, { stages, settings }: Known): Row {
  const used = stages.filter(({ active, id }) => active || id === found.stageId)
  const stage = stages.find(({ id }) => id === found.stageId)!
  return {
    ...found,
    status: language === 'fr' ? statusFr : statusEn,
    stage: language === 'fr' ? stage.nameFr : stage.nameEn || stage.nameFr,
    stageKind: stage.kind,
    colour: stage.colour,
    previousId: previousOf(used, stage.id)?.id ?? null,
    nextId: nextOf(used, stage.id)?.id ?? null,
    templateId: stage.templateId,
    contradicts: settings.contradictions.some(
      pair => pair.stageId === found.stageId && pair.statusId === found.statusId,
    ),
    lateness: latenessOf(found.deliverOn === null ? null : day(found.deliverOn), day(today), settings),
  }
}

const known = async (ctx: Ctx): Promise<Known> => ({
  stages: await stagesOf(ctx),
  settings: await trackingSettingsOf(ctx),
})

const tracksNow = async (ctx: Ctx) => listOf(await known(ctx))

/** The orders in the workshop. */
export const trackList: Omit<ReturnType<typeof listOf>, 'conditions'> = {
  page: async (ctx, query) => {
    const list = await tracksNow(ctx)
    if (!query.search?.trim() && query.partyId === undefined) await joinAsWritten(ctx)
    return list.page(ctx, query)
  },
  all: async function* (ctx, query) {
    yield* (await tracksNow(ctx)).all(ctx, query)
  },
  count: async (ctx, { search, ...filters }) => {
    if (search?.trim()) return (await tracksNow(ctx)).count(ctx, { search, ...filters })
    const counts = await countByStage(ctx, filters) // names and addresses change no count
    return { count: counts.values().reduce((sum, count) => sum + count, 0) }
  },
}

/** How many orders of the list the filters keep in each stage; orders are read only for their contact. */
export async function countByStage(ctx: Ctx, filters: TrackFilters): Promise<Map<string, number>> {
  const { rows } = await ctx.db.execute<{ stageId: string; count: number }>(sql`
    select t.stage_id as "stageId", count(*)::int as count from ${narrowed(ctx, filters, await trackingSettingsOf(ctx))} group by t.stage_id`)
  return new Map(rows.map(({ stageId, count }) => [stageId, count]))
}

function narrowed({ company, today }: Ctx, filters: TrackFilters, settings: TrackingSettings): SQL {
  const joined =
    filters.partyId !== undefined ? sql`join orders o on o.company_id = ${company.id} and o.id = t.id` : sql``
  const conditions = [sql`t.company_id = ${company.id}`, ...kept(filters, today, settings)]
  return sql`tracks t ${joined} where ${sql.join(conditions, sql` and `)}`
}

/** The first orders of each of these stages by their places, so many at most. */
export async function firstByStage(ctx: Ctx, stageIds: readonly string[], filters: TrackFilters, most: number) {
  const now = await known(ctx)
  await joinAsWritten(ctx)
  const { rows } = await ctx.db.execute<Found>(sql`
    select ${selected(columns)} from unnest(${sql.param([...stageIds])}::uuid[]) s (id)
    cross join lateral (select t.* from ${narrowed(ctx, filters, now.settings)} and t.stage_id = s.id order by t.rank, t.id limit ${most}) t
    ${joins} where o.company_id = ${ctx.company.id} order by t.rank, t.id`)
  return Map.groupBy(
    rows.map(row => rowOf(row, ctx, now)),
    ({ stageId }) => stageId,
  )
}

export async function trackById(ctx: Ctx, id: string): Promise<Row> {
  await joinAsWritten(ctx)
  const { rows } = await ctx.db.execute<Found>(sql`
    select ${selected(columns)} from ${from} where t.company_id = ${ctx.company.id} and t.id = ${id}`)
  const found = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  return rowOf(found, ctx, await known(ctx))
}

type Moved = InferSchemaOutput<NonNullable<(typeof trackingContract.history)['~orpc']['outputSchema']>>

/** What happened to an order in the workshop, the latest first. Source: SUI-22. */
export async function historyOf({ db, company, language }: Ctx, orderId: string): Promise<Moved> {
  const name = (stage: SQL) =>
    language === 'fr' ? sql`${stage}.name_fr` : sql`coalesce(nullif(${stage}.name_en, ''), ${stage}.name_fr)`
  const { rows } = await db.execute<Moved[number]>(sql`
    select m.id, m.moved_at as "movedAt", m.moved_by as "movedBy", m.moved_with as "movedWith", m.direction,
      ${name(sql`before`)} as "fromStage", ${name(sql`stage`)} as "toStage", m.comment, m.stayed_seconds as "stayedSeconds",
      coalesce(resource.name, '') as resource, case when m.message_id is null then null else jsonb_build_object('messageId', m.message_id, 'to', sent."to", 'subject', sent.subject, 'state', sent.state) end as mail
    from stage_moves m join stages stage on stage.company_id = ${company.id} and stage.id = m.to_stage_id
    left join stages before on before.company_id = ${company.id} and before.id = m.from_stage_id
    left join resources resource on resource.company_id = ${company.id} and resource.id = m.resource_id
    left join messages sent on sent.company_id = ${company.id} and sent.id = m.message_id
    where m.company_id = ${company.id} and m.order_id = ${orderId} order by m.moved_at desc, m.step desc`)
  return rows
}
