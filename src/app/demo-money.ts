import { createBankAccount } from '../domain/payments/actions/accounts.ts'
import { bringDeposit, depositCheques } from '../domain/payments/actions/deposits.ts'
import { type NewPayment, recordPayments } from '../domain/payments/actions.ts'
import { type OpenOfCustomer, openOfAll } from '../domain/payments/queries/open.ts'
import type { Ctx } from '../platform/http/context.ts'
import { addDays, day, daysBetween, isoDay } from '../values/day.ts'

/** What was sold lately may still be unpaid; what is older was paid, all but a few. */
const LATELY_DAYS = 150
const CHEQUE_WAITS_DAYS = 25

/** Pays most of what the documents sold, by card, cheque and transfer, and brings the cheques to the bank. */
export async function loadMoney(ctx: Ctx) {
  const bank = await createBankAccount(ctx, {
    name: 'Crédit du Lac',
    iban: 'FR76 3000 6000 0112 3456 7890 189',
    bic: 'AGRIFRPP',
  })
  await createBankAccount(ctx, { name: 'Caisse', iban: '', bic: '' })
  const open = await openOfAll(ctx)
  const payments = open
    .flatMap((document, at) => paymentOf(ctx, document, { at, bank }))
    .toSorted((a, b) => a.receivedOn.localeCompare(b.receivedOn))
  const recorded = await recordPayments(ctx, payments)
  const cheques = recorded.flatMap(({ id }, at) => {
    const { method, receivedOn } = payments[at]!
    return method === 'cheque' ? [{ id, receivedOn, month: receivedOn.slice(0, 7) }] : []
  })
  const old = cheques.filter(({ receivedOn }) => age(ctx, receivedOn) > CHEQUE_WAITS_DAYS)
  for (const [, group] of [...Map.groupBy(old, ({ month }) => month)].sort()) {
    const depositedOn = group
      .map(({ receivedOn }) => receivedOn)
      .sort()
      .at(-1)!
    const id = await depositCheques(ctx, { bankAccountId: bank, depositedOn, cheques: group.map(one => one.id) })
    await bringDeposit(ctx, id, depositedOn)
  }
}

const age = ({ today }: Ctx, on: string) => daysBetween(day(on), day(today))

function paymentOf(ctx: Ctx, document: OpenOfCustomer, { at, bank }: { at: number; bank: string }): NewPayment[] {
  const { id, number, customerId, issuedOn, openCents } = document
  if (openCents <= 0) return []
  const lately = age(ctx, issuedOn) < LATELY_DAYS
  if (at % 23 === 0 || (lately && at % 3 === 0)) return []
  const half = lately && at % 7 === 0
  const cents = half ? Math.round(openCents / 2) : openCents
  const came = isoDay(addDays(day(issuedOn), at % 19))
  const payment = {
    customerId,
    cents,
    receivedOn: [came, ctx.today].sort()[0]!,
    allocations: [{ invoiceId: id, cents }],
  }
  if (at % 4 === 0) return [{ ...payment, method: 'cheque', reference: String(1_234_000 + at) }]
  if (at % 4 === 1) return [{ ...payment, method: 'transfer', reference: `VIR ${number}`, bankAccountId: bank }]
  return [{ ...payment, method: 'card', bankAccountId: bank }]
}
