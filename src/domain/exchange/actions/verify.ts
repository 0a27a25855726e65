import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { isCatalogue } from '../formats/catalogue.ts'
import { claimedBy, type PublicKeys, type SignatureFault, type Signed, verifyDetached } from '../formats/signature.ts'
import { exchangeKeys, partnerKeys, partners } from '../tables.ts'
import type { Partner } from './partners.ts'
import { FOR_ANYBODY } from './send-catalogue.ts'
import { ownSite } from './site.ts'

/** Who may have signed documents: we, and the partners that they name, by their sites, with the keys that two people compared. */
export type Signers = {
  siteId: string
  known: ReadonlyMap<string, { partner: Partner; keys: PublicKeys }>
  /** All that we ever signed with: what we sent comes back with bounces and replies. */
  own: PublicKeys
}

/** Who signed a document, and the form of it that was signed; else why nobody we know did. */
export type Verified =
  | { partner: Partner; signed: Signed; bytes: Buffer }
  | { isOurs: true }
  | { reason: string; partnerId?: string }

const SITE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** All whom these signatures name; three statements for any number. */
export async function signersOf(ctx: Ctx, signatures: Iterable<string>): Promise<Signers> {
  const { db, company } = ctx
  const { siteId } = await ownSite(ctx)
  const claimed = new Set(Array.from(signatures, signature => claimedBy(signature)?.site ?? ''))
  const own = claimed.delete(siteId) ? await ownKeys(ctx) : new Map<string, string>()
  const sites = [...claimed].filter(site => SITE_ID.test(site))
  if (sites.length === 0) return { siteId, known: new Map(), own }
  const found = await db
    .select()
    .from(partners)
    .where(and(eq(partners.companyId, company.id), inArray(partners.siteId, sites)))
  const ids = found.map(({ id }) => id)
  const trusted =
    ids.length === 0
      ? []
      : await db
          .select({ partnerId: partnerKeys.partnerId, keyId: partnerKeys.keyId, publicKey: partnerKeys.publicKey })
          .from(partnerKeys)
          .where(
            and(
              eq(partnerKeys.companyId, company.id),
              inArray(partnerKeys.partnerId, ids),
              isNotNull(partnerKeys.trustedAt),
              isNull(partnerKeys.revokedAt),
            ),
          )
  const byPartner = Map.groupBy(trusted, ({ partnerId }) => partnerId)
  const keysOf = (id: string) => new Map(byPartner.get(id)?.map(({ keyId, publicKey }) => [keyId, publicKey]))
  return { siteId, own, known: new Map(found.map(partner => [partner.siteId!, { partner, keys: keysOf(partner.id) }])) }
}

async function ownKeys({ db, company }: Ctx): Promise<PublicKeys> {
  const keys = await db
    .select({ keyId: exchangeKeys.keyId, publicKey: exchangeKeys.publicKey })
    .from(exchangeKeys)
    .where(eq(exchangeKeys.companyId, company.id))
  return new Map(keys.map(({ keyId, publicKey }) => [keyId, publicKey]))
}

/**
 * Who signed these bytes for us: a partner we are paired with, by a key that two people compared. `forms` are those that they may
 * have had before the mail changed their line breaks.
 */
export async function verified(
  forms: readonly Buffer[],
  signatures: readonly string[],
  { siteId, known, own }: Signers,
): Promise<Verified> {
  let worst: { reason: string; partnerId?: string } = { reason: 'exchange.unsigned' }
  // Bytes that were changed are never made good by another signature that says less.
  const doubt = (next: typeof worst) => {
    if (worst.reason !== 'exchange.changed') worst = next
  }
  for (const signature of signatures) {
    const site = claimedBy(signature)?.site ?? ''
    if (site === siteId && 'signed' in (await verifiedForm(forms, signature, own))) return { isOurs: true }
    const signer = known.get(site)
    if (!signer) {
      doubt({ reason: 'exchange.unknownSender' })
      continue
    }
    const { partner, keys } = signer
    const form = await verifiedForm(forms, signature, keys)
    if ('fault' in form) doubt({ reason: `exchange.${form.fault}`, partnerId: partner.id })
    else if (form.signed.to !== siteId && !(form.signed.to === FOR_ANYBODY && isCatalogue(form.bytes)))
      doubt({ reason: 'exchange.forAnother', partnerId: partner.id })
    else if (partner.state !== 'paired') doubt({ reason: 'exchange.notPaired', partnerId: partner.id })
    else return { partner, ...form }
  }
  return worst
}

async function verifiedForm(forms: readonly Buffer[], signature: string, keys: PublicKeys) {
  let fault: SignatureFault = 'signatureUnreadable'
  for (const bytes of forms) {
    const form = await verifyDetached(bytes, signature, keys)
    if ('signed' in form) return { ...form, bytes }
    fault = form.fault
    if (fault !== 'changed') break
  }
  return { fault }
}
