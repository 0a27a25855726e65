import { type SQL, sql } from 'drizzle-orm'

/** `a.x as "x", b.y as "y"`: what a query selects, by the names its rows shall have. */
export const selected = (columns: Record<string, SQL>): SQL =>
  sql.join(
    Object.entries(columns).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
    sql`, `,
  )
