import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, deleteRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { conversingOperation, operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { requestDelivery } from '../actions.ts'
import { messagingContract } from '../contract.ts'
import { accountOf } from '../queries.ts'
import { sealedForUser, senderOfUser } from '../sending.ts'
import { passwordAfter, sendTest } from '../settings.ts'
import { sendingAccounts as table } from '../tables.ts'

type Account = typeof table.$inferSelect

const contract = messagingContract.sendingAccounts

const own = (ctx: Ctx) => accountOf(ctx, ctx.actor.userId)

const shown = ({ host, port, security, user, fromName, fromAddress, sealedPassword, revision }: Account) => ({
  ...{ host, port, security, user, fromName, fromAddress },
  ...{ hasPassword: sealedPassword !== null, revision },
})

const get = operation(contract.get, async ctx => {
  const account = await own(ctx)
  return account ? shown(account) : null
})

const save = operation(contract.save, async (ctx, { password, revision, ...typed }) => {
  const { userId } = ctx.actor
  const before = await own(ctx)
  if (revision !== undefined && revision !== (before?.revision ?? 0))
    refuse('record.changedMeanwhile', { values: { by: before?.updatedBy ?? '', at: before?.updatedAt ?? '' } })
  const wanted = { ...typed, user: typed.user || null }
  const sealedPassword = passwordAfter(sealedForUser(ctx.company.id, userId), before, wanted, password)
  if (before) await changeRecord(ctx, table, before.id, { ...wanted, sealedPassword })
  else await createRecord(ctx, table, { ...wanted, userId, sealedPassword })
  await requestDelivery(ctx)
  return shown((await own(ctx))!)
})

/** What waits leaves through the company's server from now on. */
async function forget(ctx: Ctx, userId: string) {
  const account = await accountOf(ctx, userId)
  if (!account) return
  await deleteRecord(ctx, table, account.id)
  await requestDelivery(ctx)
}

const test = conversingOperation(contract.test, async (site, { to: typed }) => {
  const asked = async (ctx: Ctx) => ({ account: await own(ctx), to: typed ?? ctx.actor.email })
  const { account, to } = await site.inTransaction(asked)
  if (!account) refuse('messaging.noServer', { field: 'host' })
  const place = sealedForUser(site.company.id, account.userId)
  await sendTest(site, { server: account, place, ...senderOfUser(account) }, to)
  return { to }
})

const all = operation(contract.all, async ({ db, company }) => {
  const { rows } = await db.execute<{ userId: string; name: string; fromAddress: string }>(sql`
    select a.user_id as "userId", u.name, a.from_address as "fromAddress" from sending_accounts a
    join users u on u.id = a.user_id where a.company_id = ${company.id} order by u.name, a.id`)
  return rows
})

export const sendingAccountsOperations = {
  get,
  save,
  remove: operation(contract.remove, ctx => forget(ctx, ctx.actor.userId)),
  test,
  all,
  removeOf: operation(contract.removeOf, (ctx, { userId }) => forget(ctx, userId)),
}
