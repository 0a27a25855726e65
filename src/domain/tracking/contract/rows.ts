import { z } from 'zod'
import { cents, id, isoDay } from '../../../platform/http/contract.ts'
import { STATUS_KEYS } from '../../orders/rules/order.ts'
import { STAGE_KINDS } from '../rules/stage.ts'

const LATENESS = ['right', 'attention', 'urgent'] as const

/** A followed order as the tracking list and the board show it. Source: SUI-20. */
export const trackRow = z.object({
  id,
  serial: z.int().describe('Id'),
  number: z.string(),
  orderedOn: isoDay,
  partyId: id,
  partyNumber: z.int().describe('ID contact'),
  legalName: z.string(),
  personName: z.string(),
  nature: z.string(),
  isDuplicate: z.boolean(),
  theirReference: z.string(),
  statusId: id.nullable(),
  statusKey: z.enum(STATUS_KEYS).nullable(),
  status: z.string(),
  stageId: id,
  stage: z.string(),
  stageKind: z.enum(STAGE_KINDS),
  colour: z.string(),
  previousId: id.nullable().describe('Pdt'),
  nextId: id.nullable().describe('Svt'),
  templateId: id.nullable().describe('the mail of the envelope'),
  contradicts: z.boolean().describe('its status and its stage contradict one another'),
  postcode: z.string(),
  town: z.string(),
  email: z.string(),
  deliverOn: isoDay.nullable(),
  lateness: z.enum(LATENESS).nullable().describe('null: no day is promised'),
  assignedTo: z.string(),
  resourceId: id.nullable(),
  resource: z.string(),
  enteredAt: z.string(),
  enteredBy: z.string(),
  grossCents: cents,
  revision: z.int(),
})

/** What the list and the board are narrowed by. Source: SUI-17 to SUI-19, SUI-21. */
export const trackFilters = {
  all: z.coerce.boolean().optional().describe('tout voir: finished and cancelled ones too'),
  assignedTo: z.string().max(10).optional(),
  stageId: id.optional(),
  resourceId: id.optional(),
  lateness: z.enum(LATENESS).optional(),
  partyId: id.optional(),
}
