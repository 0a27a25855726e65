import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { ISSUE_STATUSES } from '../rules/issue-calendar.ts'
import { ISSUE_KINDS } from '../rules/issue-state.ts'
import { TITLE_KINDS } from '../rules/title.ts'

const text = z.string().trim().max(200)

const issueFields = {
  ordinal: z.int().min(1).max(100_000).describe('place in the title: 1, 2, 3…'),
  number: z.string().trim().min(1).max(20).describe('what is printed: 5, 12-13'),
  label: text,
  coverOn: isoDay.describe('the date it bears'),
  onSaleOn: isoDay,
  closesOn: isoDay.nullable().describe('last day to be in its mailing file; the cut-off day of a box'),
  shipsOn: isoDay.nullable().describe('day it is planned to leave'),
  kind: z.enum(ISSUE_KINDS),
  countsFor: z.int().min(0).max(2).describe('issues it uses up of a subscription; 0: a supplement, given along'),
  forSubscribers: z.boolean().describe('false: sold apart only'),
  weightGrams: z.int().min(1).max(100_000).nullable().describe('of one copy; null: not weighed'),
  printedCopies: z.int().min(0).max(100_000_000).nullable().describe('what came into stock; null: stock is not kept'),
}

/** An issue as lists show it. */
const issueRow = z.object({
  id,
  titleId: id,
  titleCode: z.string(),
  titleName: z.string(),
  titleKind: z.enum(TITLE_KINDS),
  ...issueFields,
  status: z.enum(ISSUE_STATUSES),
})
const issueCard = issueRow.extend({
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  revision: z.int(),
})

const issueRefusals = [
  'catalog.issueNumberTaken',
  'catalog.issueOrdinalTaken',
  'catalog.issueOutOfOrder',
  'catalog.coverDateMissing',
] as const
const planned = z.object({
  ordinal: z.int(),
  number: z.string(),
  coverOn: isoDay,
  onSaleOn: isoDay,
  closesOn: isoDay.nullable(),
  shipsOn: isoDay.nullable(),
})
const next = { titleId: id, count: z.int().min(1).max(60).default(4) }

export const issuesContract = {
  ...listContract({
    path: '/issues',
    summary: 'Issues of the titles',
    right: 'catalog.read',
    row: issueRow,
    sorts: ['coverOn', 'onSaleOn', 'ordinal'],
    filters: { titleId: id.optional(), status: z.enum(ISSUE_STATUSES).optional() },
  }),
  get: contract({ method: 'GET', path: '/issues/{id}', summary: 'An issue', right: 'catalog.read' })
    .input(z.object({ id }))
    .output(issueCard),
  propose: contract({
    method: 'GET',
    path: '/titles/{titleId}/next-issues',
    summary: 'The issues to expect after the last one, by the frequency; nothing is created',
    right: 'catalog.read',
    refusals: ['catalog.irregular'],
  })
    .input(z.object(next))
    .output(z.array(planned)),
  plan: contract({
    method: 'POST',
    path: '/titles/{titleId}/next-issues',
    summary: 'Create the issues to expect after the last one, by the frequency',
    right: 'catalog.write',
    refusals: ['catalog.irregular', 'catalog.issueNumberTaken'],
  })
    .input(z.object(next))
    .output(z.array(z.object({ id, ...planned.shape }))),
  create: contract({
    method: 'POST',
    path: '/issues',
    summary: 'Create an issue; what is not said comes from the frequency',
    right: 'catalog.write',
    refusals: issueRefusals,
  })
    .input(z.object({ titleId: id, ...z.object(issueFields).partial().shape }))
    .output(issueCard),
  update: contract({
    method: 'PATCH',
    path: '/issues/{id}',
    summary: 'Change an issue; what it changes for subscribers is refused until `affects` says it is known',
    right: 'catalog.write',
    refusals: [
      ...issueRefusals,
      'catalog.issueDispatched',
      'catalog.issueMove',
      'catalog.closingDayPassed',
      'catalog.changesWhatIsOwed',
      'record.changedMeanwhile',
    ],
  })
    .input(
      z.object({
        id,
        revision: z.int().optional(),
        ...z.object(issueFields).partial().shape,
        status: z.enum(['planned', 'closed', 'skipped']).optional(),
        affects: z.int().min(0).optional().describe('subscriptions for which the change is known to matter'),
      }),
    )
    .output(issueCard),
}
