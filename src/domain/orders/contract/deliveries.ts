import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { draftingRefusals, issuingRefusals } from '../../invoicing/contract/documents.ts'
import { DELIVERY_KINDS } from '../rules/order.ts'

const short = z.string().trim().max(100)

export const DELIVERY_STATES = ['prepared', 'done', 'invoiced', 'cancelled'] as const

export const deliveryRow = z.object({
  id,
  kind: z.enum(DELIVERY_KINDS),
  number: z.string(),
  state: z.enum(DELIVERY_STATES),
  deliveredOn: isoDay,
  partyId: id,
  party: z.string(),
  orders: z.string().describe('numbers of the orders it is of'),
  carrier: z.string(),
  parcelReference: z.string(),
  parcels: z.int().nullable(),
  invoiceId: id.nullable(),
  invoiceNumber: z.string().nullable(),
})

const deliveryLine = z.object({
  id,
  orderLineId: id,
  orderId: id,
  orderNumber: z.string(),
  productCode: z.string().nullable(),
  label: z.string(),
  quantity: z.int(),
  orderedCount: z.int(),
})

export const deliveryCard = deliveryRow.extend({
  revision: z.int(),
  doneAt: z.string().nullable(),
  doneBy: z.string().nullable(),
  theirReference: z.string(),
  note: z.string(),
  cancelledOn: isoDay.nullable(),
  cancelledReason: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  lines: z.array(deliveryLine),
})

const said = {
  deliveredOn: isoDay.optional().describe('today when left out'),
  carrier: short.optional(),
  parcelReference: short.optional(),
  parcels: z.int().min(1).max(10_000).optional(),
  theirReference: short.optional().describe('of the supplier’s own delivery note'),
  note: z.string().trim().max(2000).optional(),
}
const lines = z
  .array(z.object({ orderLineId: id, quantity: z.int().min(1).max(100_000) }))
  .min(1)
  .max(500)

const deliveryRefusals = [
  'orders.unknownLine',
  'orders.moreThanLeft',
  'orders.severalContacts',
  'orders.notConfirmed',
  'orders.closed',
  'orders.cancelled',
] as const

export const deliveriesContract = {
  ...listContract({
    path: '/deliveries',
    summary: 'Delivery notes, and what came in from suppliers',
    right: 'orders.read',
    row: deliveryRow,
    sorts: ['deliveredOn', 'number'],
    filters: {
      kind: z.enum(DELIVERY_KINDS).optional(),
      state: z.enum(DELIVERY_STATES).optional(),
      partyId: id.optional(),
      invoiceId: id.optional(),
      number: short.optional().describe('exactly'),
      deliveredFrom: isoDay.optional(),
      deliveredTo: isoDay.optional(),
    },
  }),
  get: contract({
    method: 'GET',
    path: '/deliveries/{id}',
    summary: 'A delivery note with its lines',
    right: 'orders.read',
  })
    .input(z.object({ id }))
    .output(deliveryCard),
  prepare: contract({
    method: 'POST',
    path: '/deliveries',
    summary: 'Deliver, or receive, all or a part of what is left of orders of one contact',
    right: 'orders.write',
    refusals: [...deliveryRefusals, 'orders.nothingLeft', 'orders.numberTaken'],
  })
    .input(
      z.object({
        orderIds: z.array(id).max(100).optional().describe('all that is left of these orders'),
        lines: lines.optional().describe('or so many of these lines'),
        done: z.boolean().default(false).describe('it has left, or is here'),
        ...said,
      }),
    )
    .output(deliveryCard),
  edit: contract({
    method: 'PUT',
    path: '/deliveries/{id}',
    summary: 'Change a delivery that has not left yet',
    right: 'orders.write',
    refusals: [...deliveryRefusals, 'orders.deliveryDone', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, revision: z.int(), lines, ...said }))
    .output(deliveryCard),
  done: contract({
    method: 'POST',
    path: '/deliveries/{id}/done',
    summary: 'It left, or came in: from now on it is only cancelled',
    right: 'orders.write',
    refusals: ['orders.deliveryDone'],
  })
    .input(z.object({ id, on: isoDay.optional() }))
    .output(deliveryCard),
  cancel: contract({
    method: 'POST',
    path: '/deliveries/{id}/cancel',
    summary: 'Take a delivery back: what it brought is left to deliver again',
    right: 'orders.write',
    refusals: ['orders.deliveryInvoiced', 'orders.deliveryCancelled'],
  })
    .input(z.object({ id, reason: short.min(1), on: isoDay.optional() }))
    .output(deliveryCard),
  discard: contract({
    method: 'DELETE',
    path: '/deliveries/{id}',
    summary: 'Delete a delivery that has not left',
    right: 'orders.write',
    refusals: ['orders.deliveryDone'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  invoice: contract({
    method: 'POST',
    path: '/deliveries/invoice',
    summary: 'Invoice deliveries: one invoice a payer and currency, as a draft or issued',
    right: 'invoicing.write',
    refusals: [
      ...draftingRefusals,
      ...issuingRefusals,
      'orders.notDelivered',
      'orders.deliveryInvoiced',
      'orders.deliveryCancelled',
    ],
  })
    .input(z.object({ ids: z.array(id).min(1).max(500), issue: z.boolean().default(false) }))
    .output(z.array(z.object({ id, number: z.string().nullable() }))),
}
