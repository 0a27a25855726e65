import { z } from 'zod'
import { cents, id, isoDay } from '../../../platform/http/contract.ts'
import { MONTH_ENDS, PAYMENT_METHODS, VAT_CATEGORIES } from '../../invoicing/rules/document.ts'
import { ORDER_KINDS, STATUS_KEYS } from '../rules/order.ts'
import { ORDER_STATES } from '../rules/state.ts'

const amounts = { netCents: cents, vatCents: cents, grossCents: cents }

export const orderRow = z.object({
  id,
  kind: z.enum(ORDER_KINDS),
  serial: z.int().describe('Id: the order of entry'),
  number: z.string(),
  state: z.enum(ORDER_STATES),
  orderedOn: isoDay,
  deliverOn: isoDay.nullable(),
  partyId: id,
  partyNumber: z.int(),
  party: z.string(),
  legalName: z.string(),
  personName: z.string(),
  postcode: z.string(),
  town: z.string(),
  nature: z.string(),
  isDuplicate: z.boolean().describe('its nature bears [DPL]'),
  ourReference: z.string(),
  theirReference: z.string(),
  owner: z.string(),
  statusId: id.nullable(),
  statusKey: z.enum(STATUS_KEYS).nullable().describe('null: < non précisé >'),
  status: z.string(),
  resourceId: id.nullable(),
  resource: z.string(),
  currency: z.string(),
  ...amounts,
  source: z.string(),
})

const orderLine = z.object({
  id,
  position: z.int(),
  productId: id.nullable(),
  productCode: z.string().nullable(),
  code: z.string(),
  label: z.string(),
  description: z.string(),
  quantity: z.int(),
  deliveredCount: z.int(),
  preparedCount: z.int().describe('on notes that have not left'),
  givenUp: z.int(),
  givenUpReason: z.string(),
  leftCount: z.int().describe('still to deliver, or to come in'),
  invoicedCount: z.int(),
  unitCents: cents.nullable(),
  discountBps: z.int().nullable(),
  discountCents: cents,
  vatCategory: z.enum(VAT_CATEGORIES),
  vatRateBps: z.int(),
  ...amounts,
  deliverOn: isoDay.nullable(),
  toCheck: z.string(),
  recipientId: id.nullable(),
  recipient: z.string().nullable(),
  bundleId: id.nullable().describe('the bundle it was sold in'),
  bundleGroup: z.int().nullable().describe('lines of one sale of a bundle have one number'),
})

const deliveryLink = z.object({
  id,
  number: z.string(),
  deliveredOn: isoDay,
  doneAt: z.string().nullable(),
  cancelledOn: isoDay.nullable(),
  invoiceId: id.nullable(),
  invoiceNumber: z.string().nullable(),
})

export const orderCard = orderRow.extend({
  revision: z.int(),
  payerId: id.nullable(),
  payer: z.string().nullable(),
  natureId: id.nullable(),
  duplicateOfId: id.nullable(),
  duplicateOf: z.string().nullable(),
  language: z.enum(['fr', 'en']),
  priceBasis: z.enum(['gross', 'net']),
  paymentDays: z.int().nullable(),
  paymentMonthEnd: z.enum(MONTH_ENDS).nullable(),
  paymentMethod: z.enum(PAYMENT_METHODS).nullable(),
  deliveryAddress: z
    .object({ lines: z.array(z.string()), postcode: z.string(), town: z.string(), country: z.string() })
    .nullable(),
  note: z.string(),
  privateNote: z.string(),
  confirmedOn: isoDay.nullable(),
  closedOn: isoDay.nullable(),
  cancelledOn: isoDay.nullable(),
  cancelledReason: z.string(),
  sourceReference: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  lines: z.array(orderLine),
  deliveries: z.array(deliveryLink),
})
