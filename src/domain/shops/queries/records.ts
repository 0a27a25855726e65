import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { shopRow } from '../contract/records.ts'

type Row = InferSchemaOutput<typeof shopRow>
type Filters = { id?: string | undefined; active?: boolean | undefined }

/** The shops; whether a shop has keys is told, the keys never are. */
export const shopList = defineList<Row, Row, Filters>({
  from: sql`shops s`,
  columns: {
    id: sql`s.id`,
    name: sql`s.name`,
    kind: sql`s.kind`,
    address: sql`s.address`,
    hasKeys: sql`s.sealed_secret is not null`,
    deliversTo: sql`s.delivers_to`,
    invoicedBy: sql`s.invoiced_by`,
    numberPrefix: sql`s.number_prefix`,
    startsOn: sql`s.starts_on`,
    timeZone: sql`s.time_zone`,
    writesNotes: sql`s.writes_notes`,
    quietHours: sql`s.quiet_hours`,
    active: sql`s.active`,
    orderCount: sql`(select count(*)::int from shop_orders o where o.company_id = s.company_id and o.shop_id = s.id)`,
    createdAt: sql`s.created_at`,
    createdBy: sql`s.created_by`,
    updatedAt: sql`s.updated_at`,
    updatedBy: sql`s.updated_by`,
    revision: sql`s.revision`,
  },
  id: sql`s.id`,
  sorts: { name: sql`s.name`, createdAt: sql`s.created_at` },
  defaultSort: 'name',
  where: ({ company }, { id, active }) => [
    sql`s.company_id = ${company.id}`,
    ...(id ? [sql`s.id = ${id}`] : []),
    ...(active === undefined ? [] : [sql`s.active = ${active}`]),
  ],
  search: (_ctx, text) => [sql`position(lower(${text.trim()}) in lower(s.name || ' ' || s.address)) > 0`],
  row: found => found,
})

/** One shop, or a refusal. */
export async function shopRecord(ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await shopList.page(ctx, { id, limit: 1 })
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}
