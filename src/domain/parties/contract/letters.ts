import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { ABOUT } from '../rules/letters.ts'

const fields = {
  name: z.string().trim().min(1).max(100),
  about: z.enum(ABOUT).describe('what it is written about: which fields it may hold'),
  language: z.enum(['fr', 'en']),
  subject: z.string().trim().max(200),
  body: z
    .string()
    .trim()
    .min(1)
    .max(20_000)
    .describe('paragraphs apart by an empty line, fields in braces: {salutation}'),
}
const template = z.object({ id, ...fields, updatedBy: z.string(), revision: z.int() })
const head = z.object({
  lines: z.string().trim().max(600).describe('below the name of the company, a line each'),
  town: z.string().trim().max(60).describe('before the day of a letter'),
})
const refusals = ['parties.letterFieldUnknown', 'parties.letterNameTaken'] as const

export const lettersContract = {
  list: contract({ method: 'GET', path: '/letter-templates', summary: 'Letters to many', right: 'parties.read' })
    .input(z.object({}))
    .output(z.object({ rows: z.array(template) })),
  create: contract({
    method: 'POST',
    path: '/letter-templates',
    summary: 'Write a letter to many',
    right: 'parties.write',
    refusals,
  })
    .input(z.object({ ...fields, language: fields.language.default('fr'), subject: fields.subject.default('') }))
    .output(template),
  update: contract({
    method: 'PATCH',
    path: '/letter-templates/{id}',
    summary: 'Change a letter to many',
    right: 'parties.write',
    refusals: [...refusals, 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision: z.int().optional(), ...z.object(fields).partial().shape }))
    .output(template),
  remove: contract({
    method: 'DELETE',
    path: '/letter-templates/{id}',
    summary: 'Delete a letter to many',
    right: 'parties.write',
  })
    .input(z.object({ id }))
    .output(z.object({})),
  head: contract({ method: 'GET', path: '/letterhead', summary: 'The head of letters', right: 'parties.read' })
    .input(z.object({}))
    .output(head),
  saveHead: contract({
    method: 'PATCH',
    path: '/letterhead',
    summary: 'Say the head of letters',
    right: 'parties.write',
  })
    .input(head)
    .output(head),
}
