import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { listByParty } from '../../parties/queries/by-party.ts'

type Numbered = { number?: string | undefined }
type Definition<Row, Found extends Record<string, unknown>, F extends Numbered & Record<string, unknown>> = Parameters<
  typeof listByParty<Row, Found, F>
>[0]

/** A list by the words of a party, or by the whole number of a document: `CC-2026-00017`, in any case. */
export function listByNumber<Row, Found extends Record<string, unknown>, F extends Numbered & Record<string, unknown>>(
  table: 'orders' | 'deliveries',
  definition: Definition<Row, Found, F>,
) {
  const list = listByParty<Row, Found, F>(definition)
  type Asked = Parameters<typeof list.count>[1]
  async function named<Query extends Asked>(ctx: Ctx, query: Query): Promise<Query> {
    const { db, company } = ctx
    const typed = query.search?.trim().toUpperCase() ?? ''
    if (!/\d/.test(typed)) return query
    const { rows } = await db.execute<{ number: string }>(sql`
      select number from ${sql.identifier(table)} where company_id = ${company.id} and number = ${typed}`)
    return rows[0] ? { ...query, search: undefined, number: rows[0].number } : query
  }
  return {
    page: async (ctx: Ctx, query: Parameters<typeof list.page>[1]) => list.page(ctx, await named(ctx, query)),
    count: async (ctx: Ctx, query: Asked) => list.count(ctx, await named(ctx, query)),
    all: async function* (ctx: Ctx, query: Parameters<typeof list.all>[1]) {
      yield* list.all(ctx, await named(ctx, query))
    },
  }
}
