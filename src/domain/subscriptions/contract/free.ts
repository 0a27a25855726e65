import { z } from 'zod'
import { id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { NO_END } from '../../../values/day.ts'
import { NATURES } from '../rules/nature.ts'

/** A subscription that nobody pays for, with its reason. */
export const freeServiceRow = z.object({
  id,
  number: z.int(),
  recipientId: id,
  lastName: z.string(),
  firstName: z.string(),
  legalName: z.string(),
  contactNumber: z.int(),
  productCode: z.string(),
  label: z.string(),
  nature: z.enum(NATURES),
  reason: z.string(),
  copies: z.int(),
  startsOn: isoDay,
  expiresOn: isoDay.describe(`${NO_END}: without end`),
  dueOn: isoDay.describe('its review date, else its end'),
  toReview: z.boolean(),
  lastDispatchedOn: isoDay.nullable(),
})

/** Source: CIR-11. */
export const freeServicesContract = listContract({
  path: '/free-services',
  summary: 'Press service and other subscriptions that nobody pays for; those to review first',
  right: 'subscriptions.read',
  row: freeServiceRow,
  sorts: ['dueOn', 'number', 'name'],
  filters: {
    nature: z.enum(NATURES).optional(),
    titleId: id.optional(),
    toReview: z.boolean().optional(),
    dueFrom: isoDay.optional(),
    dueTo: isoDay.optional(),
  },
})
