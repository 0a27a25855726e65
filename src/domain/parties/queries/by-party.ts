import { type SQL, sql } from 'drizzle-orm'
import { defineList, type ListQuery, tablesOf } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { areMany, hasAllWords, isFound, lastOf, onceAParty, type Reading, readingOf, wordConditions } from './words.ts'

type Filters = Record<string, unknown>
type Definition<Row, Found extends Record<string, unknown>, F extends Filters> = Omit<
  Parameters<typeof defineList<Row, Found, F>>[0],
  'search' | 'searchSort'
> & {
  /** The party whose words are searched, indexed as `(company_id, party, …)`: `p.recipient_id`. */
  party: SQL
  /** The number the rows are called by: what is all digits is first looked for there. */
  number?: SQL
  /** Whether the filters keep few rows, which their index gives in the default order. */
  isNarrow?(filters: F): boolean
}

/**
 * A list whose rows each concern a party, searched by its words. While something is searched and no other order is asked,
 * the rows come in the order of the words found, then of names: read from the index of words, the first page costs the
 * same for a rare and for a frequent word among millions of rows.
 */
export function listByParty<Row, Found extends Record<string, unknown>, F extends Filters>({
  party,
  number,
  isNarrow,
  ...list
}: Definition<Row, Found, F>) {
  const asked = defineList(list)
  const keeping = (condition: (ctx: Ctx) => SQL) =>
    defineList({ ...list, where: (ctx, filters) => [...list.where(ctx, filters), condition(ctx)] })
  const led = (reading: Reading) =>
    defineList({
      ...list,
      from: (ctx, filters) => sql`party_words w, ${tablesOf(list.from, ctx, filters)}`,
      sorts: { ...list.sorts, match: sql`w.word` },
      defaultSort: 'match',
      where: (ctx, filters) => [
        wordConditions(ctx, reading),
        onceAParty(reading),
        sql`${party} = w.party_id`,
        ...list.where(ctx, filters),
      ],
    })

  const numberedBy = async (ctx: Ctx, search: string, filters: F) =>
    number && numberSearched(ctx, tablesOf(list.from, ctx, filters), number, list.where(ctx, filters), search)

  async function listFor(ctx: Ctx, { search = '', sort, after, limit: _, ...filters }: Partial<ListQuery> & F) {
    const numbered = await numberedBy(ctx, search, filters as unknown as F)
    if (numbered) return keeping(() => numbered)
    const reading = await readingOf(ctx, search, after)
    if (!reading) return asked
    const [order] = lastOf(after)
    const ordered = order ? order !== 'match' : sort !== undefined || isNarrow?.(filters as unknown as F)
    if (!ordered) return led(reading)
    // Names and words go together: in the order of names, the matches may all stand at the end.
    const inOrder = !reading.alone && !sort?.endsWith('name') && (await areMany(ctx, reading))
    return keeping(ctx => (inOrder ? hasAllWords(ctx, reading, party) : isFound(ctx, reading, party)))
  }

  /** All that rows kept by the filters and found by the search satisfy. */
  async function conditions(ctx: Ctx, { search = '', ...filters }: { search?: string | undefined } & F) {
    const kept = list.where(ctx, filters as unknown as F)
    const numbered = await numberedBy(ctx, search, filters as unknown as F)
    const reading = numbered ? undefined : await readingOf(ctx, search)
    const searched = numbered ?? (reading && isFound(ctx, reading, party))
    return [...kept, ...(searched ? [searched] : [])]
  }

  return {
    conditions,
    page: async (ctx: Ctx, query: ListQuery & F) =>
      (await listFor(ctx, query)).page(ctx, { ...query, search: undefined }),
    all: async function* (ctx: Ctx, query: Omit<ListQuery, 'after' | 'limit'> & F) {
      yield* (await listFor(ctx, query)).all(ctx, { ...query, search: undefined })
    },
    count: async (ctx: Ctx, query: { search?: string | undefined } & F) => {
      const { search: _, ...filters } = query
      const from = tablesOf(list.from, ctx, filters as unknown as F)
      const { rows } = await ctx.db.execute<{ count: number }>(
        sql`select count(*)::int as count from ${from} where ${all(await conditions(ctx, query))}`,
      )
      return { count: rows[0]!.count }
    },
  }
}

/** The condition that finds the rows called by the number typed, when there is one. */
async function numberSearched(
  { db }: Ctx,
  from: SQL,
  number: SQL,
  kept: SQL[],
  search: string,
): Promise<SQL | undefined> {
  const typed = /^\s*(\d{1,9})\s*$/.exec(search)?.[1]
  if (!typed) return undefined
  const condition = sql`${number} = ${Number(typed)}`
  const { rows } = await db.execute(sql`select 1 from ${from} where ${all([...kept, condition])} limit 1`)
  return rows.length > 0 ? condition : undefined
}

const all = (conditions: SQL[]) => sql.join(conditions, sql` and `)
