import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { PERIODS } from './rules/closing.ts'
import { FINDINGS } from './rules/findings.ts'

const entry = z.object({
  id,
  sequence: z.int(),
  kind: z.string(),
  label: z.string().describe('the number of the document, or of those it is about'),
  recordId: id,
  concerns: z
    .array(z.object({ recordId: id, kind: z.string(), label: z.string() }))
    .describe('the records that an entry without number is about, what pays first'),
  on: isoDay.describe('the day the record bears'),
  sealedOn: isoDay,
  at: z.string(),
  by: z.string().describe('initials'),
  late: z.boolean().describe('it bears a day that had ended when it was sealed'),
  currency: z.string().describe('of its amount'),
  grossCents: cents,
  hash: z.string(),
})

const closing = z.object({
  id,
  period: z.enum(PERIODS),
  startsOn: isoDay,
  endsOn: isoDay,
  entryCount: z.int(),
  lastSequence: z.int(),
  invoicedCents: cents.describe('invoices and deposits less credit notes'),
  paidCents: cents,
  everInvoicedCents: cents.describe('since the beginning'),
  everPaidCents: cents.describe('since the beginning'),
  keyId: z.string(),
  closedAt: z.string(),
})

const finding = z.object({
  code: z.enum(FINDINGS),
  sequence: z.int().nullable(),
  kind: z.string(),
  label: z.string(),
  recordId: id.nullable(),
  field: z.string(),
  sealed: z.string(),
  found: z.string(),
  currency: z.string().default('').describe('of the amounts that differ; empty: euros, or none'),
})

const check = z.object({
  id,
  checkedAt: z.string(),
  checkedBy: z.string().describe('initials'),
  entryCount: z.int(),
  closingCount: z.int(),
  findingCount: z.int(),
  findings: z.array(finding).describe('the first ones'),
})

const key = z.object({
  keyId: z.string(),
  publicKey: z.string().describe('Ed25519, SubjectPublicKeyInfo in base64'),
  createdAt: z.string(),
})

export const journalContract = {
  ...listContract({
    path: '/journal-entries',
    summary: 'The sealed journal: what was issued, paid and corrected, each entry chained to the one before',
    right: 'journal.read',
    row: entry,
    sorts: ['sequence', 'on'],
    filters: {
      kind: z.string().max(30).optional(),
      recordId: id.optional(),
      from: isoDay.optional().describe('sealed on this day or later'),
      to: isoDay.optional(),
      late: z.boolean().optional().describe('only what came after its day'),
    },
  }),
  get: contract({
    method: 'GET',
    path: '/journal-entries/{id}',
    summary: 'One entry with its facts',
    right: 'journal.read',
  })
    .input(z.object({ id }))
    .output(entry.extend({ facts: z.record(z.string(), z.unknown()), previousHash: z.string() })),
  verify: contract({
    method: 'POST',
    path: '/journal-checks',
    summary: 'Verify the sealed journal, its closings and what its records say today; a large one as long work',
    right: 'journal.read',
  }).output(z.object({ check: check.nullable(), workId: id.nullable().describe('of the long work; null: done') })),
  lastCheck: contract({
    method: 'GET',
    path: '/journal-checks/last',
    summary: 'What the last verification found',
    right: 'journal.read',
  }).output(z.object({ check: check.nullable() })),
  close: contract({
    method: 'POST',
    path: '/journal-closings',
    summary: 'Close the days, months and fiscal years that have ended, as the timetable does each night',
    right: 'journal.write',
  }).output(z.object({ closed: z.int() })),
  keys: contract({
    method: 'GET',
    path: '/journal-keys',
    summary: 'The public keys closings were signed with, the oldest first',
    right: 'journal.read',
  }).output(z.object({ rows: z.array(key) })),
  newKey: contract({
    method: 'POST',
    path: '/journal-keys',
    summary: 'Sign closings with a new key from now on',
    right: 'journal.write',
  }).output(z.object({ keyId: z.string() })),
}

export const journalClosingsContract = {
  ...listContract({
    path: '/journal-closings',
    summary: 'Closings of days, months and fiscal years with their totals',
    right: 'journal.read',
    row: closing,
    sorts: ['endsOn'],
    filters: { period: z.enum(PERIODS).optional(), from: isoDay.optional(), to: isoDay.optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/journal-closings/{id}',
    summary: 'One closing with its totals, as they were signed',
    right: 'journal.read',
  })
    .input(z.object({ id }))
    .output(closing.extend({ facts: z.record(z.string(), z.unknown()), signature: z.string() })),
}
