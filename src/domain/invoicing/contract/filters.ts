import { z } from 'zod'
import { cents, id, isoDay } from '../../../platform/http/contract.ts'
import { DOCUMENT_KINDS } from '../rules/document.ts'
import { DOCUMENT_STATES } from '../rules/state.ts'

/** What documents are found by. */
export const documentFilters = {
  state: z.enum(DOCUMENT_STATES).optional().describe('open: all that is not wholly paid'),
  kind: z.enum(DOCUMENT_KINDS).optional(),
  customerId: id.optional(),
  issuedFrom: isoDay.optional(),
  issuedTo: isoDay.optional(),
  dueFrom: isoDay.optional(),
  dueTo: isoDay.optional(),
  grossFrom: cents.optional(),
  grossTo: cents.optional(),
  source: z.string().max(60).optional(),
  owner: z.string().max(10).optional(),
}
