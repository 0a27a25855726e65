import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'

const agency = z.object({
  isAgency: z.boolean().describe('it pays for many and is written to for them'),
  discountBps: z.int().min(0).max(10_000).describe('what it pays less: 1500 is 15 %'),
})

/** Who pays for many: EBSCO, a school, a reseller. Source: CIR-12. */
export const agenciesContract = {
  get: contract({
    method: 'GET',
    path: '/parties/{id}/agency',
    summary: 'Whether a party is an agency, and its discount',
    right: 'parties.read',
  })
    .input(z.object({ id }))
    .output(agency),
  set: contract({
    method: 'PUT',
    path: '/parties/{id}/agency',
    summary: 'Say that a party is an agency, and its discount',
    right: 'parties.write',
  })
    .input(agency.extend({ id }))
    .output(agency),
}
