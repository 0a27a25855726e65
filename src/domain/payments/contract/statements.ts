import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { paymentRefusals } from '../contract.ts'
import { CONFIDENCES, PROPOSAL_REASONS } from '../rules/proposals.ts'
import { CSV_FIELDS, STATEMENT_FAULTS } from '../rules/statement.ts'

const refusedLine = z.object({
  line: z.int().describe('of a CSV; of a camt.053 the place of the entry'),
  code: z.enum(STATEMENT_FAULTS),
  detail: z.string().optional().describe('what it says instead'),
})
const columns = z.partialRecord(z.enum(CSV_FIELDS), z.int().min(0).max(99))
const formats = z.enum(['camt.053', 'csv'])

const file = {
  name: z.string().trim().min(1).max(200),
  content: z.string().min(1).max(19_000_000).describe('base64; camt.053, or CSV as banks export it'),
  bankAccountId: id.optional().describe('when the file does not say whose account it is'),
  columns: columns.optional().describe('what the columns of a CSV are, from 0; else those of last time, or guessed'),
}
const fileRefusals = [
  'payments.emptyFile',
  'payments.notAStatement',
  'payments.xmlBroken',
  'payments.unknownBankAccount',
] as const

const statementRow = z.object({
  id,
  bankAccountId: id,
  bankAccount: z.string(),
  name: z.string(),
  format: formats,
  startsOn: isoDay.nullable(),
  endsOn: isoDay.nullable(),
  readCount: z.int(),
  takenCount: z.int(),
  refusedCount: z.int(),
  openCount: z.int().describe('movements of it that still wait'),
  createdAt: z.string(),
  createdBy: z.string(),
})

