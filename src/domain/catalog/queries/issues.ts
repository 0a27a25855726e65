import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { day } from '../../../values/day.ts'
import { cardOf, containing } from '../queries.ts'
import type { IssueStatus } from '../rules/issue-calendar.ts'
import { type IssueKind, issueStatusOn } from '../rules/issue-state.ts'
import type { TitleKind } from '../rules/title.ts'

export type IssueFound = {
  id: string
  ordinal: number
  number: string
  coverOn: string
  onSaleOn: string
  titleId: string
  titleCode: string
  titleName: string
  label: string
  titleKind: TitleKind
  closesOn: string | null
  shipsOn: string | null
  kind: IssueKind
  countsFor: number
  forSubscribers: boolean
  weightGrams: number | null
  printedCopies: number | null
  status: IssueStatus
}

const issueColumns = {
  id: sql`i.id`,
  titleId: sql`i.title_id`,
  titleCode: sql`t.code`,
  titleName: sql`t.name`,
  ordinal: sql`i.ordinal`,
  number: sql`i.number`,
  label: sql`i.label`,
  coverOn: sql`i.cover_on`,
  onSaleOn: sql`i.on_sale_on`,
  titleKind: sql`t.kind`,
  closesOn: sql`i.closes_on`,
  shipsOn: sql`i.ships_on`,
  kind: sql`i.kind`,
  countsFor: sql`i.counts_for`,
  forSubscribers: sql`i.for_subscribers`,
  weightGrams: sql`i.weight_grams`,
  printedCopies: sql`i.printed_copies`,
  status: sql`i.status`,
}
const issueTables = sql`issues i join titles t on t.company_id = i.company_id and t.id = i.title_id`

type IssueFilters = { titleId?: string | undefined; status?: IssueStatus | undefined }

export const issueList = defineList<IssueFound, IssueFound, IssueFilters>({
  from: issueTables,
  columns: issueColumns,
  id: sql`i.id`,
  sorts: { coverOn: sql`i.cover_on`, onSaleOn: sql`i.on_sale_on`, ordinal: sql`i.ordinal` },
  defaultSort: 'coverOn',
  where: ({ company, today }, { titleId, status }) => [
    sql`i.company_id = ${company.id}`,
    ...(titleId ? [sql`i.title_id = ${titleId}`] : []),
    ...(status ? [sql`${statusOn(today)} = ${status}`] : []),
  ],
  search: (_ctx, typed) => containing(sql`i.search_key || ' ' || t.search_key`, typed),
  row: asItStands,
})

/** How an issue stands on a day; the rule of `issueStatusOn`. */
const statusOn = (today: string) =>
  sql`case when i.status = 'planned' and i.closes_on < ${today}::date then 'closed' else i.status end`

function asItStands<T extends IssueFound>(found: T, { today }: Ctx): T {
  const closesOn = found.closesOn ? day(found.closesOn) : null
  return { ...found, status: issueStatusOn({ status: found.status, closesOn }, day(today)) }
}

export const issueCard = async (ctx: Ctx, id: string) =>
  asItStands(await cardOf<IssueFound>(ctx, id, 'i', issueColumns, issueTables), ctx)
