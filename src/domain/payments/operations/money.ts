import { operation } from '../../../platform/http/operation.ts'
import { changeBankAccount, createBankAccount, removeBankAccount } from '../actions/accounts.ts'
import { cashIn, cashInMany } from '../actions/cash-in.ts'
import { bringDeposit, depositCheques, takeOffDeposit } from '../actions/deposits.ts'
import { bankAccountsContract as accounts } from '../contract/accounts.ts'
import {
  balancesContract as balances,
  cashInContract,
  accountStatementsContract as statements,
} from '../contract/balances.ts'
import { chequeDepositsContract as deposits } from '../contract/deposits.ts'
import { bankAccountById, bankAccountList } from '../queries/accounts.ts'
import { ageingList, ageingTotals, customerBalance } from '../queries/ageing.ts'
import { depositById, depositList, waitingCheques } from '../queries/deposits.ts'
import { paymentById } from '../queries/payments.ts'
import { accountStatementList } from '../queries/statement.ts'

export const bankAccountsOperations = {
  list: operation(accounts.list, (ctx, query) => bankAccountList.page(ctx, query)),
  count: operation(accounts.count, (ctx, query) => bankAccountList.count(ctx, query)),
  get: operation(accounts.get, (ctx, { id }) => bankAccountById(ctx, id)),
  create: operation(accounts.create, async (ctx, given) => bankAccountById(ctx, await createBankAccount(ctx, given))),
  update: operation(accounts.update, async (ctx, { id, revision, ...given }) => {
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    await changeBankAccount(ctx, id, changes, revision)
    return bankAccountById(ctx, id)
  }),
  remove: operation(accounts.remove, async (ctx, { id }) => {
    await removeBankAccount(ctx, id)
    return { id }
  }),
}

export const chequeDepositsOperations = {
  list: operation(deposits.list, (ctx, query) => depositList.page(ctx, query)),
  count: operation(deposits.count, (ctx, query) => depositList.count(ctx, query)),
  waiting: operation(deposits.waiting, ctx => waitingCheques(ctx)),
  get: operation(deposits.get, (ctx, { id }) => depositById(ctx, id)),
  create: operation(deposits.create, async (ctx, { depositedOn = ctx.today, ...given }) =>
    depositById(ctx, await depositCheques(ctx, { ...given, depositedOn })),
  ),
  takeOff: operation(deposits.takeOff, async (ctx, { id, cheques }) => ({
    id,
    left: await takeOffDeposit(ctx, id, cheques),
  })),
  bring: operation(deposits.bring, async (ctx, { id, on }) => {
    await bringDeposit(ctx, id, on ?? ctx.today)
    return depositById(ctx, id)
  }),
}

export const balancesOperations = {
  list: operation(balances.list, (ctx, query) => ageingList.page(ctx, query)),
  count: operation(balances.count, (ctx, query) => ageingList.count(ctx, query)),
  totals: operation(balances.totals, (ctx, query) => ageingTotals(ctx, query)),
  get: operation(balances.get, (ctx, { id }) => customerBalance(ctx, id)),
}

export const accountStatementsOperations = {
  list: operation(statements.list, (ctx, query) => accountStatementList.page(ctx, query)),
  count: operation(statements.count, (ctx, query) => accountStatementList.count(ctx, query)),
}

export const cashInOperations = {
  cashIn: operation(cashInContract.cashIn, async (ctx, { id, receivedOn = ctx.today, ...given }) => {
    const { paymentId, ...issued } = await cashIn(ctx, id, { ...given, receivedOn })
    return { ...issued, payment: await paymentById(ctx, paymentId) }
  }),
  cashInMany: operation(cashInContract.cashInMany, async (ctx, { ids, receivedOn = ctx.today, ...given }) => ({
    count: await cashInMany(ctx, [...new Set(ids)], { ...given, receivedOn }),
  })),
}