export const statementsContract = {
  ...listContract({
    path: '/bank-statements',
    summary: 'Bank statements that were read',
    right: 'payments.read',
    row: statementRow,
    sorts: ['createdAt'],
    filters: { bankAccountId: id.optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/bank-statements/{id}',
    summary: 'A bank statement with the lines that were refused',
    right: 'payments.read',
  })
    .input(z.object({ id }))
    .output(statementRow.extend({ refused: z.array(refusedLine) })),
  preview: contract({
    method: 'POST',
    path: '/bank-statements/preview',
    summary: 'What a statement would bring; nothing is kept',
    right: 'payments.write',
    refusals: fileRefusals,
  })
    .input(z.object(file))
    .output(
      z.object({
        format: formats,
        layout: z
          .object({ headings: z.array(z.string()), columns, samples: z.array(z.array(z.string())) })
          .nullable()
          .describe('how a CSV is read'),
        missing: z.array(z.enum(['bookedOn', 'amount'])).describe('what no column gives'),
        accounts: z.array(
          z.object({
            account: z.string().describe('IBAN in the file'),
            bankAccountId: id.nullable().describe('null: none of ours'),
            bankAccount: z.string(),
            count: z.int(),
            knownCount: z.int().describe('told by a statement before'),
            inCents: cents,
            outCents: cents,
            startsOn: isoDay.nullable(),
            endsOn: isoDay.nullable(),
            alreadyRead: z.boolean().describe('this very file was'),
            refused: z.array(refusedLine),
          }),
        ),
      }),
    ),
  take: contract({
    method: 'POST',
    path: '/bank-statements',
    summary: 'Read a bank statement: its new movements wait to be matched, each with what it seems to pay',
    right: 'payments.write',
    refusals: [
      ...fileRefusals,
      'payments.columnsMissing',
      'payments.notOurAccount',
      'payments.bankAccountAsked',
      'payments.statementAlreadyRead',
    ],
  })
    .input(z.object(file))
    .output(
      z.object({
        statements: z.array(
          z.object({
            id,
            bankAccountId: id,
            bankAccount: z.string(),
            readCount: z.int(),
            takenCount: z.int(),
            refused: z.array(refusedLine),
          }),
        ),
      }),
    ),
}

const allocated = z.object({ invoiceId: id, number: z.string(), cents })
const proposal = z.object({
  confidence: z.enum(CONFIDENCES),
  reason: z.enum(PROPOSAL_REASONS),
  customerId: id,
  customer: z.string(),
  allocations: z.array(allocated),
  undoesId: id.optional().describe('the payment it takes back'),
  paymentId: id.optional().describe('the payment that was recorded before'),
})

export const MOVEMENT_STATES = ['open', 'matched', 'set-aside'] as const
export const movementRow = z.object({
  id,
  statementId: id,
  bankAccountId: id,
  bankAccount: z.string(),
  line: z.int(),
  bookedOn: isoDay,
  valueOn: isoDay.nullable(),
  cents,
  otherName: z.string(),
  otherIban: z.string(),
  text: z.string(),
  reference: z.string(),
  reversal: z.boolean(),
  state: z.enum(MOVEMENT_STATES),
  paymentId: id.nullable(),
  paymentNumber: z.int().nullable(),
  note: z.string(),
  proposal: proposal.nullable(),
})
const filters = {
  state: z.enum(MOVEMENT_STATES).optional(),
  bankAccountId: id.optional(),
  statementId: id.optional(),
  confidence: z.enum([...CONFIDENCES, 'none']).optional(),
  direction: z.enum(['in', 'out']).optional(),
  bookedFrom: isoDay.optional(),
  bookedTo: isoDay.optional(),
}
const matchRefusals = ['payments.movementNotOpen', ...paymentRefusals] as const

export const movementsContract = {
  ...listContract({
    path: '/bank-movements',
    summary: 'Movements of bank statements, each with what it seems to pay',
    right: 'payments.read',
    row: movementRow,
    sorts: ['bookedOn', 'cents'],
    filters,
  }),
  summary: contract({
    method: 'GET',
    path: '/bank-movements/summary',
    summary: 'How many movements wait, by how sure their proposal is',
    right: 'payments.read',
  }).output(z.array(z.object({ confidence: z.enum([...CONFIDENCES, 'none']), count: z.int(), cents }))),
  accept: contract({
    method: 'POST',
    path: '/bank-movements/accept',
    summary: 'Make payments of what movements were proposed to pay; of all that are sure when none are named',
    right: 'payments.write',
    refusals: [...matchRefusals, 'payments.proposalChanged', 'payments.nothingProposed'],
  })
    .input(z.object({ ids: z.array(id).min(1).max(5000).optional() }))
    .output(
      z.object({
        accepted: z.int(),
        changed: z.int().describe('left: what was proposed is no longer so, or nothing was'),
      }),
    ),
  match: contract({
    method: 'POST',
    path: '/bank-movements/{id}/match',
    summary: 'Make a payment of a movement, of the customer and for the documents said',
    right: 'payments.write',
    refusals: matchRefusals,
  })
    .input(
      z.object({
        id,
        customerId: id,
        allocations: z
          .array(z.object({ invoiceId: id, cents }))
          .max(1000)
          .default([])
          .describe('none: it stays open on the account of the customer'),
      }),
    )
    .output(movementRow),
  setAside: contract({
    method: 'POST',
    path: '/bank-movements/set-aside',
    summary: 'Set movements aside with a note: they concern no customer',
    right: 'payments.write',
    refusals: ['payments.movementNotOpen'],
  })
    .input(z.object({ ids: z.array(id).min(1).max(5000), note: z.string().trim().min(1).max(500) }))
    .output(z.object({ count: z.int() })),
  reopen: contract({
    method: 'POST',
    path: '/bank-movements/{id}/reopen',
    summary: 'Take back a movement that was set aside, or whose payment was undone',
    right: 'payments.write',
    refusals: ['payments.movementPaid'],
  })
    .input(z.object({ id }))
    .output(movementRow),
  propose: contract({
    method: 'POST',
    path: '/bank-movements/propose',
    summary: 'Look again for what the movements that wait seem to pay',
    right: 'payments.write',
  }).output(z.object({ count: z.int() })),
}
