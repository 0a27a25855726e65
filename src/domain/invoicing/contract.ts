import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { MESSAGE_STATES } from '../messaging/rules.ts'
import { cancelInvoiceContract } from './contract/cancel.ts'
import { allowanceSaid, documentsContract, draftingRefusals, issuingRefusals, lineSaid } from './contract/documents.ts'
import { documentFilters } from './contract/filters.ts'
import { issueManyContract } from './contract/issue-many.ts'
import { seriesContract } from './contract/series.ts'
import { DOCUMENT_KINDS, MONTH_ENDS, PAYMENT_METHODS, TERRITORIES, VAT_CATEGORIES } from './rules/document.ts'
import { DOCUMENT_STATES } from './rules/state.ts'

const saleLine = z.object({
  productId: id,
  quantity: z.int().min(1).max(100_000).default(1),
  unitGrossCents: cents
    .min(0)
    .max(100_000_000)
    .optional()
    .describe('price of one, tax included, when not the product’s'),
  recipientId: id.optional().describe('who receives the copies, when not the customer'),
  gift: z.boolean().default(false).describe('paid by the customer for the recipient, who never sees the price'),
  startsOn: isoDay.optional().describe('first day of a subscription, when not the day of the invoice'),
  startsWith: z
    .enum(['current', 'next'])
    .optional()
    .describe('first issue of a subscription, on the day of the invoice'),
  startIssueId: id.optional().describe('first issue of a subscription, chosen'),
  renewsId: id.optional().describe('the purchase it goes on from; else the last one of the recipient and title'),
  renewalContactId: id.optional().describe('who is written to about renewal, when not the customer'),
})

const amounts = { netCents: cents, vatCents: cents, grossCents: cents }
const vat = { vatCategory: z.enum(VAT_CATEGORIES), vatRateBps: z.int() }

export const invoiceRow = z.object({
  id,
  kind: z.enum(DOCUMENT_KINDS),
  state: z.enum(DOCUMENT_STATES),
  number: z.string().nullable().describe('null: a draft'),
  issuedOn: isoDay.nullable().describe('null: a draft'),
  dueOn: isoDay.nullable().describe('null: nothing is awaited'),
  customerId: id,
  customer: z.string(),
  currency: z.string().describe('of its amounts'),
  ...amounts,
  openCents: cents.describe('still to be paid; less than zero: to be paid back'),
  cancelledOn: isoDay.nullable(),
  owner: z.string(),
  source: z.string(),
  mailState: z.enum(MESSAGE_STATES).nullable().describe('of its last mail; null: never mailed'),
})

const link = z.object({ id, number: z.string(), issuedOn: isoDay, grossCents: cents })
const address = { lines: z.array(z.string()), postcode: z.string(), town: z.string(), country: z.string() }
const start = {
  startsOn: isoDay.nullable(),
  startsWith: z.enum(['current', 'next']).nullable(),
  startIssueId: id.nullable(),
}

const documentLine = z.object({
  id,
  position: z.int(),
  productId: id.nullable(),
  productCode: z.string().nullable(),
  label: z.string(),
  description: z.string(),
  quantity: z.int(),
  unitCents: cents.nullable().describe('in the basis of the document; null: only what the line costs is known'),
  discountBps: z.int().nullable(),
  discountCents: cents,
  discountReason: z.string(),
  ...vat,
  ...amounts,
  leftCents: cents.describe('what credit notes may still take back, tax included'),
  periodFrom: isoDay.nullable(),
  periodTo: isoDay.nullable(),
  creditsLineId: id.nullable().describe('the line a credit note takes back'),
  recipientId: id.nullable(),
  recipient: z.string().nullable(),
  gift: z.boolean(),
  ...start,
  renewsId: id.nullable(),
  renewalContactId: id.nullable(),
  bundleId: id.nullable().describe('the product it was sold in with other lines'),
  bundle: z.string().nullable().describe('code and label of that product'),
  bundleGroup: z.int().nullable().describe('lines of one sale of a bundle have one number'),
})

/** A document as it was typed: what `invoices.edit` takes. */
const typed = z.object({ lines: z.array(lineSaid), allowances: z.array(allowanceSaid) })

