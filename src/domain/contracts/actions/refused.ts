import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'

export type Refused = { id: string; why: string }

/** Terms named for each reason. */
const TOLD = 20

/** The terms that were not invoiced by their reason, and whose the first of them are. */
export async function refusedTerms({ db, company }: Ctx, refused: readonly Refused[]) {
  const reasons = [...Map.groupBy(refused, ({ why }) => why)]
  const named = reasons.flatMap(([, those]) => those.slice(0, TOLD).map(({ id }) => id))
  const { rows } = await db.execute<{ id: string; contractId: string; customer: string }>(sql`
    select t.id, t.contract_id as "contractId", ${partyName('customer')} as customer
    from contract_terms t join contracts c on c.company_id = ${company.id} and c.id = t.contract_id
    join parties customer on customer.company_id = ${company.id} and customer.id = c.customer_id
    where t.company_id = ${company.id} and t.id = any(${sql.param(named)}::uuid[])`)
  const byId = new Map(rows.map(row => [row.id, row]))
  return reasons.map(([why, those]) => ({
    why,
    count: those.length,
    terms: those.slice(0, TOLD).flatMap(({ id }) => byId.get(id) ?? []),
  }))
}
