import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { drizzle } from 'drizzle-orm/node-postgres'
import { type Database, newId } from '../../platform/db/database.ts'
import { COOKIE_PREFIX, type Signing } from './gate.ts'
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from './rules.ts'
import { sessions, signIns, users, verifications } from './tables.ts'

const SESSION_DAYS = 14

/** Where the route tells better-auth the caller's address; never taken from outside. */
export const ADDRESS_HEADER = 'x-facteur-address'

export type Auth = { handler(request: Request): Promise<Response> }

/** Sign-in by e-mail and password, sessions in the database. Nobody signs up: the wizard and administrators add users. */
export function openAuth(database: Database, { secret, secure }: Signing): Auth {
  if (secret.length < 32) throw new Error('the secret that signs sessions needs at least 32 characters')
  return betterAuth({
    appName: 'Facteur',
    baseURL: 'http://localhost', // the address people use is in each request: see trustedOrigins
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    database: drizzleAdapter(drizzle(database.pool, { casing: 'snake_case' }), {
      provider: 'pg',
      schema: { user: users, session: sessions, account: signIns, verification: verifications },
    }),
    advanced: {
      database: { generateId: () => newId() },
      cookiePrefix: COOKIE_PREFIX,
      disableOriginCheck: false, // in tests too
      disableCSRFCheck: false,
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // A page may sign in where it was loaded from; the route builds the request's URL from that address.
    trustedOrigins: request =>
      request ? ['http', 'https'].map(scheme => `${scheme}://${new URL(request.url).host}`) : [],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_LENGTH,
      maxPasswordLength: PASSWORD_MAX_LENGTH,
      revokeSessionsOnPasswordReset: true,
    },
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: SESSION_DAYS * 24 * 3600, disableSessionRefresh: true },
    rateLimit: { enabled: false }, // attempts are counted by address and by account in attempts.ts
  })
}
