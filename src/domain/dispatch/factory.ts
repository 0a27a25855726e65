import type { Database } from '../../platform/db/database.ts'
import type { Outer } from '../../platform/http/context.ts'
import { aCompany } from '../accounts/factory.ts'
import { anIssue, aProduct, aTitle } from '../catalog/factory.ts'
import { issueInvoices, type SaleLine } from '../invoicing/actions.ts'
import { aSeller } from '../invoicing/factory.ts'
import type { NewParty } from '../parties/actions.ts'
import { aParty } from '../parties/factory.ts'

type Wiring = Partial<Pick<Outer, 'constraints' | 'reactions'>>

/** A quarterly with six issues, its products, and the way to sell them: what tests of the whole pipe start from. */
export async function aPublisher(database: Database, { today = '2023-08-31', ...wiring }: { today?: string } & Wiring) {
  const company = await aCompany(database, { today, ...wiring })
  const { titleId, issues, products } = await company.within(async ctx => {
    await aSeller(ctx)
    const titleId = await aTitle(ctx, {
      code: 'CS',
      name: 'Capital Social',
      frequency: 'quarterly',
      firstIssueOn: '2022-05-01',
    })
    const issues = new Map<string, string>()
    for (const [at, on] of [
      '2022-05-01',
      '2022-08-01',
      '2022-11-01',
      '2023-02-01',
      '2023-05-01',
      '2023-08-01',
    ].entries())
      issues.set(
        String(at + 1),
        await anIssue(ctx, titleId, { ordinal: at + 1, number: String(at + 1), coverOn: on, onSaleOn: on }),
      )
    const products = new Map<string, string>()
    for (const [code, label, priceCents] of PRODUCTS)
      products.set(
        code,
        await aProduct(ctx, {
          code,
          label,
          titleId: code === 'ENVOI' ? null : titleId,
          priceBasis: 'gross',
          priceCents,
          vatRateBps: 2000,
        }),
      )
    return { titleId, issues, products }
  })

  type Sold = Omit<SaleLine, 'productId' | 'quantity'> & { quantity?: number; to?: NewParty; customerId?: string }
  let latest = ''
  let outOfOrder = 0
  /** Sells one product to somebody, new unless said; returns who and the purchase. Out of the order of days, by a number of elsewhere. */
  const sell = (code: string, issuedOn: string, { to, customerId, quantity = 1, ...line }: Sold = {}) =>
    company.within(async ctx => {
      const buyer = customerId ?? (await aParty(ctx, to))
      const number = issuedOn < latest || issuedOn > ctx.today ? `${issuedOn.slice(0, 4)}/${++outOfOrder}` : undefined
      if (number === undefined) latest = issuedOn
      const [invoice] = await issueInvoices(ctx, [
        { customerId: buyer, issuedOn, number, lines: [{ productId: products.get(code)!, quantity, ...line }] },
      ])
      return { customerId: buyer, invoice: invoice! }
    })

  return { ...company, titleId, issues, products, sell }
}

const PRODUCTS: [string, string, number][] = [
  ['ABO-A112', 'Abonnement de 1 an à Capital Social', 3400],
  ['ABO-A224', 'Abonnement de 2 ans à Capital Social', 5960],
  ['ABO-N115', 'Abonnement 1 an (5 numéros)', 3400],
  ['ABO-PR12', 'Service de presse - 1 an', 0],
  ['NUM-4', 'Capital Social N4', 900],
  ['NUM-5', 'Capital Social N5', 900],
  ['NUM-XXX', 'Dernier numéro de Capital Social', 900],
  ['ENVOI', 'Envoi postal', 350],
]
