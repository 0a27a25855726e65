import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { PRICE_KINDS } from '../rules/price-change.ts'

const change = {
  fromOn: isoDay.describe('for terms that begin from this day on; after today'),
  kind: z.enum(PRICE_KINDS),
  value: z
    .int()
    .min(-100_000_000)
    .max(100_000_000)
    .describe('basis points more, cents more, or the new price in cents'),
  roundedTo: z.int().min(1).max(10_000).default(1).describe('cents that the new price is a multiple of'),
  productId: id.optional().describe('lines of this product; all lines with a price of their own when left out'),
  contractIds: z.array(id).min(1).max(10_000).optional().describe('these contracts alone'),
  customerId: id.optional(),
  owner: z.string().max(10).optional(),
  paymentMethod: z.enum(PAYMENT_METHODS).optional(),
}

export const priceChangeRow = z.object({
  id,
  label: z.string(),
  fromOn: isoDay,
  kind: z.enum(PRICE_KINDS),
  value: z.int(),
  roundedTo: z.int(),
  contractCount: z.int(),
  noticeText: z.string(),
  noticedCount: z.int().describe('customers who were told'),
  undoneOn: isoDay.nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
})

/** Changes of price for many contracts, from a day on. Source: A12. */
export const contractPricesContract = {
  ...listContract({
    path: '/contract-price-changes',
    summary: 'Changes of price of many contracts',
    right: 'contracts.read',
    row: priceChangeRow,
    sorts: ['fromOn'],
    filters: { kind: z.enum(PRICE_KINDS).optional() },
  }),
  preview: contract({
    method: 'POST',
    path: '/contract-price-changes/preview',
    summary: 'What a change of price would make of whose contracts; nothing is written',
    right: 'contracts.read',
    refusals: ['contracts.priceChangesTooEarly'],
  })
    .input(z.object(change))
    .output(
      z.object({
        contractCount: z.int(),
        customerCount: z.int(),
        beforeCents: cents.describe('a term of each, in the basis of the contract; in euros'),
        afterCents: cents,
        listPriceCount: z.int().describe('lines at the list price: theirs changes in the catalog'),
        laterCount: z.int().describe('lines that change by themselves on that day or after: left as they are'),
        invoicedCount: z.int().describe('terms from that day on that are drafted or issued already: they stay'),
        lines: z
          .array(
            z.object({
              contractId: id,
              number: z.string(),
              customer: z.string(),
              label: z.string(),
              quantity: z.int(),
              currency: z.string(),
              isGross: z.boolean(),
              beforeCents: cents,
              afterCents: cents,
            }),
          )
          .describe('the first two hundred, by customer'),
      }),
    ),
  create: contract({
    method: 'POST',
    path: '/contract-price-changes',
    summary: 'Change the price of many contracts from a day on; what is invoiced stays',
    right: 'contracts.write',
    refusals: ['contracts.priceChangesTooEarly', 'contracts.noPriceChanges', 'contracts.contractsChanged'],
  })
    .input(
      z.object({
        ...change,
        label: z.string().trim().min(1).max(200),
        noticeText: z.string().trim().max(4000).default('').describe('written to the customers; empty: none'),
        expectedCount: z.int().min(0).optional().describe('contracts, as the preview said'),
      }),
    )
    .output(priceChangeRow),
  undo: contract({
    method: 'POST',
    path: '/contract-price-changes/{id}/undo',
    summary: 'Take a change of price back before its day',
    right: 'contracts.write',
    refusals: ['contracts.priceHolds'],
  })
    .input(z.object({ id }))
    .output(priceChangeRow),
}
