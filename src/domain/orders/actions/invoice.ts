import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { roundHalfAwayFromZero } from '../../../values/money.ts'
import { issueDrafts } from '../../invoicing/actions/issue.ts'
import { priceDocuments } from '../../invoicing/actions/price.ts'
import { writeDocuments } from '../../invoicing/actions/write.ts'
import type { AddressLines, MonthEnd, PaymentMethod, PriceBasis, VatCategory } from '../../invoicing/rules/document.ts'
import type { DocumentSaid, LineSaid } from '../../invoicing/rules/draft.ts'

type Delivered = {
  deliveryId: string
  deliveryNumber: string
  deliveredOn: string
  deliveryLineId: string
  orderLineId: string
  customerId: string
  orderNumber: string
  theirReference: string
  language: 'fr' | 'en'
  currency: string
  priceBasis: PriceBasis
  paymentDays: number | null
  paymentMonthEnd: MonthEnd | null
  paymentMethod: PaymentMethod | null
  deliveryAddress: AddressLines | null
  owner: string
  productId: string | null
  label: string
  description: string
  quantity: number
  ordered: number
  before: number
  unitCents: number | null
  discountBps: number | null
  discountCents: number
  vatCategory: VatCategory
  vatRateBps: number
  netCents: number
  vatCents: number
  grossCents: number
  recipientId: string | null
}

/**
 * Invoices deliveries: one document for those of one payer, currency, basis and place, each line with the delivery note and
 * order it is of. A line sold at a price is counted again for what was delivered; one whose amounts came from elsewhere gives
 * its part, and the parts sum to the whole.
 */
export async function invoiceDeliveries(ctx: Ctx, ids: readonly string[], issue: boolean) {
  const found = await deliveredLines(ctx, ids)
  const groups = [...Map.groupBy(found, groupOf).values()]
  const priced = await priceDocuments(ctx, groups.map(documentOf))
  await writeDocuments(ctx, priced)
  const invoiced = priced.flatMap(({ id: invoiceId, lines }, at) =>
    groups[at]!.map((line, typed) => ({
      invoiceId,
      deliveryId: line.deliveryId,
      deliveryLineId: line.deliveryLineId,
      invoiceLineId: lines.find(one => one.typed === typed)!.id,
    })),
  )
  await keep(ctx, invoiced)
  for (const { id, total } of priced)
    ctx.record({ record: 'invoices', id, from: null, to: { state: 'draft', ...total } })
  if (!issue) return priced.map(({ id }) => ({ id, number: null }))
  const issued = await issueDrafts(
    ctx,
    priced.map(({ id }) => id),
  )
  return issued.map(({ id, number }) => ({ id, number }))
}

const groupOf = ({
  customerId,
  currency,
  priceBasis,
  deliveryAddress,
  paymentMethod,
  paymentDays,
  paymentMonthEnd,
}: Delivered) =>
  JSON.stringify([customerId, currency, priceBasis, deliveryAddress, paymentMethod, paymentDays, paymentMonthEnd])

function documentOf(lines: readonly Delivered[]): DocumentSaid {
  const first = lines[0]!
  const references = [...new Set(lines.flatMap(({ theirReference }) => theirReference || []))]
  return {
    kind: 'invoice',
    customerId: first.customerId,
    suppliedOn: lines
      .map(({ deliveredOn }) => deliveredOn)
      .toSorted()
      .at(-1),
    language: first.language,
    currency: first.currency,
    priceBasis: first.priceBasis,
    paymentDays: first.paymentDays ?? undefined,
    paymentMonthEnd: first.paymentMonthEnd ?? undefined,
    paymentMethod: first.paymentMethod ?? undefined,
    deliveryAddress: first.deliveryAddress ?? undefined,
    purchaseOrder: references.length === 1 ? references[0] : undefined,
    owner: first.owner,
    source: 'delivery',
    lines: lines.map(lineOf),
  }
}

function lineOf(line: Delivered): LineSaid {
  const { deliveryNumber, orderNumber, description, quantity, unitCents } = line
  return {
    productId: line.productId,
    quantity,
    label: line.label,
    description: [description, `${deliveryNumber} · ${orderNumber}`].filter(Boolean).join('\n'),
    recipientId: line.recipientId ?? undefined,
    ...(unitCents === null ? { amounts: partOf(line) } : { unitCents, ...discountOf(line) }),
    ...(line.productId === null ? { vatRateBps: line.vatRateBps } : {}),
  }
}

