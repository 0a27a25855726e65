import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { NO_END } from '../../values/day.ts'
import { singleIssuesByHandContract, subscriptionsByHandContract } from './contract/by-hand.ts'
import { latestIssueContract } from './contract/latest-issue.ts'
import { stopSingleIssueContract, stopSubscriptionContract } from './contract/stop.ts'
import { subscriptionFilters, whose } from './contract/subscription-filters.ts'
import { NATURES } from './rules/nature.ts'
import { STATUSES } from './rules/status.ts'

const purchase = z.object({
  id,
  number: z.int(),
  honorific: z.string(),
  lastName: z.string(),
  firstName: z.string(),
  legalName: z.string(),
  recipientId: id,
  contactNumber: z.int(),
  productCode: z.string(),
  label: z.string(),
  copies: z.int(),
  isParcel: z.boolean().describe('so many copies leave as a parcel'),
  titleId: id,
  titleName: z.string(),
  payerId: id,
  payer: z.string(),
  nature: z.enum(NATURES),
  reviewOn: isoDay.nullable().describe('when to ask whether a free service shall go on'),
  invoiceId: id.nullable(),
  copiesServed: z.int(),
  lastDispatchedOn: isoDay.nullable(),
})

export const subscriptionRow = purchase.extend({
  startsOn: isoDay,
  expiresOn: isoDay.describe(`last day of the term; ${NO_END}: without end`),
  termMonths: z.int(),
  cancelledOn: isoDay.nullable(),
  status: z.enum(STATUSES),
})

const singleIssueRow = purchase.extend({
  boughtOn: isoDay,
  issueNumber: z.string().describe('empty while it is the latest issue at shipment'),
  issueAtShipment: z.boolean().describe('its run deduces the latest issue on sale'),
  newerIssueNumber: z
    .string()
    .nullable()
    .describe('the latest issue, when it came out since the order and none was shipped'),
  currency: z.string().describe('of its amounts, that of its invoice'),
  netCents: cents,
  grossCents: cents,
  cancelledOn: isoDay.nullable(),
})

const card = {
  productId: id,
  renewalContactId: id.nullable(),
  renewalContact: z.string().nullable(),
  reason: z.string(),
  source: z.string(),
  boughtOn: isoDay,
  currency: z.string().describe('of its amounts, that of its invoice'),
  netCents: cents,
  vatCents: cents,
  grossCents: cents,
  town: z.string(),
  postcode: z.string(),
  invoiceNumber: z.string().nullable(),
  invoiceLine: z.int().nullable(),
  invoiceCancelledOn: isoDay.nullable(),
  invoicedAt: z.string().nullable(),
  invoicedBy: z.string().nullable(),
  cancelledReason: z.string().nullable(),
  lastIssueId: id.nullable(),
  lastIssueNumber: z.string().nullable().describe('nothing is served after it'),
  renewsId: id.nullable(),
  renewsNumber: z.int().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  revision: z.int(),
}

export const subscriptionsContract = {
  ...listContract({
    path: '/subscriptions',
    summary: 'Subscriptions bought, running and past',
    right: 'subscriptions.read',
    row: subscriptionRow,
    sorts: ['number', 'name', 'startsOn', 'expiresOn'],
    filters: subscriptionFilters,
  }),
  get: contract({
    method: 'GET',
    path: '/subscriptions/{id}',
    summary: 'One subscription',
    right: 'subscriptions.read',
  })
    .input(z.object({ id }))
    .output(subscriptionRow.extend({ ...card, servedBy: z.string(), issuesDue: z.int().nullable() })),
  ...subscriptionsByHandContract,
  ...stopSubscriptionContract,
}

export const singleIssuesContract = {
  ...listContract({
    path: '/single-issues',
    summary: 'Single issues bought',
    right: 'subscriptions.read',
    row: singleIssueRow,
    sorts: ['number', 'name', 'boughtOn'],
    filters: {
      ...whose,
      issueId: id.optional(),
      served: z.boolean().optional(),
      newer: z.boolean().optional().describe('of which a newer issue came out since the order'),
      boughtFrom: isoDay.optional(),
      boughtTo: isoDay.optional(),
    },
  }),
  get: contract({
    method: 'GET',
    path: '/single-issues/{id}',
    summary: 'One single-issue purchase',
    right: 'subscriptions.read',
  })
    .input(z.object({ id }))
    .output(singleIssueRow.extend({ ...card, issueId: id.nullable() })),
  ...singleIssuesByHandContract,
  ...latestIssueContract,
  ...stopSingleIssueContract,
}
