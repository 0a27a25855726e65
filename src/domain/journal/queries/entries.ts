import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Chained } from '../rules/chain.ts'
import type { SignedClosing } from '../rules/check-closings.ts'
import type { Period } from '../rules/closing.ts'

export type Closing = SignedClosing

const BATCH = 2_000

/** The entries from one number to another, in order, by batches: memory holds one. */
export async function* entriesBetween({ db, company }: Ctx, first: number, last: number): AsyncGenerator<Chained[]> {
  for (let from = first; from <= last; ) {
    const { rows } = await db.execute<Chained>(sql`
      select sequence, kind, record_id as "recordId", "on", sealed_on as "sealedOn", at, by, facts,
        gross_cents as "grossCents", hash
      from journal_entries where company_id = ${company.id} and sequence >= ${from} and sequence <= ${last}
      order by sequence limit ${BATCH}`)
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
    from = rows.at(-1)!.sequence + 1
  }
}

/** Every closing, by its last day; the day before the month and the year that end with it. */
export const allClosings = (ctx: Ctx) => closingsBetween(ctx, '0001-01-01', '9999-12-31')

/** The closings that end from one day to another, in the same order. */
export async function closingsBetween({ db, company }: Ctx, from: string, to: string): Promise<Closing[]> {
  const { rows } = await db.execute<Closing>(sql`
    select period, starts_on as "startsOn", ends_on as "endsOn", last_sequence as "lastSequence",
      last_hash as "lastHash", facts, signature, key_id as "keyId", closed_at as "closedAt"
    from journal_closings where company_id = ${company.id} and ends_on between ${from} and ${to}
    order by ends_on, array_position(array['day', 'month', 'year'], period)`)
  return rows
}

/** The last closing of each kind of period. */
export async function lastClosings({ db, company }: Ctx): Promise<Partial<Record<Period, Closing>>> {
  const { rows } = await db.execute<Closing>(sql`
    select closing.* from (values ('day'), ('month'), ('year')) as kind (period) cross join lateral (
      select period, starts_on as "startsOn", ends_on as "endsOn", last_sequence as "lastSequence",
        last_hash as "lastHash", facts, signature, key_id as "keyId", closed_at as "closedAt"
      from journal_closings where company_id = ${company.id} and period = kind.period
      order by starts_on desc limit 1) as closing`)
  return Object.fromEntries(rows.map(closing => [closing.period, closing]))
}

export type PublicKey = { keyId: string; publicKey: string; createdAt: string }

/** The keys of the company, the oldest first. */
export async function publicKeys({ db, company }: Ctx): Promise<PublicKey[]> {
  const { rows } = await db.execute<PublicKey>(sql`
    select key_id as "keyId", public_key as "publicKey", created_at as "createdAt"
    from journal_keys where company_id = ${company.id} order by created_at, id`)
  return rows
}
