import { lockedRecord } from '../../../platform/db/records.ts'
import { operation } from '../../../platform/http/operation.ts'
import { dispatchRuns } from '../../subscriptions/tables.ts'
import { readdress } from '../actions/readdress.ts'
import { cancel, changeRun, handOver, signOff, undo } from '../actions/run-life.ts'
import { takeOut } from '../actions/take-out.ts'
import { runLifeContract } from '../contract/run-life.ts'
import { checkOf } from '../queries/sign-off.ts'
import { unaddressedOf } from '../queries/unaddressed.ts'

export const runLifeOperations = {
  check: operation(runLifeContract.check, async (ctx, { id }) => ({
    ...(await checkOf(ctx, await lockedRecord(ctx, dispatchRuns, id))),
    ...(await unaddressedOf(ctx, id)),
  })),
  signOff: operation(runLifeContract.signOff, async (ctx, { id, withUnowed }) => {
    await signOff(ctx, id, withUnowed)
    return { id }
  }),
  handOver: operation(runLifeContract.handOver, async (ctx, { id }) => {
    await handOver(ctx, id)
    return { id }
  }),
  undo: operation(runLifeContract.undo, async (ctx, { id }) => ({ id, shipmentCount: await undo(ctx, id) })),
  cancel: operation(runLifeContract.cancel, async (ctx, { id, reason }) => ({
    id,
    shipmentCount: await cancel(ctx, id, reason),
  })),
  update: operation(runLifeContract.update, async (ctx, { id, ...changes }) => {
    await changeRun(ctx, id, changes)
    return { id }
  }),
  removeShipments: operation(runLifeContract.removeShipments, async (ctx, { id, shipmentIds, ...leftOut }) => ({
    id,
    shipmentCount: await takeOut(ctx, id, shipmentIds, leftOut),
  })),
  readdress: operation(runLifeContract.readdress, async (ctx, { id, shipmentIds }) => ({
    id,
    changedCount: await readdress(ctx, id, shipmentIds),
  })),
}
