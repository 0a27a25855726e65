import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { changeProduct, createProduct } from './actions/products.ts'
import { moveStock, takeBackMovement } from './actions/stock-movements.ts'
import { changeIssue, changeTitle, createIssue, createTitle, planIssues } from './actions.ts'
import { catalogContract as contract } from './contract.ts'
import { issueCard, issueList } from './queries/issues.ts'
import { stockMovement, stockMovementList } from './queries/stock-movements.ts'
import { expectedIssues, productCard, productList, titleCard, titleList } from './queries.ts'

const titles = {
  list: operation(contract.titles.list, (ctx, query) => titleList.page(ctx, query)),
  count: operation(contract.titles.count, (ctx, query) => titleList.count(ctx, query)),
  get: operation(contract.titles.get, (ctx, { id }) => titleCard(ctx, id)),
  create: operation(contract.titles.create, async (ctx, given) => titleCard(ctx, await createTitle(ctx, given))),
  update: operation(contract.titles.update, async (ctx, { id, revision, ...changes }) => {
    await changeTitle(ctx, id, changes, revision)
    return titleCard(ctx, id)
  }),
}

const issues = {
  list: operation(contract.issues.list, (ctx, query) => issueList.page(ctx, query)),
  count: operation(contract.issues.count, (ctx, query) => issueList.count(ctx, query)),
  get: operation(contract.issues.get, (ctx, { id }) => issueCard(ctx, id)),
  propose: operation(contract.issues.propose, async (ctx, { titleId, count }) => {
    const expected = await expectedIssues(ctx, titleId, count)
    return expected.length > 0 ? expected : refuse('catalog.irregular')
  }),
  plan: operation(contract.issues.plan, (ctx, { titleId, count }) => planIssues(ctx, titleId, count)),
  create: operation(contract.issues.create, async (ctx, { titleId, ...given }) =>
    issueCard(ctx, await createIssue(ctx, titleId, given)),
  ),
  update: operation(contract.issues.update, async (ctx, { id, revision, ...changes }) => {
    await changeIssue(ctx, id, changes, revision)
    return issueCard(ctx, id)
  }),
}

const products = {
  list: operation(contract.products.list, (ctx, query) => productList.page(ctx, query)),
  count: operation(contract.products.count, (ctx, query) => productList.count(ctx, query)),
  get: operation(contract.products.get, (ctx, { id }) => productCard(ctx, id)),
  create: operation(contract.products.create, async (ctx, given) => productCard(ctx, await createProduct(ctx, given))),
  update: operation(contract.products.update, async (ctx, { id, revision, ...changes }) => {
    await changeProduct(ctx, id, changes, revision)
    return productCard(ctx, id)
  }),
}

const stockMovements = {
  list: operation(contract.stockMovements.list, (ctx, query) => stockMovementList.page(ctx, query)),
  count: operation(contract.stockMovements.count, (ctx, query) => stockMovementList.count(ctx, query)),
  create: operation(contract.stockMovements.create, async (ctx, given) =>
    stockMovement(ctx, await moveStock(ctx, given)),
  ),
  remove: operation(contract.stockMovements.remove, async (ctx, { id }) => {
    await takeBackMovement(ctx, id)
    return { id }
  }),
}

export const catalogOperations = { titles, issues, products, stockMovements }
