import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { isEmail } from '../../../values/email.ts'
import { exchangeKeys, exchangeSettings, partners } from '../tables.ts'
import { mailInvitation } from './pairing.ts'
import { makeKey, ownSite, signingKey } from './site.ts'

type Given = { address: string; answersByItself: boolean; alertHours: number; revision: number }

/** Changes the address for orders, what is answered by itself and when silence is told. */
export async function changeExchangeSettings(ctx: Ctx, { revision, ...given }: Given): Promise<void> {
  if (given.address !== '' && !isEmail(given.address)) refuse('exchange.notAnAddress', { field: 'address' })
  const { siteId, address, answersByItself, alertHours } = await ownSite(ctx)
  const { db, company, actor } = ctx
  const changed = await db
    .update(exchangeSettings)
    .set({ ...given, updatedBy: actor.initials, updatedAt: sql`now()`, revision: revision + 1 })
    .where(and(eq(exchangeSettings.companyId, company.id), eq(exchangeSettings.revision, revision)))
    .returning({ siteId: exchangeSettings.siteId })
  if (changed.length === 0) refuse('record.changedMeanwhile', { values: { by: '', at: '' } })
  ctx.record({
    ...{ record: 'exchange_settings', id: siteId },
    ...{ from: { address, answersByItself, alertHours }, to: given },
  })
}

/**
 * Signs with a new key from now on. Partners who trust the old one are told in a mail that it signs, which makes them trust the
 * new one; the others are paired anew. Returns how many were written to.
 */
export async function rotateKey(ctx: Ctx): Promise<number> {
  const before = await signingKey(ctx)
  const those = and(eq(exchangeKeys.companyId, ctx.company.id), isNull(exchangeKeys.retiredAt))
  await ctx.db
    .update(exchangeKeys)
    .set({ retiredAt: instantNow(), updatedBy: ctx.actor.initials, updatedAt: sql`now()` })
    .where(those)
  await makeKey(ctx)
  const told = await ctx.db
    .select({ id: partners.id, address: partners.address })
    .from(partners)
    .where(and(eq(partners.companyId, ctx.company.id), inArray(partners.state, ['paired', 'to-confirm'])))
  const reached = told.filter(({ address }) => address !== '')
  for (const partner of reached) await mailInvitation(ctx, partner, before)
  return reached.length
}
