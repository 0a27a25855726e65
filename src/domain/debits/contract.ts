import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { FREQUENCIES, MANDATE_STATES, PROOF_KINDS, SCHEMES } from './rules/states.ts'

const settingsFields = {
  creditorId: z.string().trim().min(8).max(50).describe('ICS, `FR72ZZZ123456`'),
  creditorName: z.string().trim().min(1).max(70).describe('as the bank knows it'),
  bankAccountId: id.describe('where the money comes in; it has an IBAN'),
  fileVersion: z.enum(['08', '02']).default('08').describe('pain.008.001.08, or .02 for a bank that still wants it'),
  noticeDays: z.int().min(0).max(60).default(14).describe('between the notice and the collection'),
  leadDays: z.int().min(1).max(10).default(2).describe('bank days between the file and the collection'),
  mandatePattern: z.string().trim().min(1).max(35).default('M{n:6}').describe('of the references of new mandates'),
  retries: z.int().min(0).max(5).default(1).describe('an unpaid debit is tried again so many times'),
  retryDays: z.int().min(1).max(60).default(10).describe('and so many days after its return'),
  stopAfter: z
    .int()
    .min(1)
    .max(12)
    .nullable()
    .default(null)
    .describe('unpaid debits in a row after which the service stops; null: never'),
  maxChargeCents: cents
    .min(0)
    .max(100_000)
    .default(5000)
    .describe('what a bank takes for one return, at most; a return that costs more waits for a person'),
  automatic: z.boolean().default(false).describe('notices leave and batches are proposed by themselves'),
}
const settings = z.object({ ...settingsFields, bankAccount: z.string(), revision: z.int() })

export const debitSettingsContract = {
  get: contract({
    method: 'GET',
    path: '/debit-settings',
    summary: 'Who collects by direct debit, and how; null: nothing is collected',
    right: 'debits.read',
  }).output(settings.nullable()),
  save: contract({
    method: 'PUT',
    path: '/debit-settings',
    summary: 'Change who collects by direct debit, and how',
    right: 'debits.write',
    refusals: [
      'debits.creditorIdForm',
      'debits.accountWithoutIban',
      'debits.patternForm',
      'payments.unknownBankAccount',
      'record.changedMeanwhile',
    ],
  })
    .input(z.object({ ...settingsFields, revision: z.int().optional() }))
    .output(settings),
}

/** A mandate as lists show it; the account number is never whole. */
export const mandateRow = z.object({
  id,
  reference: z.string().describe('RUM'),
  customerId: id,
  customer: z.string(),
  scheme: z.enum(SCHEMES),
  frequency: z.enum(FREQUENCIES),
  debtorName: z.string().describe('who holds the account'),
  iban: z.string().describe('masked: its country and its last four characters'),
  state: z.enum(MANDATE_STATES),
  signedOn: isoDay.nullable(),
  usedOn: isoDay.nullable().describe('the day of its last collection'),
  lapsesOn: isoDay.nullable().describe('36 months after its last collection or its signature; null: not signed'),
  proofCount: z.int(),
})

const proof = z.object({
  id,
  kind: z.enum(PROOF_KINDS),
  name: z.string(),
  mediaType: z.string(),
  byteCount: z.int(),
  sha256: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
})

export const mandateCard = mandateRow.extend({
  bic: z.string(),
  lines: z.string().describe('of the address'),
  postcode: z.string(),
  town: z.string(),
  country: z.string(),
  noticeDays: z.int().nullable().describe('agreed with the debtor; null: the company’s'),
  signedTown: z.string(),
  revokedOn: isoDay.nullable(),
  revokedReason: z.string(),
  language: z.enum(['fr', 'en']),
  source: z.string(),
  proofs: z.array(proof),
  amendments: z.array(
    z.object({
      id,
      amendedOn: isoDay,
      reason: z.string(),
      oldReference: z.string().nullable(),
      oldIban: z.string().nullable().describe('masked'),
      sameBank: z.boolean(),
      toldOn: isoDay.nullable().describe('the collection that told the bank'),
    }),
  ),
  createdAt: z.string(),
  createdBy: z.string(),
  revision: z.int(),
})

const iban = z.string().trim().min(10).max(42)
const debtor = {
  debtorName: z.string().trim().min(1).max(70).describe('who holds the account'),
  lines: z.string().trim().max(210).describe('of the address, apart by line breaks'),
  postcode: z.string().trim().max(16),
  town: z.string().trim().max(35),
  country: z.string().length(2),
}
const agreed = {
  scheme: z.enum(SCHEMES),
  frequency: z.enum(FREQUENCIES),
  bic: z.string().trim().max(11).describe('empty: the bank finds it by the IBAN'),
  noticeDays: z.int().min(0).max(60).nullable().describe('agreed with the debtor; null: the company’s'),
  language: z.enum(['fr', 'en']),
}
const signature = {
  signedOn: isoDay,
  signedTown: z.string().trim().max(70).default(''),
}
const file = {
  kind: z.enum(PROOF_KINDS).default('scan'),
  name: z.string().trim().min(1).max(200),
  mediaType: z.string().trim().min(3).max(100).default('application/pdf'),
  content: z.string().min(4).max(7_000_000).describe('the file in Base64, at most 5 MB'),
}
const forms = ['debits.ibanForm', 'debits.bicForm', 'debits.referenceForm', 'debits.referenceTaken'] as const

