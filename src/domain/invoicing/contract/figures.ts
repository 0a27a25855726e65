import { z } from 'zod'
import { cents, contract, isoDay } from '../../../platform/http/contract.ts'
import { AGES } from '../rules/ages.ts'

/** What the home page says of sales, each figure in one statement whatever the number of invoices. */
export const figuresContract = {
  revenue: contract({
    method: 'GET',
    path: '/sales-figures/revenue',
    summary:
      'Revenue before tax by month, credit notes taken off: the twelve months up to this one and the twelve before',
    right: 'invoicing.read',
  })
    .input(z.object({}))
    .output(
      z.array(
        z.object({
          month: isoDay.describe('its first day'),
          netCents: cents,
          netCentsBefore: cents.describe('of the same month a year before'),
        }),
      ),
    ),
  overdue: contract({
    method: 'GET',
    path: '/sales-figures/overdue',
    summary: 'What customers owe, by how long it is overdue',
    right: 'invoicing.read',
  })
    .input(z.object({}))
    .output(
      z.array(
        z.object({
          age: z.enum(AGES),
          dueFrom: isoDay.nullable().describe('null: since ever'),
          dueTo: isoDay.nullable().describe('null: for ever'),
          count: z.int(),
          openCents: cents,
        }),
      ),
    ),
}
