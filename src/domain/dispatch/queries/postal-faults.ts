import { type SQL, sql } from 'drizzle-orm'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { PostalAddress, PostalRecipient } from '../../../values/postal-address.ts'
import { envelope } from '../../../values/postal-print.ts'
import { countryNamed } from '../formats/cells.ts'
import { postalWords } from '../labels/postal.ts'
import type { Chosen } from './chosen.ts'
import { addressed, addressee, owed, sendingOf, sumOwed } from './recipients.ts'

type Found = PostalRecipient & PostalAddress & { id: string; number: number; recipientId: string }

const ROWS_AT_ONCE = 2000
const WIDTH = 38

/**
 * Envelopes `x` that may break the standard: only those are read out of the database and looked at. A letter beyond ASCII
 * is counted as three, as it may be written so. Of a million most pass by a few lengths and first letters.
 */
const suspect = (() => {
  const long = (...texts: string[]) => {
    const sum = (length: string) => texts.map(text => `${length}(${text})`).join(' + ')
    const spaces = texts.length - 1
    return `${sum('octet_length')} > ${WIDTH / 2 - spaces} and 2 * (${sum('octet_length')}) - (${sum('char_length')}) + ${spaces} > ${WIDTH}`
  }
  const begins = (text: string, ...ranges: string[]) =>
    `(${ranges.map(range => `ascii(${text}) between ${range}`).join(' or ')})`
  const letter = ['65 and 90', '97 and 122']
  const sign = [...letter, '48 and 57']
  return sql.raw(
    [
      ...['x.line1', 'x.line2', 'x.line3', 'x."legalName"'].map(text => long(text)),
      long('x.honorific', 'x."firstName"', 'x."lastName"'),
      long('x.postcode', 'x.town'),
      `not ${begins('x.line1', ...sign)} and x.line1 || x.line2 || x.line3 !~ '[A-Za-z0-9]'`,
      `not ${begins('x."lastName"', ...sign)} and x."firstName" || x."lastName" || x."legalName" !~ '[A-Za-z0-9]'`,
      `not ${begins('x.town', ...letter)} and x.town !~ '[A-Za-z]'`,
      `btrim(x.postcode) !~ '^[0-9]{5}$'`,
    ].join(' or '),
  )
})()

async function faultyOf(ctx: Ctx, from: SQL, limit: number) {
  const { db, language } = ctx
  await forManyRows(ctx)
  await db.execute(sql`set local cursor_tuple_fraction = 1`) // all of it will be read
  await db.execute(
    sql`declare suspects no scroll cursor for select * from (${from}) x where ${suspect} order by x.number`,
  )
  const words = postalWords[language].faults
  const rows = []
  let count = 0
  for (;;) {
    const { rows: found } = await db.execute<Found>(sql.raw(`fetch ${ROWS_AT_ONCE} from suspects`))
    for (const one of found) {
      const { lines, faults } = envelope(one, one, countryNamed)
      if (faults.length === 0) continue
      count++
      if (rows.length < limit)
        rows.push({
          id: one.id,
          number: one.number,
          recipientId: one.recipientId,
          name: [one.legalName, one.firstName, one.lastName].filter(Boolean).join(' '),
          lines,
          faults: faults.map(fault => ({ ...fault, words: words[fault.rule](fault.line) })),
        })
    }
    if (found.length < ROWS_AT_ONCE) break
  }
  await db.execute(sql`close suspects`)
  return { count, rows }
}

const { contactNumber: _number, email: _email, ...written } = addressee

/** Recipients of a run to make whose envelope breaks the standard. Source: L-20, M-11. */
export async function recipientFaults(ctx: Ctx, chosen: Chosen, limit: number) {
  const columns = { id: sql`p.id`, number: sql`p.number`, recipientId: sql`p.recipient_id`, ...written }
  const who = sql`from ${addressed(sql`${ctx.company.id}::uuid`, sendingOf(chosen, ctx.today))} where ${owed(ctx, chosen)}`
  const { count: checked } = await sumOwed(ctx, chosen)
  return { checked, ...(await faultyOf(ctx, sql`select ${selected(columns)} ${who}`, limit)) }
}

/** Envelopes of a run that break it, with the addresses that were frozen. */
export async function runFaults(ctx: Ctx, runId: string, limit: number) {
  const mine = sql`s.company_id = ${ctx.company.id} and s.run_id = ${runId} and s.parcel_copies is distinct from 0`
  const frozen = sql`s.id, s.number, s.recipient_id as "recipientId", s.honorific, s.last_name as "lastName",
    s.first_name as "firstName", s.legal_name as "legalName", s.line1, s.line2, s.line3, s.postcode, s.town, s.country`
  const checked = await ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from shipments s where ${mine}`,
  )
  return {
    checked: checked.rows[0]!.count,
    ...(await faultyOf(ctx, sql`select ${frozen} from shipments s where ${mine}`, limit)),
  }
}
