import { inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import type { AddressLines, Buyer } from '../rules/document.ts'
import type { Paper, PaperAllowance, PaperDeposit, PaperLine, Reference } from '../rules/paper.ts'
import type { Seller } from '../rules/seller.ts'
import { dueOn } from '../rules/terms.ts'
import { sellerVersions } from '../tables/seller.ts'
import { buyersById } from './buyers.ts'
import { ratesOfDrafts } from './rates.ts'
import { currentSeller, settingsOf } from './seller.ts'

/**
 * All that stands on the papers of documents, by id; one statement a table for any number of them. What is issued is as
 * it was frozen; a draft is as it would be if it were issued on its day, with the company and its customer of today.
 */
export async function papersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Paper>> {
  if (ids.length === 0) return new Map()
  const heads = await headsOf(ctx, ids)
  const lines = Map.groupBy(await linesOf(ctx, ids), ({ invoiceId }) => invoiceId)
  const allowances = Map.groupBy(await allowancesOf(ctx, ids), ({ invoiceId }) => invoiceId)
  const frozen = await frozenSellers(ctx, [...new Set(heads.flatMap(({ sellerId }) => sellerId ?? []))])
  const live = heads.filter(({ buyer }) => buyer === null).map(({ customerId }) => customerId)
  const buyers = await buyersById(ctx, [...new Set(live)])
  const drafted = heads.some(({ issuedOn }) => issuedOn === null)
  const [current, settings] = drafted ? [await currentSeller(ctx), await settingsOf(ctx)] : [undefined, undefined]
  return new Map(
    heads.map(head => {
      // What was issued elsewhere names no seller of ours.
      const seller = head.issuedOn === null ? current : frozen.get(head.sellerId ?? '')
      const buyer = deliveredTo(head, head.buyer ?? buyers.get(head.customerId)!)
      const paper = paperOf(head, { seller: seller ?? null, buyer, today: ctx.today, settings })
      return [head.id, { ...paper, ...rowsOf(head, lines.get(head.id) ?? [], allowances.get(head.id) ?? []) }]
    }),
  )
}

/** One of them, or undefined. */
export const paperById = async (ctx: Ctx, id: string): Promise<Paper | undefined> => (await papersOf(ctx, [id])).get(id)

type Head = Omit<
  Paper,
  | 'seller'
  | 'buyer'
  | 'issuedOn'
  | 'paymentDays'
  | 'paymentMonthEnd'
  | 'territory'
  | 'lines'
  | 'allowances'
  | 'deposits'
  | 'credits'
> & {
  customerId: string
  sellerId: string | null
  buyer: Buyer | null
  deliveryAddress: AddressLines | null
  issuedOn: string | null
  draftedOn: string | null
  territory: Paper['territory'] | null
  paymentDays: number | null
  paymentMonthEnd: Paper['paymentMonthEnd'] | null
  creditsNumber: string | null
  creditsOn: string | null
}

async function headsOf({ db, company, today }: Ctx, ids: readonly string[]): Promise<Head[]> {
  const { rows } = await db.execute<Head & { creditsId: string | null }>(sql`
    select i.id, i.kind, i.number, i.customer_id as "customerId", i.seller_id as "sellerId", i.buyer,
      i.delivery_address as "deliveryAddress", i.issued_on as "issuedOn", i.drafted_on as "draftedOn",
      i.supplied_on as "suppliedOn", i.due_on as "dueOn", i.language, i.currency, i.price_basis as "priceBasis",
      i.territory, i.payment_days as "paymentDays", i.payment_month_end as "paymentMonthEnd",
      i.payment_method as "paymentMethod", i.buyer_reference as "buyerReference", i.purchase_order as "purchaseOrder",
      i.contract_reference as "contractReference", i.note, i.reason, i.net_cents as "netCents",
      i.vat_cents as "vatCents", i.gross_cents as "grossCents", i.credits_id as "creditsId",
      case when i.currency <> 'EUR' then (select s.per_euro_micros from invoice_states s where s.company_id = ${company.id} and s.id = i.id) end as "perEuroMicros"
    from invoices i
    where i.company_id = ${company.id} and i.id = any(${sql.param([...ids])}::uuid[])
    order by i.issued_on, i.series_number, i.id`)
  const credited = await creditedBy({ db, company }, rows)
  const drafts = rows.filter(({ issuedOn, currency }) => issuedOn === null && currency !== EURO)
  const rates = await ratesOfDrafts(
    { db, company },
    drafts.map(({ id, currency, creditsId, draftedOn }) => ({ id, currency, creditsId, on: draftedOn ?? today })),
  )
  return rows.map(({ creditsId, ...head }) => {
    const { number = null, issuedOn = null } = credited.get(creditsId ?? '') ?? {}
    return {
      ...head,
      perEuroMicros: head.perEuroMicros ?? rates.get(head.id) ?? null,
      creditsNumber: number,
      creditsOn: issuedOn,
    }
  })
}

/** The invoices that credit notes correct; read by themselves, as a join with so many fresh rows is planned as one with none. */
async function creditedBy(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  heads: readonly { creditsId: string | null }[],
) {
  const ids = [...new Set(heads.flatMap(({ creditsId }) => creditsId ?? []))]
  if (ids.length === 0) return new Map<string, Reference>()
  const { rows } = await db.execute<Reference & { id: string }>(sql`
    select id, number, issued_on as "issuedOn" from invoices
    where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[])`)
  return new Map<string, Reference>(rows.map(({ id, ...row }) => [id, row]))
}

type Line = PaperLine & { invoiceId: string }

async function linesOf({ db, company }: Ctx, ids: readonly string[]): Promise<Line[]> {
  const { rows } = await db.execute<Line>(sql`
    select l.invoice_id as "invoiceId", l.position, l.label, l.description, l.recipient_name as recipient, l.supply, l.quantity, l.unit_cents as "unitCents",
      l.discount_bps as "discountBps", l.discount_cents as "discountCents", l.discount_reason as "discountReason",
      l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps", l.net_cents as "netCents",
      l.vat_cents as "vatCents", l.gross_cents as "grossCents", l.period_from as "periodFrom", l.period_to as "periodTo"
    from invoice_lines l where l.company_id = ${company.id} and l.invoice_id = any(${sql.param([...ids])}::uuid[])
    order by l.invoice_id, l.position`)
  return rows
}

type AllowanceRow = Omit<PaperAllowance, 'kind'> & {
  invoiceId: string
  kind: PaperAllowance['kind'] | 'deposit'
  depositNumber: string | null
  depositOn: string | null
}

async function allowancesOf({ db, company }: Ctx, ids: readonly string[]): Promise<AllowanceRow[]> {
  const { rows } = await db.execute<AllowanceRow>(sql`
    select a.invoice_id as "invoiceId", a.kind, a.reason, a.percent_bps as "percentBps", a.vat_category as "vatCategory",
      a.vat_rate_bps as "vatRateBps", a.net_cents as "netCents", a.vat_cents as "vatCents", a.gross_cents as "grossCents",
      deposit.number as "depositNumber", deposit.issued_on as "depositOn"
    from invoice_allowances a
    left join invoices deposit on deposit.company_id = ${company.id} and deposit.id = a.deposit_id
    where a.company_id = ${company.id} and a.invoice_id = any(${sql.param([...ids])}::uuid[])
    order by a.invoice_id, a.position`)
  return rows
}

/** Each version once, as its logo is large. */
async function frozenSellers({ db }: Ctx, ids: readonly string[]): Promise<Map<string, Seller>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(sellerVersions)
    .where(inArray(sellerVersions.id, [...ids]))
  return new Map(rows.map(row => [row.id, row]))
}

