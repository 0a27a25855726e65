import { type SQL, sql } from 'drizzle-orm'

/** The id of the hold of a purchase among those placed together; null: it was placed by itself. */
export const heldTogether = (purchaseId: SQL, togetherId: string | undefined) =>
  sql`md5(${togetherId ?? null}::text || ${purchaseId}::text)::uuid`
