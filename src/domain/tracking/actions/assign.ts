import { sql } from 'drizzle-orm'
import { changeRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { tracks } from '../tables.ts'

type Assigned = { assignedTo?: string | undefined; resourceId?: string | null | undefined }

/** Says who works on an order, and at which machine; null: at that of the order. */
export async function assignOrder(ctx: Ctx, id: string, { assignedTo, resourceId }: Assigned) {
  await changeRecord(ctx, tracks, id, {
    ...(assignedTo === undefined ? {} : { assignedTo }),
    ...(resourceId === undefined ? {} : { resourceId: resourceId ?? (await machineOf(ctx, id)) }),
  })
}

async function machineOf({ db, company }: Ctx, orderId: string): Promise<string | null> {
  const { rows } = await db.execute<{ resourceId: string | null }>(sql`
    select resource_id as "resourceId" from orders where company_id = ${company.id} and id = ${orderId}`)
  return rows[0]?.resourceId ?? null
}
