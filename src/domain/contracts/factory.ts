import { newId } from '../../platform/db/database.ts'
import { insertRows } from '../../platform/db/write-rows.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { takeNumbers } from '../accounts/actions.ts'
import { type ContractTyped, type LineTyped, USUAL_SCHEDULE } from './rules/typed.ts'
import { contractLines, contracts } from './tables.ts'

type Given = Partial<Omit<ContractTyped, 'lines'>> & { lines?: Partial<LineTyped>[]; customerId: string }
type More = { active?: boolean; generateAll?: boolean; originInvoiceId?: string | null; source?: string }

/** A line of text at 120 euros with tax a term. */
const line = (given: Partial<LineTyped> = {}): LineTyped => ({
  productId: null,
  label: given.productId ? '' : 'Maintenance',
  description: '',
  quantity: 1,
  unitCents: given.productId ? null : 12_000,
  discountBps: 0,
  vatRateBps: given.productId ? null : 2000,
  recipientId: null,
  gift: false,
  renewsPurchaseId: null,
  ...given,
})

/** A monthly contract as it is typed: active, invoiced by hand. */
export const contractTyped = ({ lines = [{}], ...given }: Given & More) => ({
  title: 'Maintenance du site',
  payerId: null,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31' as string | null,
  owner: 'VG',
  paymentMethod: 'transfer' as ContractTyped['paymentMethod'],
  paymentDays: null,
  paymentMonthEnd: null,
  mandateId: null,
  privateNote: '',
  note: '',
  buyerReference: '',
  purchaseOrder: '',
  priceBasis: 'gross' as const,
  currency: 'EUR',
  ...USUAL_SCHEDULE,
  originInvoiceId: null as string | null,
  active: true,
  generateAll: false,
  source: 'hand',
  ...given,
  lines: lines.map(line),
})

type Many = {
  count: number
  customerIds: readonly string[]
  startsOn: string
  endsOn: string | null
  line?: Partial<LineTyped>
}

/** So many active monthly contracts of one line, whose terms are not planned yet; returns their ids. */
export async function manyContracts(ctx: Ctx, { count, customerIds, startsOn, endsOn, line: given }: Many) {
  const first = await takeNumbers(ctx, 'contract', count)
  const by = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const ids = Array.from({ length: count }, () => newId())
  const rows = ids.map((id, at) => ({
    ...{ id, number: first + at, title: 'Maintenance', customerId: customerIds[at % customerIds.length]! },
    ...{ startsOn, endsOn, activatedOn: ctx.today, ...by },
  }))
  for (let from = 0; from < count; from += 5000) await insertRows(ctx, contracts, rows.slice(from, from + 5000))
  const lines = ids.map(contractId => ({ id: newId(), contractId, position: 1, ...line(given), ...by }))
  for (let from = 0; from < count; from += 5000) await insertRows(ctx, contractLines, lines.slice(from, from + 5000))
  return ids
}
