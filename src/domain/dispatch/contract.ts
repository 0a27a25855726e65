import { z } from 'zod'
import { contract, id, isoDay } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { RUN_STATES } from './rules/run-state.ts'

export const KINDS = ['subscription', 'single-issue'] as const
/** What runs hold: subscriptions, single issues, or copies sent once more. */
export const RUN_KINDS = [...KINDS, 'replacement'] as const

/** Which run: subscriptions to one issue, or the single issues waiting. Source: ABO-52, ABO-53. */
export const which = {
  kind: z
    .enum(KINDS)
    .default('subscription')
    .describe('`subscription`: one issue for all; `single-issue`: each line its own'),
  title: z.string().trim().min(1).max(60).optional().describe('code or id; may be left out when there is one title'),
  issue: z.string().trim().min(1).max(60).optional().describe('number or id, for subscriptions'),
}

export const whichRefusals = [
  'dispatch.titleAsked',
  'dispatch.unknownTitle',
  'dispatch.issueAsked',
  'dispatch.issueNotAsked',
  'dispatch.unknownIssue',
  'dispatch.issueSkipped',
] as const

const addressee = {
  contactNumber: z.int(),
  honorific: z.string(),
  lastName: z.string(),
  firstName: z.string(),
  legalName: z.string(),
  email: z.string(),
  line1: z.string(),
  line2: z.string(),
  line3: z.string(),
  postcode: z.string(),
  town: z.string(),
  country: z.string(),
  copies: z.int(),
}

export const recipientRow = z.object({
  id: id.describe('of the purchase'),
  number: z.int().describe('of the purchase'),
  ...addressee,
  recipientId: id,
  productCode: z.string(),
  issueNumber: z.string(),
  newerIssueNumber: z
    .string()
    .nullable()
    .describe('of single issues: the latest one, when it came out since the order'),
})

export const runRow = z.object({
  id,
  number: z.int(),
  kind: z.enum(RUN_KINDS),
  state: z.enum(RUN_STATES),
  label: z.string(),
  issueId: id.nullable(),
  issueNumber: z.string().nullable(),
  titleId: id,
  titleName: z.string(),
  dispatchedOn: isoDay,
  createdBy: z.string(),
  shipmentCount: z.int(),
  copyCount: z.int(),
})

export const shipmentRow = z.object({
  id,
  number: z.int(),
  sentOn: isoDay,
  ...addressee,
  parcelCopies: z.int().describe('copies in this envelope: 0 when they travel in another one'),
  parcel: z.boolean().describe('so many copies that it is a parcel, as its title says'),
  cancelledOn: isoDay.nullable().describe('the day its run was cancelled'),
  recipientId: id,
  purchaseId: id,
  purchaseNumber: z.int(),
  purchaseKind: z.enum(KINDS),
  issueId: id,
  issueNumber: z.string(),
  runId: id,
  runNumber: z.int(),
})

const recipients = listContract({
  path: '/dispatch/recipients',
  summary: 'Who is owed copies and not served yet',
  right: 'dispatch.read',
  row: recipientRow,
  sorts: ['number', 'name'],
  filters: which,
})

const runInput = {
  ...which,
  on: isoDay.optional().describe('the day of dispatch; today when left out'),
  expectedCount: z.int().min(0).optional().describe('refused when the recipients are not that many any more'),
}

export const dispatchContract = {
  recipients: recipients.list,
  recipientsCount: recipients.count,
  preview: contract({
    method: 'GET',
    path: '/dispatch/preview',
    summary: 'What a run would hold, and who is left out and why',
    right: 'dispatch.read',
    refusals: whichRefusals,
  })
    .input(z.object({ ...which, on: isoDay.optional().describe('the day of dispatch; today when left out') }))
    .output(
      z.object({
        owed: z.int(),
        copies: z.int(),
        withoutAddress: z.int().describe('owed, but without town or street to write on the envelope'),
        served: z.int(),
        leftOut: z.int().describe('with a reason'),
        held: z.int(),
        startsLater: z.int(),
        ended: z.int(),
        stopped: z.int(),
        cancelled: z.int(),
        notOnSale: z.int().describe('the latest issue of a title of which none is on sale'),
        newer: z.int().describe('single issues owed of which a newer one came out since the order (X-8)'),
        runningThatDay: z
          .int()
          .describe('in their term on the day of dispatch, which the issue’s date may not be (X-5)'),
      }),
    ),
  run: contract({
    method: 'POST',
    path: '/dispatch-runs',
    byDefault: true,
    summary: 'Dispatch: freeze who is served and their addresses, ready for the mailing file',
    right: 'dispatch.write',
    refusals: [...whichRefusals, 'dispatch.nobodyOwed', 'dispatch.recipientsChanged', 'subscriptions.alreadyServed'],
  })
    .input(z.object(runInput))
    .output(z.object({ id, number: z.int(), label: z.string(), shipmentCount: z.int(), copyCount: z.int() })),
  begin: contract({
    method: 'POST',
    path: '/dispatch-runs/begin',
    summary: 'Dispatch in the background: the same run, followed as work in progress',
    right: 'dispatch.write',
    refusals: whichRefusals,
  })
    .input(z.object(runInput))
    .output(z.object({ workId: id })),
}

export const runsContract = {
  ...listContract({
    path: '/dispatch-runs',
    summary: 'Dispatch runs made, newest first',
    right: 'dispatch.read',
    row: runRow,
    sorts: ['number', 'dispatchedOn'],
    filters: {
      kind: z.enum(RUN_KINDS).optional(),
      state: z.enum(RUN_STATES).optional(),
      issueId: id.optional(),
      titleId: id.optional(),
    },
  }),
  get: contract({ method: 'GET', path: '/dispatch-runs/{id}', summary: 'One dispatch run', right: 'dispatch.read' })
    .input(z.object({ id }))
    .output(
      runRow.extend({
        createdAt: z.string(),
        updatedAt: z.string(),
        updatedBy: z.string(),
        revision: z.int(),
        signedOffAt: z.string().nullable(),
        signedOffBy: z.string().nullable(),
        handedOverAt: z.string().nullable(),
        handedOverBy: z.string().nullable(),
        cancelledOn: isoDay.nullable(),
        cancelledReason: z.string().nullable(),
        files: z.array(
          z.object({
            format: z.string(),
            sha256: z.string(),
            byteCount: z.int(),
            madeAt: z.string(),
            madeBy: z.string(),
          }),
        ),
      }),
    ),
}

export const shipmentsContract = listContract({
  path: '/shipments',
  summary: 'Shipments made: one envelope a line',
  right: 'dispatch.read',
  row: shipmentRow,
  sorts: ['number'],
  filters: { runId: id.optional(), purchaseId: id.optional(), recipientId: id.optional() },
})
