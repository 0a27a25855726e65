import { isEmail } from '../../../values/email.ts'
import { isPublicKey, keyIdOf, type SigningKey, signDetached, verifyDetached } from './signature.ts'

/** Who a site is and which key it signs with: what two sites give each other before they exchange orders. */
export type Invitation = {
  siteId: string
  name: string
  /** Where orders and answers for it go. */
  address: string
  publicKey: string
  keyId: string
}

const SITE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOST_BYTES = 10_000
const MOST_BEGINNING = 200

/** The bytes of an invitation, and their signature by the key it speaks of, or by the one before. */
export async function writeInvitation({ siteId, name, address, publicKey }: Invitation, key: SigningKey) {
  const words = { facteur: 'invitation', version: 1, siteId, name, address, publicKey }
  const content = Buffer.from(`${JSON.stringify(words, null, 2)}\n`)
  return { content, signature: await signDetached(content, { site: siteId, to: '', revision: 1 }, key) }
}

/**
 * What an invitation says; undefined when it is none. `signedBy` is the key that vouches for it: its own proves only that who
 * wrote it holds that key, a known one that the site has a new key.
 */
export async function readInvitation(
  content: Buffer,
  signatures: readonly string[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<{ invitation: Invitation; signedBy: string } | undefined> {
  const invitation = saidInvitation(content)
  if (!invitation) return undefined
  const keys = new Map([...known, [invitation.keyId, invitation.publicKey]])
  for (const signature of signatures) {
    const verified = await verifyDetached(content, signature, keys)
    if ('signed' in verified && verified.signed.site === invitation.siteId)
      return { invitation, signedBy: verified.signed.keyId }
  }
  return undefined
}

/** Whether it is an invitation, by its beginning, as names of files are changed on the way. */
export const isInvitation = (content: Uint8Array): boolean =>
  /^(?:\xef\xbb\xbf)?\s*\{\s*"facteur"\s*:\s*"invitation"/.test(
    Buffer.from(content.subarray(0, MOST_BEGINNING)).toString('latin1'),
  )

/** What an invitation says before its signature is looked at; undefined when it is none. */
export function saidInvitation(content: Buffer): Invitation | undefined {
  if (content.length > MOST_BYTES) return undefined
  try {
    const { facteur, version, siteId, name, address, publicKey } = JSON.parse(content.toString()) as Record<
      string,
      unknown
    >
    const sound =
      facteur === 'invitation' &&
      version === 1 &&
      typeof siteId === 'string' &&
      SITE_ID.test(siteId) &&
      typeof name === 'string' &&
      name.length > 0 &&
      name.length <= 200 &&
      typeof address === 'string' &&
      isEmail(address) &&
      typeof publicKey === 'string' &&
      isPublicKey(publicKey)
    return sound ? { siteId, name, address, publicKey, keyId: keyIdOf(publicKey) } : undefined
  } catch {
    return undefined
  }
}
