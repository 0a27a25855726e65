import { operation } from '../../platform/http/operation.ts'
import { changeParty, createParty } from './actions.ts'
import { partiesContract as contract } from './contract.ts'
import { partyCard } from './queries/party-card.ts'
import { partyList } from './queries/party-list.ts'

export const partiesOperations = {
  list: operation(contract.list, (ctx, query) => partyList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => partyList.count(ctx, query)),
  get: operation(contract.get, (ctx, { id }) => partyCard(ctx, id)),

  create: operation(contract.create, async (ctx, given) => partyCard(ctx, await createParty(ctx, given))),

  update: operation(contract.update, async (ctx, { id, revision, ...changes }) => {
    await changeParty(ctx, id, changes, revision)
    return partyCard(ctx, id)
  }),
}
