import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeOf, isPublicKey, keyIdOf, newKeys, signDetached, verifyDetached } from './signature.ts'

const keys = newKeys()
const known = new Map([[keys.keyId, keys.publicKey]])
const said = { site: 'calvi', to: 'centre', revision: 2 }
const content = Buffer.from('<Order>Numéro 5</Order>\r\n')

describe('X-46 a signature', () => {
  test('stands for the exact bytes, and says who signed them for whom', async () => {
    const signature = await signDetached(content, said, keys)
    expect(signature).toMatch(/^[\w-]+\.\.[\w-]+$/)
    expect(await verifyDetached(content, signature, known)).toEqual({ signed: { ...said, keyId: keys.keyId } })
    expect(await verifyDetached(content, `${signature}\r\n`, known)).toEqual({ signed: { ...said, keyId: keys.keyId } })
  })

  test('is found wrong when any byte of the document or sign of the signature is another', async () => {
    const signature = await signDetached(content, said, keys)
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(content)
        changed[at]! ^= by
        expect(await verifyDetached(changed, signature, known)).toEqual({ fault: 'changed' })
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(signature.length - 1), fc.constantFrom(...'AZaz09-_.'), async (at, sign) => {
        fc.pre(signature[at] !== sign && at < signature.length - 1) // the last sign has bits that mean nothing
        const changed = signature.slice(0, at) + sign + signature.slice(at + 1)
        expect(await verifyDetached(content, changed, known)).toHaveProperty('fault')
      }),
    )
  })

  test('of another key, none, or another algorithm is told', async () => {
    const other = newKeys()
    const byOther = await signDetached(content, said, other)
    expect(await verifyDetached(content, byOther, known)).toEqual({ fault: 'unknownKey' })
    const asOurs = await signDetached(content, said, { ...other, keyId: keys.keyId })
    expect(await verifyDetached(content, asOurs, known)).toEqual({ fault: 'changed' })
    const none = `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'facteur-document+jws', kid: keys.keyId, iss: 'calvi', aud: 'centre', rev: 1 })).toString('base64url')}..`
    for (const wrong of ['', 'a.b', 'a..b', none, `${byOther}.`])
      expect(await verifyDetached(content, wrong, known)).toEqual({ fault: 'signatureUnreadable' })
  })

  test('is checked by keys named by their own hash, and two sites compare the same code', () => {
    const other = newKeys()
    expect(keyIdOf(keys.publicKey)).toBe(keys.keyId)
    expect(codeOf(keys.publicKey, other.publicKey)).toBe(codeOf(other.publicKey, keys.publicKey))
    expect(codeOf(keys.publicKey, other.publicKey)).toMatch(/^\d{4} \d{4} \d{4}$/)
    expect([isPublicKey(keys.publicKey), isPublicKey('court'), isPublicKey(`${keys.publicKey}A`)]).toEqual([
      true,
      false,
      false,
    ])
  })
})
