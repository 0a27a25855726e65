import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { ShopKind } from '../rules/order.ts'
import { openKey } from './keys.ts'

type Inside = Pick<Ctx, 'db'> & { company: { id: string } }

/** The job that works off what a shop sent. */
export const DELIVERIES_JOB = 'shops.deliveries'

/** What a shop signs its deliveries with; undefined: no such shop, or it is to send nothing. */
export async function hookSecretOf({ db, company }: Inside, shopId: string) {
  const { rows } = await db.execute<{ kind: ShopKind; sealed: string; deliversTo: string }>(sql`
    select kind, sealed_hook_secret as sealed, delivers_to as "deliversTo" from shops
    where company_id = ${company.id} and id = ${shopId} and sealed_hook_secret is not null`)
  const [found] = rows
  const secret = found && openKey({ companyId: company.id, id: shopId }, 'hook', found.sealed)
  return secret === undefined ? undefined : { kind: found!.kind, deliversTo: found!.deliversTo, secret }
}

/**
 * Keeps one delivery and asks for it to be worked off, in one statement. The same again waits again: an order may come
 * back to what it was, and what is taken twice changes nothing. Source: W-20, W-21.
 */
export async function keepDelivery(
  { db, company }: Inside,
  shopId: string,
  { topic, externalId, body }: { topic: string; externalId: string; body: Buffer },
) {
  const sha256 = createHash('sha256').update(body).digest('hex')
  const text = body.toString('utf8').replaceAll('\0', '')
  await db.execute(sql`
    with kept as (
      insert into shop_deliveries (company_id, id, shop_id, topic, external_id, sha256, body)
      values (${company.id}, ${newId()}, ${shopId}, ${topic}, ${externalId}, ${sha256}, ${text})
      on conflict (company_id, shop_id, topic, external_id, sha256) do update set done_at = null, received_at = excluded.received_at)
    insert into job_requests (company_id, id, name, key, data)
    values (${company.id}, ${newId()}, ${DELIVERIES_JOB}, ${shopId}, ${JSON.stringify({ shopId })}::jsonb)`)
}

/** A signed delivery that names no record: the order was gone, or the shop's user may not see it. Source: W-24. */
export async function noteUseless(
  { db, company }: Inside,
  shopId: string,
  { topic, said }: { topic: string; said: string },
) {
  await db.execute(sql`
    insert into shop_events (company_id, id, shop_id, code, "values", created_by)
    values (${company.id}, ${newId()}, ${shopId}, 'deliveryUseless', ${JSON.stringify({ topic, said })}::jsonb, 'AUTO')`)
}

export type Waiting = { id: string; topic: string; externalId: string; body: string; receivedAt: string }

/** What waits, in the order it came. */
export async function waitingDeliveries({ db, company }: Inside, shopId: string, limit: number): Promise<Waiting[]> {
  const { rows } = await db.execute<Waiting>(sql`
    select id, topic, external_id as "externalId", body, received_at::text as "receivedAt" from shop_deliveries
    where company_id = ${company.id} and shop_id = ${shopId} and done_at is null order by id limit ${limit}`)
  return rows
}

/** Says of deliveries that they were worked off; one that came again meanwhile waits on. */
export async function deliveriesDone({ db, company }: Inside, done: readonly Waiting[]) {
  await db.execute(sql`
    update shop_deliveries d set done_at = now()
    from json_to_recordset(${JSON.stringify(done.map(({ id, receivedAt }) => ({ id, receivedAt })))}::json) as r (id uuid, "receivedAt" timestamptz)
    where d.company_id = ${company.id} and d.id = r.id and d.received_at = r."receivedAt"`)
}

const KEPT_DAYS = 30

/** Forgets what was worked off long ago. */
export const forgetDeliveries = ({ db, company }: Inside) =>
  db.execute(sql`
    delete from shop_deliveries where company_id = ${company.id} and received_at < now() - make_interval(days => ${KEPT_DAYS})
      and done_at is not null`)
