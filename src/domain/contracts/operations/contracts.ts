import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { creditBeyond } from '../actions/beyond.ts'
import { activateContract, changeContract, createContract, removeContract } from '../actions/contracts.ts'
import { copyOfContract, copyOfDocument } from '../actions/copy.ts'
import { pauseContract, renewContract, resumeContract, terminateContract } from '../actions/life.ts'
import { previewChange, previewTermination } from '../actions/preview.ts'
import { contractsContract as contract } from '../contract.ts'
import { contractById } from '../queries/card.ts'
import { contractList } from '../queries/contracts.ts'

/** Does something with a contract and says what it is then. */
const then = async (ctx: Ctx, id: string, act: Promise<unknown>) => {
  await act
  return contractById(ctx, id)
}

export const contractsOperations = {
  list: operation(contract.list, (ctx, query) => contractList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => contractList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => contractById(ctx, id)),
  copy: operation(contract.copy, (ctx, { invoiceId, contractId }) => {
    if (contractId) return copyOfContract(ctx, contractId)
    return invoiceId ? copyOfDocument(ctx, invoiceId) : refuse('NOT_FOUND', { status: 404 })
  }),
  create: operation(contract.create, async (ctx, given) => contractById(ctx, await createContract(ctx, given))),
  previewChange: operation(contract.previewChange, (ctx, given) => previewChange(ctx, given)),
  update: operation(contract.update, (ctx, given) => then(ctx, given.id, changeContract(ctx, given))),
  activate: operation(contract.activate, (ctx, { id, generateAll }) =>
    then(ctx, id, activateContract(ctx, id, generateAll)),
  ),
  pause: operation(contract.pause, (ctx, { id, from, to }) => then(ctx, id, pauseContract(ctx, id, from, to))),
  resume: operation(contract.resume, (ctx, { id, on }) => then(ctx, id, resumeContract(ctx, id, on))),
  termination: operation(contract.termination, (ctx, { id, on }) => previewTermination(ctx, id, on)),
  terminate: operation(contract.terminate, async (ctx, { id, on, reason, credit }) => {
    await terminateContract(ctx, id, on, reason)
    if (credit) await creditBeyond(ctx, id, on, reason)
    return contractById(ctx, id)
  }),
  renew: operation(contract.renew, async (ctx, { id, endsOn }) =>
    contractById(ctx, await renewContract(ctx, id, endsOn)),
  ),
  remove: operation(contract.remove, async (ctx, { id }) => {
    await removeContract(ctx, id)
    return { id }
  }),
}
