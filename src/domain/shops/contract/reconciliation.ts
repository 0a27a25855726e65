import { z } from 'zod'
import { cents, contract, id } from '../../../platform/http/contract.ts'
import { GAPS } from '../rules/reconciliation.ts'

/** Part of `shops`: shop, documents and money of a month side by side. Source: M-4. */
export const reconciliationContract = {
  reconciliation: contract({
    method: 'GET',
    path: '/shops/{id}/reconciliation',
    summary:
      'What a shop sold and refunded in a month beside its invoices, credit notes and payments, each gap explained',
    right: 'shops.read',
  })
    .input(z.object({ id, month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }))
    .output(
      z.object({
        currencies: z.array(
          z.object({
            currency: z.string(),
            orders: z.int(),
            soldCents: cents.describe('as the shop says, of orders made in the month'),
            refundedCents: cents.describe('of them, whenever'),
            invoicedCents: cents,
            creditedCents: cents,
            receivedCents: cents.describe('payments, less what was paid back'),
            openCents: cents,
            gapCents: cents.describe('what was sold less refunds, less what documents come to'),
            unexplainedCents: cents,
          }),
        ),
        gaps: z
          .array(
            z.object({
              orderId: id,
              orderNumber: z.string(),
              buyerName: z.string(),
              why: z.enum(GAPS),
              said: z.string().describe('the number of a document or refund, or a reason, a code'),
              inWords: z.string().describe('what is said, as people read it'),
              currency: z.string(),
              cents,
            }),
          )
          .describe('the first thousand'),
      }),
    ),
}
