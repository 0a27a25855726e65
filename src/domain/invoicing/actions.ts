import { sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { event } from '../../platform/http/reaction.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { reserveNumbers, takeNumbers } from '../accounts/actions.ts'
import { productsById } from '../catalog/queries.ts'
import { agencyDiscounts } from '../parties/queries/agencies.ts'
import { componentLines, titlesOfStarts } from './actions/bundle-lines.ts'
import { type Amounts, invoiceNumber, lineAmounts, type Priced, sumOf, typedInvoiceNumber, unitPrice } from './rules.ts'

/** A sale to be invoiced; days are `YYYY-MM-DD`. */
export type Sale = {
  customerId: string
  issuedOn: string
  /** The number it had elsewhere; else the next of its year. */
  number?: string | undefined
  source?: string | undefined
  /** The sale's own number where it was made; taken once. */
  sourceReference?: string | undefined
  lines: readonly SaleLine[]
}

export type SaleLine = {
  /** Null: a line of text, whose amounts are said. */
  productId: string | null
  quantity: number
  label?: string | undefined
  /** What the line was invoiced elsewhere, to the cent; else it is counted from the price. */
  amounts?: (Amounts & { vatRateBps: number }) | undefined
  /** The price paid for one, tax included, when it is not the product's. */
  unitGrossCents?: number | undefined
  recipientId?: string | undefined
  gift?: boolean | undefined
  startsOn?: string | undefined
  /** The first issue, on the day of the invoice. */
  startsWith?: 'current' | 'next' | undefined
  startIssueId?: string | undefined
  /** The purchase it goes on from. */
  renewsId?: string | undefined
  renewalContactId?: string | undefined
  purchaseNumber?: number | undefined
}

export type Issued = { id: string; number: string }

/** Invoices were issued: their lines may owe something to somebody. */
export const invoicesIssued = event<{ invoiceIds: readonly string[] }>('invoicing.issued')

/** Issues one invoice a sale, numbered in their order, all or none; what they cause (purchases) comes with them. */
export async function issueInvoices(ctx: Ctx, sales: readonly Sale[]): Promise<Issued[]> {
  const products = await productsById(ctx, [
    ...new Set(sales.flatMap(sale => sale.lines.flatMap(line => line.productId ?? []))),
  ])
  const discounts = await agencyDiscounts(ctx, [...new Set(sales.map(({ customerId }) => customerId))])
  const titles = await titlesOfStarts(ctx, sales)
  const numbers = await numbersFor(ctx, sales)
  const invoices = sales.map((sale, at) => {
    const id = newId()
    const discount = discounts.get(sale.customerId) ?? 0
    const lines = sale.lines
      .flatMap((line, index): PricedLine | PricedLine[] => {
        const field = `lines.${index}`
        refuseUnclear(line, sale.customerId, field)
        const product = products.get(line.productId ?? '')
        if (!product && (line.productId || !line.amounts))
          refuse('invoicing.unknownProduct', { field: `${field}.productId` })
        if (product?.kind === 'bundle') return componentLines(line, product, { ...sale, index, discount, titles })
        return {
          ...line,
          label: line.label ?? product?.label ?? '',
          amounts: line.amounts ?? amountsOf(line, product!, discount),
        }
      })
      .map((line, index) => newLine(line, { invoiceId: id, position: index + 1 }))
    return { id, number: numbers[at]!, sale, lines, total: sumOf(lines) }
  })
  await insertInvoices(ctx, invoices)
  await insertStates(ctx, invoices)
  await insertLines(
    ctx,
    invoices.flatMap(invoice => invoice.lines),
  )
  for (const { id, number, sale, total } of invoices)
    ctx.record({
      record: 'invoices',
      id,
      from: null,
      to: { number, issuedOn: sale.issuedOn, customerId: sale.customerId, ...total },
    })
  await ctx.happened(invoicesIssued, { invoiceIds: invoices.map(({ id }) => id) })
  return invoices.map(({ id, number }) => ({ id, number }))
}

/** Series are taken in the order of years, so that two imports never hold what the other waits for. */
async function numbersFor(ctx: Ctx, sales: readonly Sale[]): Promise<string[]> {
  const next = new Map<string, number>()
  for (const year of [...new Set(sales.map(sale => sale.issuedOn.slice(0, 4)))].sort()) {
    const ofYear = sales.filter(sale => sale.issuedOn.startsWith(year))
    const kept = Math.max(0, ...ofYear.map(({ number }) => sequenceOf(number, year)))
    if (kept > 0) await reserveNumbers(ctx, `invoice-${year}`, kept)
    const count = ofYear.filter(({ number }) => number === undefined).length
    if (count > 0) next.set(year, await takeNumbers(ctx, `invoice-${year}`, count))
  }
  return sales.map(({ issuedOn, number }) => {
    if (number !== undefined) return number
    const year = issuedOn.slice(0, 4)
    const sequence = next.get(year)!
    next.set(year, sequence + 1)
    return invoiceNumber(year, sequence)
  })
}

/** A number brought along that looks like one of ours is never given again. */
function sequenceOf(number: string | undefined, year: string): number {
  const ours = number && typedInvoiceNumber(number) === number && number.startsWith(`FA-${year}-`)
  return ours ? Number(number.slice(-6)) : 0
}

/** A gift goes to somebody else, a term starts in one way. */
function refuseUnclear(line: SaleLine, customerId: string, at: string) {
  if (line.gift && (line.recipientId ?? customerId) === customerId)
    refuse('invoicing.giftToOneself', { field: `${at}.recipientId` })
  if ([line.startsOn, line.startsWith, line.startIssueId].filter(said => said !== undefined).length > 1)
    refuse('invoicing.startTwice', { field: `${at}.startsOn` })
}

/** A line with what it says and costs; of a bundle, which one and which of the sale. */
export type PricedLine = Omit<SaleLine, 'label' | 'amounts'> & {
  label: string
  amounts: Amounts & { vatRateBps: number }
  bundle?: { id: string; group: number }
}
type Line = ReturnType<typeof newLine>

function newLine(line: PricedLine, { invoiceId, position }: { invoiceId: string; position: number }) {
  return {
    id: newId(),
    invoiceId,
    position,
    productId: line.productId,
    label: line.label,
    quantity: line.quantity,
    ...line.amounts,
    recipientId: line.recipientId ?? null,
    gift: line.gift ?? false,
    startsOn: line.startsOn ?? null,
    startsWith: line.startsWith ?? null,
    startIssueId: line.startIssueId ?? null,
    renewsId: line.renewsId ?? null,
    renewalContactId: line.renewalContactId ?? null,
    bundleId: line.bundle?.id ?? null,
    bundleGroup: line.bundle?.group ?? null,
    purchaseNumber: line.purchaseNumber ?? null,
  }
}

const amountsOf = (line: SaleLine, product: Priced, discount: number) => ({
  vatRateBps: product.vatRateBps,
  ...lineAmounts(unitPrice(line, product, discount), line.quantity),
})

type NewInvoice = { id: string; number: string; sale: Sale; total: Amounts }

async function insertInvoices({ db, company, actor }: Ctx, invoices: readonly NewInvoice[]) {
  const rows = invoices.map(({ id, number, sale, total }) => ({
    id,
    number,
    customer_id: sale.customerId,
    issued_on: sale.issuedOn,
    source: sale.source ?? 'hand',
    source_reference: sale.sourceReference ?? null,
    net_cents: total.netCents,
    vat_cents: total.vatCents,
    gross_cents: total.grossCents,
  }))
  await db.execute(sql`
    insert into invoices (company_id, id, number, customer_id, issued_on, issued_at, source, source_reference,
      net_cents, vat_cents, gross_cents, created_by, updated_by)
    select ${company.id}, id, number, customer_id, issued_on, now(), source, source_reference,
      net_cents, vat_cents, gross_cents, ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rows)}::json) as sale (id uuid, number text, customer_id uuid, issued_on date,
      source text, source_reference text, net_cents bigint, vat_cents bigint, gross_cents bigint)`)
}

async function insertStates({ db, company }: Ctx, invoices: readonly NewInvoice[]) {
  const rows = invoices.map(({ id, sale, total }) => ({ id, ...sale, ...total }))
  await db.execute(sql`
    insert into invoice_states (company_id, id, customer_id, issued_on, gross_cents)
    select ${company.id}, id, "customerId", "issuedOn", "grossCents"
    from json_to_recordset(${JSON.stringify(rows)}::json) as sale (id uuid, "customerId" uuid, "issuedOn" date, "grossCents" bigint)`)
}

async function insertLines({ db, company }: Ctx, lines: readonly Line[]) {
  await db.execute(sql`
    insert into invoice_lines (company_id, id, invoice_id, position, product_id, label, quantity, vat_category, vat_rate_bps,
      net_cents, vat_cents, gross_cents, recipient_id, gift, starts_on, starts_with, start_issue_id, renews_id,
      renewal_contact_id, bundle_id, bundle_group, purchase_number)
    select ${company.id}, id, "invoiceId", position, "productId", label, quantity, case when "vatRateBps" > 0 then 'S' else 'Z' end, "vatRateBps",
      "netCents", "vatCents", "grossCents", "recipientId", gift, "startsOn", "startsWith", "startIssueId", "renewsId",
      "renewalContactId", "bundleId", "bundleGroup", "purchaseNumber"
    from json_to_recordset(${JSON.stringify(lines)}::json) as line (id uuid, "invoiceId" uuid, position int, "productId" uuid,
      label text, quantity int, "vatRateBps" int, "netCents" bigint, "vatCents" bigint, "grossCents" bigint,
      "recipientId" uuid, gift boolean, "startsOn" date, "startsWith" text, "startIssueId" uuid, "renewsId" uuid,
      "renewalContactId" uuid, "bundleId" uuid, "bundleGroup" int, "purchaseNumber" int)`)
}
