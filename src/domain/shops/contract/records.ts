import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { shopFields } from '../contract.ts'
import { SHOP_KINDS } from '../rules/order.ts'

/** Its address is changed with its keys: they are for that one alone. */
const { kind: _kind, address: _address, ...changeable } = shopFields.shape

/** A shop as lists and forms show it; its keys are never part of it. */
export const shopRow = z.object({
  id,
  name: z.string(),
  kind: z.enum(SHOP_KINDS),
  address: z.string(),
  hasKeys: z.boolean(),
  deliversTo: z.string().describe('where the shop reaches Facteur; empty: it is only asked'),
  invoicedBy: z.enum(['shop', 'facteur']),
  numberPrefix: z.string(),
  startsOn: isoDay.nullable(),
  timeZone: z.string(),
  writesNotes: z.boolean(),
  quietHours: z.int().nullable(),
  active: z.boolean(),
  orderCount: z.int(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  revision: z.int(),
})

const event = z.object({
  id,
  at: z.string(),
  createdBy: z.string().describe('initials; empty: by itself'),
  code: z.string(),
  said: z.string().describe('in words'),
  orderId: id.nullable(),
  orderNumber: z.string().nullable(),
})

/** Part of `shops`: the shops themselves, and what happened with them. */
export const shopRecordsContract = {
  ...listContract({
    path: '/shops',
    summary: 'Shops whose sales are taken',
    right: 'shops.read',
    row: shopRow,
    sorts: ['name', 'createdAt'],
    filters: { active: z.boolean().optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/shops/{id}',
    summary: 'A shop; its keys are never shown',
    right: 'shops.read',
  })
    .input(z.object({ id }))
    .output(shopRow),
  update: contract({
    method: 'PATCH',
    path: '/shops/{id}',
    summary: 'Change what is said of a shop',
    right: 'shops.write',
    refusals: ['shops.nameTaken', 'shops.unknownTimeZone', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        id,
        revision: z.int().optional(),
        ...z.object(changeable).partial().shape,
        active: z.boolean().optional().describe('false: it is no longer asked, and takes nothing in'),
      }),
    )
    .output(shopRow),
  remove: contract({
    method: 'DELETE',
    path: '/shops/{id}',
    summary: 'Delete a shop that no order came from',
    right: 'shops.write',
    refusals: ['shops.hasOrders', 'shops.stillConnected'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  events: contract({
    method: 'GET',
    path: '/shops/{id}/events',
    summary: 'What happened with a shop, the latest first',
    right: 'shops.read',
  })
    .input(
      z.object({
        id,
        limit: z.int().min(1).max(200).default(50),
        all: z.boolean().default(false).describe('also what is of one order'),
      }),
    )
    .output(z.array(event)),
}

export const shopEvent = event
