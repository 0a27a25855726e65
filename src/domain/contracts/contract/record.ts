import { z } from 'zod'
import { cents, id, isoDay } from '../../../platform/http/contract.ts'
import { MONTH_ENDS, PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { CONTRACT_STATES, DAY_RULES, INVOICE_ON, INVOICING, RENEWALS, UNITS } from '../rules/contract.ts'

const text = (most: number) => z.string().trim().max(most)

export const contractLine = z.object({
  productId: id.nullable().default(null).describe('null: a line of text'),
  label: text(300).default('').describe('empty: that of the product'),
  description: text(2000)
    .default('')
    .describe('printed below; {period.start}, {period.end}, {issue.first} and {issue.last} say themselves'),
  quantity: z.int().min(1).max(100_000).default(1),
  unitCents: cents
    .min(0)
    .max(100_000_000)
    .nullable()
    .default(null)
    .describe('in the basis of the contract; null: the price of the product on the day'),
  discountBps: z.int().min(0).max(10_000).default(0),
  vatRateBps: z.int().min(0).max(10_000).nullable().default(null).describe('of a line of text; a product has its own'),
  recipientId: id.nullable().default(null).describe('who is served; null: the customer'),
  gift: z.boolean().default(false),
  renewsPurchaseId: id.nullable().default(null).describe('the purchase that its first term goes on from'),
})

/** What is typed of a contract. Source: REC-5 to REC-22. */
export const contractFields = {
  title: text(200).min(1),
  customerId: id,
  payerId: id.nullable().default(null).describe('who gets the invoices; null: the customer'),
  startsOn: isoDay.describe('terms are counted from it'),
  endsOn: isoDay.nullable().default(null).describe('its last day; null: until somebody ends it'),
  owner: text(10).default(''),
  paymentMethod: z.enum(PAYMENT_METHODS).nullable().default(null),
  paymentDays: z.int().min(0).max(365).nullable().default(null).describe('null: as the company’s'),
  paymentMonthEnd: z.enum(MONTH_ENDS).nullable().default(null),
  mandateId: id.nullable().default(null).describe('null: the valid one of who pays'),
  privateNote: text(2000).default('').describe('never printed'),
  note: text(2000).default('').describe('printed on its invoices'),
  buyerReference: text(100).default(''),
  purchaseOrder: text(100).default(''),
  priceBasis: z.enum(['gross', 'net']).default('gross'),
  currency: z.string().length(3).default('EUR'),
  every: z.int().min(1).max(1000).default(1).describe('so many units'),
  unit: z.enum(UNITS).default('month'),
  dayRule: z.enum(DAY_RULES).default('same'),
  fixedDay: z.int().min(1).max(31).nullable().default(null).describe('of the month, when the rule is fixed'),
  invoiceOn: z.enum(INVOICE_ON).default('start'),
  invoiceDays: z.int().min(0).max(366).default(0).describe('days before the term, or the day of the month'),
  prorated: z.boolean().default(false).describe('a first or last term that is not whole is charged by day'),
  plansToEnd: z.boolean().default(true).describe('all terms to the end stand at once; else the next one'),
  invoicing: z.enum(INVOICING).default('manual'),
  reviewDays: z.int().min(0).max(90).default(3).describe('a draft is looked at so long before it is issued by itself'),
  grouped: z.boolean().default(false).describe('on one invoice with the others of who pays'),
  renewal: z.enum(RENEWALS).default('none'),
  renewalEvery: z.int().min(1).max(1000).default(1),
  renewalUnit: z.enum(UNITS).default('year'),
  alertDays: z.int().min(0).max(366).default(60),
  lines: z.array(contractLine).min(1).max(100),
}

/** A contract as lists show it. */
export const contractRow = z.object({
  id,
  number: z.string().describe('CT-…'),
  title: z.string(),
  customerId: id,
  customer: z.string(),
  payerId: id.nullable(),
  payer: z.string().describe('who pays, the customer too'),
  state: z.enum(CONTRACT_STATES),
  startsOn: isoDay,
  endsOn: isoDay.nullable().describe('its last day as it stands'),
  every: z.int(),
  unit: z.enum(UNITS),
  owner: z.string(),
  paymentMethod: z.enum(PAYMENT_METHODS).nullable(),
  invoicing: z.enum(INVOICING),
  renewal: z.enum(RENEWALS),
  nextOn: isoDay.nullable().describe('the day of its next invoice; null: none is planned'),
  toInvoiceCount: z.int().describe('terms whose day has come'),
})

const { lines: _lines, ...typed } = contractFields
export const contractWritten = z.object(typed).required()

const dated = contractLine.required().extend({
  id,
  position: z.int(),
  fromOn: isoDay.nullable().describe('for terms that begin from this day on; null: since the start'),
  untilOn: isoDay.nullable(),
  productName: z.string().nullable(),
  recipient: z.string().nullable(),
})

const linked = z.object({ id, number: z.string() })

export const contractCard = contractRow.extend({
  ...contractWritten.shape,
  activatedOn: isoDay.nullable(),
  pausedFrom: isoDay.nullable(),
  pausedTo: isoDay.nullable(),
  terminatedOn: isoDay.nullable(),
  terminatedReason: z.string(),
  mandate: z.string().nullable().describe('its reference'),
  lines: z.array(dated),
  renews: linked.nullable().describe('the contract it goes on from'),
  renewedBy: linked.nullable(),
  origin: z.object({ id, number: z.string().nullable() }).nullable().describe('the document it was made from'),
  freeToEnd: z
    .boolean()
    .describe('renewed by itself for a consumer who was not told in time: he may end it at any time'),
  limitOn: isoDay.nullable().describe('the last day to refuse a tacit renewal'),
  notices: z.array(
    z.object({
      id,
      kind: z.enum(['tacit', 'proposal', 'alert', 'price']),
      aboutOn: isoDay,
      noticedOn: isoDay,
      channel: z.enum(['mail', 'letter', 'screen']),
      sentTo: z.string(),
      cancelledOn: isoDay.nullable(),
    }),
  ),
  invoiceCount: z.int().describe('documents made of it; it is deleted only without'),
  source: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  revision: z.int(),
})
