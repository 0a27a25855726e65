import type { Database } from '../../platform/db/database.ts'
import { createRecord } from '../../platform/db/records.ts'
import type { Ctx, Outer } from '../../platform/http/context.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import { aParty } from '../parties/factory.ts'
import { aCreditor } from '../payments/factory.ts'
import { bankAccounts } from '../payments/tables.ts'
import { createMandate, type NewMandate } from './actions/mandates.ts'
import { saveDebitSettings } from './actions/settings.ts'
import type { DebitSettings } from './queries/settings.ts'

export const OUR_IBAN = 'FR7630001007941234567890185'
export const THEIR_IBAN = 'FR7630006000011234567890189'

/** A signed mandate of a customer of which the account is theirs. Returns its id. */
export const aMandate = (ctx: Ctx, customerId: string, given: Partial<NewMandate> = {}): Promise<string> =>
  createMandate(ctx, { customerId, iban: THEIR_IBAN, signedOn: ctx.today, signedTown: 'Paris', ...given })

type Choices = { today?: string; settings?: Partial<DebitSettings> } & Partial<Pick<Outer, 'constraints' | 'reactions'>>

/** A company that collects, with a customer who signed and has a mail address. */
export async function aCollector(database: Database, { today = '2026-03-02', settings = {}, ...wiring }: Choices = {}) {
  const of = await aCreditor(database, { today, ...wiring })
  const { bankAccountId, customerId, mandateId } = await of.within(async ctx => {
    const bankAccountId = await collects(ctx, settings)
    const customerId = await aParty(ctx, { emails: ['florence@example.org'] })
    return { bankAccountId, customerId, mandateId: await aMandate(ctx, customerId) }
  })
  /** An invoice to be collected, of so many cents, due the day it is issued. */
  const owesByDebit = (grossCents: number, { of: customer = customerId, on = today } = {}) =>
    of.within(ctx => anInvoiceByDebit(ctx, customer, grossCents, on))
  return { ...of, customerId, mandateId, bankAccountId, owesByDebit }
}

/** Lets a company collect to an account of its own. Returns the account. */
export async function collects(ctx: Ctx, settings: Partial<DebitSettings> = {}): Promise<string> {
  const bankAccountId = await createRecord(ctx, bankAccounts, { name: 'Banque', iban: OUR_IBAN, bic: 'BDFEFRPP' })
  await saveDebitSettings(ctx, {
    ...{ creditorId: 'FR72ZZZ123456', creditorName: 'Éditions du Lac', bankAccountId, fileVersion: '08' },
    ...{ noticeDays: 14, leadDays: 2, mandatePattern: 'M{n:6}', retries: 1, retryDays: 10, stopAfter: null },
    ...{ maxChargeCents: 5000, automatic: false, ...settings },
  })
  return bankAccountId
}

/** An invoice of one line of text that is paid by direct debit. Returns its id and number. */
export async function anInvoiceByDebit(ctx: Ctx, customerId: string, grossCents: number, issuedOn = ctx.today) {
  const vatCents = Math.round(grossCents / 6)
  const amounts = { vatRateBps: 2000, netCents: grossCents - vatCents, vatCents, grossCents }
  const lines = [{ productId: null, quantity: 1, label: 'Abonnement', amounts }]
  const terms = { paymentMethod: 'direct-debit', paymentDays: 0, paymentMonthEnd: 'none' } as const
  const [invoice] = await issueInvoices(ctx, [{ customerId, issuedOn, ...terms, lines }])
  return invoice!
}
