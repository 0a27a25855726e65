import { operation } from '../../../platform/http/operation.ts'
import { postalContract as contract } from '../contract/postal.ts'
import { chosen } from '../queries/chosen.ts'
import { recipientFaults, runFaults } from '../queries/postal-faults.ts'

export const postalOperations = {
  recipients: operation(contract.recipients, async (ctx, { limit, ...which }) =>
    recipientFaults(ctx, await chosen(ctx, which), limit),
  ),
  run: operation(contract.run, (ctx, { id, limit }) => runFaults(ctx, id, limit)),
}
