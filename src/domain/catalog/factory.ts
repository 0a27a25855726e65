import type { Ctx } from '../../platform/http/context.ts'
import { createProduct, type NewProduct } from './actions/products.ts'
import { createIssue, createTitle, type IssueFields, type TitleFields } from './actions.ts'

/** The quarterly of the documents, first issue dated 01/05/2022. Returns the id. */
export const aTitle = (ctx: Ctx, given: Partial<TitleFields> = {}): Promise<string> =>
  createTitle(ctx, {
    code: 'CS',
    name: 'Capital Social',
    frequency: 'quarterly',
    firstIssueOn: '2022-05-01',
    ...given,
  })

/** The next issue of a title by its frequency. Returns the id. */
export const anIssue = (ctx: Ctx, titleId: string, given: IssueFields = {}): Promise<string> =>
  createIssue(ctx, titleId, given)

/** A subscription of one year at 34,00 € tax included; the code says the rest. Returns the id. */
export const aProduct = (ctx: Ctx, given: Partial<NewProduct> = {}): Promise<string> =>
  createProduct(ctx, {
    code: 'ABO-A112',
    label: 'Abonnement de 1 an à Capital Social',
    priceCents: 3400,
    vatRateBps: 2000,
    supplierName: 'CAPITAL SOCIAL',
    ...given,
  })
