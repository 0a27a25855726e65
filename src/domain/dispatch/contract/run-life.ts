import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'

const right = 'dispatch.write'
const reason = z.string().trim().max(500)
const shipmentIds = z.array(id).min(1).max(200)
const revision = z.int().optional().describe('refused when somebody changed it after this revision was read')

const unaddressed = z.object({
  id: id.describe('of the shipment'),
  number: z.int(),
  recipientId: id,
  name: z.string(),
})

const difference = z.object({
  id: id.describe('of the purchase'),
  number: z.int(),
  recipientId: id,
  name: z.string(),
  issueNumber: z.string(),
})

/** What becomes of a run once it is made. Source: ABO-61, X-29, M-2. */
export const runLifeContract = {
  check: contract({
    method: 'GET',
    path: '/dispatch-runs/{id}/check',
    summary: 'Whether everyone owed is in a run or left out with a reason, worked out afresh from what was bought',
    right: 'dispatch.read',
  })
    .input(z.object({ id }))
    .output(
      z.object({
        missingCount: z.int().describe('owed, in no run and not left out; counted up to 1,000'),
        missing: z.array(difference).describe('the first 50'),
        unowedCount: z.int().describe('lines of this run that nobody is owed any more; counted up to 1,000'),
        unowed: z.array(difference).describe('the first 50'),
        unaddressedCount: z.int().describe('envelopes of this run without street and town; counted up to 1,000'),
        unaddressed: z.array(unaddressed).describe('the first 50'),
      }),
    ),
  signOff: contract({
    method: 'POST',
    path: '/dispatch-runs/{id}/sign-off',
    summary:
      'Sign off a run: refused while someone owed is neither in a run nor left out with a reason, or an envelope has no address',
    right,
    refusals: [
      'dispatch.someoneMissing',
      'dispatch.someoneUnowed',
      'dispatch.withoutAddress',
      'dispatch.alreadySignedOff',
      'dispatch.alreadyHandedOver',
      'dispatch.runCancelled',
    ],
  })
    .input(
      z.object({
        id,
        withUnowed: z.boolean().default(false).describe('also when it has lines that are not owed any more'),
      }),
    )
    .output(z.object({ id })),
  handOver: contract({
    method: 'POST',
    path: '/dispatch-runs/{id}/hand-over',
    summary: 'Say that the mailing house has the file: from then on the run can be cancelled, not undone',
    right,
    refusals: ['dispatch.notSignedOff', 'dispatch.alreadyHandedOver', 'dispatch.runCancelled'],
  })
    .input(z.object({ id }))
    .output(z.object({ id })),
  undo: contract({
    method: 'DELETE',
    path: '/dispatch-runs/{id}',
    summary: 'Undo a run that was not handed over: everything is as before it was made',
    right,
    refusals: ['dispatch.cannotUndo', 'dispatch.runCancelled'],
  })
    .input(z.object({ id }))
    .output(z.object({ id, shipmentCount: z.int() })),
  cancel: contract({
    method: 'POST',
    path: '/dispatch-runs/{id}/cancel',
    summary: 'Cancel a run that was handed over: its copies count as not served, its history stays',
    right,
    refusals: ['dispatch.notHandedOver', 'dispatch.runCancelled'],
  })
    .input(z.object({ id, reason: reason.min(1) }))
    .output(z.object({ id, shipmentCount: z.int() })),
  update: contract({
    method: 'PATCH',
    path: '/dispatch-runs/{id}',
    summary: 'Change the label of a run; its day too, until it is handed over',
    right,
    refusals: ['dispatch.dayIsKept', 'dispatch.runCancelled', 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        id,
        revision,
        label: z.string().trim().min(1).max(200).optional(),
        on: isoDay.optional().describe('the day of dispatch'),
      }),
    )
    .output(z.object({ id })),
  removeShipments: contract({
    method: 'POST',
    path: '/dispatch-runs/{id}/remove-shipments',
    summary: 'Take lines out of a run that was not handed over: they are owed again, the run is to be signed off again',
    right,
    refusals: ['dispatch.cannotUndo', 'dispatch.runCancelled', 'dispatch.unknownShipment', 'dispatch.lastLine'],
  })
    .input(
      z.object({
        id,
        shipmentIds,
        reason: reason.min(1).optional().describe('leaves them out of this issue too: they are not owed it meanwhile'),
        countsAsServed: z.boolean().default(false).describe('with a reason: whether the copy is lost to them'),
      }),
    )
    .output(z.object({ id, shipmentCount: z.int() })),
  readdress: contract({
    method: 'POST',
    path: '/dispatch-runs/{id}/readdress',
    summary:
      'Give lines of a run that was not handed over the name and address of their recipient as they are now; the run is to be signed off again',
    right,
    refusals: ['dispatch.cannotUndo', 'dispatch.runCancelled', 'dispatch.unknownShipment'],
  })
    .input(z.object({ id, shipmentIds }))
    .output(z.object({ id, changedCount: z.int().describe('lines whose name or address was another one') })),
}
