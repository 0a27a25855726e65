import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { MONTH_ENDS, PAYMENT_METHODS, TERRITORIES, VAT_CATEGORIES } from '../rules/document.ts'

const MOST_CENTS = 100_000_000
const price = cents.min(0).max(MOST_CENTS)
const bps = z.int().min(0).max(10_000)
const short = z.string().trim().max(100)
const long = z.string().trim().max(2000)

export const lineSaid = z.object({
  productId: id.nullable().describe('null: a line of text'),
  quantity: z.int().min(1).max(100_000).default(1),
  label: z.string().trim().max(300).optional().describe('when not the product’s'),
  description: long.optional().describe('printed below the label'),
  unitCents: price.optional().describe('price of one in the basis of the document, when not the product’s'),
  discountBps: bps.optional().describe('taken off the line, in hundredths of a percent'),
  discountCents: price.optional().describe('or an amount taken off'),
  discountReason: short.optional(),
  vatRateBps: bps.optional().describe('of a line of text; a product has its own'),
  periodFrom: isoDay.optional(),
  periodTo: isoDay.optional(),
  recipientId: id.optional().describe('who receives the copies, when not the customer'),
  gift: z.boolean().optional(),
  startsOn: isoDay.optional(),
  startsWith: z.enum(['current', 'next']).optional(),
  startIssueId: id.optional(),
  renewsId: id.optional(),
  renewalContactId: id.optional(),
})

export const allowanceSaid = z.object({
  kind: z.enum(['discount', 'charge', 'deposit']),
  reason: short.optional(),
  percentBps: bps.optional().describe('of the lines; else an amount'),
  cents: price.optional().describe('in the basis of the document; of a deposit tax included, else all it still holds'),
  vatRateBps: bps.optional().describe('of the lines at this rate; else spread over all'),
  depositId: id.optional(),
})

const address = z.object({
  lines: z.array(z.string().trim().max(100)).max(4),
  postcode: z.string().trim().max(20),
  town: z.string().trim().max(100),
  country: z.string().trim().toUpperCase().length(2),
})

/** What is typed of a document. */
export const documentFields = {
  kind: z.enum(['invoice', 'deposit']).default('invoice'),
  customerId: id,
  draftedOn: isoDay.optional().describe('the day it is to bear; else the day it is issued'),
  suppliedOn: isoDay.optional().describe('when it is delivered, or the service ends'),
  language: z.enum(['fr', 'en']).optional().describe('else the customer’s'),
  currency: z.string().length(3).optional().describe('ISO 4217; euros when left out'),
  priceBasis: z.enum(['gross', 'net']).optional().describe('what prices are entered as; else as those of its products'),
  paymentDays: z.int().min(0).max(365).optional().describe('else as the company’s'),
  paymentMonthEnd: z.enum(MONTH_ENDS).optional(),
  paymentMethod: z.enum(PAYMENT_METHODS).optional(),
  buyerReference: short.optional(),
  purchaseOrder: short.optional(),
  contractReference: short.optional(),
  note: long.optional().describe('printed'),
  deliveryAddress: address.optional().describe('when not where the customer’s copies go'),
  owner: z.string().trim().max(10).optional().describe('initials of who looks after it'),
  privateNote: long.optional().describe('never printed'),
  lines: z.array(lineSaid).max(500),
  allowances: z.array(allowanceSaid).max(50).default([]).describe('taken off or added to the whole, deposits too'),
}

const amounts = { netCents: cents, vatCents: cents, grossCents: cents }
const vat = { vatCategory: z.enum(VAT_CATEGORIES), vatRateBps: z.int() }

const quoted = z.object({
  priceBasis: z.enum(['gross', 'net']),
  territory: z.enum(TERRITORIES),
  ...amounts,
  dueOn: isoDay.describe('if it were issued on its day'),
  lines: z.array(
    z.object({
      typed: z.int().describe('which of the lines typed it comes from, from 0: a bundle is a line a product'),
      label: z.string(),
      unitCents: cents.nullable(),
      discountCents: cents,
      ...vat,
      ...amounts,
    }),
  ),
  allowances: z.array(
    z.object({
      typed: z.int(),
      kind: z.enum(['discount', 'charge', 'deposit']),
      reason: z.string(),
      ...vat,
      ...amounts,
    }),
  ),
  breakdown: z.array(z.object({ ...vat, ...amounts })),
})

