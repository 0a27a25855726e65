import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { ownSite, signingKey, siteAddress } from '../actions/site.ts'
import type { exchangeSettingsContract } from '../contract.ts'

export type ExchangeSettings = InferSchemaOutput<
  NonNullable<(typeof exchangeSettingsContract.get)['~orpc']['outputSchema']>
>

/** Who this company is for its partners, made the first time it is asked, and who signs in with its address. Source: INT-10, X-40. */
export async function exchangeSettingsOf(ctx: Ctx): Promise<ExchangeSettings> {
  const site = await ownSite(ctx)
  const { keyId } = await signingKey(ctx)
  const usedAddress = await siteAddress(ctx, site)
  const { rows } = await ctx.db.execute<{ name: string; since: string }>(sql`
    select key.created_at as since, coalesce((select u.name from memberships m join users u on u.id = m.user_id
      where m.company_id = ${ctx.company.id} and u.email = ${usedAddress.toLowerCase()} limit 1), '') as name
    from exchange_keys key where key.company_id = ${ctx.company.id} and key.key_id = ${keyId}`)
  const { siteId, address, answersByItself, alertHours, revision } = site
  return {
    ...{ siteId, address, answersByItself, alertHours, revision, usedAddress, keyId },
    userOfAddress: rows[0]!.name,
    keySince: new Date(rows[0]!.since).toISOString(),
  }
}
