import { z } from 'zod'
import { contract, isoDay } from '../../../platform/http/contract.ts'
import { DOCUMENT_KINDS } from '../rules/document.ts'

/** Proof that numbers follow one another without gap. Source: L-2. */
export const seriesContract = {
  gaps: contract({
    method: 'GET',
    path: '/invoices/gaps',
    summary: 'The series of numbers, what is missing in each, and days out of order',
    right: 'invoicing.read',
  }).output(
    z.array(
      z.object({
        kind: z.enum(DOCUMENT_KINDS),
        year: z.int().describe('the year the fiscal year ends in'),
        count: z.int(),
        first: z.int(),
        firstNumber: z.string(),
        last: z.int(),
        lastNumber: z.string(),
        lastOn: isoDay,
        missing: z
          .array(z.object({ from: z.int(), to: z.int() }))
          .describe('places in the series that no document has'),
        brought: z.array(z.string()).describe('numbers at those places that came with an import'),
        outOfOrder: z.array(z.object({ number: z.string(), issuedOn: isoDay, before: isoDay })),
      }),
    ),
  ),
}
