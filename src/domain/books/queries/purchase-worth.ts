import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { isoDay } from '../../../values/day.ts'
import { lineEuros, otherCurrencies } from '../../invoicing/queries/rates.ts'
import { calendarOf } from '../../subscriptions/queries/calendar.ts'
import { type Calendar, inOrder, isServed, unitsOf } from '../../subscriptions/rules/calendar.ts'

export type Calendars = readonly Calendar[]

export async function calendarsOf(ctx: Ctx, titleId?: string): Promise<Calendar[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from titles where company_id = ${ctx.company.id} ${titleId ? sql`and id = ${titleId}` : sql``} order by code`)
  const calendars: Calendar[] = []
  for (const { id } of rows) calendars.push(await calendarOf(ctx, id))
  return calendars
}

const asRows = (calendars: Calendars) =>
  calendars.map(calendar => ({
    titleId: calendar.titleId,
    days: unitsOf(calendar).map(({ countedOn }) => isoDay(countedOn)),
    irregular: calendar.expected.length === 0,
  }))

/** Issues of the calendars with the units before each; those that no subscriber is served have none. */
export const issuesOf = (calendars: Calendars) =>
  calendars.flatMap(calendar => {
    let before = 0
    return inOrder(calendar).map((issue, at) => {
      const units = isServed(issue) ? issue.countsFor : 0
      before += units
      return {
        titleId: calendar.titleId,
        id: issue.id,
        number: issue.number,
        place: at + 1,
        day: isoDay(issue.countedOn),
        units,
        before: before - units,
      }
    })
  })

/**
 * What each sold purchase is worth on a day, as common table expressions that end with `worth`: the same as `worthOf`, for a
 * million. What was served is counted by its shipments, and by holds that count as served; what a day to come will bring is
 * what the calendar lets expect. Source: A19.
 */
export function worthOn({ company, today }: Ctx, calendars: Calendars, on: string): SQL {
  const mine = sql`${company.id}::uuid`
  const day = sql`${on}::date`
  const served = sql`s.company_id = ${mine} and s.purpose = 'regular' and s.sent_on <= ${day} and (s.cancelled_on is null or s.cancelled_on > ${day})`
  const upTo = (when: string) => sql`width_bucket(${when}::date, c.days)`
  return sql`
    calendar as materialized (select * from json_to_recordset(${JSON.stringify(asRows(calendars))}::json) as c ("titleId" uuid, days date[], irregular boolean)),
    issue as materialized (select * from json_to_recordset(${JSON.stringify(issuesOf(calendars))}::json) as i
      ("titleId" uuid, id uuid, number text, place int, day date, units int, before int)),
    adjusted as materialized (select purchase_id, sum(issues)::int as issues from adjustments where company_id = ${mine} group by purchase_id),
    ${takenBack(mine, day)},
    ${ofBundles(mine)},
    walked as (
      select p.id, p.title_id, p.product_id, p.issue_id, p.invoice_id, p.invoice_line_id, p.kind, p.copies, p.starts_on, p.expires_on, p.served_by, p.issues_due, p.net_cents, p.cancelled_on,
        p.last_issue_id, width_bucket(p.starts_on - 1, c.days) as start, width_bucket(p.expires_on, c.days) as ending, c.irregular, ${on > today ? sql`${upTo(on)}` : sql`0`} as by_then, ${upTo(today)} as by_now
      from purchases p join calendar c on c."titleId" = p.title_id
      where p.company_id = ${mine} and p.bought_on <= ${day} and p.invoice_id is not null and p.net_cents > 0 offset 0),
    bought as materialized (
      select p.id, p.title_id, p.product_id, p.issue_id, p.invoice_id, p.invoice_line_id, p.kind, p.copies, p.starts_on, p.by_then, p.by_now, coalesce(p.start, 0) as start,
        ${lineEuros('other', sql`greatest(0, p.net_cents - ${shareOf(sql`off.cents`)})`)} as net, ${lineEuros('other', shareOf(sql`back.cents`))} as credited, p.cancelled_on is not null and p.cancelled_on <= ${day} as cancelled, stop.before + stop.units as stop,
        case when p.kind = 'single-issue' then 1 else greatest(0, coalesce(a.issues, 0) + case p.served_by when 'issue' then p.issues_due
          else p.ending - p.start + case when p.irregular and p.expires_on > ${day} then 1 else 0 end end) end as issues
      from walked p
      left join adjusted a on a.purchase_id = p.id
      left join ${otherCurrencies(mine)} other on other.id = p.invoice_id
      left join of_bundle part on part.id = p.id
      left join taken off on off.line_id = p.invoice_line_id and off.discount
      left join taken back on back.line_id = p.invoice_line_id and not back.discount
      left join issue stop on stop.id = p.last_issue_id),
    given as materialized (
      select distinct h.purchase_id, i.id as issue_id, i.units, i.before + i.units as reached
      from holds h join bought b on b.id = h.purchase_id join issue i on i."titleId" = b.title_id
      left join issue f on f.id = h.from_issue_id left join issue t on t.id = h.to_issue_id
      where h.company_id = ${mine} and h.counts_as_served and i.units > 0 and i.day <= ${day} and i.id is not null and i.day >= b.starts_on and i.before < b.start + b.issues
        and case when h.from_on is not null then i.day >= h.from_on and (h.to_on is null or i.day <= h.to_on)
          else i.place >= f.place and (t.place is null or i.place <= t.place) end
        and (select s.id from shipments s where ${served} and s.purchase_id = h.purchase_id and s.issue_id = i.id limit 1) is null),
    used as materialized (
      select purchase_id, sum(units)::int as issues, max(reached) as reached, count(*)::int as copies from (
        select s.purchase_id, i.units, i.before + i.units as reached from shipments s join issue i on i.id = s.issue_id where ${served}
        union all select purchase_id, units, reached from given) u group by purchase_id),
    known as (
      select b.*, coalesce(case when b.kind = 'single-issue' then u.copies else u.issues end, 0) as served, coalesce(u.reached, 0) as reached,
        least(b.issues, coalesce(case when b.kind = 'single-issue' then u.copies else u.issues end, 0)
          + case when b.cancelled or b.kind = 'single-issue' then 0 else greatest(0, least(b.by_then, b.start + b.issues) - greatest(b.start, b.by_now)) end) as used
      from bought b left join used u on u.purchase_id = b.id offset 0),
    priced as (
      select k.*, greatest(0, k.net - k.credited) as left_net, case when k.issues > 0 then k.net / k.issues else 0 end as each,
        case when k.cancelled then 0 else least(k.issues - k.used, greatest(0, coalesce(k.stop - k.start, k.issues) - k.used)) end as issues_owed
      from known k offset 0),
    earned as (
      select p.*, least(p.left_net, case when p.used > 0 and p.used >= p.issues then p.net else p.used * p.each end) as earned from priced p offset 0),
    worth as (
      select e.*, case when not e.cancelled and e.stop is null and e.issues = 0 or e.issues_owed > 0 and e.issues_owed = e.issues - e.used then e.left_net - e.earned
        else least(e.left_net - e.earned, e.issues_owed * e.each) end as owed from earned e offset 0)`
}

/** From where to where each purchase of a line that was said later to be a bundle goes in it: few, and their line is one. */
const ofBundles = (mine: SQL) => sql`
  of_bundle as materialized (
    select id, upto / whole as upto, (upto - net_cents) / whole as after from (
      select id, net_cents, sum(net_cents) over (partition by line_id order by id) as upto,
        nullif(sum(net_cents) over (partition by line_id), 0) as whole
      from line_parts where company_id = ${mine}) parts where whole is not null)`

/** What of an amount taken off a line is of this purchase: all of it, or its part so that the parts add up. */
const shareOf = (cents: SQL) =>
  sql`coalesce(case when part.id is null then ${cents} else (round(${cents} * part.upto) - round(${cents} * part.after))::bigint end, 0)`

/**
 * What was taken off the lines of invoices: by a discount on the whole, or afterwards by credit notes, by line or else shared
 * out over the lines of the invoice so that it adds up.
 */
const takenBack = (mine: SQL, day: SQL) => sql`
  notes as materialized (
    select n.id, n.credits_id, abs(n.net_cents) as net from invoices n
    where n.company_id = ${mine} and n.kind = 'credit-note' and n.credits_id is not null and n.issued_on <= ${day}),
  by_line as materialized (
    select l.credits_line_id as line_id, n.id as note_id, abs(sum(l.net_cents)) as cents from invoice_lines l join notes n on n.id = l.invoice_id
    where l.company_id = ${mine} and l.credits_line_id is not null group by 1, 2),
  by_invoice as materialized (
    select n.credits_id as invoice_id, false as discount, sum(n.net - coalesce(d.cents, 0)) as cents
    from notes n left join (select note_id, sum(cents) as cents from by_line group by note_id) d on d.note_id = n.id group by n.credits_id
    union all select c.id, false, c.net_cents from invoices c join invoice_states s on s.company_id = ${mine} and s.id = c.id
      where c.company_id = ${mine} and c.source like 'import:%' and c.kind = 'invoice' and s.cancelled_on <= ${day}
    union all select a.invoice_id, true, sum(a.net_cents) from invoice_allowances a where a.company_id = ${mine} and a.kind = 'discount' group by a.invoice_id),
  taken as materialized (
    select line_id, discount, sum(cents)::bigint as cents from (
      select line_id, false as discount, cents from by_line
      union all
      select l.id, i.discount, round(i.cents * l.upto / l.whole) - round(i.cents * (l.upto - l.net_cents) / l.whole)
      from by_invoice i join lateral (
        select l.id, l.net_cents, sum(l.net_cents) over (order by l.position) as upto, nullif(sum(l.net_cents) over (), 0) as whole
        from invoice_lines l where l.company_id = ${mine} and l.invoice_id = i.invoice_id) l on true
      where i.cents <> 0) t group by line_id, discount)`
