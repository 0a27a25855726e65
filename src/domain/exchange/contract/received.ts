import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'

const received = z.object({
  orderId: id,
  partnerId: id,
  partner: z.string(),
  number: z.string().describe('as the partner calls it'),
  edition: z.int().describe('how often it sent it'),
  answered: z.enum(['received', 'accepted', 'changed', 'refused', 'dispatched']).nullable(),
  answeredAt: z.string().nullable(),
  canAnswer: z.boolean().describe('the partner is paired and has an address'),
})

/** Customer orders that came from a partner, and what it is told. Source: X-47. */
export const receivedOrdersContract = {
  get: contract({
    method: 'GET',
    path: '/received-orders/{id}',
    summary: 'The partner that sent a customer order, and what it was answered; null: no partner sent it',
    right: 'exchange.read',
  })
    .input(z.object({ id: id.describe('of the order') }))
    .output(received.nullable()),
  answer: contract({
    method: 'POST',
    path: '/received-orders/{id}/answer',
    summary: 'Tell the partner that its order is accepted as it stands here, or refused',
    right: 'exchange.write',
    refusals: [
      'exchange.notReceived',
      'exchange.settleFirst',
      'exchange.sayWhy',
      'orders.cancelled',
      'orders.closed',
      'orders.partlyDelivered',
    ],
  })
    .input(
      z.object({
        id: id.describe('of the order'),
        answer: z.enum(['accepted', 'refused']),
        note: z.string().trim().max(1000).optional().describe('to the partner; of a refusal, why'),
      }),
    )
    .output(received),
}
