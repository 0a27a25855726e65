import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { acceptDocument, mapProduct, refuseDocument, takeAgain } from '../actions/decide.ts'
import { collectedContract as contract } from '../contract/collected.ts'
import { collectedById, collectedList } from '../queries/collected.ts'

/** What is decided answers with how the document stands then. */
const then = async (ctx: Ctx, id: string, decided: Promise<void>) => {
  await decided
  return collectedById(ctx, id)
}

export const collectedOperations = {
  list: operation(contract.list, (ctx, query) => collectedList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => collectedList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => collectedById(ctx, id)),
  again: operation(contract.again, (ctx, { id }) => then(ctx, id, takeAgain(ctx, id))),
  accept: operation(contract.accept, (ctx, { id, partyId }) => then(ctx, id, acceptDocument(ctx, id, partyId))),
  map: operation(contract.map, (ctx, { id, ...said }) => then(ctx, id, mapProduct(ctx, id, said))),
  refuse: operation(contract.refuse, (ctx, { id, note }) => then(ctx, id, refuseDocument(ctx, id, note))),
}
