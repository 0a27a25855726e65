import { and, eq, sql } from 'drizzle-orm'
import { lockedRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { notBeingSent, requestDelivery } from './actions.ts'
import { messagingContract } from './contract.ts'
import { sendingAccountsOperations } from './operations/sending-accounts.ts'
import { messageById, messageList, messageShown } from './queries.ts'
import { REFUSED_FOR_GOOD } from './rules.ts'
import { mailSettingsOperations } from './settings.ts'
import { messages as table } from './tables.ts'

const contract = messagingContract.messages

const get = operation(contract.get, async (ctx, { id }) => {
  const message = await messageById(ctx, id)
  if (!message) refuse('NOT_FOUND', { status: 404 })
  const { messageId, text, html, attachments } = message
  return {
    ...messageShown(message),
    messageId,
    text,
    html,
    attachments: attachments.map(({ name, mediaType, ...what }) => ({
      name,
      mediaType,
      byteCount: 'made' in what ? what.made.byteCount : Buffer.byteLength(what.content, 'base64'),
    })),
  }
})

const again = { state: 'queued' as const, givenUpAt: null, attempts: 0, nextAttemptAt: sql`now()`, claimedAt: null }

const retry = operation(contract.retry, async (ctx, { id }) => {
  const { state } = await lockedRecord(ctx, table, id)
  if (state === 'sent') refuse('messaging.alreadySent')
  const [message] = await ctx.db
    .update(table)
    .set(again)
    .where(and(ofCompany(ctx), eq(table.id, id), notBeingSent))
    .returning()
  if (!message) refuse('messaging.beingSent')
  ctx.record({ record: 'messages', id, from: { state }, to: { state: 'queued' } })
  await requestDelivery(ctx)
  return messageShown(message)
})

const retryFailed = operation(contract.retryFailed, async ctx => {
  const refused = sql.join(
    REFUSED_FOR_GOOD.map(reason => sql`${reason}`),
    sql`, `,
  )
  const retried = await ctx.db
    .update(table)
    .set(again)
    .where(and(ofCompany(ctx), eq(table.state, 'failed'), sql`failure ->> 'reason' not in (${refused})`))
    .returning({ id: table.id })
  for (const { id } of retried)
    ctx.record({ record: 'messages', id, from: { state: 'failed' }, to: { state: 'queued' } })
  if (retried.length > 0) await requestDelivery(ctx)
  return { count: retried.length }
})

const ofCompany = ({ company }: Ctx) => eq(table.companyId, company.id)

export const messagingOperations = {
  messages: {
    list: operation(contract.list, (ctx, query) => messageList.page(ctx, query)),
    count: operation(contract.count, (ctx, query) => messageList.count(ctx, query)),
    get,
    retry,
    retryFailed,
  },
  mailSettings: mailSettingsOperations,
  sendingAccounts: sendingAccountsOperations,
}
