import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { shopStates } from '../tables/shop.ts'

export type ShopState = typeof shopStates.$inferSelect

type Inside = Pick<Ctx, 'db' | 'company'>

const of = (companyId: string, shopId: string) => and(eq(shopStates.companyId, companyId), eq(shopStates.id, shopId))

/** How it stands between a shop and us. */
export async function stateOf({ db, company }: Inside, shopId: string): Promise<ShopState> {
  const [state] = await db.select().from(shopStates).where(of(company.id, shopId))
  return state!
}

export async function setState(
  { db, company }: Inside,
  shopId: string,
  changes: Partial<Record<keyof ShopState, unknown>>,
) {
  await db
    .update(shopStates)
    .set(changes as Partial<ShopState>)
    .where(of(company.id, shopId))
}
