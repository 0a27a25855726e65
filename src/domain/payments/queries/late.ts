import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { documentEuros, paymentEuros } from '../../invoicing/queries/rates.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { currentAddress, partyName } from '../../parties/queries.ts'
import { DEFAULT_LEVELS, type ReminderChannel, type ReminderLevel, type ReminderVerdict } from '../rules/reminders.ts'

type Inside = Pick<Ctx, 'db' | 'company'>
export type ReminderSettings = { automatic: boolean; weekdays: number[]; leastCents: number }
/** With what words, to whom, and how. */
export type Reminding = { levels: readonly ReminderLevel[]; settings: ReminderSettings }

/** The levels of the company, or those it starts with. */
export async function reminderLevelsOf({ db, company }: Inside): Promise<{ levels: ReminderLevel[]; own: boolean }> {
  const { rows } = await db.execute<ReminderLevel>(sql`
    select level, name, days_late as "daysLate", days_since_last as "daysSinceLast", channel, subject, body,
      subject_en as "subjectEn", body_en as "bodyEn"
    from reminder_levels where company_id = ${company.id} order by level`)
  return rows.length > 0 ? { levels: rows, own: true } : { levels: [...DEFAULT_LEVELS], own: false }
}

export async function reminderSettingsOf({ db, company }: Inside): Promise<ReminderSettings> {
  const { rows } = await db.execute<ReminderSettings>(
    sql`select automatic, weekdays, least_cents as "leastCents" from reminder_settings where company_id = ${company.id}`,
  )
  return rows[0] ?? { automatic: false, weekdays: [1, 2, 3, 4, 5], leastCents: 0 }
}

export const remindingOf = async (ctx: Inside): Promise<Reminding> => ({
  levels: (await reminderLevelsOf(ctx)).levels,
  settings: await reminderSettingsOf(ctx),
})

/** Whether a pause of the kind holds for the document or customer of `late`. */
const isPaused = ({ company, today }: Ctx, kind: 'disputed' | 'paused') => sql`exists (select from reminder_pauses p
  where p.company_id = ${company.id} and p.kind = ${kind} and p.ended_on is null
    and (p.until_on is null or p.until_on >= ${today}::date) and (p.invoice_id = late.id or p.customer_id = late.customer_id))`

/**
 * Every late document with the level that comes next and whether somebody is reminded of it now: the first reason that
 * holds why not. One pass over what is late, whatever the number of customers.
 */
export function lateDocuments(ctx: Ctx, { levels, settings }: Reminding): SQL {
  const { company, today } = ctx
  const companyId = sql`${company.id}::uuid`
  const isGood = sql`and a.town <> '' and a.undeliverable_on is null`
  const said = levels.map(({ level, daysLate, daysSinceLast, channel }) => ({
    level,
    daysLate,
    daysSinceLast,
    channel,
  }))
  return sql`
    select late.*, judged.verdict, case when judged.verdict = 'due' then judged.channel else '' end as channel
    from (
      select s.id, s.customer_id, s.due_on, s.open_cents, s.currency, ${documentEuros('s', sql`s.open_cents`)} as euro_cents, s.reminder_level, s.reminded_on, i.number, i.language,
        ${today}::date - s.due_on as days_late, sum(${documentEuros('s', sql`s.open_cents`)}) over (partition by s.customer_id) as late_cents,
        l.level, l."daysLate", l."daysSinceLast", l.channel as wanted
      from invoice_states s
      join invoices i on i.company_id = ${company.id} and i.id = s.id
      left join lateral (select * from json_to_recordset(${JSON.stringify(said)}::json) as l (level int, "daysLate" int, "daysSinceLast" int, channel text)
        where l.level > s.reminder_level order by l.level limit 1) l on true
      where s.company_id = ${company.id} and s.open_cents > 0 and s.due_on < ${today}::date
    ) late
    join parties customer on customer.company_id = ${company.id} and customer.id = late.customer_id
    left join (select customer_id, sum(cents) as cents from (
        select customer_id, ${paymentEuros('c', sql`open_cents`)} as cents from payment_states c where company_id = ${company.id} and open_cents > 0
        union all select customer_id, ${documentEuros('c', sql`-open_cents`)} from invoice_states c where company_id = ${company.id} and open_cents < 0) c
      group by 1) credit on credit.customer_id = late.customer_id
    left join (select distinct customer_id from reminders where company_id = ${company.id} and reminded_on = ${today}::date
      and cancelled_on is null) reminded on reminded.customer_id = late.customer_id
    cross join lateral (select case
        when late.wanted = 'mail' and customer.emails[1] is not null then 'mail'
        when exists (${currentAddress(companyId, sql`customer.id`, today, isGood)}) then 'letter'
        else '' end as channel) reached
    cross join lateral (select reached.channel, case
        when ${isPaused(ctx, 'disputed')} then 'disputed'
        when ${isPaused(ctx, 'paused')} then 'paused'
        when late.level is null then 'done'
        when late.days_late < late."daysLate" or ${today}::date - late.reminded_on < late."daysSinceLast" then 'early'
        when credit.cents >= late.late_cents then 'covered'
        when late.late_cents < ${settings.leastCents} then 'small'
        when reminded.customer_id is not null then 'today'
        when reached.channel = '' then 'unreachable'
        else 'due' end as verdict) judged`
}

