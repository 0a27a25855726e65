import { z } from 'zod'
import { id } from '../../../platform/http/contract.ts'
import { CHANNELS, COUNTED_IN } from '../rules/steps.ts'

const words = z.string().trim().max(10_000)
const subject = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/)

export const step = z.object({
  id: id.optional().describe('of a step that is there; a new one when left out'),
  countedIn: z.enum(COUNTED_IN),
  left: z.int().min(-366).max(366).describe('days before the end, or issues left; less than zero: after'),
  channel: z.enum(CHANNELS),
  alsoRecipient: z.boolean().default(false).describe('of a gift: also to who receives, without the price'),
  insertCode: z.string().trim().max(20).default('').describe('printed in the mailing file, for an insert'),
  subjectFr: subject.default(''),
  bodyFr: words.default('').describe('with fields: {nom}, {titre}, {fin}, {prix}, {lien}…'),
  subjectEn: subject.default(''),
  bodyEn: words.default(''),
  active: z.boolean().default(true),
})

export const series = {
  name: z.string().trim().min(1).max(100),
  titleId: id,
  productId: id.nullable().describe('for this offer alone; null: for the others of the title'),
  link: z.string().trim().max(500).describe('where one renews; {achat} in it is the number of the purchase'),
  automatic: z.boolean().describe('mails leave each morning; else when somebody sends them'),
  active: z.boolean(),
}
export const seriesRow = z.object({
  id,
  ...series,
  titleName: z.string(),
  productCode: z.string(),
  stepCount: z.int(),
  noticeCount: z.int().describe('subscriptions reminded in the last 12 months'),
})
export const seriesCard = z.object({
  id,
  ...series,
  titleName: z.string(),
  productCode: z.string(),
  frequency: z.string(),
  tooSlow: z.boolean().describe('its steps by issue are further apart than a reminder should be'),
  steps: z.array(step.required({ id: true }).extend({ position: z.int() })),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  revision: z.int(),
})
export const seriesRefusals = [
  'renewals.seriesExists',
  'renewals.unknownTitle',
  'renewals.unknownProduct',
  'renewals.stepsOutOfOrder',
  'renewals.moreOftenThanIssues',
  'renewals.insertCodeAsked',
  'renewals.wordsAsked',
  'renewals.unknownField',
] as const
