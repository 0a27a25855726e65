import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { TermStateNames } from '../rules/term-state.ts'

export type ContractSettings = { termStates: TermStateNames; noticeDays: number; automatic: boolean }

const USUAL: ContractSettings = { termStates: {}, noticeDays: 60, automatic: false }

/** How the company runs its contracts; what nobody decided is as usual. */
export async function contractSettingsOf({ db, company }: Ctx): Promise<ContractSettings> {
  const { rows } = await db.execute<ContractSettings>(sql`
    select term_states as "termStates", notice_days as "noticeDays", automatic from contract_settings
    where company_id = ${company.id}`)
  return rows[0] ?? USUAL
}
