import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'

const saleLine = z.object({
  productId: id,
  quantity: z.int().min(1).max(100_000).default(1),
  unitGrossCents: cents
    .min(0)
    .max(100_000_000)
    .optional()
    .describe('price of one, tax included, when not the product’s'),
  recipientId: id.optional().describe('who receives the copies, when not the customer'),
  startsOn: isoDay.optional().describe('first day of a subscription, when not the day of the invoice'),
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
      'invoicing.saleAlreadyTaken',
      'catalog.noIssueOnSale',
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
}
