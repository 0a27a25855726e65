import { refuse } from '../../../platform/http/refusal.ts'
import { EURO } from '../../../values/currency.ts'
import { roundHalfAwayFromZero } from '../../../values/money.ts'
import type { Left } from '../queries/deposits.ts'
import { type Allowance, byRate, spread } from '../rules/allowances.ts'
import type { PriceBasis } from '../rules/document.ts'
import {
  type AllowanceSaid,
  type Amounts,
  amountsOf,
  type DocumentSaid,
  type Entered,
  inBasis,
  type Vat,
  vatElsewhere,
} from '../rules/draft.ts'

export type Taken = Allowance & { typed: number; amounts?: Amounts | undefined }
type Taking = {
  said: DocumentSaid
  basis: PriceBasis
  lines: readonly Entered[]
  deposits: ReadonlyMap<string, Left>
}

/** What is taken off or added to a document, a part for each rate, unless it is said as it was elsewhere. */
export const allTaken = (taking: Taking): Taken[] =>
  (taking.said.allowances ?? []).flatMap((allowance, index) =>
    allowance.kind === 'deposit' ? depositTaken(allowance, index, taking) : taken(allowance, index, taking),
  )

function taken(said: AllowanceSaid, typed: number, { basis, lines }: Taking): Taken[] {
  const { kind, reason, percentBps, cents, amounts } = said
  if (!reason || (percentBps ?? cents ?? amounts) === undefined)
    refuse('invoicing.reasonOfAllowance', { field: `allowances.${typed}.${reason ? 'cents' : 'reason'}` })
  if (!amounts) return spread(said, byRate(lines)).map(part => ({ ...part, typed }))
  const own = { kind, reason, depositId: null, percentBps: null, cents: inBasis(amounts, basis), typed }
  return [{ ...own, ...vatElsewhere(amounts), amounts: amountsOf(amounts) }]
}

/** What a deposit already invoiced takes off a final invoice: what it still holds, or less, each of its rates alike. */
function depositTaken({ depositId, cents }: AllowanceSaid, typed: number, { said, deposits }: Taking): Taken[] {
  const field = { field: `allowances.${typed}.depositId` }
  const left = deposits.get(depositId ?? '')
  if (!left || said.kind !== 'invoice' || left.customerId !== said.customerId) refuse('invoicing.unknownDeposit', field)
  if ((said.currency ?? EURO) !== EURO) refuse('invoicing.depositInEuros', field)
  const { number } = left
  const rates = left.rates.filter(({ grossCents }) => grossCents > 0)
  const held = rates.reduce((sum, rate) => sum + rate.grossCents, 0)
  if (held === 0 || (cents ?? held) > held) refuse('invoicing.depositUsed', { ...field, values: { number, held } })
  const all = { kind: 'deposit', reason: number, depositId, cents: cents ?? held } as const
  const atRates = rates.map(({ grossCents, ...rate }) => ({ ...rate, cents: grossCents }))
  return spread(all, atRates).map(part => ({ ...part, typed, amounts: partOf(part, rates) }))
}

/** All of a rate is its own net and VAT; a part of it has its part of the net. */
function partOf({ vatCategory, vatRateBps, cents }: Entered, rates: readonly (Vat & Amounts)[]): Amounts {
  const rate = rates.find(one => one.vatCategory === vatCategory && one.vatRateBps === vatRateBps)!
  const netCents = roundHalfAwayFromZero(BigInt(rate.netCents) * BigInt(cents), rate.grossCents)
  return { netCents, vatCents: cents - netCents, grossCents: cents }
}
