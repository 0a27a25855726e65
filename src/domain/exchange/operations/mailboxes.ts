import { and, eq } from 'drizzle-orm'
import { changeRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { conversingOperation, operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { authorisationOf, authoriseMailbox } from '../actions/authorise-mailbox.ts'
import { startCollection } from '../actions/collecting.ts'
import { addMailbox, changeMailbox, keepRefreshToken, keepsSecret, setDue } from '../actions/mailboxes.ts'
import { testMailbox, typedServer } from '../actions/test-mailbox.ts'
import { mailboxesContract as contract } from '../contract/mailboxes.ts'
import { mailboxList, mailboxShown, userWithAddress } from '../queries/mailboxes.ts'
import { collectedMails, mailboxes } from '../tables.ts'

async function hasCollected({ db, company }: Ctx, mailboxId: string): Promise<boolean> {
  const found = await db
    .select({ id: collectedMails.id })
    .from(collectedMails)
    .where(and(eq(collectedMails.companyId, company.id), eq(collectedMails.mailboxId, mailboxId)))
    .limit(1)
  return found.length > 0
}

export const mailboxesOperations = {
  list: operation(contract.list, (ctx, query) => mailboxList.page(ctx, query)),
  count: operation(contract.count, (ctx, query) => mailboxList.count(ctx, query)),
  add: operation(contract.add, async (ctx, said) => {
    if (said.password === undefined && !said.oauth) refuse('exchange.passwordMissing', { field: 'password' })
    const id = await addMailbox(ctx, said)
    await setDue(ctx, id)
    return mailboxShown(ctx, id)
  }),
  change: operation(contract.change, async (ctx, { id, revision, ...said }) => {
    const before = await lockedRecord(ctx, mailboxes, id)
    const isElsewhere = (['protocol', 'host', 'user'] as const).some(field => before[field] !== said[field])
    // What is numbered there begins anew elsewhere: a number read here would hide a mail there.
    if (isElsewhere && (await hasCollected(ctx, id))) refuse('exchange.mailboxCollected', { field: 'host' })
    if (said.password === undefined && !keepsSecret(before, said))
      refuse('exchange.passwordMissing', { field: 'password' })
    await changeMailbox(ctx, before, said, revision)
    await setDue(ctx, id)
    return mailboxShown(ctx, id)
  }),
  remove: operation(contract.remove, async (ctx, { id }) => {
    const { active } = await lockedRecord(ctx, mailboxes, id)
    const removed = !(await hasCollected(ctx, id))
    if (removed) await deleteRecord(ctx, mailboxes, id)
    else if (active) await changeRecord(ctx, mailboxes, id, { active: false, dueAt: null })
    return { removed }
  }),
  test: conversingOperation(contract.test, async (site, { id, ...typed }) => {
    const { inTransaction } = site
    const { server, usedBy } = await inTransaction(async ctx => ({
      server: await typedServer(ctx, typed, id),
      usedBy: await userWithAddress(ctx, typed.user),
    }))
    const kept = (token: string) => inTransaction(ctx => keepRefreshToken(ctx, id!, token))
    return { ...(await testMailbox(site, server, { keepRefreshToken: kept })), usedBy }
  }),
  authorisation: conversingOperation(contract.authorisation, async (site, { id, redirectUri }) => ({
    address: await authorisationOf(site, id, redirectUri),
  })),
  authorise: conversingOperation(contract.authorise, async (site, { answer }) => {
    const id = await authoriseMailbox(site, answer)
    return site.inTransaction(ctx => mailboxShown(ctx, id))
  }),
  collect: operation(contract.collect, async (ctx, { id }) => ({ workId: await startCollection(ctx, id) })),
}
