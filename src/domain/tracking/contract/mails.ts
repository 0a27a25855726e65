import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { isEmail } from '../../../values/email.ts'
import { SENDINGS } from '../rules/stage.ts'

const line = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/)
const text = z.string().trim().max(10_000)

const mail = {
  name: line.min(1).max(100),
  subjectFr: line.min(1),
  bodyFr: text.min(1).describe('with the fields {nom} {commande} {etape} {suivi} {societe} {a_livrer}'),
  subjectEn: line.default('').describe('empty: the French words serve'),
  bodyEn: text.default(''),
}

const mailFound = z.object({
  id,
  ...mail,
  stages: z.array(z.string()).describe('names of the stages it goes with'),
  revision: z.int(),
})

/** The message templates of stages. Source: SUI-13, SUI-26. */
export const stageMailsContract = {
  all: contract({
    method: 'GET',
    path: '/stage-mails',
    summary: 'The messages that go with stages',
    right: 'orders.read',
  })
    .input(z.object({}))
    .output(z.array(mailFound)),
  create: contract({
    method: 'POST',
    path: '/stage-mails',
    summary: 'Add a message for stages',
    right: 'orders.write',
    refusals: ['tracking.mailNameTaken', 'tracking.unknownField'],
  })
    .input(z.object(mail))
    .output(mailFound),
  update: contract({
    method: 'PUT',
    path: '/stage-mails/{id}',
    summary: 'Change a message for stages',
    right: 'orders.write',
    refusals: ['tracking.mailNameTaken', 'tracking.unknownField', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, ...mail, revision: z.int().optional() }))
    .output(mailFound),
  remove: contract({
    method: 'DELETE',
    path: '/stage-mails/{id}',
    summary: 'Take away a message that no stage uses',
    right: 'orders.write',
    refusals: ['tracking.mailInUse'],
  })
    .input(z.object({ id }))
    .output(z.object({})),
}

const mailShown = z.object({
  templateId: id,
  template: z.string(),
  sending: z.enum(SENDINGS).describe('of the stage where the order is'),
  to: z.string().describe('empty: the customer has no address of mail'),
  language: z.enum(['fr', 'en']),
  subject: z.string(),
  text: z.string(),
  lastSentAt: z.string().nullable().describe('of this message for this order; null: never'),
})

/** The envelope of an order. Source: SUI-16, X-52. */
export const trackMailsContract = {
  mail: contract({
    method: 'GET',
    path: '/tracking/{id}/mail',
    summary: 'The mail of the stage where an order is, as it would be sent',
    right: 'orders.read',
    refusals: ['tracking.noMail', 'tracking.unknownMail'],
  })
    .input(z.object({ id, templateId: id.optional().describe('absent: that of its stage') }))
    .output(mailShown),
  sendMail: contract({
    method: 'POST',
    path: '/tracking/{id}/mail',
    summary: 'Send the customer the mail of a stage; its copy stays in the history of the order',
    right: 'tracking.write',
    refusals: ['tracking.noMail', 'tracking.unknownMail', 'tracking.noAddress'],
  })
    .input(
      z.object({
        id,
        templateId: id.optional(),
        to: z.string().trim().refine(isEmail).optional().describe('absent: the address of the customer'),
        subject: line.min(1).optional().describe('absent: that of the template'),
        text: text.min(1).optional(),
      }),
    )
    .output(z.object({ messageId: id, to: z.string() })),
  link: contract({
    method: 'GET',
    path: '/tracking/{id}/link',
    summary: 'The page by which the customer follows an order, unless the company has closed it',
    right: 'orders.read',
  })
    .input(z.object({ id }))
    .output(z.object({ path: z.string().nullable().describe('null: the company does not show it') })),
}
