import { z } from 'zod'
import { contract, id, isoDay } from '../../platform/http/contract.ts'
import { SHOP_KINDS } from './rules/order.ts'

/** What is said of a shop; its keys are said apart. Source: ABO-7, E1, E10. */
export const shopFields = z.object({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(SHOP_KINDS).default('woocommerce'),
  address: z.string().trim().max(300).optional().describe('of the site; empty: its orders come as files'),
  invoicedBy: z.enum(['shop', 'facteur']).optional().describe('who issues the invoice that counts in law'),
  numberPrefix: z.string().trim().max(20).optional().describe('before the number of an order, on its document'),
  startsOn: isoDay.nullable().optional().describe('orders of before are left alone'),
  timeZone: z.string().max(60).optional(),
  writesNotes: z.boolean().optional().describe('writes a note on the order when a copy is dispatched'),
  quietHours: z.int().min(1).max(8760).nullable().optional().describe('nothing for longer than that: you are told'),
})

export const shopsContract = {
  create: contract({
    method: 'POST',
    path: '/shops',
    summary: 'Add a shop whose sales are taken',
    right: 'shops.write',
    refusals: ['shops.nameTaken'],
  })
    .input(shopFields)
    .output(z.object({ id })),
}
