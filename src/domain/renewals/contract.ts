import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { NATURES } from '../subscriptions/rules/nature.ts'
import { series, seriesCard, seriesRefusals, seriesRow, step } from './contract/series.ts'
import { RATES_BY } from './rules/rates.ts'
import { CHANNELS, VERDICTS } from './rules/steps.ts'

/** Subscriptions chosen by hand, whatever their end: by id, or by the filters of the list of those that expire. */
const picked = {
  purchaseIds: z.array(id).min(1).max(10_000).optional().describe('those subscriptions, whatever their end'),
  expiring: z
    .object({
      within: z.int().min(0).max(3650).optional(),
      lapsedWithin: z.int().min(0).max(3650).optional(),
      on: isoDay.optional(),
      issuesLeft: z.int().min(-100).max(100).optional(),
      titleId: id.optional(),
      productId: id.optional(),
      nature: z.enum(NATURES).optional(),
      renewed: z.boolean().optional(),
      search: z.string().max(100).optional(),
    })
    .optional()
    .describe('all that those filters of subscriptions expiring match'),
}

const candidate = z.object({
  id,
  purchaseId: id,
  number: z.int(),
  contactId: id,
  contact: z.string(),
  recipient: z.string(),
  email: z.string(),
  phone: z.string(),
  productCode: z.string(),
  expiresOn: isoDay,
  asRecipient: z.boolean(),
  verdict: z.enum(VERDICTS),
})
const candidates = listContract({
  path: '/renewal-candidates',
  summary: 'Whom a step reaches now, and who is left out and why',
  right: 'subscriptions.read',
  row: candidate,
  sorts: ['expiresOn', 'name', 'number'],
  filters: { stepId: id, verdict: z.enum(VERDICTS).optional() },
})

const notice = z.object({
  id,
  purchaseId: id,
  number: z.int(),
  contactId: id,
  contact: z.string(),
  channel: z.enum(['mail', 'letter', 'phone']),
  seriesName: z.string(),
  position: z.int(),
  sentOn: isoDay,
  sentTo: z.string(),
  messageId: id.nullable(),
  cancelledOn: isoDay.nullable(),
  renewedOn: isoDay.nullable(),
})
const notices = listContract({
  path: '/renewal-notices',
  summary: 'Renewal notices sent',
  right: 'subscriptions.read',
  row: notice,
  sorts: ['sentOn', 'number', 'name'],
  filters: {
    seriesId: id.optional(),
    stepId: id.optional(),
    purchaseId: id.optional(),
    contactId: id.optional(),
    sentFrom: isoDay.optional(),
    sentTo: isoDay.optional(),
  },
})

const stepId = z.object({ stepId: id })

export const renewalsContract = {
  ...listContract({
    path: '/renewal-series',
    summary: 'How subscribers are reminded to renew, by title and offer',
    right: 'subscriptions.read',
    row: seriesRow,
    sorts: ['name', 'title'],
    filters: { titleId: id.optional(), active: z.boolean().optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/renewal-series/{id}',
    summary: 'A renewal series with its steps',
    right: 'subscriptions.read',
  })
    .input(z.object({ id }))
    .output(seriesCard),
  create: contract({
    method: 'POST',
    path: '/renewal-series',
    summary: 'Create a renewal series with its steps',
    right: 'subscriptions.write',
    refusals: seriesRefusals,
  })
    .input(
      z.object({
        ...series,
        productId: series.productId.default(null),
        link: series.link.default(''),
        automatic: series.automatic.default(false),
        active: series.active.default(true),
        steps: z.array(step).max(20).default([]),
      }),
    )
    .output(seriesCard),
  update: contract({
    method: 'PATCH',
    path: '/renewal-series/{id}',
    summary: 'Change a renewal series; its steps become those given',
    right: 'subscriptions.write',
    refusals: [...seriesRefusals, 'renewals.stepWasSent', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        id,
        revision: z.int().optional(),
        ...z.object(series).partial().shape,
        steps: z.array(step).max(20).optional(),
      }),
    )
    .output(seriesCard),
  preview: contract({
    method: 'POST',
    path: '/renewal-steps/{stepId}/preview',
    summary: 'How many a step reaches now, and how many are left out for each reason; nothing is sent',
    right: 'subscriptions.read',
  })
    .input(stepId.extend(picked))
    .output(
      z.object({
        due: z.int().describe('subscriptions'),
        people: z.int().describe('people written to: somebody with several gets one notice'),
        verdicts: z.array(z.object({ verdict: z.enum(VERDICTS), count: z.int() })),
        example: id.nullable().describe('a subscription that would be reminded'),
      }),
    ),
  read: contract({
    method: 'GET',
    path: '/renewal-steps/{stepId}/notice',
    summary: 'The notice as a subscriber would read it',
    right: 'subscriptions.read',
    refusals: ['renewals.notWritten'],
  })
    .input(
      stepId.extend({
        purchaseId: id,
        asRecipient: z.boolean().default(false).describe('as the recipient of the gift'),
      }),
    )
    .output(
      z.object({
        to: z.string(),
        contact: z.string(),
        subject: z.string(),
        text: z.string(),
        language: z.enum(['fr', 'en']),
      }),
    ),
  send: contract({
    method: 'POST',
    path: '/renewal-steps/{stepId}/send',
    summary: 'Remind those due at a step; nobody twice, nobody twice on one day',
    right: 'subscriptions.write',
    refusals: ['renewals.stepNotActive', 'renewals.insertGoesWithRun', 'renewals.nobodyDue', 'renewals.dueChanged'],
  })
    .input(
      stepId.extend({
        ...picked,
        expectedCount: z.int().min(0).optional().describe('subscriptions, as the preview said'),
      }),
    )
    .output(
      z.object({
        notices: z.int(),
        people: z.int(),
        workId: id.nullable().describe('of the work that reminds the others, when they are many'),
      }),
    ),
  candidates: candidates.list,
  candidatesCount: candidates.count,
  notices: notices.list,
  noticesCount: notices.count,
  responses: contract({
    method: 'GET',
    path: '/renewal-series/{id}/responses',
    summary: 'What each wave of a series brought: each renewal is counted for the last notice before it',
    right: 'subscriptions.read',
  })
    .input(z.object({ id, within: z.int().min(1).max(366).default(90).describe('days after the notice') }))
    .output(
      z.array(
        z.object({
          stepId: id,
          position: z.int(),
          channel: z.enum(CHANNELS),
          sentOn: isoDay,
          notices: z.int(),
          people: z.int(),
          renewed: z.int(),
          rateBps: z.int(),
          grossCents: cents,
        }),
      ),
    ),
  rates: contract({
    method: 'GET',
    path: '/renewal-rates',
    summary: 'How many of the subscriptions that ended were renewed: by month, offer, source or last issue',
    right: 'subscriptions.read',
  })
    .input(
      z.object({
        by: z.enum(RATES_BY).default('month'),
        from: isoDay.describe('first day of the ends'),
        to: isoDay,
        titleId: id.optional().describe('needed by issue when there are several titles'),
      }),
    )
    .output(
      z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          ended: z.int(),
          renewed: z.int(),
          rateBps: z.int(),
          firstEnded: z.int().describe('first terms among them'),
          firstRenewed: z.int(),
          grossCents: cents.describe('of what they renewed for'),
        }),
      ),
    ),
}
