import { desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Seller } from '../rules/seller.ts'
import { DEFAULT_SETTINGS, type InvoicingSettings } from '../rules/settings.ts'
import { invoicingSettings, sellerVersions } from '../tables/seller.ts'

export type SellerVersion = Seller & { id: string; createdAt: string; createdBy: string }

/** The company as its papers name it now, or undefined when nobody said. */
export async function currentSeller({ db, company }: Ctx): Promise<SellerVersion | undefined> {
  const [row] = await db
    .select()
    .from(sellerVersions)
    .where(eq(sellerVersions.companyId, company.id))
    .orderBy(desc(sellerVersions.createdAt), desc(sellerVersions.id))
    .limit(1)
  if (!row) return undefined
  const { companyId: _, ...version } = row
  return version
}

/** What the company decided about its documents; what nobody changed is as for all. */
export async function settingsOf({ db, company }: Ctx): Promise<InvoicingSettings> {
  const [row] = await db.select().from(invoicingSettings).where(eq(invoicingSettings.companyId, company.id))
  if (!row) return DEFAULT_SETTINGS
  const { companyId: _, ...settings } = row
  return settings
}
