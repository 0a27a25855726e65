import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16
const MAC_BYTES = 16

let key: Buffer | undefined
let signingKey: Buffer | undefined

/** Gives the process the application's secret, once, at start: what is sealed opens with the same secret only. */
export function sealWith(secret: string) {
  if (secret.length < 32) throw new Error('the application secret needs at least 32 characters')
  key = Buffer.from(hkdfSync('sha256', secret, '', 'facteur sealed values', 32))
  signingKey = Buffer.from(hkdfSync('sha256', secret, '', 'facteur signed links', 32))
}

/** Encrypts a password for the database (AES-256-GCM); `place` says whose it is, and it opens nowhere else. */
export function seal(plain: string, place: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', theKey(), iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** The password again, or undefined when another secret sealed it, as after a restore elsewhere. */
export function unseal(sealed: string, place: string): string | undefined {
  const bytes = Buffer.from(sealed.slice(VERSION.length + 1), 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', theKey(), bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const plain = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES))
    decipher.final() // checks the tag, and adds nothing
    return plain.toString('utf8')
  } catch (error) {
    if (!key) throw error
    return undefined
  }
}

/** Words that nobody can make who does not know the secret (HMAC-SHA-256, 128 bits); `purpose` says what they are good for. */
export const signatureOf = (text: string, purpose: string): string =>
  createHmac('sha256', known(signingKey))
    .update(`${purpose}\n${text}`)
    .digest()
    .subarray(0, MAC_BYTES)
    .toString('base64url')

/** Whether words were signed here for this purpose. */
export function isSigned(text: string, signature: string, purpose: string): boolean {
  const [given, right] = [signature, signatureOf(text, purpose)].map(words => Buffer.from(words))
  return given!.length === right!.length && timingSafeEqual(given!, right!)
}

const theKey = () => known(key)

function known(one: Buffer | undefined): Buffer {
  if (!one) throw new Error('no application secret: call sealWith at start')
  return one
}
