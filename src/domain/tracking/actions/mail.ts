import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { lockedRecord } from '../../../platform/db/records.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { queueMessage, queueMessages } from '../../messaging/actions.ts'
import { type Addressee, addresseesOf, lastMailed, type StageMail, stageMailsOf } from '../queries/mails.ts'
import type { StageRow } from '../queries/stages.ts'
import { trackById } from '../queries/tracks.ts'
import { STAGE_PURPOSE, stageMail } from '../rules/mail.ts'
import { stageMoves, tracks } from '../tables.ts'
import { ownStages } from './stages.ts'

/** What a person changed of a mail before it leaves; else it is as the template says. */
export type MailSaid = {
  templateId?: string | undefined
  to?: string | undefined
  subject?: string | undefined
  text?: string | undefined
}

/**
 * Writes to the customers of orders that enter a stage which says so by itself; never twice for an order and a stage. Those brought
 * by an import hear nothing. Returns the message of each order that got one. Source: X-52.
 */
export async function mailEntered(
  ctx: Ctx,
  stage: StageRow,
  orderIds: readonly string[],
): Promise<Map<string, string>> {
  if (stage.sending !== 'auto' || stage.templateId === null || orderIds.length === 0) return new Map()
  const template = await templateOf(ctx, stage.templateId)
  const reached = (await addresseesOf(ctx, orderIds)).filter(
    ({ email, source }) => email !== '' && !source.startsWith('import:'),
  )
  const ids = await queueMessages(
    ctx,
    reached.map(to => ({
      purpose: STAGE_PURPOSE,
      onceKey: `${to.id} ${stage.id}`,
      record: { table: 'orders', id: to.id },
      to: to.email,
      ...written(ctx, template, stage, to),
    })),
  )
  return new Map(reached.flatMap(({ id }, at) => (ids[at] ? [[id, ids[at]] as const] : [])))
}

/** The mail that the envelope opens: that of the stage where the order is, unless another is named. Source: SUI-16. */
export async function mailOf(ctx: Ctx, orderId: string, templateId?: string) {
  const { stageId } = await trackById(ctx, orderId)
  const stage = (await ownStages(ctx)).find(({ id }) => id === stageId)!
  const asked = templateId ?? stage.templateId ?? refuse('tracking.noMail', { values: { stage: nameOf(ctx, stage) } })
  const template = await templateOf(ctx, asked)
  const [to] = await addresseesOf(ctx, [orderId])
  const mail = written(ctx, template, stage, to!)
  return {
    templateId: template.id,
    template: template.name,
    sending: stage.sending,
    to: to!.email,
    language: to!.language,
    ...mail,
    lastSentAt: await lastMailed(ctx, orderId, mail.subject),
  }
}

/** Sends it as it was looked at; the history of the order keeps which message it was. Source: SUI-16, X-52. */
export async function sendMail(ctx: Ctx, orderId: string, { templateId, ...said }: MailSaid) {
  const { stageId } = await lockedRecord(ctx, tracks, orderId)
  const mail = await mailOf(ctx, orderId, templateId)
  const to = said.to ?? mail.to
  if (to === '') refuse('tracking.noAddress', { field: 'to' })
  const messageId = await queueMessage(ctx, {
    purpose: STAGE_PURPOSE,
    record: { table: 'orders', id: orderId },
    to,
    subject: said.subject ?? mail.subject,
    text: said.text ?? mail.text,
  })
  await insertRows(ctx, stageMoves, [
    {
      id: newId(),
      orderId,
      fromStageId: stageId,
      toStageId: stageId,
      direction: 'mail',
      movedAt: instantNow(),
      movedBy: ctx.actor.initials,
      movedWith: 'list',
      messageId,
    },
  ])
  return { messageId: messageId!, to }
}

const written = (ctx: Ctx, template: StageMail, { nameFr, nameEn }: StageRow, to: Addressee) =>
  stageMail(template, { ...to, stageFr: nameFr, stageEn: nameEn, company: ctx.company.name }, to.language)

const nameOf = ({ language }: Ctx, { nameFr, nameEn }: StageRow) => (language === 'en' && nameEn) || nameFr

async function templateOf(ctx: Ctx, id: string): Promise<StageMail> {
  const found = (await stageMailsOf(ctx)).find(mail => mail.id === id)
  return found ?? refuse('tracking.unknownMail', { field: 'templateId' })
}
