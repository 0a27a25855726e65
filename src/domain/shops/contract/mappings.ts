import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { MEANINGS } from '../rules/order.ts'

const status = z.object({
  status: z.string().describe('the shop’s own word'),
  meaning: z.enum(MEANINGS),
  guessed: z.boolean().describe('nobody has looked at it yet'),
  orderCount: z.int(),
})
const method = z.object({
  externalId: z.string().describe('the shop’s own code'),
  title: z.string(),
  method: z.enum(PAYMENT_METHODS),
  bankAccountId: id.nullable().describe('where its money arrives; null: not said'),
})
const oneOfEach = (key: string) => (rows: readonly object[]) =>
  new Set(rows.map(row => (row as Record<string, unknown>)[key])).size === rows.length

/** What each status of a shop means here. Source: ABO-8, W-7. */
export const shopStatusesContract = {
  list: contract({
    method: 'GET',
    path: '/shops/{id}/statuses',
    summary: 'What each status of a shop means',
    right: 'shops.read',
  })
    .input(z.object({ id }))
    .output(z.array(status)),
  save: contract({
    method: 'PUT',
    path: '/shops/{id}/statuses',
    summary: 'Say what statuses of a shop mean; what is said of one is no longer guessed',
    right: 'shops.write',
  })
    .input(
      z.object({
        id,
        statuses: z
          .array(z.object({ status: z.string().trim().min(1).max(100), meaning: z.enum(MEANINGS) }))
          .min(1)
          .max(200)
          .refine(oneOfEach('status')),
      }),
    )
    .output(z.array(status)),
}

/** How each way of paying of a shop is recorded. */
export const shopPaymentMethodsContract = {
  list: contract({
    method: 'GET',
    path: '/shops/{id}/payment-methods',
    summary: 'How each way of paying of a shop is recorded',
    right: 'shops.read',
  })
    .input(z.object({ id }))
    .output(z.array(method)),
  save: contract({
    method: 'PUT',
    path: '/shops/{id}/payment-methods',
    summary: 'Say how ways of paying of a shop are recorded, from now on',
    right: 'shops.write',
    refusals: ['payments.unknownBankAccount'],
  })
    .input(
      z.object({
        id,
        methods: z
          .array(
            z.object({
              externalId: z.string().trim().min(1).max(100),
              method: z.enum(PAYMENT_METHODS),
              bankAccountId: id.nullable().default(null),
            }),
          )
          .min(1)
          .max(200)
          .refine(oneOfEach('externalId')),
      }),
    )
    .output(z.array(method)),
}
