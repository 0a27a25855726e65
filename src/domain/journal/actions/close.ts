import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { JOURNAL_SERIES } from '../actions.ts'
import { type Closing, entriesBetween, lastClosings } from '../queries/entries.ts'
import { canonical, NO_HASH } from '../rules/canonical.ts'
import { type ClosingFacts, type Due, due, type Period, type Reached, yearStart } from '../rules/closing.ts'
import { addEntry, minus, plus, type Totals } from '../rules/totals.ts'
import { type Signer, signerOf } from './keys.ts'

/** What a day adds: its totals and where it ends in the chain. */
type DayFound = { totals: Totals; lastSequence: number; lastHash: string }

/**
 * Closes every day before today, entries or none, once there is a first entry, and the months and fiscal years that end
 * with them. What was missed is caught up; run again, it does nothing. Returns how many closings were made.
 */
export async function closeJournal(ctx: Ctx, startMonth: number): Promise<number> {
  const head = await lockedHead(ctx)
  if (!head) return 0
  const last = await lastClosings(ctx)
  const reached: Reached = { day: last.day?.endsOn, month: last.month?.endsOn, year: last.year?.endsOn }
  const periods = due(reached, head.firstSealedOn, ctx.today, startMonth)
  if (periods.length === 0) return 0
  const signer = await signerOf(ctx)
  const days = await daysFound(ctx, (last.day?.lastSequence ?? 0) + 1, head.lastSequence)
  const standing = standingAfter(last, yearStart(reached, head.firstSealedOn, startMonth))
  await insert(
    ctx,
    periods.map(period => closed(ctx, signer, standing, period, days.get(period.endsOn))),
  )
  return periods.length
}

/** Holds the numbers of the journal, so that nothing is sealed into a day while it is closed. */
async function lockedHead({ db, company }: Ctx) {
  const { rows } = await db.execute<{ lastSequence: number }>(sql`
    select next - 1 as "lastSequence" from number_series
    where company_id = ${company.id} and kind = ${JOURNAL_SERIES} for update`)
  if (!rows[0]) return undefined
  const first = await db.execute<{ on: string }>(sql`
    select sealed_on as "on" from journal_entries where company_id = ${company.id} order by sequence limit 1`)
  return first.rows[0] && { lastSequence: rows[0].lastSequence, firstSealedOn: first.rows[0].on }
}

/** What was sealed on each day since the last that is closed, in one reading of its entries. */
async function daysFound(ctx: Ctx, first: number, last: number): Promise<Map<string, DayFound>> {
  const days = new Map<string, DayFound>()
  for await (const batch of entriesBetween(ctx, first, last))
    for (const entry of batch) {
      const found = days.get(entry.sealedOn) ?? { totals: {}, lastSequence: 0, lastHash: '' }
      addEntry(found.totals, entry, JSON.parse(entry.facts))
      found.lastSequence = entry.sequence
      found.lastHash = entry.hash
      days.set(entry.sealedOn, found)
    }
  return days
}

type Mark = { ever: Totals; lastSequence: number; signature: string }
/** How far closings have come: in the chain, in totals, and where the last of each kind of period stood. */
type Standing = Mark & { lastHash: string; yearStartsOn: string; marks: Record<Period, Mark> }

const NOTHING: Mark = { ever: {}, lastSequence: 0, signature: '' }

function standingAfter(last: Partial<Record<Period, Closing>>, yearStartsOn: string): Standing {
  const mark = (closing: Closing | undefined): Mark => {
    if (!closing) return NOTHING
    const { ever, lastSequence } = JSON.parse(closing.facts) as ClosingFacts
    return { ever, lastSequence, signature: closing.signature }
  }
  const marks = { day: mark(last.day), month: mark(last.month), year: mark(last.year) }
  return { ...marks.day, lastHash: last.day?.lastHash ?? NO_HASH, yearStartsOn, marks }
}

/** The closing of one period, signed; `standing` then stands after it. */
function closed(
  { company }: Ctx,
  { keyId, sign }: Signer,
  standing: Standing,
  { period, startsOn, endsOn }: Due,
  found: DayFound | undefined,
): Closing {
  if (period === 'day' && found) {
    standing.ever = plus(standing.ever, found.totals)
    standing.lastSequence = found.lastSequence
    standing.lastHash = found.lastHash
  }
  const { ever, lastSequence, lastHash, yearStartsOn, marks } = standing
  const closedAt = instantNow()
  const said: ClosingFacts = {
    format: 'facteur-closing-1',
    companyId: company.id,
    period,
    startsOn,
    endsOn,
    firstSequence: marks[period].lastSequence + 1,
    lastSequence,
    lastHash,
    totals: minus(ever, marks[period].ever),
    yearStartsOn,
    year: minus(ever, marks.year.ever),
    ever,
    previous: marks[period].signature,
    keyId,
    closedAt,
  }
  const facts = canonical(said)
  const signature = sign(facts)
  marks[period] = { ever, lastSequence, signature }
  if (period === 'year') standing.yearStartsOn = isoDay(addDays(day(endsOn), 1))
  return { period, startsOn, endsOn, lastSequence, lastHash, facts, signature, keyId, closedAt }
}

async function insert({ db, company }: Ctx, closings: readonly Closing[]) {
  const rows = closings.map(closing => ({ id: newId(), ...closing }))
  await db.execute(sql`
    insert into journal_closings
      (company_id, id, period, starts_on, ends_on, last_sequence, last_hash, facts, signature, key_id, closed_at)
    select ${company.id}, id, period, "startsOn", "endsOn", "lastSequence", "lastHash", facts, signature, "keyId", "closedAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as closing (id uuid, period text, "startsOn" date, "endsOn" date,
      "lastSequence" bigint, "lastHash" text, facts text, signature text, "keyId" text, "closedAt" timestamptz)`)
}
