import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { shopEvents } from '../tables.ts'

type Inside = Pick<Ctx, 'db'> & { company: { id: string }; actor?: Ctx['actor'] }

/** Writes what happened with a shop itself into its log. */
export async function noteOfShop(
  { db, company, actor }: Inside,
  shopId: string,
  code: string,
  values: Record<string, string | number> = {},
) {
  const event = { companyId: company.id, id: newId(), shopId, orderId: null, code, values }
  await db.insert(shopEvents).values({ ...event, createdBy: actor?.initials ?? 'AUTO' })
}
