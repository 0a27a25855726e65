import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { documentFields, pricingRefusals } from '../invoicing/contract/documents.ts'
import { orderCard, orderRow } from './contract/rows.ts'
import { ORDER_KINDS } from './rules/order.ts'
import { ORDER_STATES } from './rules/state.ts'

const short = z.string().trim().max(100)
const long = z.string().trim().max(2000)

const lineSaid = z.object({
  id: id.optional().describe('of the line it was; else it is a new one'),
  productId: id.nullable().describe('null: a line of text'),
  code: short.optional().describe('as the other side calls it'),
  label: z.string().trim().max(300).optional().describe('when not the product’s'),
  description: long.optional(),
  quantity: z.int().min(1).max(100_000).default(1),
  unitCents: cents
    .min(0)
    .max(100_000_000)
    .optional()
    .describe('price of one in the basis of the order, when not the product’s'),
  discountBps: z.int().min(0).max(10_000).optional(),
  discountCents: cents.min(0).max(100_000_000).optional(),
  vatRateBps: z.int().min(0).max(10_000).optional().describe('of a line of text; a product has its own'),
  deliverOn: isoDay.optional().describe('when not as the order'),
  recipientId: id.optional().describe('who is served by a subscription, when not the customer'),
})

/** What is typed of an order. */
const orderFields = {
  partyId: id.describe('the customer, or the supplier'),
  payerId: id.optional().describe('who is invoiced, when not the customer'),
  natureId: id.optional(),
  orderedOn: isoDay.optional().describe('today when left out'),
  ourReference: short.optional(),
  theirReference: short.optional().describe('V/Ref'),
  owner: z.string().trim().max(10).optional().describe('initials of who follows it'),
  deliverOn: isoDay.optional().describe('à livrer'),
  statusId: id.optional().describe('else the first one of its kind'),
  resourceId: id.optional().describe('the machine'),
  language: documentFields.language,
  currency: documentFields.currency,
  priceBasis: documentFields.priceBasis,
  paymentDays: documentFields.paymentDays,
  paymentMonthEnd: documentFields.paymentMonthEnd,
  paymentMethod: documentFields.paymentMethod,
  deliveryAddress: documentFields.deliveryAddress,
  note: long.optional().describe('printed'),
  privateNote: long.optional().describe('never printed'),
  lines: z.array(lineSaid).max(500),
}

const filters = {
  kind: z.enum(ORDER_KINDS).optional(),
  number: short.optional().describe('exactly, as a scanner reads it'),
  state: z.enum(ORDER_STATES).optional(),
  partyId: id.optional(),
  owner: z.string().max(10).optional(),
  statusId: id.optional(),
  resourceId: id.optional(),
  natureId: id.optional(),
  orderedFrom: isoDay.optional(),
  orderedTo: isoDay.optional(),
  deliverFrom: isoDay.optional(),
  deliverTo: isoDay.optional(),
  reference: short.optional().describe('a part of theirs or of ours'),
  toCheck: z.coerce.boolean().optional().describe('with a line that somebody must look at'),
}

const orderRefusals = [
  ...pricingRefusals,
  'orders.unknownContact',
  'orders.unknownNature',
  'orders.unknownStatus',
  'orders.unknownResource',
  'orders.unknownProduct',
  'orders.promisedBefore',
  'orders.payerOfSupplier',
  'orders.numberTaken',
] as const

/** Of an order that is no longer, or not yet, open. */
const openRefusals = ['orders.cancelled', 'orders.notConfirmed', 'orders.closed'] as const

const changed = z.object({ id, revision: z.int() })

export const ordersContract = {
  ...listContract({
    path: '/orders',
    summary: 'Orders of customers and to suppliers',
    right: 'orders.read',
    row: orderRow,
    sorts: ['serial', 'orderedOn', 'deliverOn'],
    filters,
  }),
  get: contract({
    method: 'GET',
    path: '/orders/{id}',
    summary: 'An order with its lines and deliveries',
    right: 'orders.read',
  })
    .input(z.object({ id }))
    .output(orderCard),
  create: contract({
    method: 'POST',
    path: '/orders',
    summary: 'Write an order, as a draft or confirmed',
    right: 'orders.write',
    refusals: [...orderRefusals, 'orders.alreadyTaken'],
  })
    .input(
      z.object({
        kind: z.enum(ORDER_KINDS).default('customer'),
        ...orderFields,
        confirmed: z.boolean().default(true),
        source: z.string().trim().min(1).max(60).optional(),
        sourceReference: short.optional(),
      }),
    )
    .output(orderCard),
  edit: contract({
    method: 'PUT',
    path: '/orders/{id}',
    summary: 'Write an order anew; what was delivered of it stays',
    right: 'orders.write',
    refusals: [
      ...orderRefusals,
      'orders.lineDelivered',
      'orders.cancelled',
      'orders.closed',
      'record.changedMeanwhile',
    ],
  })
    .input(z.object({ id, revision: z.int(), ...orderFields }))
    .output(orderCard),
  confirm: contract({
    method: 'POST',
    path: '/orders/{id}/confirm',
    summary: 'Confirm a draft: it is an order',
    right: 'orders.write',
    refusals: ['orders.alreadyConfirmed', 'orders.cancelled', 'orders.empty'],
  })
    .input(z.object({ id }))
    .output(orderCard),
  duplicate: contract({
    method: 'POST',
    path: '/orders/{id}/duplicate',
    summary: 'Write an order once more; its nature bears [DPL]',
    right: 'orders.write',
    refusals: orderRefusals,
  })
    .input(z.object({ id }))
    .output(orderCard),
  cancel: contract({
    method: 'POST',
    path: '/orders/{id}/cancel',
    summary: 'Cancel an order of which nothing was delivered',
    right: 'orders.write',
    refusals: ['orders.cancelled', 'orders.closed', 'orders.partlyDelivered'],
  })
    .input(z.object({ id, reason: short.min(1), on: isoDay.optional() }))
    .output(orderCard),
  giveUp: contract({
    method: 'POST',
    path: '/orders/{id}/give-up',
    summary: 'Say how many of lines will not be delivered; all that is left when none is named',
    right: 'orders.write',
    refusals: [...openRefusals, 'orders.unknownLine', 'orders.moreThanLeft', 'orders.nothingLeft'],
  })
    .input(
      z.object({
        id,
        reason: short.min(1),
        lines: z
          .array(z.object({ orderLineId: id, quantity: z.int().min(0).max(100_000).describe('0 takes it back') }))
          .min(1)
          .max(500)
          .optional(),
      }),
    )
    .output(orderCard),
  close: contract({
    method: 'POST',
    path: '/orders/{id}/close',
    summary: 'Close an order of which nothing is left',
    right: 'orders.write',
    refusals: [...openRefusals, 'orders.stillLeft', 'orders.deliveryPrepared'],
  })
    .input(z.object({ id }))
    .output(orderCard),
  reopen: contract({
    method: 'POST',
    path: '/orders/{id}/reopen',
    summary: 'Open a closed order again',
    right: 'orders.write',
    refusals: ['orders.notClosed'],
  })
    .input(z.object({ id }))
    .output(orderCard),
  discard: contract({
    method: 'DELETE',
    path: '/orders/{id}',
    summary: 'Delete a draft',
    right: 'orders.write',
    refusals: ['orders.alreadyConfirmed'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  setStatus: contract({
    method: 'PATCH',
    path: '/orders/{id}/status',
    summary: 'Give an order another status, or none',
    right: 'orders.write',
    refusals: ['orders.unknownStatus', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, statusId: id.nullable(), revision: z.int().optional() }))
    .output(changed),
}
