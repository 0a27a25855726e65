import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, daysBetween } from '../../../values/day.ts'
import type { MonthEnd, PaymentMethod, PriceBasis } from '../../invoicing/rules/document.ts'
import type { DayRule, InvoiceOn, Unit } from '../rules/contract.ts'
import { wholeDaysAt } from '../rules/schedule.ts'
import { contractNumber } from '../rules/state.ts'
import { IS_FREE } from './columns.ts'

type Found = {
  id: string
  contractId: string
  number: number
  customerId: string
  payerId: string
  place: number
  startsOn: string
  endsOn: string
  invoiceOn: string
  owner: string
  paymentMethod: PaymentMethod | null
  paymentDays: number | null
  paymentMonthEnd: MonthEnd | null
  mandateId: string | null
  privateNote: string
  note: string
  buyerReference: string
  purchaseOrder: string
  priceBasis: PriceBasis
  currency: string
  grouped: boolean
  prorated: boolean
  contractStartsOn: string
  every: number
  unit: Unit
  dayRule: DayRule
  fixedDay: number | null
  scheduleInvoiceOn: InvoiceOn
  invoiceDays: number
  previousInvoiceId: string | null
}

/** A term with what its invoice will say. */
export type TermToInvoice = Omit<Found, 'number'> & {
  number: string
  days: number
  wholeDays: number
  /** Charged by the day. */
  isPart: boolean
  /** Its day has not come. */
  isAhead: boolean
}

type Which = { ids: readonly string[]; locked?: boolean }

/** Those of some terms that have no invoice, in the order of who pays and of their days; locked: nobody else invoices them meanwhile. */
export async function termsToInvoice(ctx: Ctx, { ids, locked }: Which): Promise<TermToInvoice[]> {
  const { db, company } = ctx
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Found>(sql`
    with asked as materialized (
      select t.* from contract_terms t
      where t.company_id = ${mine} and t.id = any(${sql.param([...ids])}::uuid[]) and ${IS_FREE}
      order by t.id ${locked ? sql`for update` : sql``})
    select ${columns(mine)} from asked t join contracts c on c.company_id = ${mine} and c.id = t.contract_id
    order by coalesce(c.payer_id, c.customer_id), t.invoice_on, c.number, t.starts_on`)
  return rows.map(found => withDays(found, ctx.today))
}

const columns = (mine: SQL) => sql`t.id, t.contract_id as "contractId", c.number, c.customer_id as "customerId",
  coalesce(c.payer_id, c.customer_id) as "payerId", t.place, t.starts_on as "startsOn", t.ends_on as "endsOn", t.invoice_on as "invoiceOn",
  c.owner, c.payment_method as "paymentMethod", c.payment_days as "paymentDays", c.payment_month_end as "paymentMonthEnd", c.mandate_id as "mandateId",
  c.private_note as "privateNote", c.note, c.buyer_reference as "buyerReference", c.purchase_order as "purchaseOrder",
  c.price_basis as "priceBasis", c.currency, c.grouped, c.prorated, c.starts_on as "contractStartsOn", c.every, c.unit,
  c.day_rule as "dayRule", c.fixed_day as "fixedDay", c.invoice_rule as "scheduleInvoiceOn", c.invoice_days as "invoiceDays",
  (select b.invoice_id from contract_terms b where b.company_id = ${mine} and b.contract_id = t.contract_id
     and b.starts_on < t.starts_on and b.invoice_id is not null order by b.starts_on desc limit 1) as "previousInvoiceId"`

function withDays(found: Found, today: string): TermToInvoice {
  const {
    startsOn,
    endsOn,
    contractStartsOn,
    scheduleInvoiceOn: invoiceOn,
    every,
    unit,
    dayRule,
    fixedDay,
    invoiceDays,
  } = found
  const days = daysBetween(day(startsOn), day(endsOn)) + 1
  const schedule = { startsOn: contractStartsOn, every, unit, dayRule, fixedDay, invoiceOn, invoiceDays }
  const wholeDays = found.prorated ? wholeDaysAt(schedule, endsOn) : days
  const isPart = found.prorated && days < wholeDays
  return { ...found, number: contractNumber(found.number), days, wholeDays, isPart, isAhead: found.invoiceOn > today }
}
