import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { words } from '../../../values/text-key.ts'

/** Copies that left with the runs of an issue `i` alone. */
const ofItsRuns = sql`(select coalesce(sum(r.copy_count), 0) from dispatch_runs r
  where r.company_id = i.company_id and r.issue_id = i.id and r.cancelled_on is null)`
const leftOnce = sql`(${ofItsRuns} + coalesce(apart.copies, 0))::int`

/**
 * Copies of an issue `i` that left. A run of one issue knows how many; the shipments of the other runs of the title, which
 * are few, are added up. What was cancelled did not leave.
 */
const shipped = sql`(${ofItsRuns} + (select coalesce(sum(s.copies), 0) from dispatch_runs r join shipments s on s.company_id = r.company_id and s.run_id = r.id
    where r.company_id = i.company_id and r.title_id = i.title_id and r.issue_id is null and r.cancelled_on is null
      and s.issue_id = i.id and s.cancelled_on is null))::int`

const moved = sql`(select coalesce(sum(m.copies), 0) from stock_movements m
  where m.company_id = i.company_id and m.issue_id = i.id)::int`

/** What there is of an issue `i`: printed and moved, less what left; null when its stock is not kept. Source: CIR-6. */
export const inStock: SQL = sql`(i.printed_copies + ${moved} - ${shipped})`

type StockFound = {
  id: string
  titleId: string
  titleName: string
  number: string
  label: string
  coverOn: string
  printedCopies: number | null
  movedCopies: number
  shippedCopies: number
  inStock: number | null
  weightGrams: number | null
}

const columns: { [K in keyof StockFound]: SQL } = {
  id: sql`i.id`,
  titleId: sql`i.title_id`,
  titleName: sql`t.name`,
  number: sql`i.number`,
  label: sql`i.label`,
  coverOn: sql`i.cover_on`,
  printedCopies: sql`i.printed_copies`,
  movedCopies: moved,
  shippedCopies: leftOnce,
  inStock: sql`(i.printed_copies + ${moved} - ${leftOnce})`,
  weightGrams: sql`i.weight_grams`,
}
/** Issues with what left of each apart from its own runs, added up once for all of them. */
const tables = ({ company }: Ctx) => sql`issues i join titles t on t.company_id = i.company_id and t.id = i.title_id
  left join (select s.issue_id, sum(s.copies)::int as copies
    from dispatch_runs r join shipments s on s.company_id = ${company.id}::uuid and s.run_id = r.id
    where r.company_id = ${company.id}::uuid and r.issue_id is null and r.cancelled_on is null and s.cancelled_on is null
    group by s.issue_id) apart on apart.issue_id = i.id`

type StockFilters = { titleId?: string | undefined; kept?: boolean | undefined }

/** What there is of each issue, the latest first. */
export const stockList = defineList<StockFound, StockFound, StockFilters>({
  from: tables,
  columns,
  id: sql`i.id`,
  sorts: { coverOn: sql`i.cover_on` },
  defaultSort: '-coverOn',
  where: ({ company }, { titleId, kept }) => [
    sql`i.company_id = ${company.id}`,
    ...(titleId ? [sql`i.title_id = ${titleId}`] : []),
    ...(kept === undefined ? [] : [sql`(i.printed_copies is not null) = ${kept}`]),
  ],
  search: (_ctx, typed) => words(typed).map(word => sql`strpos(i.search_key || ' ' || t.search_key, ${word}) > 0`),
  row: found => found,
})

export async function stockOf(ctx: Ctx, issueId: string): Promise<StockFound> {
  const { db, company } = ctx
  const one = { ...columns, shippedCopies: shipped, inStock }
  const { rows } = await db.execute<StockFound>(sql`
    select ${selected(one)} from issues i join titles t on t.company_id = i.company_id and t.id = i.title_id where i.company_id = ${company.id} and i.id = ${issueId}`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}
