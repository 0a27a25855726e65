import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { queueMessage } from '../../messaging/actions.ts'
import { type Invitation, readInvitation, writeInvitation } from '../formats/invitation.ts'
import { codeOf, type SigningKey } from '../formats/signature.ts'
import { INVITATION_PURPOSE } from '../rules/once.ts'
import { invitationMail, revocationMail } from '../rules/words.ts'
import { partnerKeys, partners } from '../tables.ts'
import type { Partner } from './partners.ts'
import { ownSite, signingKey, siteAddress } from './site.ts'

/** Who we are and which key we sign with, to be given to a partner; `before` is a key of ours that vouches for it. */
export async function ownInvitation(
  ctx: Ctx,
  before?: SigningKey,
): Promise<{ invitation: Invitation; content: Buffer; signature: string }> {
  const site = await ownSite(ctx)
  const key = await signingKey(ctx)
  const address = await siteAddress(ctx, site)
  if (address === '') refuse('exchange.noOwnAddress')
  const invitation = {
    siteId: site.siteId,
    name: ctx.company.name,
    address,
    publicKey: key.publicKey,
    keyId: key.keyId,
  }
  return { invitation, ...(await writeInvitation(invitation, before ?? key)) }
}

/** The same in one text to be handed over as a file: a compact JWS, whose middle is the invitation. */
export async function invitationText(ctx: Ctx): Promise<string> {
  const { content, signature } = await ownInvitation(ctx)
  const [head, , tail] = signature.split('.')
  return `${head}.${content.toString('base64url')}.${tail}\n`
}

/** Mails who we are to a partner, who then knows our key. */
export async function invite(ctx: Ctx, partnerId: string): Promise<void> {
  const partner = await lockedRecord(ctx, partners, partnerId)
  await mailInvitation(ctx, partner)
  if (partner.state === 'plain' || partner.state === 'revoked')
    await changeRecord(ctx, partners, partnerId, { state: 'invited' })
}

/** Queues the mail of who we are; signed with the key before, whoever trusts that one trusts ours. */
export async function mailInvitation(ctx: Ctx, { id, address }: Pick<Partner, 'id' | 'address'>, before?: SigningKey) {
  if (address === '') refuse('exchange.noAddress', { field: 'address' })
  const { content, signature } = await ownInvitation(ctx, before)
  await queueMessage(ctx, {
    ...invitationMail(ctx.company.name, ctx.actor.name, ctx.language),
    purpose: INVITATION_PURPOSE,
    record: { table: 'partners', id },
    to: address,
    asUser: true,
    attachments: [
      { name: 'facteur-invitation.json', mediaType: 'application/json', content },
      { name: 'facteur-invitation.json.jws', mediaType: 'application/jose', content: Buffer.from(signature) },
    ],
  })
}

/** Takes the invitation that a partner handed over as a text; refuses what is none, or was changed. */
export async function takeInvitationText(ctx: Ctx, partnerId: string, text: string): Promise<void> {
  const [head, middle, tail, ...more] = text.trim().split('.')
  if (!head || !middle || !tail || more.length > 0) refuse('exchange.notAnInvitation', { field: 'text' })
  const known = await trustedKeys(ctx, partnerId)
  const read = await readInvitation(Buffer.from(middle, 'base64url'), [`${head}..${tail}`], known)
  await takeInvitation(ctx, partnerId, read ?? refuse('exchange.notAnInvitation', { field: 'text' }))
}

/** Keys of a partner that count, by their names. */
async function trustedKeys({ db, company }: Ctx, partnerId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ keyId: partnerKeys.keyId, publicKey: partnerKeys.publicKey })
    .from(partnerKeys)
    .where(
      and(
        eq(partnerKeys.companyId, company.id),
        eq(partnerKeys.partnerId, partnerId),
        isNotNull(partnerKeys.trustedAt),
        isNull(partnerKeys.revokedAt),
      ),
    )
  return new Map(rows.map(({ keyId, publicKey }) => [keyId, publicKey]))
}

