import { operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { changeIssue, changeProduct, changeTitle, createIssue, createProduct, createTitle } from './actions.ts'
import { catalogContract as contract } from './contract.ts'
import { expectedIssues, issueCard, issueList, productCard, productList, titleCard, titleList } from './queries.ts'

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

export const catalogOperations = { titles, issues, products }
