import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../http/context.ts'
import { refuse } from '../http/refusal.ts'
import { selected } from './selected.ts'

export type ListQuery = {
  after?: string | undefined
  limit: number
  sort?: string | undefined
  search?: string | undefined
}
type Filters = Record<string, unknown>

/** The class of PostgreSQL's errors about values. */
const DATA_EXCEPTION = '22'

export type From<F> = SQL | ((ctx: Ctx, filters: F) => SQL)

/** The tables of a list for one reading of it. */
export const tablesOf = <F>(from: From<F>, ctx: Ctx, filters: F): SQL =>
  typeof from === 'function' ? from(ctx, filters) : from

type ListDefinition<Row, Found, F extends Filters> = {
  /** Tables and joins, without `where`; told the company and the filters when a join needs them. */
  from: From<F>
  /** What is selected, by the name of the row's field. */
  columns: { [K in keyof Found]: SQL }
  /** The key that makes every order total. */
  id: SQL
  /** Never-null expressions, each ideally the head of an index `(company_id, expression, id)`. */
  sorts: Record<string, SQL>
  defaultSort: string
  /** The order while something is searched, if another serves it better. */
  searchSort?: string
  /** Conditions that always hold, and those of the filters; names the company. */
  where(ctx: Ctx, filters: F): SQL[]
  search?(ctx: Ctx, text: string): SQL[]
  /** From what the database found to what the contract says. */
  row(found: Found, ctx: Ctx, filters: F): Row
}

/** A list read by key: any page costs the same, whatever the number of rows. */
export function defineList<Row, Found extends Record<string, unknown>, F extends Filters>(
  list: ListDefinition<Row, Found, F>,
) {
  const conditions = (ctx: Ctx, search: string | undefined, filters: F) =>
    sql.join(
      [...list.where(ctx, filters), ...(search?.trim() && list.search ? list.search(ctx, search) : [])],
      sql` and `,
    )

  async function page(ctx: Ctx, { after, limit, sort, search, ...filters }: ListQuery & F) {
    const order = sort ?? (search?.trim() ? list.searchSort : undefined) ?? list.defaultSort
    const key = list.sorts[order.replace('-', '')]
    if (!key) refuse('request.unknownSort', { field: 'sort', status: 400 })
    const direction = order.startsWith('-') ? sql`desc` : sql`asc`
    const from = after ? readCursor(after, order) : undefined
    const operator = order.startsWith('-') ? sql`<` : sql`>`
    // The first condition says nothing more, but an index can serve it when key and id stand in different tables.
    const beyond = from
      ? sql`and ${key} ${operator}= ${from.value} and (${key}, ${list.id}) ${operator} (${from.value}, ${from.id})`
      : sql``
    const found = ctx.db.execute<Found & { $key: string; $id: string }>(sql`
      select ${selected(list.columns)}, ${key}::text as "$key", ${list.id} as "$id" from ${tablesOf(list.from, ctx, filters as unknown as F)}
      where ${conditions(ctx, search, filters as unknown as F)} ${beyond}
      order by ${key} ${direction}, ${list.id} ${direction} limit ${limit + 1}`)
    const { rows } = await (from ? found.catch(refuseMadeUp) : found)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      rows: rows
        .slice(0, limit)
        .map(({ $key, $id, ...found }) => list.row(found as unknown as Found, ctx, filters as unknown as F)),
      next: last ? Buffer.from(JSON.stringify([order, last.$key, last.$id])).toString('base64url') : null,
    }
  }

  async function count(ctx: Ctx, { search, ...filters }: { search?: string | undefined } & F) {
    const { rows } = await ctx.db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${tablesOf(list.from, ctx, filters as unknown as F)} where ${conditions(ctx, search, filters as unknown as F)}`,
    )
    return { count: rows[0]!.count }
  }

  /** Every row of the list in its order, by large pages: an export holds one page in memory. */
  async function* all(ctx: Ctx, query: Omit<ListQuery, 'after' | 'limit'> & F) {
    let after: string | undefined
    do {
      const { rows, next } = await page(ctx, { ...query, after, limit: 2000 } as ListQuery & F)
      yield rows
      after = next ?? undefined
    } while (after)
  }

  return { page, count, all }
}

export type List = {
  page(ctx: Ctx, query: never): Promise<{ rows: unknown[]; next: string | null }>
  all(ctx: Ctx, query: never): AsyncGenerator<unknown[]>
}

function readCursor(cursor: string, order: string): { value: string; id: string } {
  try {
    const [sort, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (sort === order && typeof value === 'string' && typeof id === 'string') return { value, id }
  } catch {
    // not ours: told below
  }
  unknownPage()
}

function unknownPage(): never {
  refuse('request.unknownPage', { field: 'after', status: 400 })
}

/** A cursor has the form of ours and values that are no key of this list: a text for a number, half an id. */
function refuseMadeUp(error: unknown): never {
  const { code } = ((error as Error).cause ?? error) as { code?: string }
  if (code?.startsWith(DATA_EXCEPTION)) unknownPage()
  throw error
}
