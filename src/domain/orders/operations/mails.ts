import { operation } from '../../../platform/http/operation.ts'
import { deliveryMailOf, mailDelivery, mailOrder, orderMailOf } from '../actions/mail.ts'
import { deliveryMailsContract, orderMailsContract } from '../contract/mails.ts'

export const orderMailsOperations = {
  mail: operation(orderMailsContract.mail, (ctx, { id }) => orderMailOf(ctx, id)),
  sendMail: operation(orderMailsContract.sendMail, (ctx, { id, ...said }) => mailOrder(ctx, id, said)),
}

export const deliveryMailsOperations = {
  mail: operation(deliveryMailsContract.mail, (ctx, { id }) => deliveryMailOf(ctx, id)),
  sendMail: operation(deliveryMailsContract.sendMail, (ctx, { id, ...said }) => mailDelivery(ctx, id, said)),
}
