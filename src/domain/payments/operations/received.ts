import { operation } from '../../../platform/http/operation.ts'
import { receivedContract } from '../contract/received.ts'
import { receivedByMonth } from '../queries/received.ts'

export const receivedOperations = {
  byMonth: operation(receivedContract.byMonth, ctx => receivedByMonth(ctx)),
}
