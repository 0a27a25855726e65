import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { cancelInvoiceContract } from './contract/cancel.ts'

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

export const invoiceRow = z.object({
  id,
  number: z.string(),
  issuedOn: isoDay,
  customerId: id,
  customer: z.string(),
  ...amounts,
  cancelledOn: isoDay.nullable(),
  source: z.string(),
})

export const invoicingContract = {
  ...listContract({
    path: '/invoices',
    summary: 'Invoices issued',
    right: 'invoicing.read',
    row: invoiceRow,
    sorts: ['issuedOn', 'number'],
    filters: { customerId: id.optional(), issuedFrom: isoDay.optional(), issuedTo: isoDay.optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/invoices/{id}',
    summary: 'One invoice with its lines',
    right: 'invoicing.read',
  })
    .input(z.object({ id }))
    .output(
      invoiceRow.extend({
        cancelledReason: z.string().nullable(),
        sourceReference: z.string().nullable(),
        createdAt: z.string(),
        createdBy: z.string(),
        lines: z.array(
          z.object({
            id,
            position: z.int(),
            productId: id.nullable(),
            productCode: z.string().nullable(),
            label: z.string(),
            quantity: z.int(),
            vatRateBps: z.int(),
            ...amounts,
            recipientId: id.nullable(),
            recipient: z.string().nullable(),
            gift: z.boolean(),
            bundleId: id.nullable().describe('the product it was sold in with other lines'),
            bundle: z.string().nullable().describe('code and label of that product'),
            bundleGroup: z.int().nullable().describe('lines of one sale of a bundle have one number'),
          }),
        ),
      }),
    ),
  sell: contract({
    method: 'POST',
    path: '/invoices',
    summary: 'Record a sale: the invoice is issued and its purchases are made',
    right: 'invoicing.write',
    refusals: [
      'invoicing.unknownCustomer',
      'invoicing.unknownProduct',
      'invoicing.unknownRecipient',
      'invoicing.unknownIssue',
      'invoicing.giftToOneself',
      'invoicing.startTwice',
      'invoicing.startOfNoComponent',
      'invoicing.saleAlreadyTaken',
      'catalog.notComposedYet',
      'catalog.noIssueOnSale',
      'catalog.issueOfAnotherTitle',
      'subscriptions.noStartIssue',
      'subscriptions.notServed',
      'subscriptions.renewsOtherTitle',
      'subscriptions.renewsNoEnd',
      'subscriptions.alreadyRenewed',
    ],
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
  ...cancelInvoiceContract,
}
