import { sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'
import { breakdownOf } from '../rules/breakdown.ts'
import { leftOf } from '../rules/credit.ts'
import type { AddressLines, Buyer, MonthEnd, PaymentMethod, PriceBasis, Territory } from '../rules/document.ts'
import type { Amounts, Vat } from '../rules/draft.ts'
import { stateOf } from '../rules/state.ts'
import { creditableOf } from './creditable.ts'
import { depositsLeft } from './deposits.ts'
import { columns, type Found, from } from './document-columns.ts'
import { allowancesTyped, linesTyped } from './typed.ts'

type Head = Omit<Found, keyof Amounts> &
  Amounts & {
    cancelledReason: string | null
    reason: string
    sourceReference: string | null
    createdAt: string
    createdBy: string
    revision: number
    draftedOn: string | null
    suppliedOn: string | null
    language: 'fr' | 'en'
    priceBasis: PriceBasis
    territory: Territory | null
    paymentDays: number | null
    paymentMonthEnd: MonthEnd | null
    paymentMethod: PaymentMethod | null
    buyerReference: string
    purchaseOrder: string
    contractReference: string
    note: string
    deliveryAddress: AddressLines | null
    buyer: Buyer | null
    privateNote: string
    printedAt: string | null
    mailedAt: string | null
    reminderLevel: number
    remindedOn: string | null
    creditsId: string | null
    creditsNumber: string | null
  }

const head = {
  ...columns,
  netCents: sql`i.net_cents`,
  vatCents: sql`i.vat_cents`,
  grossCents: sql`i.gross_cents`,
  cancelledReason: sql`s.cancelled_reason`,
  reason: sql`i.reason`,
  sourceReference: sql`i.source_reference`,
  createdAt: sql`i.created_at`,
  createdBy: sql`i.created_by`,
  revision: sql`i.revision`,
  draftedOn: sql`i.drafted_on`,
  suppliedOn: sql`i.supplied_on`,
  language: sql`i.language`,
  priceBasis: sql`i.price_basis`,
  territory: sql`i.territory`,
  paymentDays: sql`i.payment_days`,
  paymentMonthEnd: sql`i.payment_month_end`,
  paymentMethod: sql`i.payment_method`,
  buyerReference: sql`i.buyer_reference`,
  purchaseOrder: sql`i.purchase_order`,
  contractReference: sql`i.contract_reference`,
  note: sql`i.note`,
  deliveryAddress: sql`i.delivery_address`,
  buyer: sql`i.buyer`,
  privateNote: sql`s.private_note`,
  printedAt: sql`s.printed_at`,
  mailedAt: sql`s.mailed_at`,
  reminderLevel: sql`s.reminder_level`,
  remindedOn: sql`s.reminded_on`,
  creditsId: sql`i.credits_id`,
  creditsNumber: sql`credited.number`,
}

export type LineRow = Vat &
  Amounts & {
    id: string
    position: number
    productId: string | null
    productCode: string | null
    label: string
    description: string
    quantity: number
    unitCents: number | null
    discountBps: number | null
    discountCents: number
    discountReason: string
    periodFrom: string | null
    periodTo: string | null
    creditsLineId: string | null
    recipientId: string | null
    recipient: string | null
    gift: boolean
    startsOn: string | null
    startsWith: 'current' | 'next' | null
    startIssueId: string | null
    renewsId: string | null
    renewalContactId: string | null
    bundleId: string | null
    bundle: string | null
    bundleGroup: number | null
  }

export type AllowanceRow = Vat &
  Amounts & {
    kind: 'discount' | 'charge' | 'deposit'
    depositId: string | null
    depositNumber: string | null
    reason: string
    percentBps: number | null
  }

type Link = { id: string; number: string; issuedOn: string; grossCents: number }

/** One document with all that it says, came from and caused, or undefined. */
export async function documentById(ctx: Ctx, id: string) {
  const { db, company, today } = ctx
  const { rows } = await db.execute<Head>(sql`
    select ${selected(head)} from ${from} left join invoices credited on credited.company_id = i.company_id and credited.id = i.credits_id
    where i.company_id = ${company.id} and i.id = ${id}`)
  const [found] = rows
  if (!found) return undefined
  const { creditsId, creditsNumber, ...document } = found
  const lines = await linesOf(ctx, id)
  const allowances = await allowancesOf(ctx, id)
  const left = found.issuedOn && found.kind !== 'credit-note' ? leftOf(await creditableOf(ctx, id)) : []
  const leftOfLine = new Map(left.flatMap(rate => rate.lines.map(line => [line.id, line.left.grossCents])))
  const deposit = found.kind === 'deposit' ? (await depositsLeft(ctx, [id], { except: [] })).get(id) : undefined
  return {
    ...document,
    state: stateOf(
      { ...document, grossCents: document.kind === 'credit-note' ? -document.grossCents : document.grossCents },
      today,
    ),
    credits: creditsId && creditsNumber ? { id: creditsId, number: creditsNumber } : null,
    creditNotes: await linkedBy(ctx, sql`i.credits_id = ${id}`),
    usedBy: await linkedBy(
      ctx,
      sql`i.id in (select a.invoice_id from invoice_allowances a where a.company_id = ${company.id} and a.deposit_id = ${id})`,
    ),
    lines: lines.map(line => ({ ...line, leftCents: leftOfLine.get(line.id) ?? 0 })),
    allowances,
    breakdown: breakdownOf(lines, allowances),
    left: left.map(({ vatCategory, vatRateBps, supplies, left }) => ({ vatCategory, vatRateBps, supplies, ...left })),
    depositLeftCents: deposit ? deposit.rates.reduce((sum, { grossCents }) => sum + grossCents, 0) : null,
    typed: found.issuedOn
      ? null
      : {
          lines: linesTyped(lines, document.priceBasis),
          allowances: allowancesTyped(allowances, lines, document.priceBasis),
        },
  }
}

async function linesOf({ db, company }: Ctx, id: string): Promise<LineRow[]> {
  const { rows } = await db.execute<LineRow>(sql`
    select l.id, l.position, l.product_id as "productId", product.code as "productCode", l.label, l.description, l.quantity,
      l.unit_cents as "unitCents", l.discount_bps as "discountBps", l.discount_cents as "discountCents", l.discount_reason as "discountReason",
      l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps",
      l.net_cents as "netCents", l.vat_cents as "vatCents", l.gross_cents as "grossCents", l.period_from as "periodFrom", l.period_to as "periodTo",
      l.credits_line_id as "creditsLineId", l.recipient_id as "recipientId",
      case when l.recipient_id is not null then ${partyName('recipient')} end as recipient, l.gift, l.starts_on as "startsOn",
      l.starts_with as "startsWith", l.start_issue_id as "startIssueId", l.renews_id as "renewsId", l.renewal_contact_id as "renewalContactId",
      l.bundle_id as "bundleId", bundle.code || ' ' || bundle.label as bundle, l.bundle_group as "bundleGroup"
    from invoice_lines l
    left join products product on product.company_id = l.company_id and product.id = l.product_id
    left join products bundle on bundle.company_id = l.company_id and bundle.id = l.bundle_id
    left join parties recipient on recipient.company_id = l.company_id and recipient.id = l.recipient_id
    where l.company_id = ${company.id} and l.invoice_id = ${id} order by l.position`)
  return rows
}

async function allowancesOf({ db, company }: Ctx, id: string): Promise<AllowanceRow[]> {
  const { rows } = await db.execute<AllowanceRow>(sql`
    select a.kind, a.deposit_id as "depositId", deposit.number as "depositNumber", a.reason, a.percent_bps as "percentBps",
      a.vat_category as "vatCategory", a.vat_rate_bps as "vatRateBps",
      a.net_cents as "netCents", a.vat_cents as "vatCents", a.gross_cents as "grossCents"
    from invoice_allowances a left join invoices deposit on deposit.company_id = a.company_id and deposit.id = a.deposit_id
    where a.company_id = ${company.id} and a.invoice_id = ${id} order by a.position`)
  return rows
}

/** Issued documents that came of this one, in their order. */
async function linkedBy({ db, company }: Ctx, which: ReturnType<typeof sql>): Promise<Link[]> {
  const { rows } = await db.execute<Link>(sql`
    select i.id, i.number, i.issued_on as "issuedOn", i.gross_cents as "grossCents" from invoices i
    where i.company_id = ${company.id} and ${which} and i.issued_on is not null order by i.issued_on, i.id`)
  return rows
}
