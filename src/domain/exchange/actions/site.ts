import { and, eq, isNull, sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { seal, unseal } from '../../../platform/mail/seal.ts'
import { mailSettingsOf } from '../../messaging/queries.ts'
import { newKeys, type SigningKey } from '../formats/signature.ts'
import { exchangeKeys, exchangeSettings } from '../tables.ts'

export type Site = typeof exchangeSettings.$inferSelect

/** What binds a sealed key to its company: it opens nowhere else. */
const placeOf = (companyId: string, keyId: string) => `exchange ${companyId} ${keyId}`

/** Who this company is for its partners; made the first time it is asked. */
export async function ownSite(ctx: Ctx): Promise<Site> {
  const { db, company, actor } = ctx
  const [found] = await db.select().from(exchangeSettings).where(eq(exchangeSettings.companyId, company.id))
  if (found) return found
  await db
    .insert(exchangeSettings)
    .values({ companyId: company.id, siteId: newId(), createdBy: actor.initials, updatedBy: actor.initials })
    .onConflictDoNothing()
  const [made] = await db.select().from(exchangeSettings).where(eq(exchangeSettings.companyId, company.id))
  return made!
}

/** The address that partners write orders and answers to. Source: INT-10. */
export async function siteAddress(ctx: Ctx, { address }: Site): Promise<string> {
  return address || ((await mailSettingsOf(ctx))?.fromAddress ?? '')
}

/** The key this site signs with; made the first time it is asked. */
export async function signingKey(ctx: Ctx): Promise<SigningKey & { publicKey: string }> {
  const { db, company } = ctx
  const current = () =>
    db
      .select()
      .from(exchangeKeys)
      .where(and(eq(exchangeKeys.companyId, company.id), isNull(exchangeKeys.retiredAt)))
  let [key] = await current()
  if (!key) {
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`exchange keys ${company.id}`}, 0))`)
    if ((await current()).length === 0) await makeKey(ctx)
    ;[key] = await current()
  }
  const { keyId, publicKey, sealedPrivateKey } = key!
  const privateKey = unseal(sealedPrivateKey, placeOf(company.id, keyId)) ?? refuse('exchange.keyUnreadable')
  return { keyId, publicKey, privateKey }
}

/** A new key, which signs once those before it are retired. */
export async function makeKey(ctx: Ctx) {
  const { keyId, publicKey, privateKey } = newKeys()
  const sealedPrivateKey = seal(privateKey, placeOf(ctx.company.id, keyId))
  await createRecord(ctx, exchangeKeys, { keyId, publicKey, sealedPrivateKey })
}
