import { z } from 'zod'
import { cents, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { DOCUMENT_KINDS } from '../../invoicing/rules/document.ts'

export const withoutRateRow = z.object({
  id,
  kind: z.enum([...DOCUMENT_KINDS, 'payment']),
  number: z.string(),
  on: isoDay,
  customerId: id,
  customer: z.string(),
  currency: z.string(),
  cents: cents.describe('in its currency'),
})

export const withoutRateContract = listContract({
  path: '/books/without-rate',
  summary: 'Documents and payments in a currency whose rate is not typed: their entries wait for it',
  right: 'books.read',
  row: withoutRateRow,
  sorts: ['on'],
  filters: { currency: z.string().trim().toUpperCase().length(3).optional() },
})
