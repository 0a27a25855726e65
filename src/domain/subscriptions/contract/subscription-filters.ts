import { z } from 'zod'
import { id, isoDay } from '../../../platform/http/contract.ts'
import { NATURES } from '../rules/nature.ts'
import { STATUSES } from '../rules/status.ts'

export const whose = {
  recipientId: id.optional(),
  payerId: id.optional(),
  invoiceId: id.optional(),
  titleId: id.optional(),
  productId: id.optional(),
  nature: z.enum(NATURES).optional(),
  reviewTo: isoDay.optional().describe('free services to review by that day'),
}

/** What the list of subscriptions is filtered by, and all that match it with it. */
export const subscriptionFilters = {
  ...whose,
  status: z.enum(STATUSES).optional(),
  expiresFrom: isoDay.optional(),
  expiresTo: isoDay.optional(),
  startsFrom: isoDay.optional(),
  startsTo: isoDay.optional(),
  heldTogether: id.optional().describe('suspended together: the id their suspension was given'),
}
