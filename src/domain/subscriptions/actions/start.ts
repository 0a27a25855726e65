import { sql } from 'drizzle-orm'
import { plannedForMany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, isoDay, NO_END } from '../../../values/day.ts'
import { calendarOf } from '../queries/calendar.ts'
import { dayAfterEnd } from '../queries/owed.ts'
import { ofLines, peopleOf, productJoin, soldBy, type Which } from '../queries/sold-lines.ts'
import type { Calendar } from '../rules/calendar.ts'
import { isServed } from '../rules/calendar.ts'
import { startsOn, usualStart } from '../rules/start.ts'
import { type AskingLine, askedOf } from './renewed.ts'

/** Where the subscription of an invoice line begins, and the one it goes on from. */
export type Resolved = { lineId: string; startsOn: string | null; renewsId: string | null }

type Line = {
  lineId: string
  titleId: string
  soldOn: string
  startsWith: 'current' | 'next' | null
  startIssueId: string | null
  hasStart: boolean
  formerId: string | null
}

/**
 * What decides the first day of each subscription of some invoices: the issue that was asked, else the end of the one it
 * renews, else the usual start of its title, else the day of the sale. Source: CIR-5, CIR-7, X-21.
 */
export async function resolvedStarts(ctx: Ctx, which: Which): Promise<Resolved[]> {
  const lines = await linesToResolve(ctx, which)
  const resolved: Resolved[] = []
  for (const [titleId, ofTitle] of Map.groupBy(lines, line => line.titleId)) {
    const calendar = await calendarOf(ctx, titleId)
    const goesOn = await daysAfter(ctx, calendar, ofTitle)
    for (const line of ofTitle) {
      const { lineId, formerId, soldOn } = line
      const asked = askedStart(line, calendar)
      const chained = formerId && !line.hasStart && !asked ? chainedStart(goesOn.get(formerId), soldOn) : null
      const usual = line.hasStart ? null : usualStart(calendar, day(soldOn))?.countedOn
      resolved.push({
        lineId,
        renewsId: formerId,
        startsOn: asked ?? chained ?? (usual ? isoDay(usual) : null),
      })
    }
  }
  return resolved
}

type GoesOn = { from: string; inGrace: boolean }

/** After the last issue owed, even when paid early; once lapsed, on the day of the sale unless copies went on in grace. */
const chainedStart = (goesOn: GoesOn | undefined, soldOn: string) =>
  goesOn && (goesOn.from > soldOn || goesOn.inGrace) ? goesOn.from : null

function askedStart({ startIssueId, startsWith, soldOn }: Line, calendar: Calendar): string | null {
  if (startIssueId) {
    const issue = calendar.issues.find(({ id }) => id === startIssueId)
    if (!issue) refuse('catalog.issueOfAnotherTitle', { field: 'lines' })
    if (!isServed(issue)) refuse('subscriptions.notServed', { field: 'lines', values: { issue: issue.number } })
    return isoDay(issue.countedOn)
  }
  if (!startsWith) return null
  const issue = startsOn(calendar, day(soldOn))[startsWith]
  return issue ? isoDay(issue.countedOn) : refuse('subscriptions.noStartIssue', { field: 'lines' })
}

