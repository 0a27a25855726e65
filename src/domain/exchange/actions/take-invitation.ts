import { and, eq, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Invitation, readInvitation, saidInvitation } from '../formats/invitation.ts'
import { partnerKeys, partners } from '../tables.ts'
import { takeInvitation } from './pairing.ts'
import type { Partner } from './partners.ts'

/** What became of an invitation that came by mail. */
export type TakenInvitation =
  | { state: 'taken' | 'repeated'; partnerId: string }
  | { state: 'quarantined'; reason: string; partnerId?: string; values: Record<string, string> }

/**
 * Takes an invitation that came by mail: the key of a partner that we know by its site or by its address is to be confirmed by
 * two people, that of anybody else waits until somebody says which contact it is. No key is trusted by a mail alone.
 */
export async function takeMailedInvitation(
  ctx: Ctx,
  content: Buffer,
  signatures: readonly string[],
  from: string,
): Promise<TakenInvitation> {
  const said = saidInvitation(content)
  const partner = said && (await invitedBy(ctx, said, from))
  const keys = partner ? await keysOf(ctx, partner.id) : []
  const trusted = keys.filter(({ trustedAt, revokedAt }) => trustedAt !== null && revokedAt === null)
  // A new key may be signed by the one before alone.
  const vouched = await readInvitation(
    content,
    signatures,
    new Map(trusted.map(({ keyId, publicKey }) => [keyId, publicKey])),
  )
  if (!vouched) return { state: 'quarantined', reason: 'exchange.invitationUnsigned', values: {} }
  const { name, address, siteId, keyId } = vouched.invitation
  const values = { name, address, siteId }
  if (!partner) return { state: 'quarantined', reason: 'exchange.unknownInvitation', values }
  const partnerId = partner.id
  if (keys.some(key => key.keyId === keyId && key.revokedAt === null)) return { state: 'repeated', partnerId }
  if (keys.filter(({ trustedAt, revokedAt }) => trustedAt === null && revokedAt === null).length >= MOST_PROPOSED)
    return { state: 'quarantined', reason: 'exchange.manyInvitations', partnerId, values }
  await takeInvitation(ctx, partnerId, vouched)
  return { state: 'taken', partnerId }
}

/** Keys of a partner that may wait for somebody; more are not proposed by mail. */
const MOST_PROPOSED = 3

const keysOf = ({ db, company }: Ctx, partnerId: string) =>
  db
    .select()
    .from(partnerKeys)
    .where(and(eq(partnerKeys.companyId, company.id), eq(partnerKeys.partnerId, partnerId)))

/** The partner of that site, else the only one of that address which is not revoked and of no site yet. */
async function invitedBy(
  { db, company }: Ctx,
  { siteId, address }: Invitation,
  from: string,
): Promise<Partner | undefined> {
  const ofCompany = eq(partners.companyId, company.id)
  const [known] = await db
    .select()
    .from(partners)
    .where(and(ofCompany, eq(partners.siteId, siteId)))
  if (known) return known
  const found = await db
    .select()
    .from(partners)
    .where(
      and(
        ofCompany,
        sql`${partners.siteId} is null`,
        or(eq(partners.state, 'plain'), eq(partners.state, 'invited')),
        sql`lower(${partners.address}) in (${address.toLowerCase()}, ${from.toLowerCase()}) and ${partners.address} <> ''`,
      ),
    )
    .limit(2)
  return found.length === 1 ? found[0] : undefined
}
