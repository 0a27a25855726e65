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
  /** Of the amounts of the order line, what this delivery is. */
  part: Part
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

type Found = Omit<Delivered, 'part'> & { taken: Part }
type Of = Pick<Delivered, 'quantity' | 'ordered' | 'netCents' | 'vatCents' | 'discountCents'>
/** Of a line of an order, how many were invoiced before and for which amounts. */
type Part = { quantity: number; netCents: number; vatCents: number; discountCents: number }

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
    groups[at]!.map((line, typed) => {
      const { netCents, vatCents, discountCents } = lines.find(one => one.typed === typed)!
      const { deliveryId, deliveryLineId } = line
      return { invoiceId, deliveryId, deliveryLineId, netCents, vatCents, discountCents }
    }),
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
    ...(unitCents === null ? { amounts: amountsOf(line) } : { unitCents, ...discountOf(line) }),
    ...(line.productId === null ? { vatRateBps: line.vatRateBps } : {}),
  }
}

const discountOf = ({ discountBps, part }: Delivered) =>
  discountBps === null ? { discountCents: part.discountCents } : { discountBps }

const amountsOf = ({ vatCategory, vatRateBps, part: { netCents, vatCents } }: Delivered) => ({
  vatCategory,
  vatRateBps,
  netCents,
  vatCents,
  grossCents: netCents + vatCents,
})

/** What so many of the ordered are of the amounts, less what was invoiced before: the last part is what is left of them. */
function partOf({ quantity, ordered, netCents, vatCents, discountCents }: Of, taken: Part): Part {
  const until = Math.min(ordered, taken.quantity + quantity)
  const share = (cents: number) => roundHalfAwayFromZero(BigInt(cents) * BigInt(until), ordered)
  return {
    quantity,
    netCents: share(netCents) - taken.netCents,
    vatCents: share(vatCents) - taken.vatCents,
    discountCents: share(discountCents) - taken.discountCents,
  }
}

const sumOf = (one: Part, other: Part): Part => ({
  quantity: one.quantity + other.quantity,
  netCents: one.netCents + other.netCents,
  vatCents: one.vatCents + other.vatCents,
  discountCents: one.discountCents + other.discountCents,
})

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
  const { rows } = await db.execute<Found>(sql`
    select v.id as "deliveryId", v.number as "deliveryNumber", v.delivered_on as "deliveredOn", d.id as "deliveryLineId", l.id as "orderLineId",
      coalesce(o.payer_id, o.party_id) as "customerId", o.number as "orderNumber", o.their_reference as "theirReference", o.language,
      o.currency, o.price_basis as "priceBasis", o.payment_days as "paymentDays", o.payment_month_end as "paymentMonthEnd",
      o.payment_method as "paymentMethod", o.delivery_address as "deliveryAddress", o.owner, l.product_id as "productId", l.label,
      l.description, d.quantity, l.quantity as ordered,
      (select json_build_object('quantity', coalesce(sum(e.quantity), 0), 'netCents', coalesce(sum(e.invoiced_net_cents), 0),
        'vatCents', coalesce(sum(e.invoiced_vat_cents), 0), 'discountCents', coalesce(sum(e.invoiced_discount_cents), 0))
        from delivery_lines e where e.company_id = ${company.id} and e.order_line_id = l.id and e.invoiced_net_cents is not null) as taken,
      l.unit_cents as "unitCents", l.discount_bps as "discountBps", l.discount_cents as "discountCents", l.vat_category as "vatCategory",
      l.vat_rate_bps as "vatRateBps", l.net_cents as "netCents", l.vat_cents as "vatCents", l.gross_cents as "grossCents",
      l.recipient_id as "recipientId"
    from delivery_lines d join deliveries v on v.company_id = ${company.id} and v.id = d.delivery_id
    join order_lines l on l.company_id = ${company.id} and l.id = d.order_line_id
    join orders o on o.company_id = ${company.id} and o.id = l.order_id
    where d.company_id = ${company.id} and d.delivery_id = any(${sql.param([...ids])}::uuid[])
    order by v.delivered_on, v.number, l.position`)
  const taken = new Map<string, Part>()
  return rows.map(row => {
    const before = taken.get(row.orderLineId) ?? row.taken
    const part = partOf(row, before)
    taken.set(row.orderLineId, sumOf(before, part))
    return { ...row, part }
  })
}

/** The amounts of the lines and the documents that deliveries were invoiced by, kept so that a cancelled one can be taken out again. */
async function keep(
  { db, company, actor }: Ctx,
  invoiced: readonly ({ invoiceId: string; deliveryId: string; deliveryLineId: string } & Omit<Part, 'quantity'>)[],
) {
  const given = sql`json_to_recordset(${JSON.stringify(invoiced)}::json) as k ("invoiceId" uuid, "deliveryId" uuid, "deliveryLineId" uuid,
    "netCents" bigint, "vatCents" bigint, "discountCents" bigint)`
  await db.execute(sql`
    update delivery_lines d set invoiced_net_cents = k."netCents", invoiced_vat_cents = k."vatCents", invoiced_discount_cents = k."discountCents"
    from ${given} where d.company_id = ${company.id} and d.id = k."deliveryLineId"`)
  await db.execute(sql`
    update deliveries v set invoice_id = one."invoiceId", updated_by = ${actor.initials}, updated_at = now(), revision = v.revision + 1
    from (select distinct "deliveryId", "invoiceId" from ${given}) one
    where v.company_id = ${company.id} and v.id = one."deliveryId"`)
}
