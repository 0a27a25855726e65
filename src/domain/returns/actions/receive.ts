import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { markUndeliverable } from '../../parties/actions/addresses.ts'
import { foundLines, type LineFound } from '../queries/lines.ts'
import { settingsOf } from '../queries/settings.ts'
import type { Cause } from '../rules/causes.ts'
import { type NamedBy, type Outcome, outcomesOf, readLine } from '../rules/lines.ts'
import { askForAddress } from './ask-for-address.ts'
import { holdUndeliverable } from './hold.ts'

export type Received = {
  lines: readonly string[]
  by: NamedBy
  cause: Cause
  receivedOn?: string | undefined
  batchId?: string | undefined
}
export type Line = LineFound & { id: string | null; given: string; outcome: Outcome; asked: boolean }

/**
 * Notes what came back: each line is found, its address marked, its recipient served no more after so many returns and
 * asked for the new address. Lines read before are told and not noted again; unknown ones are kept. Source: CIR-18.
 */
export async function receive(ctx: Ctx, { lines, by, cause, receivedOn, batchId = newId() }: Received) {
  const on = receivedOn ?? ctx.today
  if (on > ctx.today) refuse('returns.notYet', { field: 'receivedOn' })
  const given = lines.map(line => line.trim()).filter(Boolean)
  if (given.length === 0) refuse('returns.nothingGiven', { field: 'lines' })
  await oneAtATime(ctx)
  const { heldAfter, asksByMail } = await settingsOf(ctx)
  const found = await foundLines(
    ctx,
    given.map(line => readLine(line, by)),
  )
  const outcomes = outcomesOf(found, heldAfter)
  const noted: Line[] = found.map((line, at) => ({
    ...line,
    id: outcomes[at] === 'double' ? null : newId(),
    given: given[at]!,
    outcome: outcomes[at]!,
    asked: false,
  }))
  await insertNoted(ctx, noted, { cause, on, batchId })
  const back = noted.filter(({ outcome }) => outcome === 'noted' || outcome === 'held')
  if (back.length > 0) await markUndeliverable(ctx, recipients(back), on)
  await holdUndeliverable(ctx, recipients(back.filter(({ outcome }) => outcome === 'held')))
  const asked = asksByMail ? await askForAddress(ctx, back) : new Set()
  return { batchId, lines: noted.map(line => ({ ...line, asked: line.id !== null && asked.has(line.id) })) }
}

const recipients = (lines: readonly Line[]) => [...new Set(lines.map(({ recipientId }) => recipientId!))]

/** Of two people who read the same crate, the second sees what the first noted. */
const oneAtATime = ({ db, company }: Ctx) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended('returns' || ${company.id}::text, 0))`)

async function insertNoted(
  ctx: Ctx,
  lines: readonly Line[],
  { cause, on, batchId }: { cause: Cause; on: string; batchId: string },
) {
  const rows = lines
    .filter(({ id }) => id !== null)
    .map(({ id, given, shipmentId, recipientId, outcome }) => ({
      id,
      given,
      shipmentId,
      recipientId,
      // Copies go elsewhere already: there is nothing to wait for.
      resumedOn: outcome === 'moved' ? ctx.today : null,
    }))
  const { db, company, actor } = ctx
  await db.execute(sql`
    insert into returned_mail (company_id, id, batch_id, given, shipment_id, recipient_id, cause, received_on, resumed_on, created_by, updated_by)
    select ${company.id}, id, ${batchId}::uuid, given, "shipmentId", "recipientId", ${cause}, ${on}::date, "resumedOn", ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (id uuid, given text, "shipmentId" uuid, "recipientId" uuid, "resumedOn" date)`)
  for (const { id, ...row } of rows)
    ctx.record({ record: 'returned_mail', id: id!, from: null, to: { ...row, cause, receivedOn: on } })
}
