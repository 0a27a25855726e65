import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { ensureChart } from '../actions/chart.ts'
import { accountsContract, rulesContract } from '../contract/chart.ts'
import { accountsOf, rulesOf } from '../queries/chart.ts'
import { isGeneral } from '../rules/chart.ts'
import { bookAccounts, bookRules } from '../tables.ts'

async function refuseUnknown({ db, company }: Ctx, code: string) {
  const { rows } = await db.execute(
    sql`select from book_accounts where company_id = ${company.id} and code = ${code} for share`,
  )
  if (rows.length === 0) refuse('books.unknownAccount', { field: 'accountCode', values: { code } })
}

export const accountsOperations = {
  all: operation(accountsContract.all, async ctx => {
    await ensureChart(ctx)
    return accountsOf(ctx)
  }),
  create: operation(accountsContract.create, async (ctx, given) => {
    await ensureChart(ctx)
    return (await accountsOf(ctx, await createRecord(ctx, bookAccounts, given)))[0]!
  }),
  update: operation(accountsContract.update, async (ctx, { id, revision, label }) => {
    await changeRecord(ctx, bookAccounts, id, { label }, revision)
    return (await accountsOf(ctx, id))[0]!
  }),
  remove: operation(accountsContract.remove, async (ctx, { id }) => {
    const { code } = await lockedRecord(ctx, bookAccounts, id)
    if ((await rulesOf(ctx)).some(({ accountCode }) => accountCode === code))
      refuse('books.accountNamed', { values: { code } })
    await deleteRecord(ctx, bookAccounts, id)
    return { id }
  }),
}

export const rulesOperations = {
  all: operation(rulesContract.all, async ctx => {
    await ensureChart(ctx)
    return rulesOf(ctx)
  }),
  create: operation(rulesContract.create, async (ctx, given) => {
    await ensureChart(ctx)
    await refuseUnknown(ctx, given.accountCode)
    return (await rulesOf(ctx, await createRecord(ctx, bookRules, given)))[0]!
  }),
  update: operation(rulesContract.update, async (ctx, { id, revision, accountCode }) => {
    await refuseUnknown(ctx, accountCode)
    await changeRecord(ctx, bookRules, id, { accountCode }, revision)
    return (await rulesOf(ctx, id))[0]!
  }),
  remove: operation(rulesContract.remove, async (ctx, { id }) => {
    if (isGeneral((await lockedRecord(ctx, bookRules, id)) as never)) refuse('books.ruleNeeded')
    await deleteRecord(ctx, bookRules, id)
    return { id }
  }),
}
