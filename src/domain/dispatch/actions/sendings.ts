import { sql } from 'drizzle-orm'
import { clientOf, newId } from '../../../platform/db/database.ts'
import { createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type AttachmentMakers, queueMessage } from '../../messaging/actions.ts'
import { MAX_ATTACHMENTS_BYTES } from '../../messaging/rules.ts'
import { type Format, fileName, writeMailingFile } from '../formats.ts'
import { mailToHouse } from '../labels/files.ts'
import { type RunOfFile, runOfFile } from '../queries/file-facts.ts'
import { fileMade, houseOf } from '../queries/run-files.ts'
import { mailingSendings } from '../tables.ts'
import { mediaTypeOf, nowhere, profiledFiles, writeAgain, writeKept } from './mailing-files.ts'

const FILE_KIND = 'dispatch.mailingFile'

/** How the files of a message to a mailing house are made once more when it leaves. */
export const mailingFileMakers: AttachmentMakers = {
  [FILE_KIND]: async (ctx, { id }, out) => {
    const file = await fileMade(ctx, String(id))
    if (!file) throw new Error(`the mailing file ${id} is gone`)
    await writeAgain(ctx, file, out)
  },
}

type Asked = {
  id: string
  profileId?: string | undefined
  format: Format
  to?: string | undefined
  note: string
}
type Made = {
  id: string
  name: string
  mediaType: string
  sha256: string
  byteCount: number
  lineCount: number
  copyCount: number
}

/**
 * Sends the files of a run to its mailing house: each is made now to know its fingerprint, and again when the message
 * leaves, so the outbox holds no address list. Source: ABO-55, CIR-25.
 */
export async function sendFiles(ctx: Ctx, { id, profileId, format, to, note }: Asked) {
  const run = await runOfFile(ctx, id)
  await mustBeReady(ctx, run)
  const house = await houseOf(ctx, run.mailingHouseId)
  const address = to ?? (house?.email || refuse('dispatch.noHouseMail', { field: 'to' }))
  const made = profileId ? await madeUnder(ctx, id, profileId) : [await madePlain(ctx, run, format)]
  if (made.length === 0) refuse('dispatch.noFile')
  const byteCount = made.reduce((sum, one) => sum + one.byteCount, 0)
  if (byteCount > MAX_ATTACHMENTS_BYTES)
    refuse('dispatch.filesTooLarge', {
      values: { megabytes: Math.ceil(byteCount / 1024 / 1024), most: MAX_ATTACHMENTS_BYTES / 1024 / 1024 },
    })
  const counts = {
    lineCount: made.reduce((sum, one) => sum + one.lineCount, 0),
    copyCount: made.reduce((sum, one) => sum + one.copyCount, 0),
  }
  const sendingId = newId()
  const words = mailToHouse[ctx.language]
  const messageId = await queueMessage(ctx, {
    purpose: 'dispatch.mailingFiles',
    onceKey: sendingId,
    record: { table: 'dispatch_runs', id },
    to: address,
    subject: words.subject(run.titleName, run.issueNumber, run.number),
    text: words.text({
      ...counts,
      title: run.titleName,
      issue: run.issueNumber,
      run: run.number,
      on: run.dispatchedOn,
      sender: ctx.company.name,
      note,
      files: made,
    }),
    attachments: made.map(({ name, mediaType, id: fileId, sha256, byteCount }) => ({
      name,
      mediaType,
      made: { kind: FILE_KIND, input: { id: fileId }, sha256, byteCount },
    })),
  })
  await createRecord(ctx, mailingSendings, {
    id: sendingId,
    runId: id,
    messageId: messageId!,
    to: address,
    fileIds: made.map(one => one.id),
    ...counts,
    sentBy: ctx.actor.initials,
  })
  return { sendingId, messageId: messageId!, to: address, fileCount: made.length }
}

async function madeUnder(ctx: Ctx, runId: string, profileId: string): Promise<Made[]> {
  const { files } = await profiledFiles(ctx, { runId, profileId, addressedAs: 'run' })
  const made: Made[] = []
  for (const { file } of files)
    made.push({
      name: file.name,
      mediaType: mediaTypeOf(file.frozen.layout),
      ...(await writeKept(ctx, file, nowhere())),
    })
  return made
}

async function madePlain(ctx: Ctx, { id, number, issueNumber }: RunOfFile, format: Format): Promise<Made> {
  return {
    name: fileName(number, issueNumber, format),
    mediaType: mediaTypeOf({ format, encoding: 'utf-8-bom' }),
    ...(await writeMailingFile(ctx, clientOf(ctx.db), id, format, nowhere())),
  }
}

/** A run that nobody signed off may still lose a line, and the mailing house would print it. */
async function mustBeReady({ db, company }: Ctx, { id, number }: { id: string; number: number }) {
  const { rows } = await db.execute<{ signedOff: boolean; cancelled: boolean }>(sql`
    select signed_off_at is not null or handed_over_at is not null as "signedOff", cancelled_on is not null as cancelled
    from dispatch_runs where company_id = ${company.id} and id = ${id} for no key update`)
  if (rows[0]?.cancelled) refuse('dispatch.runCancelled', { values: { run: number } })
  if (!rows[0]?.signedOff) refuse('dispatch.notSignedOff', { values: { run: number } })
}

/** What the mailing house says it received, beside what was sent. Source: M-11. */
export async function receiveCount(ctx: Ctx, id: string, count: number, on: string) {
  const before = await lockedRecord(ctx, mailingSendings, id)
  await ctx.db.execute(sql`
    update mailing_sendings set received_count = ${count}, received_on = ${on}, received_by = ${ctx.actor.initials}
    where company_id = ${ctx.company.id} and id = ${id}`)
  ctx.record({
    record: 'mailing_sendings',
    id,
    from: { receivedCount: before.receivedCount, receivedOn: before.receivedOn },
    to: { receivedCount: count, receivedOn: on },
  })
  return { expected: before.lineCount, received: count, difference: count - before.lineCount }
}
