import { sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { event } from '../../platform/http/reaction.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { reserveNumbers, takeNumbers } from '../accounts/actions.ts'
import { productsById } from '../catalog/queries.ts'
import { agencyDiscounts } from '../parties/queries/agencies.ts'
import {
  type Amounts,
  discounted,
  invoiceNumber,
  lineAmounts,
  type Priced,
  sumOf,
  typedInvoiceNumber,
} from './rules.ts'

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
  const numbers = await numbersFor(ctx, sales)
  const invoices = sales.map((sale, at) => {
    const id = newId()
    const discount = discounts.get(sale.customerId) ?? 0
    const lines = sale.lines.map((line, index) => {
      refuseUnclear(line, sale.customerId, `lines.${index}`)
      return pricedLine(line, products.get(line.productId ?? ''), { invoiceId: id, position: index + 1, discount })
    })
    return { id, number: numbers[at]!, sale, lines, total: sumOf(lines) }
  })
  await insertInvoices(ctx, invoices)
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

type Line = Amounts & ReturnType<typeof pricedLine>

function pricedLine(
  line: SaleLine,
  product: (Priced & { label: string }) | undefined,
  { invoiceId, position, discount }: { invoiceId: string; position: number; discount: number },
) {
  if (!product && (line.productId || !line.amounts))
    refuse('invoicing.unknownProduct', { field: `lines.${position - 1}.productId` })
  return {
    id: newId(),
    invoiceId,
    position,
    productId: line.productId,
    label: line.label ?? product?.label ?? '',
    quantity: line.quantity,
    ...(line.amounts ?? amountsOf(line, product!, discount)),
    recipientId: line.recipientId ?? null,
    gift: line.gift ?? false,
    startsOn: line.startsOn ?? null,
    startsWith: line.startsWith ?? null,
    startIssueId: line.startIssueId ?? null,
    renewsId: line.renewsId ?? null,
    renewalContactId: line.renewalContactId ?? null,
    purchaseNumber: line.purchaseNumber ?? null,
  }
}

function amountsOf({ unitGrossCents, quantity }: SaleLine, product: Priced, discount: number) {
  const price =
    unitGrossCents === undefined
      ? discounted(product, discount)
      : { ...product, priceBasis: 'gross', priceCents: unitGrossCents }
  return { vatRateBps: product.vatRateBps, ...lineAmounts(price, quantity) }
}

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

async function insertLines({ db, company }: Ctx, lines: readonly Line[]) {
  await db.execute(sql`
    insert into invoice_lines (company_id, id, invoice_id, position, product_id, label, quantity, vat_rate_bps,
      net_cents, vat_cents, gross_cents, recipient_id, gift, starts_on, starts_with, start_issue_id, renews_id,
      renewal_contact_id, purchase_number)
    select ${company.id}, id, "invoiceId", position, "productId", label, quantity, "vatRateBps",
      "netCents", "vatCents", "grossCents", "recipientId", gift, "startsOn", "startsWith", "startIssueId", "renewsId",
      "renewalContactId", "purchaseNumber"
    from json_to_recordset(${JSON.stringify(lines)}::json) as line (id uuid, "invoiceId" uuid, position int, "productId" uuid,
      label text, quantity int, "vatRateBps" int, "netCents" bigint, "vatCents" bigint, "grossCents" bigint,
      "recipientId" uuid, gift boolean, "startsOn" date, "startsWith" text, "startIssueId" uuid, "renewsId" uuid,
      "renewalContactId" uuid, "purchaseNumber" int)`)
}
