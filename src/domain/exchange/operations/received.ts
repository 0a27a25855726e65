import { operation } from '../../../platform/http/operation.ts'
import { answerReceived } from '../actions/answer-received.ts'
import { receivedOrdersContract as contract } from '../contract/received.ts'
import { receivedOrder } from '../queries/received.ts'

export const receivedOrdersOperations = {
  get: operation(contract.get, (ctx, { id }) => receivedOrder(ctx, id)),
  answer: operation(contract.answer, async (ctx, { id, answer, note }) => {
    await answerReceived(ctx, { orderId: id, answer, note })
    return (await receivedOrder(ctx, id))!
  }),
}
