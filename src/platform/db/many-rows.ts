import { sql } from 'drizzle-orm'
import type { Ctx } from '../http/context.ts'

/**
 * What follows in this transaction reads whole tables: the planner, tuned for pages of fifty, is told so. No nested loops:
 * just after an import, before statistics, it would read every address for every subscriber. No plain index scans: they would
 * fetch a million purchases in no order of the table (docs/adr/0010).
 */
export const forManyRows = ({ db }: Ctx) =>
  db.execute(
    sql`set local random_page_cost = 4; set local work_mem = '256MB'; set local enable_nestloop = off; set local enable_indexscan = off`,
  )