/** Debtors' leaves to collect from their accounts. Source: L-14. */
export const mandatesContract = {
  ...listContract({
    path: '/mandates',
    summary: 'Mandates to collect by SEPA direct debit',
    right: 'debits.read',
    row: mandateRow,
    sorts: ['reference', 'name', 'signedOn', 'lapsesOn'],
    filters: {
      customerId: id.optional(),
      state: z.enum(MANDATE_STATES).optional(),
      scheme: z.enum(SCHEMES).optional(),
      lapsesTo: isoDay.optional().describe('valid, and lapsing until that day'),
    },
  }),
  get: contract({
    method: 'GET',
    path: '/mandates/{id}',
    summary: 'A mandate, its proofs and changes',
    right: 'debits.read',
  })
    .input(z.object({ id }))
    .output(mandateCard),
  create: contract({
    method: 'POST',
    path: '/mandates',
    summary: 'Add a mandate of a customer, signed or to be signed',
    right: 'debits.write',
    refusals: [...forms, 'debits.unknownCustomer', 'debits.signedAhead', 'debits.proofTooLarge'],
  })
    .input(
      z.object({
        customerId: id,
        reference: z.string().trim().max(35).optional().describe('RUM; the next by the pattern when left out'),
        iban,
        debtorName: debtor.debtorName.optional().describe('the customer when left out'),
        lines: debtor.lines.optional().describe('the billing address of the customer when the address is left out'),
        postcode: debtor.postcode.optional(),
        town: debtor.town.optional(),
        country: debtor.country.optional(),
        scheme: agreed.scheme.default('core'),
        frequency: agreed.frequency.default('recurrent'),
        bic: agreed.bic.default(''),
        noticeDays: agreed.noticeDays.default(null),
        language: agreed.language.default('fr'),
        signedOn: isoDay.optional().describe('not signed yet when left out'),
        signedTown: signature.signedTown,
        proof: z.object(file).optional(),
      }),
    )
    .output(mandateCard),
  update: contract({
    method: 'PATCH',
    path: '/mandates/{id}',
    summary: 'Change what a mandate says of its debtor; its account and reference once signed are amended instead',
    right: 'debits.write',
    refusals: [...forms, 'debits.signedIsAmended', 'debits.mandateEnded', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        id,
        revision: z.int().optional(),
        reference: z.string().trim().min(1).max(35).optional(),
        iban: iban.optional(),
        ...z.object({ ...debtor, ...agreed }).partial().shape,
      }),
    )
    .output(mandateCard),
  sign: contract({
    method: 'POST',
    path: '/mandates/{id}/sign',
    summary: 'Say that a mandate came back signed',
    right: 'debits.write',
    refusals: ['debits.alreadySigned', 'debits.signedAhead', 'debits.mandateEnded', 'debits.proofTooLarge'],
  })
    .input(z.object({ id, ...signature, proof: z.object(file).optional() }))
    .output(mandateCard),
  addProof: contract({
    method: 'POST',
    path: '/mandates/{id}/proofs',
    summary: 'Keep a proof of the signature, which is never deleted',
    right: 'debits.write',
    refusals: ['debits.proofTaken', 'debits.proofTooLarge'],
  })
    .input(z.object({ id, ...file }))
    .output(mandateCard),
  amend: contract({
    method: 'POST',
    path: '/mandates/{id}/amend',
    summary: 'A signed mandate goes on with another account or reference; the bank is told with the next collection',
    right: 'debits.write',
    refusals: [...forms, 'debits.nothingAmended', 'debits.notSigned', 'debits.mandateEnded'],
  })
    .input(
      z.object({
        id,
        on: isoDay.optional().describe('today when left out'),
        iban: iban.optional(),
        bic: agreed.bic.optional(),
        sameBank: z.boolean().default(false).describe('the account changed within its bank'),
        reference: z.string().trim().min(1).max(35).optional(),
        reason: z.string().trim().max(200).default(''),
      }),
    )
    .output(mandateCard),
  revoke: contract({
    method: 'POST',
    path: '/mandates/{id}/revoke',
    summary: 'End a mandate: nothing is collected by it any more',
    right: 'debits.write',
    refusals: ['debits.mandateEnded', 'debits.notSigned'],
  })
    .input(z.object({ id, on: isoDay.optional(), reason: z.string().trim().min(1).max(200) }))
    .output(mandateCard),
  iban: contract({
    method: 'POST',
    path: '/mandates/{id}/iban',
    summary: 'The whole account number; that it was read is kept in the journal',
    right: 'debits.write',
    secret: true,
    refusals: ['debits.sealedElsewhere'],
  })
    .input(z.object({ id }))
    .output(z.object({ iban: z.string() })),
  remove: contract({
    method: 'DELETE',
    path: '/mandates/{id}',
    summary: 'Delete a mandate that was never signed',
    right: 'debits.write',
    refusals: ['debits.signedStays', 'debits.mandateUsed'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