/** From which day each former subscription is gone on from, and whether copies went on in grace meanwhile. */
async function daysAfter({ db, company }: Ctx, calendar: Calendar, lines: readonly Line[]) {
  const ids = lines.flatMap(({ formerId }) => (formerId ? [formerId] : []))
  if (ids.length === 0) return new Map<string, GoesOn>()
  const { rows } = await db.execute<GoesOn & { id: string; number: number; titleId: string }>(sql`
    select p.id, p.number, p.title_id as "titleId", ${dayAfterEnd(company.id, calendar)} as "from",
      exists (select from shipments s where s.company_id = ${company.id} and s.purchase_id = p.id and s.purpose = 'grace'
        and s.cancelled_on is null) as "inGrace"
    from purchases p where p.company_id = ${company.id} and p.id = any(${sql.param([...new Set(ids)])}::uuid[])`)
  for (const { titleId, number, from } of rows) {
    if (titleId !== calendar.titleId) refuse('subscriptions.renewsOtherTitle', { field: 'lines' })
    if (from === NO_END) refuse('subscriptions.renewsNoEnd', { field: 'lines', values: { number } })
  }
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Days before and after the last one within which a sale of the same title to the same recipient is a renewal. */
const EARLY_DAYS = 120
const LATE_DAYS = 60

/**
 * Lines of subscriptions that ask for a start, or whose title has a usual one, or that renew: as said, or one by one what
 * the recipient has of this title that ends about then. Two purchases of one day are not renewals of each other (X-14).
 */
async function linesToResolve(ctx: Ctx, which: Which): Promise<Line[]> {
  const read = () => soldLines(ctx, which)
  const sold = which.invoiceIds.length > FEW ? await plannedForMany(ctx, read) : await read()
  const asked = await askedOf(ctx, sold, which.named)
  const former = await formerOf(
    ctx,
    sold.filter(({ lineId, mayRenew }) => mayRenew && !asked.has(lineId)),
  )
  return sold
    .map(line => ({ ...line, formerId: asked.get(line.lineId) ?? former.get(line.lineId) ?? null }))
    .filter(line => line.startsWith || line.startIssueId || line.formerId || (line.usual && !line.hasStart))
}

/** So few invoices are read by their keys; more are joined as sets. */
export const FEW = 20

type SoldLine = Omit<Line, 'formerId'> &
  AskingLine & { recipientId: string; paid: boolean; mayRenew: boolean; usual: boolean }

/** The lines of subscriptions of some invoices, in the order of their numbers. */
async function soldLines({ db, company }: Ctx, which: Which): Promise<SoldLine[]> {
  const mine = sql`${company.id}::uuid`
  const these = sql`any(${sql.param([...which.invoiceIds])}::uuid[])`
  const [, recipient] = peopleOf(company.id, which)
  const sold = soldBy(which)
  const { rows } = await db.execute<SoldLine>(sql`
    select ${sold.id} as "lineId", product.id as "productId", product.title_id as "titleId", coalesce(i.sold_on, i.issued_on) as "soldOn", ${recipient} as "recipientId",
      l.starts_with as "startsWith", l.start_issue_id as "startIssueId", l.starts_on is not null as "hasStart",
      l.renews_id as "askedId", ${which.named ? sql`l.id::text` : sql`l.invoice_id || ' ' || l.bundle_group`} as sale, ${sold.grossCents} > 0 or l.gift as paid, title.counted_by = 'closing' as usual,
      l.starts_on is null and l.starts_with is null and l.start_issue_id is null as "mayRenew"
    from invoice_lines l
    join invoices i on i.company_id = ${mine} and i.id = l.invoice_id and i.id = ${these}
    ${productJoin(company.id, which)} and product.kind = 'subscription'
    join titles title on title.company_id = ${mine} and title.id = product.title_id
    where ${ofLines(company.id, which)}
    order by i.number, l.position, ${sold.id}`)
  return rows
}

/** What lines renew without having been told: of each recipient and title the first line goes on from what ends last. */
async function formerOf({ db, company }: Ctx, lines: readonly SoldLine[]): Promise<Map<string, string>> {
  if (lines.length === 0) return new Map()
  const mine = sql`${company.id}::uuid`
  const asking = [...Map.groupBy(lines, line => `${line.recipientId} ${line.titleId} ${line.paid}`).values()].map(
    (alike, group) => ({ ...alike[0]!, group, alike, soldOn: alike.map(({ soldOn }) => soldOn).sort()[0]! }),
  )
  const { rows } = await db.execute<{ group: number; id: string }>(sql`
    select a."group", p.id
    from json_to_recordset(${JSON.stringify(asking.map(({ alike: _, ...one }) => one))}::json)
      as a ("group" int, "recipientId" uuid, "titleId" uuid, paid boolean, "soldOn" date)
    join purchases p on p.company_id = ${mine} and p.recipient_id = a."recipientId" and p.title_id = a."titleId"
      and p.kind = 'subscription' and p.cancelled_on is null and p.last_issue_id is null
      and (p.nature in ('paid', 'gift')) = a.paid and p.bought_on < a."soldOn"
      and p.expires_on between a."soldOn" - ${LATE_DAYS}::int and a."soldOn" + ${EARLY_DAYS}::int
      and not exists (select from purchases r where r.company_id = ${mine} and r.renews_id = p.id and r.cancelled_on is null)
    order by a."group", p.expires_on desc, p.number desc`)
  const former = new Map<string, string>()
  for (const [group, found] of Map.groupBy(rows, row => row.group))
    for (const [turn, { lineId }] of asking[group]!.alike.entries()) if (found[turn]) former.set(lineId, found[turn].id)
  return former
}
