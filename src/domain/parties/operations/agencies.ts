import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { agenciesContract } from '../contract/agencies.ts'
import { agencyOf } from '../queries/agencies.ts'
import { parties } from '../tables.ts'

export const agenciesOperations = {
  get: operation(agenciesContract.get, async (ctx, { id }) => {
    return (await agencyOf(ctx, id)) ?? refuse('NOT_FOUND', { status: 404 })
  }),
  set: operation(agenciesContract.set, async (ctx, { id, isAgency, discountBps }) => {
    await lockedRecord(ctx, parties, id)
    const agencyDiscountBps = isAgency ? discountBps : 0
    await changeRecord(ctx, parties, id, { isAgency, agencyDiscountBps })
    return { isAgency, discountBps: agencyDiscountBps }
  }),
}
