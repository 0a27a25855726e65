import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { cancelNotice, sendContractNotices } from '../actions/send-notices.ts'
import { contractNoticesContract as contract } from '../contract/notices.ts'
import { dueNoticeList, type NoticeFilters, noticesToSend } from '../queries/due-notices.ts'
import { noticeWritten } from '../rules/notice-text.ts'

export const contractNoticesOperations = {
  list: operation(contract.list, (ctx, query) => dueNoticeList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => dueNoticeList.count(ctx, query)),
  example: operation(contract.example, async (ctx, { id, kind }) => {
    const [notice] = await noticesToSend(ctx, { ids: [id], kind, limit: 1 })
    const { email, channel, ...of } = notice ?? refuse('contracts.nothingToTell')
    return { to: channel === 'mail' ? email : of.name, channel, ...noticeWritten(of) }
  }),
  send: operation(contract.send, async (ctx, { search, ...asked }) => {
    const which = search ? { ...asked, ids: await idsFound(ctx, { search, ...asked }) } : asked
    const sent = await sendContractNotices(ctx, which)
    if (sent.mails + sent.letters === 0) refuse('contracts.nothingToTell')
    return { ...sent, noticedOn: ctx.today, left: await stillToSend(ctx, which) }
  }),
  cancel: operation(contract.cancel, async (ctx, { id }) => {
    await cancelNotice(ctx, id)
    return { id }
  }),
}

type Which = NoticeFilters & { ids?: readonly string[] | undefined }

async function idsFound(ctx: Ctx, query: Which & { search: string }): Promise<string[]> {
  const found: string[] = []
  for await (const rows of await dueNoticeList.all(ctx, query)) found.push(...rows.map(({ id }) => id))
  return found
}

/** Of those asked, who can be reached and was not yet told. */
async function stillToSend(ctx: Ctx, which: Which): Promise<number> {
  let left = 0
  for (const reached of which.reached ? [which.reached] : (['mail', 'letter'] as const))
    left += (await dueNoticeList.count(ctx, { ...which, reached })).count
  return left
}
