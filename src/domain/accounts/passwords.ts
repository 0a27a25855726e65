import { createHash, randomBytes } from 'node:crypto'
import { hashPassword } from '@better-auth/utils/password'
import { sql } from 'drizzle-orm'
import { type Db, newId } from '../../platform/db/database.ts'
import { signIns, users, verifications } from './tables.ts'

const LINK_DAYS = 7

/** A new user, who signs in with `password` or, without one, sets it through a link. */
export async function createUser(
  db: Db,
  { name, email, password }: { name: string; email: string; password?: string },
) {
  const userId = newId()
  await db.insert(users).values({ id: userId, name, email })
  if (password) {
    const hash = await hashPassword(password)
    await db
      .insert(signIns)
      .values({ id: newId(), userId, providerId: 'credential', accountId: userId, password: hash })
  }
  return userId
}

/** The one link that sets this user's password, once; the ones before it stop working. */
export async function passwordLink(db: Db, userId: string): Promise<{ token: string; expiresAt: string }> {
  await forgetLinks(db, userId)
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(Date.now() + LINK_DAYS * 24 * 3600 * 1000)
  // As better-auth looks it up when it resets a password, `storeIdentifier: 'hashed'`.
  const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url')
  await db.insert(verifications).values({ id: newId(), identifier, value: userId, expiresAt })
  return { token, expiresAt: expiresAt.toISOString() }
}

export const forgetLinks = (db: Db, userId: string) =>
  db.execute(sql`delete from verifications where value = ${userId}`)
