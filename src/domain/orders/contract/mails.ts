import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { isEmail } from '../../../values/email.ts'

const shown = z.object({
  to: z.string().describe('empty: the contact has no address of mail'),
  language: z.enum(['fr', 'en']),
  subject: z.string(),
  text: z.string(),
  attachment: z.string().describe('the name of the PDF that goes with it'),
  lastSentAt: z.string().nullable().describe('null: never'),
})
const said = z.object({
  id,
  to: z.string().trim().refine(isEmail).optional().describe('absent: the address of the contact'),
  subject: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/)
    .optional()
    .describe('absent: as the preview says'),
  text: z.string().trim().min(1).max(10_000).optional(),
})
const sent = z.object({ messageId: id, to: z.string() })

/** The mail of an order, with its PDF. */
export const orderMailsContract = {
  mail: contract({
    method: 'GET',
    path: '/orders/{id}/mail',
    summary: 'The mail of an order as the customer or the supplier would read it',
    right: 'orders.read',
  })
    .input(z.object({ id }))
    .output(shown),
  sendMail: contract({
    method: 'POST',
    path: '/orders/{id}/mail',
    summary: 'Mail an order with its PDF',
    right: 'orders.write',
    refusals: ['orders.noMailAddress', 'orders.notConfirmed', 'orders.cancelled'],
  })
    .input(said)
    .output(sent),
}

/** The mail of a delivery, with its note. */
export const deliveryMailsContract = {
  mail: contract({
    method: 'GET',
    path: '/deliveries/{id}/mail',
    summary: 'The mail of a delivery as the customer would read it',
    right: 'orders.read',
  })
    .input(z.object({ id }))
    .output(shown),
  sendMail: contract({
    method: 'POST',
    path: '/deliveries/{id}/mail',
    summary: 'Mail a delivery note',
    right: 'orders.write',
    refusals: ['orders.noMailAddress', 'orders.deliveryCancelled'],
  })
    .input(said)
    .output(sent),
}