export type LateRow = {
  id: string
  number: string
  customerId: string
  customer: string
  email: string
  dueOn: string
  daysLate: number
  currency: string
  openCents: number
  reminderLevel: number
  remindedOn: string | null
  level: number | null
  channel: ReminderChannel | ''
  verdict: ReminderVerdict
}
type Filters = {
  verdict?: ReminderVerdict | undefined
  level?: number | undefined
  channel?: ReminderChannel | undefined
  customerId?: string | undefined
}

const listOf = (ctx: Ctx, reminding: Reminding) =>
  listByParty<LateRow, LateRow, Filters>({
    from: sql`(${lateDocuments(ctx, reminding)}) late
      join parties customer on customer.company_id = ${ctx.company.id} and customer.id = late.customer_id`,
    columns: {
      id: sql`late.id`,
      number: sql`late.number`,
      customerId: sql`late.customer_id`,
      customer: partyName('customer'),
      email: sql`coalesce(customer.emails[1], '')`,
      dueOn: sql`late.due_on`,
      daysLate: sql`late.days_late`,
      currency: sql`late.currency`,
      openCents: sql`late.open_cents`,
      reminderLevel: sql`late.reminder_level`,
      remindedOn: sql`late.reminded_on`,
      level: sql`late.level`,
      channel: sql`late.channel`,
      verdict: sql`late.verdict`,
    },
    id: sql`late.id`,
    sorts: {
      dueOn: sql`late.due_on`,
      name: [sql`customer.sort_name`, sql`customer.id`],
      openCents: sql`late.open_cents`,
    },
    defaultSort: 'dueOn',
    party: sql`late.customer_id`,
    where: (_ctx, { verdict, level, channel, customerId }) => [
      sql`true`,
      ...(verdict ? [sql`late.verdict = ${verdict}`] : []),
      ...(level ? [sql`late.level = ${level}`] : []),
      ...(channel ? [sql`late.channel = ${channel}`] : []),
      ...(customerId ? [sql`late.customer_id = ${customerId}`] : []),
    ],
    row: found => found,
  })

type Asked = Filters & { search?: string | undefined }

/** What is late, and of each document whether somebody is reminded now, and if not why. */
export const lateList = {
  page: async (ctx: Ctx, query: Asked & { limit: number; after?: string | undefined; sort?: string | undefined }) =>
    listOf(ctx, await remindingOf(ctx)).page(ctx, query),
  count: async (ctx: Ctx, query: Asked) => listOf(ctx, await remindingOf(ctx)).count(ctx, query),
  async *all(ctx: Ctx, query: Asked & { sort?: string | undefined }) {
    yield* listOf(ctx, await remindingOf(ctx)).all(ctx, query)
  },
}

export type Which = { customerIds?: readonly string[] | undefined; channel?: ReminderChannel | undefined }

/** Whether the wave asked for is of this row. */
export const isOf = ({ customerIds, channel }: Which) =>
  sql`late.verdict = 'due' ${channel ? sql`and late.channel = ${channel}` : sql``}
    ${customerIds ? sql`and late.customer_id = any(${sql.param([...customerIds])}::uuid[])` : sql``}`

/** How many documents and customers a wave reaches, and how many documents not, by reason. */
export async function wavePreview(ctx: Ctx, which: Which) {
  const reminding = await remindingOf(ctx)
  type Counted = {
    verdict: ReminderVerdict
    channel: ReminderChannel | ''
    count: number
    customers: number
    cents: number
  }
  const { rows } = await ctx.db.execute<Counted & { example: string }>(sql`
    with late as materialized (${lateDocuments(ctx, reminding)})
    select verdict, channel, count(*)::int as count, count(distinct customer_id)::int as customers, coalesce(sum(euro_cents), 0)::bigint as cents,
      (array_agg(customer_id order by due_on, number))[1] as example
    from late where verdict <> 'due' or (${isOf(which)}) group by 1, 2 order by 3 desc`)
  const due = rows.filter(({ verdict }) => verdict === 'due')
  const people = await ctx.db.execute<{ count: number }>(sql`
    with late as materialized (${lateDocuments(ctx, reminding)})
    select count(distinct customer_id)::int as count from late where ${isOf(which)}`)
  const leftOut = Map.groupBy(rows, ({ verdict }) => verdict)
  leftOut.delete('due')
  return {
    due: due.reduce((sum, { count }) => sum + count, 0),
    customers: people.rows[0]!.count,
    cents: due.reduce((sum, { cents }) => sum + cents, 0),
    channels: due.map(({ channel, count }) => ({ channel: channel as ReminderChannel, count })),
    leftOut: [...leftOut].map(([verdict, of]) => ({
      verdict,
      count: of.reduce((sum, { count }) => sum + count, 0),
      cents: of.reduce((sum, { cents }) => sum + cents, 0),
    })),
    exampleId: due[0]?.example ?? null,
  }
}
