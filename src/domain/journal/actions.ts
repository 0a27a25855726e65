import { hash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { instantNow } from '../../platform/clock.ts'
import { type Db, newId } from '../../platform/db/database.ts'
import { givenRows } from '../../platform/db/given-rows.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { takeNumbers } from '../accounts/actions.ts'
import { canonical, type Facts, hashed, NO_HASH, type Sealed } from './rules/canonical.ts'

export type Entry = {
  /** What happened: `invoice`, `credit-note`, `payment`, `allocation`… */
  kind: string
  recordId: string
  /** The day the record bears. */
  on: string
  /** What it adds to the totals of its kind. */
  grossCents: number
  /**
   * What must stay as it was. Closings add up what they find under these names: `vat`, a list of `category`,
   * `rateBps`, `netCents` and `vatCents`, and `method`, of a payment.
   */
  facts: Facts
}

/** The numbers of the journal: who holds this row seals, and the others wait. */
export const JOURNAL_SERIES = 'journal'
const PART = 5_000

const waiting = new WeakMap<Db, Entry[]>()

/**
 * Seals entries in the order given, each chained to the one before, at the end of the transaction: the next number of
 * the journal is a lock that every other sealing waits for, so it is held for a moment only, and taken after all others.
 */
export function seal(ctx: Ctx, entries: readonly Entry[]): void {
  if (entries.length === 0) return
  const before = waiting.get(ctx.db)
  if (before) {
    for (const entry of entries) before.push(entry)
    return
  }
  const all = [...entries]
  waiting.set(ctx.db, all)
  ctx.atEnd(async () => {
    waiting.delete(ctx.db)
    await sealNow(ctx, all)
  })
}

/** Seals at once: for what runs in a transaction of its own, such as a closing. */
export async function sealNow(ctx: Pick<Ctx, 'db' | 'company' | 'actor' | 'today'>, entries: readonly Entry[]) {
  const first = await takeNumbers(ctx, JOURNAL_SERIES, entries.length)
  const { previousHash, sealedOn, at } = await headOf(ctx, first)
  let last = previousHash
  for (let from = 0; from < entries.length; from += PART) {
    const rows = entries.slice(from, from + PART).map(({ kind, recordId, on, grossCents, facts }, n) => {
      const by = ctx.actor.initials
      const sequence = first + from + n
      const entry: Sealed = { sequence, kind, recordId, on, sealedOn, at, by, grossCents, facts: canonical(facts) }
      last = hash('sha256', hashed(ctx.company.id, last, entry), 'hex')
      return { id: newId(), ...entry, hash: last }
    })
    await insert(ctx, rows)
  }
}

/** Where the chain stands, read under its lock: a day that is closed takes nothing any more, and days never go back. */
async function headOf({ db, company, today }: Pick<Ctx, 'db' | 'company' | 'today'>, first: number) {
  const { rows } = await db.execute<{ hash: string | null; sealedOn: string }>(sql`
    select entry.hash, greatest(${today}::date, entry.sealed_on, closed.ends_on + 1) as "sealedOn"
    from (select 1) as one
    left join (select hash, sealed_on from journal_entries
      where company_id = ${company.id} and sequence < ${first} order by sequence desc limit 1) as entry on true
    left join (select ends_on from journal_closings
      where company_id = ${company.id} and period = 'day' order by starts_on desc limit 1) as closed on true`)
  const { hash: previousHash, sealedOn } = rows[0]!
  return { previousHash: previousHash ?? NO_HASH, sealedOn, at: instantNow() }
}

async function insert({ db, company }: Pick<Ctx, 'db' | 'company'>, rows: readonly (Sealed & { hash: string })[]) {
  await db.execute(sql`
    insert into journal_entries
      (company_id, id, sequence, kind, record_id, "on", sealed_on, at, by, facts, gross_cents, hash)
    select ${company.id}, id, sequence, kind, "recordId", "on", "sealedOn", at, by, facts, "grossCents", hash
    from (${givenRows(rows, ENTRY)}) entry`)
}

const ENTRY = {
  id: 'uuid',
  sequence: 'bigint',
  kind: 'text',
  recordId: 'uuid',
  on: 'date',
  sealedOn: 'date',
  at: 'timestamptz',
  by: 'text',
  facts: 'text',
  grossCents: 'bigint',
  hash: 'text',
}
