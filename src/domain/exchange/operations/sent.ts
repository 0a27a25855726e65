import { operation } from '../../../platform/http/operation.ts'
import { noteAnswer } from '../actions/note-answer.ts'
import { sendOrders } from '../actions/send.ts'
import { sentOrdersContract as contract } from '../contract/sent.ts'
import { sendingsOf, toSendList } from '../queries/sent.ts'

export const sentOrdersOperations = {
  list: operation(contract.list, (ctx, query) => toSendList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => toSendList.count(ctx, query)),
  of: operation(contract.of, (ctx, { id }) => sendingsOf(ctx, id)),
  note: operation(contract.note, async (ctx, { id: orderId, ...said }) => {
    await noteAnswer(ctx, { orderId, ...said })
    return sendingsOf(ctx, orderId)
  }),
  send: operation(contract.send, (ctx, sending) => sendOrders(ctx, sending)),
}
