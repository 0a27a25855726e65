import { z } from 'zod'
import { cents, contract, id, isoDay } from '../../../platform/http/contract.ts'

export const creditsContract = {
  creditsFor: contract({
    method: 'GET',
    path: '/invoices/{id}/credits',
    summary: 'Open payments and credit notes of its customer, which may pay a document',
    right: 'payments.read',
  })
    .input(z.object({ id }))
    .output(
      z.array(
        z.object({
          id,
          kind: z.enum(['payment', 'credit-note']),
          number: z.string(),
          on: isoDay,
          openCents: cents.describe('what is left of it'),
        }),
      ),
    ),
}
