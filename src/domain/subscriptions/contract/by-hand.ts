import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { NO_END } from '../../../values/day.ts'
import { NATURES } from '../rules/nature.ts'
import { chainRefusals } from './holds.ts'

const fields = {
  recipientId: id.describe('who receives the copies'),
  payerId: id.describe('who pays; the recipient when left out'),
  renewalContactId: id.nullable().describe('who is written to about renewal; null: who pays'),
  nature: z.enum(NATURES),
  reason: z.string().trim().max(500).describe('why nobody pays, when nobody does'),
  reviewOn: isoDay.nullable().describe('when to ask whether a free service shall go on'),
  productId: id,
  label: z.string().trim().min(1).max(200).describe('that of the product when left out'),
  copies: z.int().min(1).max(100_000).describe('a delivery'),
  unitGrossCents: cents.min(0).max(100_000_000).describe('price of one, tax included, when not the product’s'),
}
const term = {
  startsOn: isoDay.describe('first day; that of the purchase when left out'),
  expiresOn: isoDay.describe(
    `last day served, when not that of the product; ${NO_END}: without end, until it is reviewed`,
  ),
  termMonths: z.int().min(1).max(999),
  issuesDue: z.int().min(1).max(999).describe('how many issues, when the product is served by issue'),
}
const made = {
  number: z.int().min(1).max(2_000_000_000).optional().describe('its number in another software; else the next one'),
  boughtOn: isoDay.optional().describe('today when left out'),
}
const given = z.object(fields).partial().required({ recipientId: true, productId: true }).extend(made)
const revision = z.int().optional()
const done = z.object({ id, number: z.int() })
const none = z.object({})

const createRefusals = [
  'subscriptions.unknownRecipient',
  'subscriptions.unknownPayer',
  'subscriptions.unknownRenewalContact',
  'subscriptions.unknownProduct',
  'subscriptions.nothingServed',
  'subscriptions.bundleIsSold',
  'subscriptions.otherKind',
  'subscriptions.giftToOneself',
  'subscriptions.reasonAsked',
  'subscriptions.numberTaken',
  'catalog.issueOfAnotherTitle',
] as const
const endRefusals = [
  'subscriptions.endAsked',
  'subscriptions.endsBeforeStart',
  'subscriptions.paidHasEnd',
  'subscriptions.reviewAsked',
] as const
const changeRefusals = [
  'subscriptions.unknownRecipient',
  'subscriptions.unknownPayer',
  'subscriptions.unknownRenewalContact',
  'subscriptions.unknownProduct',
  'subscriptions.invoiced',
  'subscriptions.otherKind',
  'subscriptions.otherTitleServed',
  'subscriptions.giftToOneself',
  'subscriptions.reasonAsked',
  'record.changedMeanwhile',
] as const
const deleteRefusals = ['subscriptions.fromInvoice', 'subscriptions.hasShipments', 'subscriptions.isRenewed'] as const

/** Subscriptions without invoice, and changes of any. Source: ABO-34 to ABO-37, ABO-40. */
export const subscriptionsByHandContract = {
  create: contract({
    method: 'POST',
    path: '/subscriptions',
    summary: 'Make a subscription without invoice: a gift, press service…',
    right: 'subscriptions.write',
    refusals: [...createRefusals, ...endRefusals],
  })
    .input(
      given.extend({
        ...z.object(term).partial().shape,
        startIssueId: id.optional().describe('the first issue, instead of the first day'),
      }),
    )
    .output(done),
  update: contract({
    method: 'PATCH',
    path: '/subscriptions/{id}',
    summary: 'Change a subscription; what comes from an invoice keeps its money',
    right: 'subscriptions.write',
    refusals: [...changeRefusals, ...endRefusals, 'subscriptions.renewedHasEnd', ...chainRefusals],
  })
    .input(z.object({ id, revision, ...z.object(fields).partial().shape, ...z.object(term).partial().shape }))
    .output(done),
  remove: contract({
    method: 'DELETE',
    path: '/subscriptions/{id}',
    summary: 'Delete a subscription made by hand, of which nothing left',
    right: 'subscriptions.write',
    refusals: deleteRefusals,
  })
    .input(z.object({ id }))
    .output(none),
}

/** Single issues without invoice, and changes of any. Source: ABO-40, ABO-48. */
export const singleIssuesByHandContract = {
  create: contract({
    method: 'POST',
    path: '/single-issues',
    summary: 'Make a single-issue purchase without invoice',
    right: 'subscriptions.write',
    refusals: [...createRefusals, 'catalog.noIssueOnSale'],
  })
    .input(given.extend({ issueId: id.optional().describe('that of the product when left out') }))
    .output(done),
  update: contract({
    method: 'PATCH',
    path: '/single-issues/{id}',
    summary: 'Change a single-issue purchase; what comes from an invoice keeps its money',
    right: 'subscriptions.write',
    refusals: [...changeRefusals, 'subscriptions.issueAlreadyLeft', 'catalog.issueOfAnotherTitle'],
  })
    .input(z.object({ id, revision, ...z.object(fields).partial().shape, issueId: id.optional() }))
    .output(done),
  remove: contract({
    method: 'DELETE',
    path: '/single-issues/{id}',
    summary: 'Delete a single-issue purchase made by hand, if nothing left',
    right: 'subscriptions.write',
    refusals: deleteRefusals,
  })
    .input(z.object({ id }))
    .output(none),
}
