import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { netFromGross } from '../../../values/money.ts'
import { bringInShipments } from '../../dispatch/actions/past-shipments.ts'
import { issueInvoices, type SaleLine } from '../../invoicing/actions.ts'
import { createPurchases } from '../../subscriptions/actions/by-hand.ts'
import { factsOf } from '../queries/facts.ts'
import type { Data } from '../rules/check.ts'
import { type KnownProduct, servedBefore, vatRateOf } from '../rules/oddities.ts'
import {
  buyersOf,
  type GoodLine,
  type Making,
  numberOf,
  productsOf,
  remember,
  sourceOf,
  textOf,
} from './make-people.ts'

/** Purchases with the numbers, days and ends they had; those of an invoice are tied to it. */
export async function makePurchases(ctx: Ctx, making: Making, lines: readonly GoodLine[]): Promise<string[]> {
  const products = await productsOf(ctx, making, lines)
  const known = (await factsOf(ctx)).products
  const invoices = await invoicesNamed(ctx, lines)
  const buyers = await buyersOf(
    ctx,
    making,
    lines.filter(({ data }) => !textOf(data, 'invoiceNumber')),
  )
  const recipients = await partiesNumbered(ctx, lines)
  const made = await createPurchases(
    ctx,
    lines.map(({ line, data }) => {
      const invoice = invoices.get(textOf(data, 'invoiceNumber') ?? '')
      const payerId = invoice?.customerId ?? buyers.get(line) ?? refuse('imports.invoiceUnknown')
      return {
        ...saleOf(data),
        grossCents: grossOf(data, known.get(textOf(data, 'product')!)!),
        source: sourceOf(making.id),
        productId: products.get(textOf(data, 'product')!)!,
        payerId,
        recipientId: recipientOf(data, recipients) ?? payerId,
      }
    }),
  )
  const ids = made.map(({ id }) => id)
  await tieAndCancel(ctx, lines, ids, invoices)
  await remember(
    ctx,
    making.id,
    lines.map(({ line }, at) => ({ record: 'purchases', recordId: ids[at]!, line })),
  )
  if (making.options.serveByRuns) await serveByRuns(ctx, making, lines, ids)
  return ids
}

function saleOf(data: Data) {
  const nature = textOf(data, 'nature') as 'paid' | undefined
  return {
    number: numberOf(data, 'number'),
    nature,
    reason:
      textOf(data, 'reason') ?? (nature && nature !== ('gift' as string) && nature !== 'paid' ? nature : undefined),
    label: textOf(data, 'label'),
    copies: numberOf(data, 'copies') ?? 1,
    boughtOn: textOf(data, 'boughtOn') ?? textOf(data, 'startsOn'),
    startsOn: textOf(data, 'startsOn'),
    expiresOn: textOf(data, 'expiresOn'),
    reviewOn: textOf(data, 'reviewOn'),
    termMonths: numberOf(data, 'termMonths'),
  }
}

/** What a purchase cost with tax; undefined when the file says nothing but the price of its product. Source: X-9. */
function grossOf(data: Data, { netCents, grossCents }: KnownProduct): number | undefined {
  const gross = numberOf(data, 'grossCents')
  const said = gross ?? numberOf(data, 'amountCents') ?? numberOf(data, 'netCents')
  const copies = numberOf(data, 'copies') ?? 1
  if (said === undefined || said === grossCents * copies) return undefined
  if (gross !== undefined) return gross
  if (said === netCents * copies) return undefined
  const withTax = numberOf(data, 'amountCents') !== undefined || netCents === 0
  return withTax ? said : Math.round((said * grossCents) / netCents)
}

const recipientOf = (data: Data, recipients: Map<number, string>) => {
  const number = numberOf(data, 'recipientNumber')
  return number === undefined
    ? undefined
    : (recipients.get(number) ?? refuse('imports.recipientUnknown', { values: { number } }))
}

async function partiesNumbered({ db, company }: Ctx, lines: readonly GoodLine[]): Promise<Map<number, string>> {
  const numbers = [...new Set(lines.flatMap(({ data }) => numberOf(data, 'recipientNumber') ?? []))]
  if (numbers.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; number: number }>(sql`
    select coalesce(merged_into_id, id) as id, number from parties where company_id = ${company.id} and number = any(${sql.param(numbers)}::int[])`)
  return new Map(rows.map(({ id, number }) => [number, id]))
}

type Invoice = { id: string; number: string; customerId: string }

async function invoicesNamed({ db, company }: Ctx, lines: readonly GoodLine[]): Promise<Map<string, Invoice>> {
  const numbers = [...new Set(lines.flatMap(({ data }) => textOf(data, 'invoiceNumber') ?? []))]
  if (numbers.length === 0) return new Map()
  const { rows } = await db.execute<Invoice>(sql`
    select id, number, customer_id as "customerId" from invoices where company_id = ${company.id} and number = any(${sql.param(numbers)}::text[])`)
  return new Map(rows.map(invoice => [invoice.number, invoice]))
}

async function tieAndCancel(
  { db, company }: Ctx,
  lines: readonly GoodLine[],
  ids: string[],
  invoices: Map<string, Invoice>,
) {
  const rows = lines.flatMap(({ data }, at) => {
    const invoice = invoices.get(textOf(data, 'invoiceNumber') ?? '')?.id
    const cancelledOn = textOf(data, 'cancelledOn')
    return invoice || cancelledOn ? [{ id: ids[at], invoice: invoice ?? null, cancelledOn: cancelledOn ?? null }] : []
  })
  if (rows.length === 0) return
  await db.execute(sql`
    update purchases p set invoice_id = g.invoice, cancelled_on = g."cancelledOn"
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (id uuid, invoice uuid, "cancelledOn" date)
    where p.company_id = ${company.id} and p.id = g.id`)
}

