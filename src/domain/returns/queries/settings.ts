import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { returnsSettings } from '../tables.ts'

/** How a company deals with what comes back; what nobody changed is as the table says. */
export async function settingsOf({ db, company }: Ctx) {
  const [row] = await db.select().from(returnsSettings).where(eq(returnsSettings.companyId, company.id))
  return { heldAfter: row?.heldAfter ?? 1, asksByMail: row?.asksByMail ?? true, revision: row?.revision ?? 0 }
}