/** Notes who a partner says it is; its key is trusted once two people compared the code, or at once when one that is vouches for it. */
export async function takeInvitation(
  ctx: Ctx,
  partnerId: string,
  { invitation, signedBy }: { invitation: Invitation; signedBy: string },
): Promise<void> {
  const partner = await lockedRecord(ctx, partners, partnerId)
  const { siteId, address, publicKey, keyId } = invitation
  if (siteId === (await ownSite(ctx)).siteId) refuse('exchange.ownInvitation')
  if (partner.siteId !== null && partner.siteId !== siteId) refuse('exchange.otherSite')
  const keys = await ctx.db
    .select()
    .from(partnerKeys)
    .where(and(eq(partnerKeys.companyId, ctx.company.id), eq(partnerKeys.partnerId, partnerId)))
  const trusts = (id: string) => keys.some(key => key.keyId === id && key.trustedAt !== null && key.revokedAt === null)
  const known = keys.find(key => key.keyId === keyId)
  if (known && known.revokedAt === null) return
  const vouched = signedBy !== keyId && trusts(signedBy)
  const trustedAt = vouched ? instantNow() : null
  // One that was revoked is compared anew.
  if (known) await changeRecord(ctx, partnerKeys, known.id, { trustedAt, revokedAt: null })
  else await createRecord(ctx, partnerKeys, { partnerId, keyId, publicKey, trustedAt })
  const { state } = partner
  await changeRecord(ctx, partners, partnerId, {
    ...{ siteId, address: partner.address || address },
    state: vouched || state === 'paired' ? state : 'to-confirm',
  })
}

/** The key of a partner that nobody confirmed yet, and the code that both sides see of it and ours; null: there is none. */
export async function codeToCompare(ctx: Ctx, partnerId: string): Promise<{ keyId: string; code: string } | null> {
  const [proposed] = await ctx.db
    .select()
    .from(partnerKeys)
    .where(
      and(
        eq(partnerKeys.companyId, ctx.company.id),
        eq(partnerKeys.partnerId, partnerId),
        isNull(partnerKeys.trustedAt),
        isNull(partnerKeys.revokedAt),
      ),
    )
    .orderBy(desc(partnerKeys.createdAt), desc(partnerKeys.id))
    .limit(1)
  if (!proposed) return null
  const { publicKey } = await signingKey(ctx)
  return { keyId: proposed.keyId, code: codeOf(publicKey, proposed.publicKey) }
}

/** Somebody compared the code with the partner: its key is trusted. `keyId` is the one whose code was read. */
export async function confirmPartner(ctx: Ctx, partnerId: string, keyId: string): Promise<void> {
  await lockedRecord(ctx, partners, partnerId)
  const asked = await codeToCompare(ctx, partnerId)
  if (asked?.keyId !== keyId) refuse('exchange.otherKey')
  await ctx.db.execute(sql`
    update partner_keys set trusted_at = now(), updated_at = now(), updated_by = ${ctx.actor.initials}, revision = revision + 1
    where company_id = ${ctx.company.id} and partner_id = ${partnerId} and key_id = ${keyId}`)
  await changeRecord(ctx, partners, partnerId, { state: 'paired' })
}

/** Nothing that this partner signed is taken any more, until it is paired anew; a partner we were paired with is told. */
export async function revokePartner(ctx: Ctx, partnerId: string): Promise<void> {
  const { state, address } = await lockedRecord(ctx, partners, partnerId)
  await changeRecord(ctx, partners, partnerId, { state: 'revoked', siteId: null })
  await ctx.db.execute(sql`
    update partner_keys set revoked_at = now(), updated_at = now(), updated_by = ${ctx.actor.initials}, revision = revision + 1
    where company_id = ${ctx.company.id} and partner_id = ${partnerId} and revoked_at is null`)
  if (state !== 'paired' || address === '') return
  await queueMessage(ctx, {
    ...revocationMail(ctx.company.name, ctx.actor.name, ctx.language),
    purpose: INVITATION_PURPOSE,
    record: { table: 'partners', id: partnerId },
    to: address,
    asUser: true,
  })
}
