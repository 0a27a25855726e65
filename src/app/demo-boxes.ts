import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import { createProduct } from '../domain/catalog/actions/products.ts'
import { moveStock } from '../domain/catalog/actions/stock-movements.ts'
import { createIssue, createTitle } from '../domain/catalog/actions.ts'
import { dispatch } from '../domain/dispatch/actions/dispatch.ts'
import { chosen } from '../domain/dispatch/queries/chosen.ts'
import { issueInvoices } from '../domain/invoicing/actions.ts'
import { createParties, createParty, type NewParty } from '../domain/parties/actions.ts'
import { holdPurchases } from '../domain/subscriptions/actions/holds.ts'
import type { Ctx } from '../platform/http/context.ts'
import { sayBoxes } from './demo-sellers.ts'

type Row = Record<string, string>

const orders = (): Row[] =>
  parse(readFileSync(new URL('../../demo/boxes/orders.csv', import.meta.url)), { columns: true, delimiter: ';' })

/** Boxes leave on the 28th; orders close on the 20th. The weight is that of one box, packed. */
const BOXES = [
  { number: '1', label: 'Juin : cerises et pain d’épeautre', month: '2023-06', weightGrams: 3200, printedCopies: 60 },
  {
    number: '2',
    label: 'Juillet : abricots et miel de lavande',
    month: '2023-07',
    weightGrams: 3100,
    printedCopies: 60,
  },
  { number: '3', label: 'Août : tomates anciennes et chèvre', month: '2023-08', weightGrams: 3600, printedCopies: 70 },
  {
    number: '4',
    label: 'Septembre : figues et noix fraîches',
    month: '2023-09',
    weightGrams: null,
    printedCopies: null,
  },
  { number: '5', label: 'Octobre : courges et cidre', month: '2023-10', weightGrams: null, printedCopies: null },
  { number: '6', label: 'Novembre : poires et comté', month: '2023-11', weightGrams: null, printedCopies: null },
]

const PRODUCTS = [
  { code: 'BOX-3', label: 'Le Panier, 3 box', issuesDue: 3, priceCents: 9600, ean13: '3760300010037' },
  { code: 'BOX-6', label: 'Le Panier, 6 box', issuesDue: 6, priceCents: 18_600, ean13: '3760300010068' },
  { code: 'BOX-12', label: 'Le Panier, 12 box', issuesDue: 12, priceCents: 35_400, ean13: '3760300010129' },
]
const FOOD_VAT_BPS = 550

/** A company that sells a box of food each month, prepaid by 3, 6 or 12: nothing in it is a magazine. Source: ABO-2, CIR-30. */
export async function loadBoxes(ctx: Ctx) {
  await sayBoxes(ctx)
  const titleId = await loadTitle(ctx)
  const boxes = await loadIssues(ctx, titleId)
  await loadOrders(ctx, await loadProducts(ctx, titleId), boxes)
  for (const { number, month } of BOXES.slice(0, 2))
    await dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue: number }), `${month}-27`)
  await moveStock(ctx, { issueId: boxes.get('2')!, movedOn: '2023-07-29', copies: -2, reason: 'Abîmées au départ' })
}

async function loadTitle(ctx: Ctx) {
  const mailingHouseId = await createParty(ctx, {
    kind: 'organisation',
    legalName: 'ATELIER DES EXPÉDITIONS',
    isMailingHouse: true,
    isSupplier: true,
  })
  return createTitle(ctx, {
    code: 'PANIER',
    name: 'Le Panier',
    kind: 'box',
    frequency: 'monthly',
    firstIssueOn: '2023-06-28',
    mailingHouseId,
    warningDays: 30,
    replacementLimit: 1,
    parcelFromCopies: 1,
  })
}

async function loadIssues(ctx: Ctx, titleId: string) {
  const ids = new Map<string, string>()
  for (const { month, ...box } of BOXES) {
    const coverOn = `${month}-28`
    const dates = { coverOn, onSaleOn: `${month}-01`, closesOn: `${month}-20`, shipsOn: `${month}-27` }
    ids.set(box.number, await createIssue(ctx, titleId, { ...box, ...dates }))
  }
  return ids
}

async function loadProducts(ctx: Ctx, titleId: string) {
  const ids = new Map<string, string>()
  for (const product of PRODUCTS) {
    const sold = { kind: 'subscription', titleId, vatRateBps: FOOD_VAT_BPS, brand: 'Le Panier', family: 'Box' } as const
    ids.set(product.code, await createProduct(ctx, { ...product, ...sold }))
  }
  return ids
}

async function loadOrders(ctx: Ctx, products: Map<string, string>, boxes: Map<string, string>) {
  const rows = orders()
  const ids = await createParties(ctx, rows.map(customer))
  const given = rows.filter(row => row.gift_to)
  const receivers = await createParties(ctx, given.map(receiver))
  const receiverOf = new Map(given.map((row, at) => [row, receivers[at]!]))
  const issued = await issueInvoices(
    ctx,
    rows.map((row, at) => {
      const recipientId = receiverOf.get(row)
      return {
        customerId: ids[at]!,
        issuedOn: row.ordered_on!,
        source: 'panier.example',
        sourceReference: `C${1001 + at}`,
        lines: [
          { productId: products.get(row.product!)!, quantity: 1, ...(recipientId ? { recipientId, gift: true } : {}) },
        ],
      }
    }),
  )
  await skipBoxes(ctx, rows, issued, boxes)
}

/** Some are away when a box leaves: they skip it, and get one more at the end. */
async function skipBoxes(ctx: Ctx, rows: Row[], issued: { id: string }[], boxes: Map<string, string>) {
  const { rows: purchases } = await ctx.db.execute<{ id: string; invoiceId: string }>(
    sql`select id, invoice_id as "invoiceId" from purchases where company_id = ${ctx.company.id}`,
  )
  const purchaseOf = new Map(purchases.map(({ id, invoiceId }) => [invoiceId, id]))
  for (const [at, { skips }] of rows.entries()) {
    if (!skips) continue
    const box = boxes.get(skips)!
    const purchaseId = purchaseOf.get(issued[at]!.id)!
    await holdPurchases(ctx, {
      purchaseIds: [purchaseId],
      kind: 'customer',
      reason: 'En vacances',
      countsAsServed: false,
      fromIssueId: box,
      toIssueId: box,
    })
  }
}

const address = ({ line1, postcode, town }: Row) => [
  { purpose: 'billing' as const, line1: line1!, line2: '', line3: '', postcode: postcode!, town: town!, country: 'FR' },
]

const customer = (row: Row): NewParty => ({
  honorific: row.honorific as 'M.' | 'Mme',
  lastName: row.last_name!,
  firstName: row.first_name!,
  emails: row.email ? [row.email] : [],
  phones: row.phone ? [row.phone] : [],
  isCustomer: true,
  addresses: address(row),
})

/** Who gets the box as a gift lives in the town of who gives it. */
function receiver(row: Row): NewParty {
  const [firstName = '', lastName = ''] = row.gift_to!.split(' ')
  return { lastName, firstName, isCustomer: true, addresses: address({ ...row, line1: '3 rue du Pont' }) }
}