/** Where this document is delivered, when it says so itself. */
export const deliveredTo = (
  { deliveryAddress }: { deliveryAddress?: AddressLines | null | undefined },
  buyer: Buyer,
): Buyer =>
  deliveryAddress ? { ...buyer, delivery: { ...deliveryAddress, name: buyer.delivery?.name ?? buyer.name } } : buyer

type Parties = {
  seller: Seller | null
  buyer: Buyer
  today: string
  settings: Awaited<ReturnType<typeof settingsOf>> | undefined
}

function paperOf(
  head: Head,
  { seller, buyer, today, settings }: Parties,
): Omit<Paper, 'lines' | 'allowances' | 'deposits'> {
  const {
    customerId: _,
    sellerId: _seller,
    deliveryAddress: _delivery,
    draftedOn,
    creditsNumber,
    creditsOn,
    ...kept
  } = head
  const issuedOn = head.issuedOn ?? draftedOn ?? today
  const paymentDays = head.paymentDays ?? settings?.paymentDays ?? 0
  const paymentMonthEnd = head.paymentMonthEnd ?? settings?.paymentMonthEnd ?? 'none'
  const due = () => dueOn(issuedOn, { days: paymentDays, monthEnd: paymentMonthEnd })
  return {
    ...kept,
    seller,
    buyer,
    issuedOn,
    paymentDays,
    paymentMonthEnd,
    dueOn: head.dueOn ?? (head.issuedOn || head.kind === 'credit-note' ? null : due()),
    territory: head.territory ?? 'metropolitan',
    credits: creditsNumber && creditsOn ? { number: creditsNumber, issuedOn: creditsOn } : null,
  }
}

type Rows = Pick<Paper, 'lines' | 'allowances' | 'deposits' | 'netCents' | 'vatCents' | 'grossCents'>

/**
 * A credit note is printed in amounts more than zero. Deposits were charged before: the totals of the paper are those of
 * all that is sold, and deposits are taken off what is to be paid (BT-113).
 */
function rowsOf(head: Head, lines: readonly Line[], found: readonly AllowanceRow[]): Rows {
  const sign = head.grossCents < 0 ? -1 : 1
  const positive = <Row extends { netCents: number; vatCents: number; grossCents: number }>(row: Row): Row => ({
    ...row,
    netCents: sign * row.netCents,
    vatCents: sign * row.vatCents,
    grossCents: sign * row.grossCents,
  })
  const deposits = depositsOf(found)
  const taken = (cents: 'netCents' | 'vatCents' | 'grossCents') =>
    sign * head[cents] + deposits.reduce((sum, deposit) => sum + deposit[cents], 0)
  return {
    lines: lines.map(({ invoiceId: _, ...line }) => positive(line)),
    allowances: found.flatMap(({ invoiceId: _, depositNumber: _number, depositOn: _on, kind, ...one }) =>
      kind === 'deposit' ? [] : [positive({ ...one, kind })],
    ),
    deposits,
    netCents: taken('netCents'),
    vatCents: taken('vatCents'),
    grossCents: taken('grossCents'),
  }
}

/** A deposit is taken off in a part for each rate: one line on the paper. */
function depositsOf(found: readonly AllowanceRow[]): PaperDeposit[] {
  const taken = found.filter(({ kind }) => kind === 'deposit')
  return [...Map.groupBy(taken, ({ depositNumber }) => depositNumber ?? '').entries()].map(([number, parts]) => ({
    number,
    issuedOn: parts[0]!.depositOn ?? '',
    netCents: parts.reduce((sum, { netCents }) => sum + netCents, 0),
    vatCents: parts.reduce((sum, { vatCents }) => sum + vatCents, 0),
    grossCents: parts.reduce((sum, { grossCents }) => sum + grossCents, 0),
  }))
}
