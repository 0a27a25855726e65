import { deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { NamedBy } from '../rules/lines.ts'
import { returnedMail } from '../tables.ts'
import { type Line, receive } from './receive.ts'

/** Reads again, by what somebody found out, an envelope that nobody knew. */
export async function identify(ctx: Ctx, id: string, line: string, by: NamedBy): Promise<Line> {
  const { recipientId, cause, receivedOn, batchId } = await lockedRecord(ctx, returnedMail, id)
  if (recipientId) refuse('returns.knownAlready')
  const { lines } = await receive(ctx, { lines: [line], by, cause, receivedOn, batchId })
  const found = lines[0]!
  if (found.outcome === 'unknown') refuse('returns.stillUnknown', { field: 'line', values: { line } })
  if (found.outcome === 'double') refuse('returns.alreadyReturned', { field: 'line' })
  await deleteRecord(ctx, returnedMail, id)
  return found
}
