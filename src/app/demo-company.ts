import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { createProduct } from '../domain/catalog/actions/products.ts'
import { createIssue, createTitle, markDispatched } from '../domain/catalog/actions.ts'
import { bringInRuns } from '../domain/dispatch/actions/past-runs.ts'
import { issueInvoices } from '../domain/invoicing/actions.ts'
import { createParties, createParty, type NewParty } from '../domain/parties/actions.ts'
import type { Ctx } from '../platform/http/context.ts'
import { parseMoney } from '../values/money.ts'
import { sayCapitalSocial } from './demo-sellers.ts'

type Row = Record<string, string>
type Ids = Map<string, string>

const table = (name: string): Row[] =>
  parse(readFileSync(new URL(`../../demo/capital-social/${name}.csv`, import.meta.url)), {
    columns: true,
    delimiter: ';',
  })

/** Day each issue went on sale, where the tables let it be read; the sixth is announced. */
const ON_SALE = ['2022-05-01', '2022-09-05', '2022-11-03', '2023-03-01', '2023-07-01', '2023-10-02']
const COVERS = ['2022-05-01', '2022-08-01', '2022-11-01', '2023-02-01', '2023-05-01', '2023-08-01']
const LAST_DISPATCHED = 4

const soldOn = (row: Row) => row.starts_on ?? row.bought_on!

/** The company of the documents: products and prices, purchases, past runs. Streets are theirs; which town is made up. */
export async function loadCapitalSocial(ctx: Ctx) {
  await sayCapitalSocial(ctx)
  const titleId = await loadTitle(ctx)
  const issues = await loadIssues(ctx, titleId)
  const products = await loadProducts(ctx, titleId)
  const purchases = (await loadCustomers(ctx)).toSorted((a, b) => (soldOn(a.row) < soldOn(b.row) ? -1 : 1)) // invoices are numbered in the order of days
  await issueInvoices(
    ctx,
    purchases.map(({ row, customerId }) => ({
      customerId,
      issuedOn: soldOn(row),
      source: 'capital-social.example',
      sourceReference: row.number,
      lines: [
        {
          productId: products.get(row.product!)!,
          quantity: Number(row.copies ?? 1),
          purchaseNumber: Number(row.number),
        },
      ],
    })),
  )
  await loadRuns(
    ctx,
    titleId,
    issues,
    purchases.map(({ row }) => row),
  )
}

async function loadTitle(ctx: Ctx): Promise<string> {
  const mailingHouseId = await createParty(ctx, {
    kind: 'organisation',
    legalName: 'COPY-TOP RÉPUBLIQUE',
    isMailingHouse: true,
    isSupplier: true,
  })
  return createTitle(ctx, {
    code: 'CS',
    name: 'Capital Social',
    frequency: 'quarterly',
    mailingHouseId,
    firstIssueOn: COVERS[0]!,
  })
}

async function loadIssues(ctx: Ctx, titleId: string): Promise<Ids> {
  const ids: Ids = new Map()
  for (const [at, coverOn] of COVERS.entries()) {
    const number = String(at + 1)
    const id = await createIssue(ctx, titleId, {
      ordinal: at + 1,
      number,
      coverOn,
      onSaleOn: ON_SALE[at]!,
      label: `Capital Social N${number}`,
    })
    if (at < LAST_DISPATCHED) await markDispatched(ctx, id)
    ids.set(number, id)
  }
  return ids
}

async function loadProducts(ctx: Ctx, titleId: string): Promise<Ids> {
  const ids: Ids = new Map()
  for (const { code, label, supplier, net, gross } of table('products')) {
    const vatRateBps = net === gross ? 0 : 2000
    const ofTitle = code!.startsWith('ABO-') || code!.startsWith('NUM-')
    const price = { priceBasis: 'gross', priceCents: parseMoney(gross!)!, vatRateBps } as const
    ids.set(
      code!,
      await createProduct(ctx, {
        code: code!,
        label: label!,
        supplierName: supplier!,
        titleId: ofTitle ? titleId : null,
        ...price,
      }),
    )
  }
  return ids
}

type Purchase = { row: Row; customerId: string }

/** One contact a subscription; single issues of one name belong to one contact. */
async function loadCustomers(ctx: Ctx): Promise<Purchase[]> {
  const rows = [...table('subscriptions'), ...table('single-issues')].sort(
    (a, b) => Number(a.number) - Number(b.number),
  )
  const keyOf = (row: Row) => (row.bought_on ? `${row.last_name} ${row.first_name}` : row.number!)
  const people = new Map(rows.map(row => [keyOf(row), row]))
  const addresses = table('addresses')
  const ids = await createParties(
    ctx,
    [...people.values()].map((row, at) => customer(row, addresses[at % addresses.length]!)),
  )
  const idOf = new Map([...people.keys()].map((key, at) => [key, ids[at]!]))
  return rows.map(row => ({ row, customerId: idOf.get(keyOf(row))! }))
}

const customer = (row: Row, { line1, postcode, town }: Row): NewParty => ({
  honorific: (row.honorific ?? '') as '' | 'M.' | 'Mme',
  lastName: row.last_name!,
  firstName: row.first_name!,
  isCustomer: true,
  addresses: [
    { purpose: 'billing', line1: line1!, line2: '', line3: '', postcode: postcode!, town: town!, country: 'FR' },
  ],
})

/** The 22 runs of the documents, and the two of single issues that only their purchases still tell of. */
async function loadRuns(ctx: Ctx, titleId: string, issues: Ids, purchases: Row[]) {
  const servedOn = (on: string, single: boolean) =>
    purchases
      .filter(row => row.last_dispatched_on === on && Boolean(row.bought_on) === single)
      .map(row => Number(row.number))
  const runs = table('runs')
  const told = new Set<string>()
  const listed = runs.map(({ number, issue, dispatched_on: on, by }) => {
    const run = `${on} ${issue}`
    const purchaseNumbers = told.has(run) ? [] : servedOn(on!, !issue)
    told.add(run)
    return {
      number: Number(number),
      titleId,
      issue: issue ? { id: issues.get(issue)!, number: issue } : null,
      dispatchedOn: on!,
      by: by!,
      purchaseNumbers,
    }
  })
  const days = [...new Set(purchases.filter(row => row.bought_on).map(row => row.last_dispatched_on!))].sort()
  const next = Math.max(...listed.map(({ number }) => number)) + 1
  const missing = days
    .filter(on => !told.has(`${on} `))
    .map((on, at) => ({
      number: next + at,
      titleId,
      issue: null,
      dispatchedOn: on,
      by: 'VG',
      purchaseNumbers: servedOn(on, true),
    }))
  await bringInRuns(ctx, [...listed, ...missing])
}
