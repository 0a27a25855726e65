import { changeRecord, createRecord, deleteRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { mailOf, sendMail } from '../actions/mail.ts'
import { ownStages } from '../actions/stages.ts'
import { stageMailsContract as contract, trackMailsContract as ofTracks } from '../contract/mails.ts'
import { linkOf, stageMailsOf } from '../queries/mails.ts'
import { trackById } from '../queries/tracks.ts'
import { type StageMailWords, stageMailFields } from '../rules/mail.ts'
import { stageMails } from '../tables.ts'

async function found(ctx: Ctx, id: string) {
  return (await stageMailsOf(ctx)).find(mail => mail.id === id) ?? refuse('NOT_FOUND', { status: 404 })
}

function refuseUnknownField({ subjectFr, bodyFr, subjectEn, bodyEn }: StageMailWords) {
  const word = stageMailFields.unknown(subjectFr, bodyFr, subjectEn, bodyEn)
  if (word !== undefined) refuse('tracking.unknownField', { field: 'bodyFr', values: { word } })
}

export const stageMailsOperations = {
  all: operation(contract.all, async ctx => {
    await ownStages(ctx)
    return stageMailsOf(ctx)
  }),
  create: operation(contract.create, async (ctx, said) => {
    refuseUnknownField(said)
    return found(ctx, await createRecord(ctx, stageMails, said))
  }),
  update: operation(contract.update, async (ctx, { id, revision, ...said }) => {
    refuseUnknownField(said)
    await changeRecord(ctx, stageMails, id, said, revision)
    return found(ctx, id)
  }),
  remove: operation(contract.remove, async (ctx, { id }) => {
    const used = (await ownStages(ctx)).find(({ templateId }) => templateId === id)
    if (used) refuse('tracking.mailInUse', { values: { stage: used.nameFr } })
    await deleteRecord(ctx, stageMails, id)
    return {}
  }),
}

export const trackMailsOperations = {
  mail: operation(ofTracks.mail, (ctx, { id, templateId }) => mailOf(ctx, id, templateId)),
  sendMail: operation(ofTracks.sendMail, (ctx, { id, ...said }) => sendMail(ctx, id, said)),
  link: operation(ofTracks.link, async (ctx, { id }) => {
    await trackById(ctx, id)
    return { path: await linkOf(ctx, id) }
  }),
}