/** Who had a last shipment on a day had what was owed until then: an envelope in the run of each of those issues. */
async function serveByRuns(ctx: Ctx, making: Making, lines: readonly GoodLine[], ids: string[]) {
  if (!lines.some(({ data }) => textOf(data, 'lastDispatchedOn'))) return
  const facts = await factsOf(ctx)
  const served = lines.flatMap(({ line, data }, at) =>
    servedBefore(data, facts).map(({ runId, issueId, on }) => ({
      line,
      runId,
      purchaseId: ids[at]!,
      sentOn: on,
      ...(issueId ? { issueId } : {}),
    })),
  )
  const shipments = await bringInShipments(ctx, served)
  await remember(
    ctx,
    making.id,
    shipments.map((recordId, at) => ({ record: 'shipments', recordId, line: served[at]!.line })),
  )
}

/** Invoices with their own numbers and amounts; each of their lines makes its purchase as a sale of today does. */
export async function makeInvoices(ctx: Ctx, making: Making, lines: readonly GoodLine[]): Promise<string[]> {
  const products = await productsOf(ctx, making, lines)
  const recipients = await partiesNumbered(ctx, lines)
  const whole = [...Map.groupBy(lines, ({ data }) => textOf(data, 'number')!)]
  const buyers = await buyersOf(
    ctx,
    making,
    whole.map(([, [first]]) => first!),
  )
  const issued = await issueInvoices(
    ctx,
    whole.map(([number, its]) => ({
      number,
      customerId: buyers.get(its[0]!.line)!,
      issuedOn: textOf(its[0]!.data, 'issuedOn')!,
      source: sourceOf(making.id),
      sourceReference: number,
      lines: its.map(({ data }) => saleLineOf(data, products, recipients)),
    })),
  )
  const idOf = new Map(issued.map(({ id, number }) => [number, id]))
  await remember(
    ctx,
    making.id,
    whole.map(([number, [first]]) => ({ record: 'invoices', recordId: idOf.get(number)!, line: first!.line })),
  )
  await markAsImported(ctx, making, whole, idOf)
  return lines.map(({ data }) => idOf.get(textOf(data, 'number')!)!)
}

function saleLineOf(data: Data, products: Map<string, string>, recipients: Map<number, string>): SaleLine {
  const quantity = numberOf(data, 'quantity') ?? 1
  const recipientId = recipientOf(data, recipients)
  return {
    productId: products.get(textOf(data, 'product') ?? '') ?? null,
    quantity,
    label: textOf(data, 'label'),
    amounts: amountsOf(data, quantity),
    startsOn: textOf(data, 'startsOn'),
    purchaseNumber: numberOf(data, 'purchaseNumber'),
    ...(recipientId ? { recipientId } : {}),
  }
}

/** What the line cost: what it says, the rest from the rate; undefined when only the product tells. */
function amountsOf(data: Data, quantity: number): SaleLine['amounts'] {
  const unit = numberOf(data, 'unitGrossCents')
  const gross =
    numberOf(data, 'grossCents') ?? numberOf(data, 'amountCents') ?? (unit === undefined ? undefined : unit * quantity)
  const net = numberOf(data, 'netCents')
  const rate = vatRateOf(data)
  if (gross === undefined && net === undefined) return textOf(data, 'product') ? undefined : nothing
  if (gross === undefined) {
    const vat = numberOf(data, 'vatCents') ?? Math.round((net! * (rate ?? 0)) / 10_000)
    return { netCents: net!, vatCents: vat, grossCents: net! + vat, vatRateBps: rate ?? 0 }
  }
  const netCents =
    net ??
    (numberOf(data, 'vatCents') === undefined ? netFromGross(gross, rate ?? 2000) : gross - numberOf(data, 'vatCents')!)
  return { netCents, vatCents: gross - netCents, grossCents: gross, vatRateBps: rate ?? 2000 }
}

const nothing = { netCents: 0, vatCents: 0, grossCents: 0, vatRateBps: 0 }

/** What invoices made by themselves came with the import too; those cancelled there serve nobody here. */
async function markAsImported(ctx: Ctx, making: Making, whole: [string, GoodLine[]][], idOf: Map<string, string>) {
  const { db, company } = ctx
  const rows = whole.map(([number, [first]]) => ({
    id: idOf.get(number),
    line: first!.line,
    cancelledOn: textOf(first!.data, 'cancelledOn') ?? null,
  }))
  await db.execute(sql`
    update invoice_states i set cancelled_on = g."cancelledOn", cancelled_reason = 'import'
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (id uuid, "cancelledOn" date)
    where i.company_id = ${company.id} and i.id = g.id and g."cancelledOn" is not null`)
  const { rows: purchases } = await db.execute<{ id: string; line: number }>(sql`
    update purchases p set source = ${sourceOf(making.id)}, cancelled_on = coalesce(g."cancelledOn", p.cancelled_on)
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (id uuid, line int, "cancelledOn" date)
    where p.company_id = ${company.id} and p.invoice_id = g.id returning p.id, g.line`)
  await remember(
    ctx,
    making.id,
    purchases.map(({ id, line }) => ({ record: 'purchases', recordId: id, line })),
  )
}
