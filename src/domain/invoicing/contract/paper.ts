import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { MENTIONS } from '../rules/mentions.ts'

export const paperContract = {
  check: contract({
    method: 'GET',
    path: '/invoices/{id}/check',
    summary: 'What the law and the rules of electronic invoices miss on a document',
    right: 'invoicing.read',
  })
    .input(z.object({ id }))
    .output(
      z.object({
        ready: z.boolean().describe('nothing is missing, and no rule is broken: it may be issued'),
        missing: z.array(
          z.object({
            mention: z.enum(MENTIONS),
            line: z.int().optional().describe('of which line, from 1'),
            words: z.string(),
          }),
        ),
        broken: z.array(z.object({ rule: z.string().describe('its id: BR-CO-15'), words: z.string() })),
      }),
    ),
}
