import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { CompactSign, compactVerify, decodeProtectedHeader, errors } from 'jose'

/** What a signature says beside the bytes it stands for: who signed with which key, for whom, and how often it was sent before. */
export type Signed = {
  /** Who signed: the identifier of its site. */
  site: string
  /** For whom; a document for another is not taken. */
  to: string
  keyId: string
  /** From 1; more when it was sent again. Source: X-38. */
  revision: number
}

export type SigningKey = { keyId: string; privateKey: string }
/** Public keys in base64url, 32 bytes each. */
export type PublicKeys = ReadonlyMap<string, string>

const ALGORITHM = 'EdDSA'
const TYPE = 'facteur-document+jws'
/** SPKI of an Ed25519 key is these twelve bytes and the key. Source: RFC 8410. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
const KEY_BYTES = 32

/** A new pair of keys (Ed25519); the id of a key is the hash of its public half, so that it cannot name another. */
export function newKeys(): { keyId: string; publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length)
  return {
    keyId: keyIdOf(raw.toString('base64url')),
    publicKey: raw.toString('base64url'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
  }
}

/** The name of a public key: the first 128 bits of its SHA-256. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest().subarray(0, 16).toString('base64url')

/** Whether it can be a public key of Ed25519. */
export const isPublicKey = (text: string): boolean =>
  /^[\w-]{43}$/.test(text) && Buffer.from(text, 'base64url').length === KEY_BYTES

/** The twelve digits that two people compare, each having both keys: the same on either side. */
export function codeOf(one: string, other: string): string {
  const hash = createHash('sha256').update([one, other].sort().join('.')).digest()
  const digits = (hash.readBigUInt64BE() % 1_000_000_000_000n).toString().padStart(12, '0')
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ')
}

const publicKeyOf = (raw: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_HEAD, Buffer.from(raw, 'base64url')]), format: 'der', type: 'spki' })

/** Opening a key costs as much as using it: it stays open as long as those it came with are held. */
const openedToSign = new WeakMap<SigningKey, KeyObject>()
const openedToVerify = new WeakMap<PublicKeys, Map<string, KeyObject>>()

function keyToSign(key: SigningKey): KeyObject {
  const der = () => Buffer.from(key.privateKey, 'base64url')
  const opened = openedToSign.get(key) ?? createPrivateKey({ key: der(), format: 'der', type: 'pkcs8' })
  openedToSign.set(key, opened)
  return opened
}

function keyToVerify(keys: PublicKeys, keyId: string): KeyObject | undefined {
  const raw = keys.get(keyId)
  if (raw === undefined) return undefined
  const those = openedToVerify.get(keys) ?? new Map<string, KeyObject>()
  openedToVerify.set(keys, those)
  const opened = those.get(raw) ?? publicKeyOf(raw)
  those.set(raw, opened)
  return opened
}

/** Signs the exact bytes of a document: a compact JWS whose middle is left out (RFC 7515, appendix F). */
export async function signDetached(
  content: Uint8Array,
  { site, to, revision }: Omit<Signed, 'keyId'>,
  key: SigningKey,
): Promise<string> {
  const whole = await new CompactSign(content)
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.keyId, iss: site, aud: to, rev: revision })
    .sign(keyToSign(key))
  const [head, , signature] = whole.split('.')
  return `${head}..${signature}`
}

export type SignatureFault = 'signatureUnreadable' | 'unknownKey' | 'changed'

/** What a signature claims, before it is known to be right; undefined when it cannot be read. */
export function claimedBy(signature: string): Signed | undefined {
  try {
    const { alg, typ, kid, iss, aud, rev } = decodeProtectedHeader(signature.trim()) as Record<string, unknown>
    const isOurs = alg === ALGORITHM && typ === TYPE && Number.isSafeInteger(rev) && (rev as number) > 0
    if (!isOurs || typeof kid !== 'string' || typeof iss !== 'string' || typeof aud !== 'string') return undefined
    return { site: iss, to: aud, keyId: kid, revision: rev as number }
  } catch {
    return undefined
  }
}

/** Verifies that one of those keys signed exactly these bytes. */
export async function verifyDetached(
  content: Uint8Array,
  signature: string,
  keys: PublicKeys,
): Promise<{ signed: Signed } | { fault: SignatureFault }> {
  const signed = claimedBy(signature)
  const [head, middle, tail, ...more] = signature.trim().split('.')
  if (!signed || middle !== '' || !head || !tail || more.length > 0) return { fault: 'signatureUnreadable' }
  const key = keyToVerify(keys, signed.keyId)
  if (!key) return { fault: 'unknownKey' }
  try {
    const whole = `${head}.${Buffer.from(content).toString('base64url')}.${tail}`
    await compactVerify(whole, key, { algorithms: [ALGORITHM] })
    return { signed }
  } catch (error) {
    if (error instanceof errors.JOSEError) return { fault: 'changed' }
    throw error
  }
}
