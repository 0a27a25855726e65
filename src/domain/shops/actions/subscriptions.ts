import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Shop } from '../queries/shops.ts'
import type { ShopOrder, ShopSubscription } from '../rules/order.ts'

/** A subscription as the shop told it, and the document it was read from. */
export type SubscriptionRead = { subscription: ShopSubscription; document: string; sha256: string }

/**
 * Keeps the subscriptions that a shop renews by itself, each once; the same again changes nothing. Returns how many are new
 * or changed. Source: W-12.
 */
export async function keepSubscriptions(ctx: Ctx, { id: shopId }: Pick<Shop, 'id'>, read: readonly SubscriptionRead[]) {
  const { db, company, actor } = ctx
  const latest = new Map(read.map(one => [one.subscription.externalId, one]))
  if (latest.size === 0) return 0
  const given = [...latest.values()].map(({ subscription, document, sha256 }) => ({
    id: newId(),
    ...subscription,
    document,
    sha256,
  }))
  const { rows } = await db.execute<{ parentOrderId: string }>(sql`
    insert into shop_subscriptions as kept (company_id, id, shop_id, external_id, status, parent_order_id, document, sha256,
      next_payment_at, ends_at, created_by, updated_by)
    select ${company.id}, id, ${shopId}, "externalId", status, "parentOrderId", document, sha256, "nextPaymentAt", "endsAt",
      ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(given)}::json) as g (id uuid, "externalId" text, status text, "parentOrderId" text,
      document text, sha256 text, "nextPaymentAt" timestamptz, "endsAt" timestamptz)
    on conflict (company_id, shop_id, external_id) do update set status = excluded.status, parent_order_id = excluded.parent_order_id,
      document = excluded.document, sha256 = excluded.sha256, next_payment_at = excluded.next_payment_at, ends_at = excluded.ends_at,
      updated_by = excluded.updated_by, updated_at = excluded.updated_at, revision = kept.revision + 1
      where kept.sha256 <> excluded.sha256
    returning parent_order_id as "parentOrderId"`)
  await followPayments(ctx, { id: shopId }, await parentsOf(ctx, shopId, rows))
  return rows.length
}

/** The orders that began some subscriptions and are here already. */
async function parentsOf({ db, company }: Ctx, shopId: string, kept: readonly { parentOrderId: string }[]) {
  if (kept.length === 0) return []
  const { rows } = await db.execute<Renewal>(sql`
    select id, external_id as "externalId", null as renews from shop_orders
    where company_id = ${company.id} and shop_id = ${shopId}
      and external_id = any(${sql.param(kept.map(({ parentOrderId }) => parentOrderId))}::text[])`)
  return rows
}

/** What a renewal of the shop goes on from: what the subscription paid for last. */
export type Renewed = { purchaseId: string; productId: string; titleId: string }

/**
 * What each order that renews a subscription of the shop goes on from, by its id there: all that the subscription paid for
 * last, else what its first order bought. An order whose subscription is not known is left out.
 */
export async function renewedBy(
  { db, company }: Ctx,
  { id: shopId }: Pick<Shop, 'id'>,
  orders: readonly Pick<ShopOrder, 'externalId' | 'renews'>[],
): Promise<Map<string, Renewed[]>> {
  const asking = orders
    .filter(({ renews }) => renews !== null)
    .map(({ externalId, renews }) => ({ externalId, renews }))
  if (asking.length === 0) return new Map()
  const { rows } = await db.execute<Renewed & { externalId: string }>(sql`
    select a."externalId", p.id as "purchaseId", p.product_id as "productId", p.title_id as "titleId"
    from json_to_recordset(${JSON.stringify(asking)}::json) as a ("externalId" text, renews text)
    join shop_subscriptions s on s.company_id = ${company.id} and s.shop_id = ${shopId} and s.external_id = a.renews
    join purchases last on last.company_id = ${company.id} and last.id = s.purchase_id
    join purchases p on p.company_id = ${company.id} and p.invoice_id = last.invoice_id and p.kind = 'subscription'
    order by p.number`)
  return Map.groupBy(rows, ({ externalId }) => externalId)
}

/** A product, with its title or those of what it is made of. */
export type Renewable = { id: string; titleIds: readonly string[] }

/**
 * Which of them a line of the renewal goes on from: the same product, else one of its titles, each once; what is not known yet
 * may be any of those that are left, told by the first.
 */
export function renewedLine(renewed: Renewed[], product: Renewable | undefined): string | undefined {
  if (!product) return renewed[0]?.purchaseId
  const same = renewed.findIndex(({ productId }) => productId === product.id)
  const at = same < 0 ? renewed.findIndex(({ titleId }) => product.titleIds.includes(titleId)) : same
  return at < 0 ? undefined : renewed.splice(at, 1)[0]!.purchaseId
}

/** An order by its row and its id in the shop, and the subscription it renews. */
export type Renewal = { id: string; externalId: string; renews: string | null }

/**
 * Lets subscriptions of a shop stand at what they paid for last: what their first order bought, then each renewal.
 */
export async function followPayments(
  { db, company }: Ctx,
  { id: shopId }: Pick<Shop, 'id'>,
  orders: readonly Renewal[],
) {
  if (orders.length === 0) return
  await db.execute(sql`
    with told as materialized (select * from json_to_recordset(${JSON.stringify(orders)}::json) as t (id uuid, "externalId" text, renews text)),
    paid as (
      select s.id, s.purchase_id, o.invoice_id, s.external_id = t.renews as renewed
      from told t
      join shop_subscriptions s on s.company_id = ${company.id} and s.shop_id = ${shopId}
        and (s.external_id = t.renews or (s.parent_order_id = t."externalId" and s.purchase_id is null))
      join shop_orders o on o.company_id = ${company.id} and o.id = t.id and o.invoice_id is not null),
    last as (
      select distinct on (paid.id) paid.id, p.id as purchase_id, p.bought_on from paid
      join purchases p on p.company_id = ${company.id} and p.invoice_id = paid.invoice_id and p.kind = 'subscription'
      order by paid.id, paid.renewed desc, p.bought_on desc, p.number desc)
    update shop_subscriptions s set purchase_id = last.purchase_id, updated_at = now()
    from last
    where s.company_id = ${company.id} and s.id = last.id and s.purchase_id is distinct from last.purchase_id
      and not exists (select from purchases c where c.company_id = ${company.id} and c.id = s.purchase_id and c.bought_on > last.bought_on)`)
}
