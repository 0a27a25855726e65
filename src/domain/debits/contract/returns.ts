import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { RETURN_FORMATS, RETURN_KINDS } from '../rules/states.ts'

export const returnRow = z.object({
  id,
  debitId: id,
  invoiceId: id,
  number: z.string().describe('of the invoice'),
  batchNumber: z.int(),
  endToEndId: z.string(),
  customerId: id,
  customer: z.string(),
  mandateId: id,
  reference: z.string(),
  kind: z.enum(RETURN_KINDS),
  code: z.string().describe('ISO 20022, `AM04`'),
  reason: z.string().describe('the code in words'),
  text: z.string().describe('what the bank adds'),
  cents,
  returnedOn: isoDay,
  chargeCents: cents.describe('what the bank takes for it'),
  attempt: z.int(),
  retryOn: isoDay.nullable().describe('not before that day; null: it is not tried again'),
  fileId: id.nullable(),
})

const said = {
  kind: z.enum(RETURN_KINDS).default('return'),
  code: z.string().trim().min(2).max(35).describe('ISO 20022, `AM04`'),
  text: z.string().trim().max(500).default(''),
  returnedOn: isoDay.optional().describe('today when left out'),
  chargeCents: cents.min(0).default(0),
}

export const debitReturnsContract = {
  ...listContract({
    path: '/debit-returns',
    summary: 'Direct debits that came back, and why',
    right: 'debits.read',
    row: returnRow,
    sorts: ['returnedOn'],
    filters: {
      customerId: id.optional(),
      invoiceId: id.optional(),
      mandateId: id.optional(),
      batchId: id.optional(),
      fileId: id.optional(),
      code: z.string().max(35).optional(),
      kind: z.enum(RETURN_KINDS).optional(),
      returnedFrom: isoDay.optional(),
      returnedTo: isoDay.optional(),
    },
  }),
  record: contract({
    method: 'POST',
    path: '/debits/{id}/return',
    summary: 'Keep by hand that a debit came back: what it paid is open again',
    right: 'debits.write',
    refusals: ['debits.notSent', 'debits.alreadyReturned', 'debits.returnedAhead'],
  })
    .input(z.object({ id, ...said }))
    .output(returnRow),
  retry: contract({
    method: 'POST',
    path: '/debit-returns/{id}/retry',
    summary: 'Say when the invoice of a debit that came back is collected again; null: never',
    right: 'debits.write',
    refusals: ['debits.alreadyCollecting'],
  })
    .input(z.object({ id, retryOn: isoDay.nullable() }))
    .output(returnRow),
  reasons: contract({
    method: 'GET',
    path: '/debit-return-reasons',
    summary: 'The reasons for which banks send debits back, in words, and what to do',
    right: 'debits.read',
  }).output(z.array(z.object({ code: z.string(), reason: z.string(), retried: z.boolean() }))),
}

const refused = z.object({
  place: z.int().describe('of the entry in the file, from 1'),
  endToEndId: z.string(),
  why: z.string().describe('in words'),
})

export const returnFileRow = z.object({
  id,
  name: z.string(),
  format: z.enum(RETURN_FORMATS),
  readCount: z.int(),
  takenCount: z.int().describe('those that nothing had told before'),
  refusedCount: z.int(),
  createdAt: z.string(),
  createdBy: z.string(),
})
const returnFileCard = returnFileRow.extend({ refused: z.array(refused) })
const given = {
  name: z.string().trim().min(1).max(200),
  content: z.string().min(4).max(70_000_000).describe('the file in Base64'),
}
const faults = ['debits.notAReturnFile', 'debits.otherMessage', 'debits.emptyFile', 'debits.xmlBroken'] as const

/** Files of the bank that say what came back. Source: L-16. */
export const debitReturnFilesContract = {
  ...listContract({
    path: '/debit-return-files',
    summary: 'Files of the bank that say what came back',
    right: 'debits.read',
    row: returnFileRow,
    sorts: ['createdAt'],
  }),
  get: contract({
    method: 'GET',
    path: '/debit-return-files/{id}',
    summary: 'A file of the bank and what could not be taken of it',
    right: 'debits.read',
  })
    .input(z.object({ id }))
    .output(returnFileCard),
  preview: contract({
    method: 'POST',
    path: '/debit-return-files/preview',
    summary: 'What a file of the bank would bring; nothing is kept',
    right: 'debits.read',
    refusals: faults,
  })
    .input(z.object(given))
    .output(
      z.object({
        format: z.enum(RETURN_FORMATS),
        alreadyRead: z.boolean(),
        rows: z
          .array(
            z.object({
              debitId: id,
              endToEndId: z.string(),
              number: z.string(),
              customer: z.string(),
              kind: z.enum(RETURN_KINDS),
              code: z.string(),
              reason: z.string(),
              cents,
              returnedOn: isoDay,
            }),
          )
          .describe('the first 200'),
        count: z.int().describe('with the debits of batches that were refused as a whole'),
        cents,
        batches: z
          .array(z.object({ id, number: z.int(), count: z.int(), cents, reason: z.string() }))
          .describe('refused as a whole before their day: their invoices may be collected again'),
        knownCount: z.int().describe('told before'),
        refused: z.array(refused),
      }),
    ),
  take: contract({
    method: 'POST',
    path: '/debit-return-files',
    summary: 'Take a file of the bank (pain.002, camt.053, camt.054): what came back is open again',
    right: 'debits.write',
    refusals: [...faults, 'debits.fileAlreadyRead'],
  })
    .input(z.object(given))
    .output(returnFileCard),
}
