import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { BATCH_STATES, DEBIT_STATES, SCHEMES } from '../rules/states.ts'

export const batchRow = z.object({
  id,
  number: z.int(),
  scheme: z.enum(SCHEMES),
  collectOn: isoDay,
  state: z.enum(BATCH_STATES),
  bankAccountId: id,
  bankAccount: z.string(),
  fileVersion: z.enum(['08', '02']),
  debitCount: z.int(),
  cents,
  returnedCount: z.int(),
  returnedCents: cents,
  handOverBy: isoDay.describe('the last bank day on which the bank takes its file'),
  handedOverAt: z.string().nullable(),
  handedOverBy: z.string().nullable(),
  collectedOn: isoDay.nullable(),
  cancelledOn: isoDay.nullable(),
  cancelledReason: z.string(),
})

export const batchCard = batchRow.extend({
  messageReference: z.string().describe('MsgId, by which the bank answers'),
  creditedOn: isoDay.nullable().describe('the day a bank statement tells its money; null: none did yet'),
  sha256: z.string().nullable().describe('of the file'),
  createdAt: z.string(),
  createdBy: z.string(),
  revision: z.int(),
})

/** Debits of one scheme on one bank day, and their file. */
export const debitBatchesContract = {
  ...listContract({
    path: '/debit-batches',
    summary: 'Batches of direct debits',
    right: 'debits.read',
    row: batchRow,
    sorts: ['number', 'collectOn'],
    filters: { state: z.enum(BATCH_STATES).optional(), scheme: z.enum(SCHEMES).optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/debit-batches/{id}',
    summary: 'A batch of direct debits',
    right: 'debits.read',
  })
    .input(z.object({ id }))
    .output(batchCard),
  create: contract({
    method: 'POST',
    path: '/debit-batches',
    summary: 'Make the batch of a bank day: what was told for it and is ready',
    right: 'debits.write',
    refusals: [
      'debits.notConfigured',
      'debits.notBankDay',
      'debits.tooLateForBank',
      'debits.nothingReady',
      'debits.candidatesChanged',
      'debits.alreadyCollecting',
    ],
  })
    .input(
      z.object({
        collectOn: isoDay,
        scheme: z.enum(SCHEMES).default('core'),
        invoiceIds: z.array(id).min(1).max(10_000).optional().describe('those alone; all that are ready when left out'),
        expectedCount: z.int().min(0).optional(),
      }),
    )
    .output(batchCard),
  takeOff: contract({
    method: 'POST',
    path: '/debit-batches/{id}/take-off',
    summary: 'Take debits off a batch that is still here; without any left it is cancelled',
    right: 'debits.write',
    refusals: ['debits.batchHandedOver', 'debits.notInBatch'],
  })
    .input(z.object({ id, debitIds: z.array(id).min(1).max(10_000) }))
    .output(batchCard),
  handOver: contract({
    method: 'POST',
    path: '/debit-batches/{id}/hand-over',
    summary:
      'Make the file for the bank; what was paid or revoked meanwhile is taken off first, and nothing changes any more',
    right: 'debits.write',
    refusals: ['debits.batchHandedOver', 'debits.tooLateForBank', 'debits.nothingReady', 'debits.sealedElsewhere'],
  })
    .input(z.object({ id }))
    .output(
      z.object({
        batch: batchCard,
        takenOff: z.int(),
        workId: id.nullable().describe('of a large batch, handed over as long work'),
      }),
    ),
  cancel: contract({
    method: 'POST',
    path: '/debit-batches/{id}/cancel',
    summary: 'Cancel a batch not handed over, or that the bank refused as a whole',
    right: 'debits.write',
    refusals: ['debits.batchCollected', 'debits.batchCancelled'],
  })
    .input(z.object({ id, reason: z.string().trim().min(1).max(200) }))
    .output(batchCard),
  collect: contract({
    method: 'POST',
    path: '/debit-batches/{id}/collect',
    summary: 'Record the payments of a batch whose day has come, which happens by itself each morning',
    right: 'debits.write',
    refusals: ['debits.notHandedOver', 'debits.notCollectedYet', 'debits.batchCollected', 'debits.batchCancelled'],
  })
    .input(z.object({ id }))
    .output(z.object({ batch: batchCard, workId: id.nullable() })),
}

export const debitRow = z.object({
  id,
  batchId: id,
  batchNumber: z.int(),
  invoiceId: id,
  number: z.string().describe('of the invoice'),
  mandateId: id,
  reference: z.string(),
  customerId: id,
  customer: z.string(),
  attempt: z.int(),
  cents,
  collectOn: isoDay,
  sequence: z.enum(['RCUR', 'OOFF', 'FRST', 'FNAL']),
  endToEndId: z.string(),
  remittance: z.string(),
  state: z.enum(DEBIT_STATES),
  paymentId: id.nullable(),
  paymentNumber: z.int().nullable(),
  returnId: id.nullable(),
  returnedOn: isoDay.nullable(),
  code: z.string().describe('why it came back; empty: it did not'),
})

export const debitsContract = {
  ...listContract({
    path: '/debits',
    summary: 'Direct debits, one an invoice and attempt',
    right: 'debits.read',
    row: debitRow,
    sorts: ['collectOn', 'cents'],
    filters: {
      batchId: id.optional(),
      invoiceId: id.optional(),
      mandateId: id.optional(),
      customerId: id.optional(),
      state: z.enum(DEBIT_STATES).optional(),
    },
  }),
}
