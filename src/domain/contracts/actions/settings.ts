import type { Ctx } from '../../../platform/http/context.ts'
import { type ContractSettings, contractSettingsOf } from '../queries/settings.ts'
import { contractSettings } from '../tables/settings.ts'

/** Changes how contracts are run. */
export async function saveContractSettings(ctx: Ctx, settings: ContractSettings) {
  const { db, company } = ctx
  const before = await contractSettingsOf(ctx)
  await db
    .insert(contractSettings)
    .values({ companyId: company.id, ...settings })
    .onConflictDoUpdate({ target: contractSettings.companyId, set: settings })
  ctx.record({ record: 'contract_settings', id: company.id, from: before, to: settings })
}
