import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'

const settings = z.object({
  attentionDays: z.int().min(0).max(366).describe('yellow from so many days before the promised day'),
  urgentDays: z.int().min(0).max(366).nullable().describe('red as soon as so many are left; null: once it is late'),
  contradictions: z
    .array(z.object({ statusId: id.nullable(), stageId: id }))
    .max(200)
    .describe('pairs of status and stage that are warned of'),
  publicPage: z.boolean().describe('customers may follow their order by a link'),
  publicAddress: z
    .string()
    .trim()
    .max(200)
    .regex(/^(https?:\/\/[^\s]+)?$/)
    .describe('of this server, as customers reach it: `https://suivi.example.fr`; empty: mails have no link'),
})

const limited = z.object({
  initials: z.string(),
  name: z.string(),
  stageIds: z.array(id).describe('empty: all of them'),
})

/** How a company follows its orders. Source: SUI-10, X-49, X-55. */
export const trackingSettingsContract = {
  get: contract({
    method: 'GET',
    path: '/tracking-settings',
    summary: 'Thresholds of days, combinations to warn of, the page of customers',
    right: 'orders.read',
  })
    .input(z.object({}))
    .output(settings),
  update: contract({
    method: 'PUT',
    path: '/tracking-settings',
    summary: 'Change how orders are followed',
    right: 'orders.write',
    refusals: ['tracking.urgentAfterAttention', 'tracking.noSuchStage', 'tracking.unknownStatus'],
  })
    .input(settings)
    .output(settings),
}

/** Operators who may move orders of some stages only. */
export const operatorStagesContract = {
  all: contract({
    method: 'GET',
    path: '/operator-stages',
    summary: 'Who may move orders of which stages',
    right: 'orders.read',
  })
    .input(z.object({}))
    .output(z.array(limited)),
  save: contract({
    method: 'PUT',
    path: '/operator-stages/{initials}',
    summary: 'Limit somebody to stages, or to none by an empty list',
    right: 'accounts.write',
    refusals: ['tracking.unknownOperator', 'tracking.noSuchStage'],
  })
    .input(z.object({ initials: z.string().min(1).max(10), stageIds: z.array(id).max(50) }))
    .output(z.array(limited)),
}
