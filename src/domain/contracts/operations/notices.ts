import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { cancelNotice, sendContractNotices } from '../actions/send-notices.ts'
import { contractNoticesContract as contract } from '../contract/notices.ts'
import { dueNoticeList, noticesToSend } from '../queries/due-notices.ts'
import { noticeWritten } from '../rules/notice-text.ts'

export const contractNoticesOperations = {
  list: operation(contract.list, (ctx, query) => dueNoticeList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => dueNoticeList.count(ctx, query)),
  example: operation(contract.example, async (ctx, { id, kind }) => {
    const [notice] = await noticesToSend(ctx, { ids: [id], kind, limit: 1 })
    const { email, channel, ...of } = notice ?? refuse('contracts.nothingToTell')
    return { to: channel === 'mail' ? email : of.name, channel, ...noticeWritten(of) }
  }),
  send: operation(contract.send, async (ctx, which) => {
    const sent = await sendContractNotices(ctx, which)
    if (sent.mails + sent.letters === 0) refuse('contracts.nothingToTell')
    const { kind, reached } = which
    const { count } = await dueNoticeList.count(ctx, { kind, reached })
    return { ...sent, noticedOn: ctx.today, left: count }
  }),
  cancel: operation(contract.cancel, async (ctx, { id }) => {
    await cancelNotice(ctx, id)
    return { id }
  }),
}
