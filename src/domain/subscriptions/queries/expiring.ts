import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, daysBetween, isoDay } from '../../../values/day.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { Calendar } from '../rules/calendar.ts'
import type { Nature } from '../rules/nature.ts'
import { expiryWindow, type Status } from '../rules/status.ts'
import { calendarOf } from './calendar.ts'
import { issuesLeft } from './issues-left.ts'
import { lastIssueOwed } from './owed.ts'
import {
  type PurchaseFound,
  purchaseColumns,
  purchaseSearch,
  purchaseSorts,
  purchaseTables,
  whoseConditions,
} from './purchase-columns.ts'
import { type StatusFacts, statusColumns } from './statuses.ts'
import { withStatus } from './subscriptions.ts'

export type ExpiringFilters = {
  within?: number | undefined
  lapsedWithin?: number | undefined
  on?: string | undefined
  /** Instead of days: at most so many issues left. */
  issuesLeft?: number | undefined
  titleId?: string | undefined
  productId?: string | undefined
  nature?: Nature | undefined
  /** Those already gone on from; else those that are not. */
  renewed?: boolean | undefined
}
type Asked = ExpiringFilters & { calendars: readonly Calendar[] }

type Found = PurchaseFound &
  StatusFacts & {
    startsOn: string
    expiresOn: string
    termMonths: number
    renewedById: string | null
  }
export type ExpiringRow = Found & { status: Status; expiresIn: number; issuesLeft: number | null; lastIssue: string }

const DEFAULT_DAYS = 60

/** The filters with the calendars they need: those of the titles asked, when issues are counted. */
async function expiringAsked<T extends ExpiringFilters>(ctx: Ctx, filters: T): Promise<T & Asked> {
  const { issuesLeft: counted, titleId } = filters
  return { ...filters, calendars: counted === undefined ? [] : await calendarsOf(ctx, titleId ? [titleId] : undefined) }
}

async function calendarsOf(ctx: Ctx, titleIds?: readonly string[]): Promise<Calendar[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from titles where company_id = ${ctx.company.id}
      ${titleIds ? sql`and id = any(${`{${titleIds.join(',')}}`}::uuid[])` : sql``} order by code`)
  const calendars: Calendar[] = []
  for (const { id } of rows) calendars.push(await calendarOf(ctx, id))
  return calendars
}

/** Live subscriptions `p` that come to their end: within so many days, or with so many issues left. Source: ABO-75, X-19, CIR-21. */
function expiringConditions(ctx: Ctx, asked: Asked): SQL[] {
  const { company, today } = ctx
  const { within = DEFAULT_DAYS, lapsedWithin = 0, on, titleId, productId, nature, renewed = false } = asked
  const { from, to } = expiryWindow(day(on ?? today), within, lapsedWithin)
  return [
    sql`p.company_id = ${company.id} and p.kind = 'subscription' and p.cancelled_on is null`,
    asked.issuesLeft === undefined
      ? sql`p.expires_on between ${isoDay(from)} and ${isoDay(to)}`
      : withIssuesLeft(ctx, asked.calendars, asked.issuesLeft),
    sql`${renewed ? sql`` : sql`not`} exists (select from purchases q
      where q.company_id = ${company.id} and q.renews_id = p.id and q.cancelled_on is null)`,
    ...whoseConditions({ titleId, productId }),
    ...(nature ? [sql`p.nature = ${nature}`] : []),
  ]
}

function withIssuesLeft({ company }: Ctx, calendars: readonly Calendar[], most: number): SQL {
  const ofTitles = calendars.map(
    calendar => sql`p.title_id = ${calendar.titleId} and ${issuesLeft(company.id, calendar)} between 0 and ${most}`,
  )
  return ofTitles.length === 0 ? sql`false` : sql`(${sql.join(ofTitles, sql` or `)})`
}

const list = listByParty<Omit<ExpiringRow, 'issuesLeft' | 'lastIssue'>, Found, Asked>({
  from: ({ today }, { on }) => sql`${purchaseTables} cross join (select ${on ?? today}::date as day) today`,
  columns: {
    ...purchaseColumns,
    ...statusColumns(sql`today.day`),
    startsOn: sql`p.starts_on`,
    expiresOn: sql`p.expires_on`,
    termMonths: sql`p.term_months`,
    renewedById: sql`(select q.id from purchases q
      where q.company_id = p.company_id and q.renews_id = p.id and q.cancelled_on is null)`,
  },
  id: sql`p.id`,
  sorts: { ...purchaseSorts, expiresOn: sql`p.expires_on` },
  ...purchaseSearch,
  defaultSort: 'expiresOn',
  where: expiringConditions,
  row: (found, ctx, { on }) => {
    const counted = on ?? ctx.today
    return { ...withStatus(found, counted), expiresIn: daysBetween(day(counted), day(found.expiresOn)) }
  },
})

type Asking = { limit: number; after?: string | undefined; sort?: string | undefined; search?: string | undefined }

/** Conditions on `p` that keep what the list shows under these filters and this search, whatever its page. */
export const expiringShown = async (
  ctx: Ctx,
  asked: { search?: string | undefined } & ExpiringFilters,
): Promise<SQL[]> => list.conditions(ctx, await expiringAsked(ctx, asked))

/** Subscriptions that come to their end, soonest first, each with its last issue owed. Source: ABO-73 to ABO-81, X-16, X-19. */
export const expiringList = {
  page: async (ctx: Ctx, query: Asking & ExpiringFilters) => {
    const { rows, next } = await list.page(ctx, await expiringAsked(ctx, query))
    return { rows: await withLastIssue(ctx, rows), next }
  },
  count: async (ctx: Ctx, query: { search?: string | undefined } & ExpiringFilters) =>
    list.count(ctx, await expiringAsked(ctx, query)),
  async *all(ctx: Ctx, query: Omit<Asking, 'limit' | 'after'> & ExpiringFilters) {
    for await (const rows of list.all(ctx, await expiringAsked(ctx, query))) yield await withLastIssue(ctx, rows)
  },
}

type Ending = { id: string; lastIssue: string; issuesLeft: number | null }

/** The last issue owed to each row of a page: one statement a title. */
async function withLastIssue<T extends { id: string; titleId: string }>(ctx: Ctx, rows: readonly T[]) {
  const endings = new Map<string, Ending>()
  const ofTitle = Map.groupBy(rows, ({ titleId }) => titleId)
  for (const calendar of await calendarsOf(ctx, [...ofTitle.keys()])) {
    const ids = ofTitle.get(calendar.titleId)!.map(({ id }) => id)
    const { rows: found } = await ctx.db.execute<Ending>(sql`
      select p.id, ${lastIssueOwed(ctx.company.id, calendar)} as "lastIssue", ${issuesLeft(ctx.company.id, calendar)} as "issuesLeft"
      from purchases p where p.company_id = ${ctx.company.id} and p.id = any(${`{${ids.join(',')}}`}::uuid[])`)
    for (const ending of found) endings.set(ending.id, ending)
  }
  return rows.map(row => ({
    ...row,
    lastIssue: endings.get(row.id)?.lastIssue ?? '',
    issuesLeft: endings.get(row.id)?.issuesLeft ?? null,
  }))
}
