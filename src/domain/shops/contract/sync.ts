import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { HEALTH_STATES, HEALTH_WARNINGS, SHOP_FAILURES } from '../rules/failures.ts'
import { SHOP_KINDS } from '../rules/order.ts'

/** Where a shop or Facteur is. */
export const address = z
  .string()
  .trim()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i, 'https://…')
  .describe('of the site, https:// at its beginning')
const key = z
  .string()
  .trim()
  .max(200)
  .regex(/^[\x21-\x7e]+$/)

/** How it stands between a shop and Facteur; keys are never part of an answer. Source: E1, E11. */
const shopHealth = z.object({
  id,
  name: z.string(),
  kind: z.enum(SHOP_KINDS),
  address: z.string(),
  state: z.enum(HEALTH_STATES),
  warnings: z.array(z.enum(HEALTH_WARNINGS)),
  hasKeys: z.boolean(),
  authorisedBy: z.enum(['header', 'query', 'oauth']).nullable(),
  failure: z.enum(SHOP_FAILURES).nullable().describe('why it cannot be asked; null: it answers'),
  failureSaid: z.string().describe('what it said, cut short'),
  failingSince: z.string().nullable(),
  failures: z.int().describe('one after the other'),
  askedAt: z.string().nullable().describe('the last time it was asked and answered'),
  dueAt: z.string().nullable().describe('when it is asked again'),
  cameAt: z.string().nullable().describe('the last time an order came or changed'),
  quietAfterHours: z.int().nullable().describe('silence longer than that is told; null: too little is known'),
  loadedAt: z.string().nullable().describe('when all its past orders had been taken'),
  loadWorkId: id.nullable().describe('the long work of the first load'),
  reconciledAt: z.string().nullable().describe('the last time its ids, totals and refunds were compared with ours'),
  deliveriesWaiting: z.int(),
  deliversTo: z.string().describe('where the shop reaches Facteur; empty: it is only asked'),
  hooks: z.array(z.object({ topic: z.string(), status: z.string(), repairs: z.int() })),
  notesWaiting: z.int().describe('notes still to be written on its orders'),
})

const checked = z.object({
  ok: z.boolean(),
  failure: z.enum(SHOP_FAILURES).nullable(),
  said: z.string().describe('what it answered, cut short'),
  message: z.string().describe('what is wrong and what to do, in words; empty: nothing'),
  warnings: z.array(z.enum(HEALTH_WARNINGS)),
  address: z.string().describe('as it answers: where it leads when it is redirected'),
  authorisedBy: z.enum(['header', 'query', 'oauth']).nullable(),
  mayWrite: z.boolean().nullable().describe('null: not known'),
  orderCount: z.int().nullable(),
})

/** Part of `shops`: connecting, loading, asking, and how it stands. */
export const syncContract = {
  health: contract({
    method: 'GET',
    path: '/shops/health',
    summary: 'How it stands with each shop, in the order of their names',
    right: 'shops.read',
  }).output(z.array(shopHealth)),
  check: contract({
    method: 'POST',
    path: '/shops/{id}/check',
    summary: 'Ask a shop with its keys, or others, and say what is wrong; nothing is kept',
    right: 'shops.write',
    secret: true,
  })
    .input(z.object({ id, address: address.optional(), key: key.optional(), secret: key.optional() }))
    .output(checked),
  connect: contract({
    method: 'PUT',
    path: '/shops/{id}/connection',
    summary: 'Connect a shop by its REST keys: they are tried, then kept encrypted; it is asked from then on',
    right: 'shops.write',
    refusals: ['shops.notByKeys', ...SHOP_FAILURES.map(failure => `shops.${failure}` as const)],
  })
    .input(
      z.object({
        id,
        address,
        key: key.optional().describe('absent: as before'),
        secret: key.optional().describe('absent: as before'),
        deliversTo: address.or(z.literal('')).optional().describe('where the shop reaches Facteur; empty: only ask it'),
      }),
    )
    .output(shopHealth),
  disconnect: contract({
    method: 'POST',
    path: '/shops/{id}/disconnect',
    summary: 'Forget the keys of a shop, and take our notifications out of it; its orders stay',
    right: 'shops.write',
    refusals: ['shops.notConnected'],
  })
    .input(z.object({ id }))
    .output(shopHealth),
  load: contract({
    method: 'POST',
    path: '/shops/{id}/load',
    summary: 'Take all orders of a shop since a day, as long work that goes on where it stopped',
    right: 'shops.write',
    refusals: ['shops.notConnected'],
  })
    .input(
      z.object({
        id,
        since: isoDay.nullable().optional().describe('orders of before are left alone; absent: as the shop says'),
        again: z.boolean().default(false).describe('from the first order, not from where it stopped'),
      }),
    )
    .output(z.object({ workId: id })),
  pollNow: contract({
    method: 'POST',
    path: '/shops/{id}/poll',
    summary: 'Ask a shop at once for what changed, whatever it failed before',
    right: 'shops.write',
    refusals: ['shops.notConnected'],
  })
    .input(z.object({ id }))
    .output(shopHealth),
  reconcile: contract({
    method: 'POST',
    path: '/shops/{id}/reconcile',
    summary: 'Compare the orders, totals and refunds of a shop with ours at once, instead of next night',
    right: 'shops.write',
    refusals: ['shops.notConnected'],
  })
    .input(z.object({ id }))
    .output(shopHealth),
}

/** Part of `shopOrders`: one order asked for again. */
export const takeAgainContract = {
  takeAgain: contract({
    method: 'POST',
    path: '/shop-orders/{id}/take-again',
    summary: 'Ask the shop for one order again and take it as it is there now',
    right: 'invoicing.write',
    refusals: ['shops.notConnected', ...SHOP_FAILURES.map(failure => `shops.${failure}` as const)],
  })
    .input(z.object({ id }))
    .output(z.object({ id, state: z.string(), reason: z.string().nullable(), gone: z.boolean() })),
}
