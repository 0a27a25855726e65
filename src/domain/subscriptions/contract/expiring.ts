import { z } from 'zod'
import { id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { subscriptionRow } from '../contract.ts'
import { NATURES } from '../rules/nature.ts'

const expiringRow = subscriptionRow.extend({
  expiresIn: z.int().describe('days from the asked day to the last day served'),
  issuesLeft: z.int().nullable().describe('issues still to go out until the last one owed; null: not known'),
  lastIssue: z.string().describe('the last issue owed; empty: not known'),
  renewedById: id.nullable().describe('the purchase that goes on from it'),
})

const expiring = listContract({
  path: '/subscriptions/expiring',
  summary: 'Subscriptions that end soon, soonest first',
  right: 'subscriptions.read',
  row: expiringRow,
  sorts: ['expiresOn', 'number', 'name'],
  filters: {
    within: z.int().min(0).max(3650).default(60).describe('days from that day'),
    lapsedWithin: z.int().min(0).max(3650).default(0).describe('also those that ended at most that many days before'),
    on: isoDay.optional().describe('the day to count from; today when left out'),
    issuesLeft: z.int().min(0).max(100).optional().describe('instead of days: at most so many issues left'),
    titleId: id.optional(),
    productId: id.optional(),
    nature: z.enum(NATURES).optional(),
    renewed: z.boolean().default(false).describe('those renewed already; else those that are not'),
  },
})

export const expiringContract = { expiring: expiring.list, expiringCount: expiring.count }
