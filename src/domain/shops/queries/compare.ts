import { sql } from 'drizzle-orm'
import { neverNull } from '../../../platform/db/never-null.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { OrderDigest } from '../clients/client.ts'

/** What differs between orders as the shop has them and as they are here. */
export type Differences = {
  missing: string[]
  changed: string[]
  refundsGone: string[]
}

/** Of the index. */
const ORDERED = neverNull(sql`ordered_at`, sql`'-infinity'::timestamptz`)

type Inside = Pick<Ctx, 'db' | 'company'>

/** Orders the shop has that are not here, or stand otherwise here; refunds that are here and no longer there. Source: W-11. */
export async function compare(
  { db, company }: Inside,
  shopId: string,
  there: readonly OrderDigest[],
): Promise<Differences> {
  const { rows } = await db.execute<{ externalId: string; known: boolean; refundsGone: string[] }>(sql`
    with there as materialized (
      select * from json_to_recordset(${JSON.stringify(there)}::json) as t ("externalId" text, status text, "modifiedAt" text,
        "totalCents" bigint, refunds json))
    select t."externalId", o.id is not null as known, coalesce(gone.ids, '{}') as "refundsGone"
    from there t
    left join shop_orders o on o.company_id = ${company.id} and o.shop_id = ${shopId} and o.external_id = t."externalId"
    left join lateral (
      select array_agg(r.external_id order by r.external_id) as ids from shop_refunds r
      where r.company_id = ${company.id} and r.order_id = o.id and r.gone_at is null
        and not exists (select from json_to_recordset(t.refunds) as s ("externalId" text) where s."externalId" = r.external_id)
    ) gone on true
    where o.id is null or o.gone_at is not null and t.status <> 'trash' or o.status <> t.status or o.total_cents <> t."totalCents"
      or o.modified_at is distinct from nullif(t."modifiedAt", '')::timestamptz or gone.ids is not null
      or o.state = 'taken' and exists (select from json_to_recordset(t.refunds) as s ("externalId" text, cents bigint) where not exists (
        select from shop_refunds r where r.company_id = ${company.id} and r.order_id = o.id
          and r.external_id = s."externalId" and r.cents = s.cents and r.gone_at is null))`)
  return {
    missing: rows.filter(({ known }) => !known).map(({ externalId }) => externalId),
    changed: rows.filter(({ known }) => known).map(({ externalId }) => externalId),
    refundsGone: rows.flatMap(({ refundsGone }) => refundsGone),
  }
}

/** The orders made since that instant which are here and not said to be gone, by their ids in the shop. */
export async function ordersHere({ db, company }: Inside, shopId: string, since: string): Promise<string[]> {
  const { rows } = await db.execute<{ externalId: string }>(sql`
    select external_id as "externalId" from shop_orders where company_id = ${company.id} and shop_id = ${shopId}
      and ${ORDERED} >= ${since}::timestamptz and gone_at is null
    order by ${ORDERED}, id`)
  return rows.map(({ externalId }) => externalId)
}
