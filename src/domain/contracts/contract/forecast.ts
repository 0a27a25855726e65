import { z } from 'zod'
import { cents, contract, isoDay } from '../../../platform/http/contract.ts'
import { TERM_STATES } from '../rules/term-state.ts'

/** How contracts are run, and what they will bring. */
export const contractSettingsContract = {
  get: contract({
    method: 'GET',
    path: '/contract-settings',
    summary: 'How contracts are run',
    right: 'contracts.read',
  }).output(
    z.object({
      termStates: z.partialRecord(z.enum(TERM_STATES), z.string()).describe('own words for the states of terms'),
      noticeDays: z.int(),
      automatic: z.boolean(),
    }),
  ),
  save: contract({
    method: 'PUT',
    path: '/contract-settings',
    summary: 'Change how contracts are run',
    right: 'contracts.write',
  })
    .input(
      z.object({
        termStates: z.partialRecord(z.enum(TERM_STATES), z.string().trim().min(1).max(30)).default({}),
        noticeDays: z
          .int()
          .min(31)
          .max(92)
          .default(60)
          .describe('before the limit, a consumer is told of a tacit renewal'),
        automatic: z.boolean().default(false).describe('notices of renewal leave by themselves'),
      }),
    )
    .output(
      z.object({
        termStates: z.partialRecord(z.enum(TERM_STATES), z.string()),
        noticeDays: z.int(),
        automatic: z.boolean(),
      }),
    ),
}

export const contractForecastContract = {
  get: contract({
    method: 'GET',
    path: '/contract-forecast',
    summary: 'What contracts will be invoiced in the next 24 months, what they bring a month, and who left',
    right: 'contracts.read',
  }).output(
    z.object({
      months: z
        .array(
          z.object({
            month: isoDay.describe('its first day'),
            netCents: cents.describe('to be invoiced, without tax: what the invoices will say, to the cent'),
            vatCents: cents,
            grossCents: cents,
            termCount: z.int(),
            unpricedCount: z.int().describe('terms among them that cannot be invoiced as they are, and count nothing'),
            endingCount: z.int().describe('contracts whose last day is in it'),
          }),
        )
        .length(24),
      monthlyCents: cents.describe('what active contracts bring a month, without tax'),
      activeCount: z.int(),
      before: z.array(
        z.object({
          month: isoDay,
          beganCount: z.int(),
          leftCount: z.int().describe('ended or terminated, and not renewed'),
          activeCount: z.int().describe('on its first day'),
        }),
      ),
      inEurosOnly: z.boolean().describe('contracts in other currencies are left out'),
    }),
  ),
}
