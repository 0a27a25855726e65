import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'

const currency = z.string().trim().toUpperCase().length(3)
const filters = { currency: currency.optional() }

const rateRow = z.object({
  id,
  currency: z.string(),
  ratedOn: isoDay.describe('it counts from this day until the next'),
  perEuroMicros: z.int().describe('millionths of a unit for one euro'),
  createdBy: z.string(),
  revision: z.int(),
})

export const ratesContract = {
  ...listContract({
    path: '/currency-rates',
    summary: 'What one euro was in other currencies',
    right: 'books.read',
    row: rateRow,
    sorts: ['ratedOn', 'currency'],
    filters,
  }),
  type: contract({
    method: 'POST',
    path: '/currency-rates',
    summary: 'Type a rate: documents and payments that waited for it are booked',
    right: 'books.write',
    refusals: ['invoicing.unknownCurrency', 'invoicing.rateAhead', 'invoicing.rateTaken'],
  })
    .input(
      z.object({
        currency,
        ratedOn: isoDay.optional().describe('today when left out'),
        perEuroMicros: z.int().min(1).max(1_000_000_000_000).describe('millionths: 1 € = 1.0842 $ is 1084200'),
      }),
    )
    .output(z.object({ id })),
  delete: contract({
    method: 'DELETE',
    path: '/currency-rates/{id}',
    summary: 'Take a rate out; what was counted with it keeps it',
    right: 'books.write',
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
}
