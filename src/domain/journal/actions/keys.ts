import { createPrivateKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { unseal as decrypt, seal as encrypt } from '../../../platform/mail/seal.ts'
import { sealNow } from '../actions.ts'
import type { Facts } from '../rules/canonical.ts'

export type Signer = { keyId: string; sign(text: string): string }

/** The kind of the entries that seal a key: where it comes from is part of the chain. */
export const KEY_KIND = 'key'

const place = (companyId: string, keyId: string) => `${companyId}/journal/${keyId}`

export const keyFacts = ({ keyId, publicKey }: { keyId: string; publicKey: string }): Facts => ({ keyId, publicKey })

/** The key that signs: the newest, or a new one where none opens under the application's secret, as after a restore elsewhere. */
export async function signerOf(ctx: Ctx): Promise<Signer> {
  const { rows } = await ctx.db.execute<{ keyId: string; sealed: string }>(sql`
    select key_id as "keyId", sealed_private_key as sealed from journal_keys
    where company_id = ${ctx.company.id} order by created_at desc, id desc limit 1`)
  const opened = rows[0] && decrypt(rows[0].sealed, place(ctx.company.id, rows[0].keyId))
  if (!opened) return newKey(ctx)
  return signing(rows[0]!.keyId, createPrivateKey({ key: Buffer.from(opened, 'base64'), format: 'der', type: 'pkcs8' }))
}

/** Signs from now on; those before it stay, to check what they signed. */
export async function newKey(ctx: Ctx): Promise<Signer> {
  const { publicKey: open, privateKey } = generateKeyPairSync('ed25519')
  const spki = open.export({ format: 'der', type: 'spki' })
  const id = newId()
  const keyId = hash('sha256', spki, 'hex').slice(0, 16)
  const publicKey = spki.toString('base64')
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  await ctx.db.execute(sql`
    insert into journal_keys (company_id, id, key_id, public_key, sealed_private_key, created_at)
    values (${ctx.company.id}, ${id}, ${keyId}, ${publicKey}, ${encrypt(secret, place(ctx.company.id, keyId))}, ${instantNow()})`)
  const facts = keyFacts({ keyId, publicKey })
  await sealNow(ctx, [{ kind: KEY_KIND, recordId: id, on: ctx.today, grossCents: 0, facts }])
  return signing(keyId, privateKey)
}

const signing = (keyId: string, key: KeyObject): Signer => ({
  keyId,
  sign: text => sign(null, Buffer.from(text), key).toString('base64url'),
})
