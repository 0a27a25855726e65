import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { PAYMENT_METHODS } from '../invoicing/rules/document.ts'
import { contractCard, contractFields, contractLine, contractRow, contractWritten } from './contract/record.ts'
import { CONTRACT_STATES, INVOICING, RENEWALS } from './rules/contract.ts'
import { TERM_STATES } from './rules/term-state.ts'

const text = (most: number) => z.string().trim().max(most)

/** What is wrong with what was typed. */
const typingRefusals = [
  'contracts.unknownCustomer',
  'contracts.unknownMandate',
  'contracts.mandateOfOther',
  'contracts.unknownProduct',
  'contracts.unknownRecipient',
  'contracts.unknownInvoice',
  'contracts.endsBefore',
  'contracts.tooFar',
  'contracts.lineSaysNothing',
  'contracts.priceInCurrency',
  'contracts.fixedDayMissing',
  'contracts.invoiceDayMissing',
  'contracts.renewalWithoutEnd',
  'contracts.tooManyTerms',
] as const

const changed = z.object({
  ...contractFields,
  id,
  fromOn: isoDay
    .optional()
    .describe('its lines hold for terms that begin from this day on; else for all that are not invoiced'),
})

const moved = z.object({
  startsOn: isoDay,
  endsOn: isoDay,
  invoiceOn: isoDay,
  state: z.enum(TERM_STATES),
  change: z.enum(['same', 'added', 'removed', 'moved', 'amount']),
  beforeCents: cents.nullable().describe('gross; null: no such term before'),
  afterCents: cents.nullable(),
})

/** Recurring contracts. Source: REC-1 to REC-34. */
export const contractsContract = {
  ...listContract({
    path: '/contracts',
    summary: 'Recurring contracts',
    right: 'contracts.read',
    row: contractRow,
    sorts: ['number', 'name', 'startsOn', 'endsOn'],
    filters: {
      customerId: id.optional().describe('whose contract it is, or who pays'),
      state: z.enum(CONTRACT_STATES).optional(),
      owner: z.string().max(10).optional(),
      paymentMethod: z.enum(PAYMENT_METHODS).optional(),
      invoicing: z.enum(INVOICING).optional(),
      renewal: z.enum(RENEWALS).optional(),
      productId: id.optional(),
      endsTo: isoDay.optional().describe('ending until that day'),
      toInvoice: z.stringbool().optional().describe('with terms whose day has come'),
    },
  }),
  get: contract({ method: 'GET', path: '/contracts/{id}', summary: 'A contract', right: 'contracts.read' })
    .input(z.object({ id }))
    .output(contractCard),
  copy: contract({
    method: 'GET',
    path: '/contracts/copy',
    summary: 'What a contract from a document, or as another one, would say; nothing is written',
    right: 'contracts.read',
  })
    .input(z.object({ invoiceId: id.optional(), contractId: id.optional() }))
    .output(
      z.object({ ...contractWritten.shape, lines: z.array(contractLine.required()), originInvoiceId: id.nullable() }),
    ),
  create: contract({
    method: 'POST',
    path: '/contracts',
    summary: 'Create a contract, as a draft or active at once',
    right: 'contracts.write',
    refusals: typingRefusals,
  })
    .input(
      z.object({
        ...contractFields,
        originInvoiceId: id.nullable().default(null).describe('the document it is made from'),
        active: z.boolean().default(false).describe('its terms are planned at once'),
        generateAll: z.boolean().default(false).describe('and drafts of all its invoices are made, without number'),
        source: text(100).default('hand'),
      }),
    )
    .output(contractCard),
  previewChange: contract({
    method: 'POST',
    path: '/contracts/{id}/preview-change',
    summary: 'What a change of a contract would make of its terms that have no invoice; nothing is written',
    right: 'contracts.read',
    refusals: [...typingRefusals, 'contracts.ended'],
  })
    .input(changed)
    .output(z.object({ terms: z.array(moved), beforeCents: cents, afterCents: cents, keptCount: z.int() })),
  update: contract({
    method: 'PUT',
    path: '/contracts/{id}',
    summary: 'Change a contract: what is invoiced stays, the other terms are counted anew',
    right: 'contracts.write',
    refusals: [...typingRefusals, 'contracts.ended', 'contracts.startIsInvoiced', 'record.changedMeanwhile'],
  })
    .input(changed.extend({ revision: z.int() }))
    .output(contractCard),
  activate: contract({
    method: 'POST',
    path: '/contracts/{id}/activate',
    summary: 'Begin a contract: its terms are planned',
    right: 'contracts.write',
    refusals: ['contracts.alreadyActive', 'contracts.tooManyTerms'],
  })
    .input(z.object({ id, generateAll: z.boolean().default(false) }))
    .output(contractCard),
  pause: contract({
    method: 'POST',
    path: '/contracts/{id}/pause',
    summary: 'Pause a contract: terms that begin meanwhile are not invoiced',
    right: 'contracts.write',
    refusals: ['contracts.notActive', 'contracts.pauseEndsBefore'],
  })
    .input(z.object({ id, from: isoDay, to: isoDay.nullable().default(null).describe('its last day; null: open') }))
    .output(contractCard),
  resume: contract({
    method: 'POST',
    path: '/contracts/{id}/resume',
    summary: 'Go on with a paused contract from a day on',
    right: 'contracts.write',
    refusals: ['contracts.notPaused'],
  })
    .input(z.object({ id, on: isoDay.describe('the first day it goes on') }))
    .output(contractCard),
  termination: contract({
    method: 'GET',
    path: '/contracts/{id}/termination',
    summary: 'What ending a contract on a day would leave, and what was invoiced beyond; nothing is written',
    right: 'contracts.read',
    refusals: ['contracts.notActive', 'contracts.endsBefore'],
  })
    .input(z.object({ id, on: isoDay }))
    .output(
      z.object({
        termCount: z.int().describe('terms that are not invoiced any more'),
        draftCount: z.int().describe('of which drafts are discarded'),
        sharedDraftCount: z.int().describe('drafts that other contracts stand on too: they stay, with its lines'),
        beyondCents: cents.describe('gross, invoiced for the time after, by day'),
        freeToEnd: z.boolean(),
        refundCents: cents.describe('to be credited because he may end it at any time'),
      }),
    ),
  terminate: contract({
    method: 'POST',
    path: '/contracts/{id}/terminate',
    summary: 'End a contract before its end; issued invoices stay',
    right: 'contracts.write',
    refusals: ['contracts.notActive', 'contracts.endsBefore', 'contracts.mayNotCredit'],
  })
    .input(
      z.object({
        id,
        on: isoDay.describe('its last day'),
        reason: text(200).min(1),
        credit: z
          .boolean()
          .default(false)
          .describe('what was invoiced for the time after is given back by credit notes, by day'),
      }),
    )
    .output(contractCard),
  renew: contract({
    method: 'POST',
    path: '/contracts/{id}/renew',
    summary: 'Go on with a contract by a new one, with its lines as of that day',
    right: 'contracts.write',
    refusals: ['contracts.alreadyRenewed', 'contracts.notActive', 'contracts.renewalWithoutEnd'],
  })
    .input(z.object({ id, endsOn: isoDay.nullable().optional().describe('as its renewal says when left out') }))
    .output(contractCard),
  remove: contract({
    method: 'DELETE',
    path: '/contracts/{id}',
    summary: 'Delete a contract that no document was made of',
    right: 'contracts.write',
    refusals: ['contracts.hasDocuments', 'contracts.wasRenewed'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
