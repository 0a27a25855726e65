import type { Database } from '../../platform/db/database.ts'
import type { Ctx, Outer } from '../../platform/http/context.ts'
import { aCompany } from '../accounts/factory.ts'
import { creditInvoice } from '../invoicing/actions/credit.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import { aSeller } from '../invoicing/factory.ts'
import { aParty } from '../parties/factory.ts'
import { recordPayment } from './actions.ts'

type Wiring = Partial<Pick<Outer, 'constraints' | 'reactions'>>

/** An invoice of one line of text, tax of 20 % included. Returns its id and number. */
export async function anInvoice(ctx: Ctx, customerId: string, grossCents: number, issuedOn = ctx.today) {
  const vatCents = Math.round(grossCents / 6)
  const amounts = { vatRateBps: 2000, netCents: grossCents - vatCents, vatCents, grossCents }
  const [invoice] = await issueInvoices(ctx, [
    { customerId, issuedOn, lines: [{ productId: null, quantity: 1, label: 'Exemplaires', amounts }] },
  ])
  return invoice!
}

/** A company that may issue, with a customer: what tests of money start from. */
export async function aCreditor(
  database: Database,
  { today = '2026-03-31', ...wiring }: { today?: string } & Wiring = {},
) {
  const company = await aCompany(database, { today, ...wiring })
  const customerId = await company.within(async ctx => {
    await aSeller(ctx)
    return aParty(ctx)
  })
  /** Invoices of so many cents each, of the customer unless said. */
  const owes = (cents: number, { of = customerId, on = today } = {}) =>
    company.within(ctx => anInvoice(ctx, of, cents, on))
  return { ...company, customerId, owes }
}

/** A credit note that nothing was done with, on an invoice that was paid. Returns its id and number. */
export async function aCreditNote(ctx: Ctx, customerId: string, grossCents: number) {
  const { id: invoiceId } = await anInvoice(ctx, customerId, grossCents)
  const money = { customerId, cents: grossCents, method: 'transfer', receivedOn: ctx.today } as const
  await recordPayment(ctx, { ...money, allocations: [{ invoiceId, cents: grossCents }] })
  const said = { on: ctx.today, reason: 'Geste commercial', service: 'keep' } as const
  const { creditNote } = await creditInvoice(ctx, invoiceId, { ...said, asked: { whole: true } })
  return creditNote!
}
