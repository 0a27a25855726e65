import { type SQL, sql } from 'drizzle-orm'

/**
 * A column to order by, with what stands for null. As `coalesce`, but known to tell nothing of the rows it reads: under
 * row-level security an index serves a range of this one, and would be read from its beginning for `coalesce`.
 */
export const neverNull = (column: SQL, instead: SQL): SQL =>
  sql`(case when ${column} is null then ${instead} else ${column} end)`