const discountOf = ({ discountBps, discountCents, quantity, ordered, before }: Delivered) =>
  discountBps === null ? { discountCents: shareOf(discountCents, { quantity, ordered, before }) } : { discountBps }

function partOf(line: Delivered) {
  const netCents = shareOf(line.netCents, line)
  const vatCents = shareOf(line.vatCents, line)
  return {
    vatCategory: line.vatCategory,
    vatRateBps: line.vatRateBps,
    netCents,
    vatCents,
    grossCents: netCents + vatCents,
  }
}

/** What so many of the ordered are of an amount, after those delivered before: all parts sum to it. */
function shareOf(cents: number, { quantity, ordered, before }: Pick<Delivered, 'quantity' | 'ordered' | 'before'>) {
  const until = (count: number) => roundHalfAwayFromZero(BigInt(cents) * BigInt(count), ordered)
  return until(before + quantity) - until(before)
}

async function deliveredLines(ctx: Ctx, ids: readonly string[]): Promise<Delivered[]> {
  const { db, company } = ctx
  const { rows: locked } = await db.execute<{
    doneAt: string | null
    cancelledOn: string | null
    invoiceId: string | null
    kind: string
  }>(sql`
    select done_at as "doneAt", cancelled_on as "cancelledOn", invoice_id as "invoiceId", kind from deliveries
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[]) order by id for update`)
  if (locked.length < new Set(ids).size) refuse('NOT_FOUND', { status: 404 })
  for (const { doneAt, cancelledOn, invoiceId, kind } of locked) {
    if (cancelledOn !== null) refuse('orders.deliveryCancelled')
    if (doneAt === null || kind !== 'delivery') refuse('orders.notDelivered')
    if (invoiceId !== null) refuse('orders.deliveryInvoiced')
  }
  const { rows } = await db.execute<Delivered>(sql`
    select v.id as "deliveryId", v.number as "deliveryNumber", v.delivered_on as "deliveredOn", d.id as "deliveryLineId", l.id as "orderLineId",
      coalesce(o.payer_id, o.party_id) as "customerId", o.number as "orderNumber", o.their_reference as "theirReference", o.language,
      o.currency, o.price_basis as "priceBasis", o.payment_days as "paymentDays", o.payment_month_end as "paymentMonthEnd",
      o.payment_method as "paymentMethod", o.delivery_address as "deliveryAddress", o.owner, l.product_id as "productId", l.label,
      l.description, d.quantity, l.quantity as ordered,
      coalesce((select sum(earlier.quantity) from delivery_lines earlier where earlier.company_id = ${company.id}
        and earlier.order_line_id = l.id and earlier.invoice_line_id is not null), 0)::int as before,
      l.unit_cents as "unitCents", l.discount_bps as "discountBps", l.discount_cents as "discountCents", l.vat_category as "vatCategory",
      l.vat_rate_bps as "vatRateBps", l.net_cents as "netCents", l.vat_cents as "vatCents", l.gross_cents as "grossCents",
      l.recipient_id as "recipientId"
    from delivery_lines d join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id
    join order_lines l on l.company_id = ${company.id} and l.id = d.order_line_id
    join orders o on o.company_id = ${company.id} and o.id = l.order_id
    where d.company_id = ${company.id} and d.delivery_id = any(${sql.param([...ids])}::uuid[])
    order by v.delivered_on, v.number, l.position`)
  const taken = new Map<string, number>()
  return rows.map(row => {
    const among = taken.get(row.orderLineId) ?? 0
    taken.set(row.orderLineId, among + row.quantity)
    return { ...row, before: row.before + among }
  })
}

async function keep(
  { db, company, actor }: Ctx,
  invoiced: readonly { invoiceId: string; deliveryId: string; deliveryLineId: string; invoiceLineId: string }[],
) {
  await db.execute(sql`
    update delivery_lines d set invoice_line_id = k."invoiceLineId"
    from json_to_recordset(${JSON.stringify(invoiced)}::json) as k ("deliveryLineId" uuid, "invoiceLineId" uuid)
    where d.company_id = ${company.id} and d.id = k."deliveryLineId"`)
  await db.execute(sql`
    update deliveries v set invoice_id = k."invoiceId", updated_by = ${actor.initials}, updated_at = now(), revision = v.revision + 1
    from (select distinct "deliveryId", "invoiceId" from json_to_recordset(${JSON.stringify(invoiced)}::json) as k ("deliveryId" uuid, "invoiceId" uuid)) k
    where v.company_id = ${company.id} and v.id = k."deliveryId"`)
}
