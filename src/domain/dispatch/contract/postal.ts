import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { KINDS } from '../contract.ts'

const POSTAL_RULES = [
  'missingName',
  'missingStreet',
  'missingPostcode',
  'badPostcode',
  'missingTown',
  'tooLong',
  'tooManyLines',
  'blankLine',
  'punctuation',
  'notCapitals',
] as const

const faulty = z.object({
  id: id.describe('of the purchase, or of the shipment of a run'),
  number: z.int(),
  recipientId: id,
  name: z.string(),
  lines: z.array(z.string()).describe('as they would be printed'),
  faults: z.array(z.object({ line: z.int(), rule: z.enum(POSTAL_RULES), text: z.string(), words: z.string() })),
})

const answer = z.object({
  count: z.int(),
  checked: z.int(),
  rows: z.array(faulty).describe('the first ones; those repaired make room for others'),
})
const most = z.int().min(1).max(500).default(100)

export const postalContract = {
  recipients: contract({
    method: 'GET',
    path: '/dispatch/postal-faults',
    summary: 'Recipients of a run to make whose address breaks the postal standard, and how',
    right: 'dispatch.read',
  })
    .input(
      z.object({
        kind: z.enum(KINDS).default('subscription'),
        title: z.string().trim().min(1).max(60).optional(),
        issue: z.string().trim().min(1).max(60).optional(),
        limit: most,
      }),
    )
    .output(answer),
  run: contract({
    method: 'GET',
    path: '/dispatch-runs/{id}/postal-faults',
    summary: 'Envelopes of a run whose address breaks the postal standard, and how',
    right: 'dispatch.read',
  })
    .input(z.object({ id, limit: most }))
    .output(answer),
}