const document = invoiceRow.extend({
  cancelledReason: z.string().nullable(),
  reason: z.string().describe('why a credit note corrects its invoice'),
  sourceReference: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  revision: z.int(),
  draftedOn: isoDay.nullable(),
  suppliedOn: isoDay.nullable(),
  language: z.enum(['fr', 'en']),
  priceBasis: z.enum(['gross', 'net']),
  territory: z.enum(TERRITORIES).nullable(),
  paymentDays: z.int().nullable(),
  paymentMonthEnd: z.enum(MONTH_ENDS).nullable(),
  paymentMethod: z.enum(PAYMENT_METHODS).nullable(),
  buyerReference: z.string(),
  purchaseOrder: z.string(),
  contractReference: z.string(),
  note: z.string(),
  deliveryAddress: z.object(address).nullable(),
  buyer: z
    .object({
      number: z.int(),
      kind: z.enum(['person', 'organisation']),
      name: z.string(),
      siren: z.string(),
      vatNumber: z.string(),
      email: z.string(),
      electronicAddress: z.string(),
      address: z.object(address),
      delivery: z.object({ ...address, name: z.string() }).nullable(),
    })
    .nullable()
    .describe('the customer as it stood when it was issued'),
  privateNote: z.string(),
  printedAt: z.string().nullable(),
  mailedAt: z.string().nullable(),
  reminderLevel: z.int(),
  remindedOn: isoDay.nullable(),
  credits: z.object({ id, number: z.string() }).nullable().describe('the invoice a credit note corrects'),
  creditNotes: z.array(link),
  usedBy: z.array(link).describe('invoices that took this deposit off'),
  depositLeftCents: cents.nullable().describe('what a deposit invoice still holds'),
  lines: z.array(documentLine),
  allowances: z.array(
    z.object({
      kind: z.enum(['discount', 'charge', 'deposit']),
      depositId: id.nullable(),
      depositNumber: z.string().nullable(),
      reason: z.string(),
      percentBps: z.int().nullable(),
      ...vat,
      ...amounts,
    }),
  ),
  breakdown: z.array(z.object({ ...vat, ...amounts })),
  left: z
    .array(
      z.object({
        ...vat,
        ...amounts,
        supplies: z
          .array(z.object({ supply: z.enum(['goods', 'services']), cents }))
          .describe('of the goods and the services sold at it, tax included'),
      }),
    )
    .describe('what credit notes may still take back, by rate'),
  typed: typed.nullable().describe('a draft as it was typed; null: it is issued'),
})

export const invoicingContract = {
  ...listContract({
    path: '/invoices',
    summary: 'Invoices, credit notes and deposit invoices, drafts first',
    right: 'invoicing.read',
    row: invoiceRow,
    sorts: ['issuedOn', 'dueOn', 'grossCents'],
    filters: documentFilters,
  }),
  totals: contract({
    method: 'GET',
    path: '/invoices/totals',
    summary: 'What the documents that match come to',
    right: 'invoicing.read',
  })
    .input(z.object({ search: z.string().max(100).optional(), ...documentFilters }))
    .output(z.object({ count: z.int(), ...amounts, openCents: cents })),
  get: contract({
    method: 'GET',
    path: '/invoices/{id}',
    summary: 'One document with its lines, what it came from and what it caused',
    right: 'invoicing.read',
  })
    .input(z.object({ id }))
    .output(document),
  sell: contract({
    method: 'POST',
    path: '/invoices',
    summary: 'Record a sale: the invoice is issued and its purchases are made',
    right: 'invoicing.write',
    refusals: [...draftingRefusals, ...issuingRefusals],
  })
    .input(
      z.object({
        customerId: id,
        issuedOn: isoDay.optional().describe('today when left out'),
        source: z.string().trim().min(1).max(40).optional(),
        sourceReference: z.string().trim().min(1).max(100).optional(),
        lines: z.array(saleLine).min(1).max(500),
      }),
    )
    .output(z.object({ id, number: z.string() })),
  ...documentsContract,
  ...issueManyContract,
  ...seriesContract,
  ...cancelInvoiceContract,
}
