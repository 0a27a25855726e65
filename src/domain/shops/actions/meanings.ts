import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import type { Shop } from '../queries/shops.ts'
import { guessedMeaning } from '../rules/defaults.ts'
import { type Meaning, PAYMENT_METHODS, type ShopOrder } from '../rules/order.ts'

export type How = { method: PaymentMethod; bankAccountId: string | null }
/** What the words of a shop mean here. */
export type Meanings = { of(order: Pick<ShopOrder, 'status' | 'paidAt'>): Meaning; ways: ReadonlyMap<string, How> }

/** What statuses and ways of paying of some orders mean; those never seen are guessed, and kept to be looked at. Source: ABO-8, W-7. */
export async function meaningsOf(ctx: Ctx, shop: Pick<Shop, 'id'>, orders: readonly ShopOrder[]): Promise<Meanings> {
  const said = await statusesOf(ctx, shop, orders)
  return {
    of: ({ status, paidAt }) => said.get(status) ?? guessedMeaning(paidAt !== null),
    ways: await waysOf(ctx, shop, orders),
  }
}

/** What somebody said that statuses mean; of the others each order is judged by itself, until somebody says. */
async function statusesOf({ db, company, actor }: Ctx, { id: shopId }: Pick<Shop, 'id'>, orders: readonly ShopOrder[]) {
  const { rows } = await db.execute<{ status: string; meaning: Meaning; guessed: boolean }>(
    sql`select status, meaning, guessed from shop_statuses where company_id = ${company.id} and shop_id = ${shopId}`,
  )
  const said = new Map(rows.flatMap(({ status, meaning, guessed }) => (guessed ? [] : [[status, meaning]])))
  const sold = new Set(rows.flatMap(({ status, meaning, guessed }) => (guessed && meaning === 'sold' ? status : [])))
  const guessed = [
    ...Map.groupBy(
      orders.filter(({ status }) => !said.has(status) && !sold.has(status)),
      ({ status }) => status,
    ),
  ].map(([status, those]) => ({
    id: newId(),
    status,
    meaning: guessedMeaning(those.some(({ paidAt }) => paidAt !== null)),
  }))
  if (guessed.length > 0)
    await db.execute(sql`
      insert into shop_statuses as kept (company_id, id, shop_id, status, meaning, guessed, created_by, updated_by)
      select ${company.id}, id, ${shopId}, status, meaning, true, ${actor.initials}, ${actor.initials}
      from json_to_recordset(${JSON.stringify(guessed)}::json) as g (id uuid, status text, meaning text)
      on conflict (company_id, shop_id, status) do update set meaning = excluded.meaning where kept.guessed and excluded.meaning = 'sold'`)
  return said as ReadonlyMap<string, Meaning>
}

async function waysOf({ db, company, actor }: Ctx, { id: shopId }: Pick<Shop, 'id'>, orders: readonly ShopOrder[]) {
  const { rows } = await db.execute<How & { externalId: string }>(sql`
    select external_id as "externalId", method, bank_account_id as "bankAccountId" from shop_payment_methods
    where company_id = ${company.id} and shop_id = ${shopId}`)
  const known = new Map(rows.map(({ externalId, ...how }) => [externalId, how]))
  const titles = new Map(orders.map(({ paymentMethod, paymentTitle }) => [paymentMethod, paymentTitle]))
  const seen = [...titles]
    .filter(([externalId]) => externalId !== '' && !known.has(externalId))
    .map(([externalId, title]) => ({ id: newId(), externalId, title, method: PAYMENT_METHODS[externalId] ?? 'card' }))
  if (seen.length > 0)
    await db.execute(sql`
      insert into shop_payment_methods (company_id, id, shop_id, external_id, title, method, created_by, updated_by)
      select ${company.id}, id, ${shopId}, "externalId", title, method, ${actor.initials}, ${actor.initials}
      from json_to_recordset(${JSON.stringify(seen)}::json) as g (id uuid, "externalId" text, title text, method text)
      on conflict (company_id, shop_id, external_id) do nothing`)
  return new Map<string, How>([
    ...known,
    ...seen.map(({ externalId, method }) => [externalId, { method, bankAccountId: null }] as const),
  ])
}