export const pricingRefusals = [
  'invoicing.unknownCustomer',
  'invoicing.unknownProduct',
  'invoicing.giftToOneself',
  'invoicing.startTwice',
  'invoicing.startOfNoComponent',
  'invoicing.discountBeyondLine',
  'invoicing.takenOffBeyondLines',
  'invoicing.periodEndsBefore',
  'invoicing.depositSellsNothing',
  'invoicing.unknownDeposit',
  'invoicing.unknownCurrency',
  'invoicing.depositInEuros',
  'invoicing.priceInCurrency',
  'invoicing.depositUsed',
  'invoicing.pressWithoutCppap',
  'invoicing.lineSaysNothing',
  'invoicing.reasonOfAllowance',
  'catalog.notComposedYet',
] as const

export const draftingRefusals = [
  ...pricingRefusals,
  'invoicing.unknownRecipient',
  'invoicing.unknownIssue',
  'invoicing.saleAlreadyTaken',
] as const

export const issuingRefusals = [
  'invoicing.alreadyIssued',
  'invoicing.beforeLastIssued',
  'invoicing.issuedAhead',
  'invoicing.notReady',
  'invoicing.breaksRule',
  'invoicing.deliveredElsewhere',
  'invoicing.rateChanged',
  'invoicing.pressWithoutCppap',
  'invoicing.depositUsed',
  'catalog.noIssueOnSale',
  'catalog.issueOfAnotherTitle',
  'subscriptions.noStartIssue',
  'subscriptions.notServed',
  'subscriptions.renewsOtherTitle',
  'subscriptions.renewsNoEnd',
  'subscriptions.alreadyRenewed',
] as const

const issued = z.object({ id, number: z.string(), issuedOn: isoDay })

/** Documents from draft to issued. */
export const documentsContract = {
  quote: contract({
    method: 'POST',
    path: '/invoices/quote',
    summary: 'What a document comes to as it is typed; nothing is written',
    right: 'invoicing.read',
    refusals: pricingRefusals,
  })
    .input(
      z.object({ ...documentFields, id: id.optional().describe('the draft it is, whose own deposits do not count') }),
    )
    .output(quoted),
  openDeposits: contract({
    method: 'GET',
    path: '/invoices/open-deposits',
    summary: 'Deposit invoices of a customer that an invoice can still take off',
    right: 'invoicing.read',
  })
    .input(z.object({ customerId: id, draftId: id.optional().describe('what this draft takes off counts as held') }))
    .output(z.array(z.object({ id, number: z.string(), issuedOn: isoDay, leftCents: cents }))),
  draft: contract({
    method: 'POST',
    path: '/invoices/drafts',
    summary: 'Write a draft of an invoice or deposit invoice',
    right: 'invoicing.write',
    refusals: draftingRefusals,
  })
    .input(z.object({ ...documentFields, source: short.optional(), sourceReference: short.optional() }))
    .output(z.object({ id, revision: z.int() })),
  edit: contract({
    method: 'PUT',
    path: '/invoices/drafts/{id}',
    summary: 'Write a draft anew',
    right: 'invoicing.write',
    refusals: [...draftingRefusals, 'invoicing.alreadyIssued', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision: z.int(), ...documentFields }))
    .output(z.object({ id, revision: z.int() })),
  duplicate: contract({
    method: 'POST',
    path: '/invoices/{id}/duplicate',
    summary: 'Write a document once more as a draft, at the prices it bore',
    right: 'invoicing.write',
    refusals: [...draftingRefusals, 'invoicing.creditNoteOnce'],
  })
    .input(z.object({ id }))
    .output(z.object({ id, revision: z.int() })),
  discard: contract({
    method: 'DELETE',
    path: '/invoices/drafts/{id}',
    summary: 'Delete a draft',
    right: 'invoicing.write',
    refusals: ['invoicing.alreadyIssued'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  issue: contract({
    method: 'POST',
    path: '/invoices/drafts/issue',
    summary: 'Issue drafts, all or none: each gets its number and never changes again',
    right: 'invoicing.write',
    refusals: issuingRefusals,
  })
    .input(z.object({ ids: z.array(id).min(1).max(200) }))
    .output(z.array(issued)),
  note: contract({
    method: 'PATCH',
    path: '/invoices/{id}/note',
    summary: 'Change what is no part of the document: who looks after it, the private note, the day it is awaited',
    right: 'invoicing.write',
    refusals: ['invoicing.nothingAwaited'],
  })
    .input(
      z.object({
        id,
        owner: z.string().trim().max(10).optional(),
        privateNote: long.optional(),
        dueOn: isoDay.optional().describe('later than on the paper, as was agreed'),
      }),
    )
    .output(z.object({ id })),
}
