import { EURO } from '../../../values/currency.ts'
import type { MonthEnd, PaymentMethod, PriceBasis } from '../../invoicing/rules/document.ts'
import type { Invoicing, Renewal, Unit } from './contract.ts'
import type { Schedule } from './schedule.ts'

/** A line as it is typed; `contract/record.ts` says what each means. */
export type LineTyped = {
  productId: string | null
  label: string
  description: string
  quantity: number
  unitCents: number | null
  discountBps: number
  vatRateBps: number | null
  recipientId: string | null
  gift: boolean
  renewsPurchaseId: string | null
}

/** A contract as it is typed. */
export type ContractTyped = Schedule & {
  title: string
  customerId: string
  payerId: string | null
  endsOn: string | null
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
  prorated: boolean
  plansToEnd: boolean
  invoicing: Invoicing
  reviewDays: number
  grouped: boolean
  renewal: Renewal
  renewalEvery: number
  renewalUnit: Unit
  alertDays: number
  lines: LineTyped[]
}

type Usual = Omit<Schedule, 'startsOn'> &
  Pick<ContractTyped, 'prorated' | 'plansToEnd' | 'invoicing' | 'reviewDays' | 'grouped'> &
  Pick<ContractTyped, 'renewal' | 'renewalEvery' | 'renewalUnit' | 'alertDays'>

/** What a contract says of its terms until somebody says otherwise: every month, invoiced by hand when a term begins. */
export const USUAL_SCHEDULE: Usual = {
  every: 1,
  unit: 'month',
  dayRule: 'same',
  fixedDay: null,
  invoiceOn: 'start',
  invoiceDays: 0,
  prorated: false,
  plansToEnd: true,
  invoicing: 'manual',
  reviewDays: 3,
  grouped: false,
  renewal: 'none',
  renewalEvery: 1,
  renewalUnit: 'year',
  alertDays: 60,
}

/** Days that a contract may name: nobody means others. */
const [FIRST, LAST] = ['1900-01-01', '2399-12-31']

export type Fault = { code: string; field: string }

/** What no constraint of the database can say in words a person understands. */
export function faultOf(typed: ContractTyped): Fault | undefined {
  const { startsOn, endsOn, dayRule, fixedDay, invoiceOn, invoiceDays, renewal, currency } = typed
  if (startsOn < FIRST || startsOn > LAST) return { code: 'contracts.tooFar', field: 'startsOn' }
  if (endsOn !== null && endsOn > LAST) return { code: 'contracts.tooFar', field: 'endsOn' }
  if (endsOn !== null && endsOn < startsOn) return { code: 'contracts.endsBefore', field: 'endsOn' }
  if (dayRule === 'fixed' && fixedDay === null) return { code: 'contracts.fixedDayMissing', field: 'fixedDay' }
  if (invoiceOn === 'day' && (invoiceDays < 1 || invoiceDays > 31))
    return { code: 'contracts.invoiceDayMissing', field: 'invoiceDays' }
  if (renewal !== 'none' && endsOn === null) return { code: 'contracts.renewalWithoutEnd', field: 'renewal' }
  for (const [at, { productId, label, unitCents, vatRateBps }] of typed.lines.entries()) {
    const field = (name: string) => `lines.${at}.${name}`
    if (productId === null && label === '') return { code: 'contracts.lineSaysNothing', field: field('label') }
    if (productId === null && unitCents === null)
      return { code: 'contracts.lineSaysNothing', field: field('unitCents') }
    if (productId === null && vatRateBps === null)
      return { code: 'contracts.lineSaysNothing', field: field('vatRateBps') }
    if (currency !== EURO && unitCents === null) return { code: 'contracts.priceInCurrency', field: field('unitCents') }
  }
  return undefined
}

/** A rule of another kind has no day of the month. */
export const settled = (typed: ContractTyped): ContractTyped => ({
  ...typed,
  fixedDay: typed.dayRule === 'fixed' ? typed.fixedDay : null,
  invoiceDays: typed.invoiceOn === 'before' || typed.invoiceOn === 'day' ? typed.invoiceDays : 0,
})
