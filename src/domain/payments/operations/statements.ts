import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { acceptProposals, matchByHand, reopen, setAside } from '../actions/match.ts'
import { proposeAgain } from '../actions/propose.ts'
import { type Opened, openStatement, takeStatement } from '../actions/statements.ts'
import { movementsContract, statementsContract } from '../contract/statements.ts'
import { movementById, movementList, statementById, statementList, waitingSummary } from '../queries/movements.ts'
import { keyed, missingColumns } from '../rules/statement.ts'

export const statementsOperations = {
  list: operation(statementsContract.list, (ctx, query) => statementList.page(ctx, query)),
  count: operation(statementsContract.count, (ctx, query) => statementList.count(ctx, query)),
  get: operation(statementsContract.get, (ctx, { id }) => statementById(ctx, id)),
  preview: operation(statementsContract.preview, async (ctx, given) => {
    const opened = await openStatement(ctx, given)
    const { file, accounts } = opened
    return {
      format: file.format,
      layout: file.format === 'csv' ? { ...file.layout, samples: file.samples } : null,
      missing: file.format === 'csv' ? missingColumns(file.layout.columns) : [],
      accounts: await Promise.all(accounts.map(account => shownOf(ctx, opened, account))),
    }
  }),
  take: operation(statementsContract.take, async (ctx, given) => ({ statements: await takeStatement(ctx, given) })),
}

async function shownOf({ db, company }: Ctx, { sha256 }: Opened, account: Opened['accounts'][number]) {
  const { movements, refused, bankAccountId } = account
  const days = movements.map(({ bookedOn }) => bookedOn).sort()
  const sum = (sign: number) =>
    movements.reduce((total, { cents }) => (Math.sign(cents) === sign ? total + cents : total), 0)
  const { rows } = await db.execute<{ known: number; alreadyRead: boolean }>(sql`
    select (select count(*)::int from bank_movements where company_id = ${company.id} and bank_account_id = ${bankAccountId}::uuid
        and bank_reference = any(${sql.param(keyed(movements).map(({ key }) => key))}::text[])) as known,
      exists (select from bank_statements where company_id = ${company.id} and bank_account_id = ${bankAccountId}::uuid
        and sha256 = ${sha256}) as "alreadyRead"`)
  return {
    account: account.account,
    bankAccountId,
    bankAccount: account.bankAccount,
    count: movements.length,
    knownCount: rows[0]!.known,
    inCents: sum(1),
    outCents: sum(-1),
    startsOn: days[0] ?? null,
    endsOn: days.at(-1) ?? null,
    alreadyRead: rows[0]!.alreadyRead,
    refused,
  }
}

export const movementsOperations = {
  list: operation(movementsContract.list, (ctx, query) => movementList.page(ctx, query)),
  count: operation(movementsContract.count, (ctx, query) => movementList.count(ctx, query)),
  summary: operation(movementsContract.summary, ctx => waitingSummary(ctx)),
  accept: operation(movementsContract.accept, (ctx, { ids }) => acceptProposals(ctx, ids)),
  match: operation(movementsContract.match, async (ctx, { id, ...said }) => {
    await matchByHand(ctx, id, said)
    return movementById(ctx, id)
  }),
  setAside: operation(movementsContract.setAside, async (ctx, { ids, note }) => {
    await setAside(ctx, ids, note)
    return { count: ids.length }
  }),
  reopen: operation(movementsContract.reopen, async (ctx, { id }) => {
    await reopen(ctx, id)
    return movementById(ctx, id)
  }),
  propose: operation(movementsContract.propose, async ctx => ({ count: await proposeAgain(ctx) })),
}
