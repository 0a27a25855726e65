import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { ORDER_KINDS, RESOURCE_KINDS, STATUS_KEYS } from '../rules/order.ts'

const name = z.string().trim().min(1).max(60)
const all = z.object({ includeUnused: z.coerce.boolean().default(false).describe('also those put away') })

const statusSaid = z.object({
  id: id.optional().describe('of the status it was; else it is a new one'),
  key: z.enum(STATUS_KEYS).describe('what it means'),
  nameFr: name,
  nameEn: z.string().trim().max(60).default('').describe('empty: the French words serve'),
  active: z.boolean().default(true).describe('false: put away, and kept for the orders that have it'),
})
const statusFound = z.object({
  id,
  kind: z.enum(ORDER_KINDS),
  key: z.enum(STATUS_KEYS),
  nameFr: z.string(),
  nameEn: z.string(),
  active: z.boolean(),
})

/** The words a company has for the statuses of its orders. Source: SUI-24, SUI-28. */
export const orderStatusesContract = {
  all: contract({
    method: 'GET',
    path: '/order-statuses',
    summary: 'The statuses of orders in their order',
    right: 'orders.read',
  })
    .input(z.object({ kind: z.enum(ORDER_KINDS).default('customer') }))
    .output(z.array(statusFound)),
  save: contract({
    method: 'PUT',
    path: '/order-statuses',
    summary: 'Say the statuses of orders of a kind in their order; those left out are put away',
    right: 'orders.write',
    refusals: ['orders.unknownStatus', 'orders.statusNameTaken'],
  })
    .input(z.object({ kind: z.enum(ORDER_KINDS).default('customer'), statuses: z.array(statusSaid).min(1).max(50) }))
    .output(z.array(statusFound)),
}

const nature = z.object({ id, name: z.string(), active: z.boolean(), revision: z.int() })

/** What orders are about, in the words of the company. Source: SUI-20. */
export const orderNaturesContract = {
  all: contract({ method: 'GET', path: '/order-natures', summary: 'The natures of orders', right: 'orders.read' })
    .input(all)
    .output(z.array(nature)),
  create: contract({
    method: 'POST',
    path: '/order-natures',
    summary: 'Add a nature of orders',
    right: 'orders.write',
    refusals: ['orders.natureTaken'],
  })
    .input(z.object({ name }))
    .output(nature),
  update: contract({
    method: 'PATCH',
    path: '/order-natures/{id}',
    summary: 'Rename a nature of orders, put it away or take it back',
    right: 'orders.write',
    refusals: ['orders.natureTaken', 'record.changedMeanwhile'],
  })
    .input(z.object({ id, name: name.optional(), active: z.boolean().optional(), revision: z.int().optional() }))
    .output(nature),
}

const resource = z.object({
  id,
  kind: z.enum(RESOURCE_KINDS),
  name: z.string(),
  active: z.boolean(),
  revision: z.int(),
})

/** The machines, people and places that do the work of orders. Source: SUI-19, X-54. */
export const resourcesContract = {
  all: contract({
    method: 'GET',
    path: '/resources',
    summary: 'The machines, people and places that do the work of orders',
    right: 'orders.read',
  })
    .input(all)
    .output(z.array(resource)),
  create: contract({
    method: 'POST',
    path: '/resources',
    summary: 'Add a machine, a person or a place',
    right: 'orders.write',
    refusals: ['orders.resourceTaken'],
  })
    .input(z.object({ kind: z.enum(RESOURCE_KINDS).default('machine'), name }))
    .output(resource),
  update: contract({
    method: 'PATCH',
    path: '/resources/{id}',
    summary: 'Change a machine, a person or a place, put it away or take it back',
    right: 'orders.write',
    refusals: ['orders.resourceTaken', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        id,
        kind: z.enum(RESOURCE_KINDS).optional(),
        name: name.optional(),
        active: z.boolean().optional(),
        revision: z.int().optional(),
      }),
    )
    .output(resource),
}

const pattern = z
  .string()
  .trim()
  .max(60)
  .describe('{yyyy} or {yy}, the year, and {n:5}, the place in the series in five digits: CC-{yyyy}-{n:5}')
const patterns = z.object({ customer: pattern, supplier: pattern, delivery: pattern, receipt: pattern })

/** How orders and delivery notes are numbered. */
export const orderSettingsContract = {
  get: contract({
    method: 'GET',
    path: '/order-settings',
    summary: 'How orders and delivery notes are numbered',
    right: 'orders.read',
  })
    .input(z.object({}))
    .output(patterns),
  change: contract({
    method: 'PATCH',
    path: '/order-settings',
    summary: 'Change how orders and delivery notes are numbered from now on',
    right: 'orders.write',
    refusals: ['orders.patternInvalid', 'orders.patternsAlike'],
  })
    .input(patterns.partial())
    .output(patterns),
}
