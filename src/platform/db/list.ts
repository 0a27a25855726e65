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
  /**
   * Never-null expressions, each ideally the head of an index `(company_id, expression, id)`. Several, where what an order
   * goes by stands in a joined table: its own id next, so that thousands of one name are not sorted for a page of fifty.
   */
  sorts: Record<string, SQL | SQL[]>
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
    const sorted = list.sorts[order.replace('-', '')]
    if (!sorted) refuse('request.unknownSort', { field: 'sort', status: 400 })
    const direction = order.startsWith('-') ? sql`desc` : sql`asc`
    const keys = [...[sorted].flat(), list.id]
    const from = after ? readCursor(after, order, keys.length) : undefined
    const operator = order.startsWith('-') ? sql`<` : sql`>`
    // The first condition says nothing more, but an index can serve it when the last key stands in another table.
    const beyond = from
      ? sql`and (${each(keys.slice(0, -1))}) ${operator}= (${each(from.slice(0, -1))}) and (${each(keys)}) ${operator} (${each(from)})`
      : sql``
    const found = ctx.db.execute<Found & { $key: string[] }>(sql`
      select ${selected(list.columns)}, array[${each(keys, key => sql`${key}::text`)}] as "$key"
      from ${tablesOf(list.from, ctx, filters as unknown as F)}
      where ${conditions(ctx, search, filters as unknown as F)} ${beyond}
      order by ${each(keys, key => sql`${key} ${direction}`)} limit ${limit + 1}`)
    const { rows } = await (from ? found.catch(refuseMadeUp) : found)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      rows: rows
        .slice(0, limit)
        .map(({ $key, ...found }) => list.row(found as unknown as Found, ctx, filters as unknown as F)),
      next: last ? Buffer.from(JSON.stringify([order, ...last.$key])).toString('base64url') : null,
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

const each = <T>(values: readonly T[], as = (value: T) => sql`${value}`): SQL => sql.join(values.map(as), sql`, `)

/** The keys of the last row of the page before. */
function readCursor(cursor: string, order: string, length: number): string[] {
  try {
    const [sort, ...keys] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (sort === order && keys.length === length && keys.every((key: unknown) => typeof key === 'string')) return keys
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
