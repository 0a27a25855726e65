import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { words } from '../../../values/text-key.ts'

type Movement = {
  id: string
  issueId: string
  movedOn: string
  copies: number
  reason: string
  issueNumber: string
  titleName: string
  createdBy: string
  createdAt: string
}

const columns = {
  id: sql`m.id`,
  issueId: sql`m.issue_id`,
  movedOn: sql`m.moved_on`,
  copies: sql`m.copies`,
  reason: sql`m.reason`,
  issueNumber: sql`i.number`,
  titleName: sql`t.name`,
  createdBy: sql`m.created_by`,
  createdAt: sql`m.created_at`,
}
const tables = sql`stock_movements m join issues i on i.company_id = m.company_id and i.id = m.issue_id
  join titles t on t.company_id = i.company_id and t.id = i.title_id`
const written = (found: Movement) => ({ ...found, createdAt: new Date(found.createdAt).toISOString() })

/** What changed the stock beside printing and shipments. */
export const stockMovementList = defineList<Movement, Movement, { issueId?: string | undefined }>({
  from: tables,
  columns,
  id: sql`m.id`,
  sorts: { movedOn: sql`m.moved_on` },
  defaultSort: '-movedOn',
  where: ({ company }, { issueId }) => [
    sql`m.company_id = ${company.id}`,
    ...(issueId ? [sql`m.issue_id = ${issueId}`] : []),
  ],
  search: (_ctx, typed) => words(typed).map(word => sql`strpos(i.search_key || ' ' || t.search_key, ${word}) > 0`),
  row: written,
})

export async function stockMovement({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<Movement>(sql`
    select ${selected(columns)} from ${tables} where m.company_id = ${company.id} and m.id = ${id}`)
  return written(rows[0] ?? refuse('NOT_FOUND', { status: 404 }))
}
