import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { MAIL_VERDICTS } from '../rules/mail.ts'
import { documentFilters } from './filters.ts'

const subject = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/)
const words = z.object({
  subject,
  body: z
    .string()
    .trim()
    .min(1)
    .max(10_000)
    .describe('with fields: {nom}, {piece}, {numero}, {date}, {total}, {reste}, {echeance}, {lien}, {societe}'),
})
const settings = z.object({
  fr: words,
  en: words,
  link: z.string().trim().max(500).describe('where one pays; {numero} in it is the number of the document'),
})

const which = {
  ids: z.array(id).min(1).max(10_000).optional().describe('those documents'),
  matching: z
    .object({ ...documentFilters, search: z.string().max(100).optional() })
    .optional()
    .describe('or all that those filters match'),
  again: z.boolean().default(false).describe('also those sent before, once more, marked as duplicates'),
}

/** Mails of documents, each with its PDF. */
export const documentMailsContract = {
  settings: contract({
    method: 'GET',
    path: '/document-mails',
    summary: 'What the mails of documents say, in each language',
    right: 'invoicing.read',
  }).output(settings),
  save: contract({
    method: 'PUT',
    path: '/document-mails',
    summary: 'Change what the mails of documents say',
    right: 'invoicing.write',
    refusals: ['invoicing.unknownField'],
  })
    .input(settings)
    .output(settings),
  preview: contract({
    method: 'POST',
    path: '/document-mails/preview',
    summary: 'How many documents would be mailed, and which would not and why; nothing is sent',
    right: 'invoicing.read',
  })
    .input(z.object(which))
    .output(
      z.object({
        due: z.int(),
        exampleId: id.nullable().describe('a document that would be mailed'),
        leftOut: z.array(
          z.object({
            verdict: z.enum(MAIL_VERDICTS),
            count: z.int(),
            some: z.array(z.object({ id, number: z.string(), customer: z.string() })).describe('the first 20'),
          }),
        ),
      }),
    ),
  read: contract({
    method: 'GET',
    path: '/invoices/{id}/mail',
    summary: 'The mail of a document as its customer would read it',
    right: 'invoicing.read',
    refusals: ['invoicing.notIssued'],
  })
    .input(z.object({ id }))
    .output(
      z.object({
        to: z.string(),
        name: z.string(),
        subject: z.string(),
        text: z.string(),
        language: z.enum(['fr', 'en']),
      }),
    ),
  send: contract({
    method: 'POST',
    path: '/document-mails/send',
    summary: 'Mail documents to their customers, each with its PDF and never twice but when asked again',
    right: 'invoicing.write',
    refusals: ['invoicing.nothingToMail', 'invoicing.mailChanged', 'invoicing.tooManyAgain'],
  })
    .input(z.object({ ...which, expectedCount: z.int().min(0).optional().describe('as the preview said') }))
    .output(
      z.object({ count: z.int(), workId: id.nullable().describe('of the work that mails them, when they are many') }),
    ),
}
