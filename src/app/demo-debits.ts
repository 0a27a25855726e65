import { sql } from 'drizzle-orm'
import { cancelBatch, createBatch, handOverBatch } from '../domain/debits/actions/batches.ts'
import { collectPart } from '../domain/debits/actions/collect.ts'
import { createMandate, revokeMandate } from '../domain/debits/actions/mandates.ts'
import { sendNotices } from '../domain/debits/actions/notices.ts'
import { recordReturns } from '../domain/debits/actions/returns.ts'
import { saveDebitSettings } from '../domain/debits/actions/settings.ts'
import type { Scheme } from '../domain/debits/rules/states.ts'
import { issueInvoices } from '../domain/invoicing/actions.ts'
import { createParty } from '../domain/parties/actions.ts'
import type { Ctx } from '../platform/http/context.ts'

const at = (ctx: Ctx, today: string): Ctx => ({ ...ctx, today })

/** Mandates and debits in every state, of the library readers' friends: a summer of collections. All of them are made up. */
export async function loadDebits(ctx: Ctx) {
  await collects(ctx)
  const [lise, omar, nora, hotel] = await signers(ctx)
  await firstBatch(ctx, { lise, omar, nora })
  await laterBatches(ctx, { lise, omar, hotel })
  await notYet(ctx)
}

/** The review collects to the account that the bank of its payments keeps. */
async function collects(ctx: Ctx) {
  const { rows } = await ctx.db.execute<{ id: string }>(
    sql`select id from bank_accounts where company_id = ${ctx.company.id} and iban <> '' order by id limit 1`,
  )
  await saveDebitSettings(ctx, {
    ...{ creditorId: 'FR72ZZZ123456', creditorName: 'CAPITAL SOCIAL', bankAccountId: rows[0]!.id, fileVersion: '08' },
    ...{
      noticeDays: 14,
      leadDays: 2,
      mandatePattern: 'M{n:6}',
      retries: 1,
      retryDays: 10,
      stopAfter: 3,
      maxChargeCents: 5000,
    },
    automatic: false,
  })
}

const IBANS = {
  lise: 'FR1420041010050500013M02606',
  omar: 'FR7630001007941234567890185',
  nora: 'FR7630006000011234567890189',
  hotel: 'DE89370400440532013000',
}

type Person = { firstName: string; lastName: string; town: string; mail?: boolean }

const reader = (ctx: Ctx, { firstName, lastName, town, mail = true }: Person) =>
  createParty(ctx, {
    kind: 'person',
    firstName,
    lastName,
    isCustomer: true,
    emails: mail ? [`${firstName}.${lastName}@example.org`.toLowerCase()] : [],
    addresses: [{ purpose: 'billing', line1: '8 rue des Halles', postcode: '69001', town, country: 'FR' }],
  })

type Signer = { id: string; mandateId: string }

async function signs(ctx: Ctx, id: string, iban: string, signedOn: string, scheme: Scheme = 'core'): Promise<Signer> {
  return { id, mandateId: await createMandate(ctx, { customerId: id, iban, signedOn, signedTown: 'Lyon', scheme }) }
}

async function signers(ctx: Ctx): Promise<[Signer, Signer, Signer, Signer]> {
  const lise = await reader(ctx, { firstName: 'Lise', lastName: 'Aubert', town: 'LYON' })
  const omar = await reader(ctx, { firstName: 'Omar', lastName: 'Benali', town: 'LYON' })
  const nora = await reader(ctx, { firstName: 'Nora', lastName: 'Costes', town: 'LYON', mail: false })
  const hotel = await createParty(ctx, {
    kind: 'organisation',
    legalName: 'Hôtel des Quais',
    isCustomer: true,
    emails: ['compta@quais.example.org'],
    addresses: [{ purpose: 'billing', line1: '1 quai du Port', postcode: '69002', town: 'LYON', country: 'FR' }],
  })
  return [
    await signs(ctx, lise, IBANS.lise, '2022-11-04'),
    await signs(ctx, omar, IBANS.omar, '2023-02-13'),
    await signs(ctx, nora, IBANS.nora, '2023-05-22'),
    await signs(ctx, hotel, IBANS.hotel, '2023-06-01', 'b2b'),
  ]
}

/** An invoice to be collected, due the day it is issued, with the number that the circle of readers gave it. Returns its id. */
async function owes(ctx: Ctx, customerId: string, grossCents: number, label = 'Cercle des lecteurs'): Promise<string> {
  const netCents = Math.round(grossCents / 1.2)
  const amounts = { vatRateBps: 2000, netCents, vatCents: grossCents - netCents, grossCents }
  const terms = { paymentMethod: 'direct-debit', paymentDays: 0, paymentMonthEnd: 'none' } as const
  const lines = [{ productId: null, quantity: 1, label, amounts }]
  const number = `CL-${ctx.today.replaceAll('-', '')}-${await nextOfDay(ctx)}`
  const [invoice] = await issueInvoices(ctx, [{ customerId, number, issuedOn: ctx.today, ...terms, lines }])
  return invoice!.id
}

async function nextOfDay({ db, company, today }: Ctx): Promise<number> {
  const { rows } = await db.execute<{ next: number }>(sql`
    select count(*)::int + 1 as next from invoices where company_id = ${company.id} and number like 'CL-%' and issued_on = ${today}`)
  return rows[0]!.next
}

/** Told, collected, and partly unpaid: one tried again, one for a person to decide. */
async function firstBatch(ctx: Ctx, { lise, omar, nora }: Record<'lise' | 'omar' | 'nora', Signer>) {
  const told = at(ctx, '2023-07-03')
  for (const [who, cents] of [
    [lise, 4800],
    [omar, 6900],
    [nora, 3600],
  ] as const)
    await owes(told, who.id, cents)
  const collectOn = '2023-07-18'
  await sendNotices(told, { collectOn })
  const filed = at(ctx, '2023-07-12')
  const batchId = await createBatch(filed, { collectOn, scheme: 'core' })
  await handOverBatch(filed, batchId)
  await collectPart(at(ctx, collectOn), batchId)
  const back = (debitId: string, code: string, text = '') => ({ debitId, kind: 'return' as const, code, text })
  const [ofOmar, ofNora] = await debitsOf(ctx, batchId, [omar.id, nora.id])
  await recordReturns(at(ctx, '2023-07-21'), null, [
    { ...back(ofOmar!, 'AM04'), returnedOn: '2023-07-20', chargeCents: 0 },
    { ...back(ofNora!, 'AC04', 'Compte clôturé le 30/06'), returnedOn: '2023-07-20', chargeCents: 250 },
  ])
}

async function debitsOf({ db, company }: Ctx, batchId: string, customerIds: string[]): Promise<string[]> {
  const { rows } = await db.execute<{ id: string; customerId: string }>(sql`
    select id, customer_id as "customerId" from debits where company_id = ${company.id} and batch_id = ${batchId}`)
  return customerIds.map(of => rows.find(({ customerId }) => customerId === of)!.id)
}

/** One at the bank, one cancelled, one in preparation, and invoices that are ready, told or to be told. */
async function laterBatches(ctx: Ctx, { lise, hotel }: Record<'lise' | 'omar' | 'hotel', Signer>) {
  const told = at(ctx, '2023-08-17')
  const friends: string[] = []
  for (const [firstName, lastName] of [
    ['Paul', 'Dumas'],
    ['Rose', 'Estève'],
    ['Sami', 'Ferrand'],
  ] as const) {
    const id = await reader(ctx, { firstName, lastName, town: 'VILLEURBANNE' })
    await signs(ctx, id, IBANS.lise, '2023-06-12')
    friends.push(id)
  }
  const days = ['2023-09-04', '2023-09-07', '2023-09-08'] as const
  for (const [at_, customerId] of friends.entries())
    await sendNotices(told, { invoiceIds: [await owes(told, customerId, 4800)], collectOn: days[at_]! })
  const batch = await createBatch(ctx, { collectOn: days[0], scheme: 'core' })
  await handOverBatch(ctx, batch)
  const late = await createBatch(at(ctx, '2023-08-29'), { collectOn: days[1], scheme: 'core' })
  await cancelBatch(at(ctx, '2023-08-29'), late, 'Montant à revoir avec le client')
  await createBatch(ctx, { collectOn: days[2], scheme: 'core' })
  await sendNotices(ctx, { invoiceIds: [await owes(ctx, hotel.id, 24_000, 'Présentoirs')], collectOn: '2023-09-27' })
  await owes(ctx, lise.id, 4800)
}

/** Without leave to collect: no mandate, one not signed, one lapsed, one revoked. */
async function notYet(ctx: Ctx) {
  const none = await reader(ctx, { firstName: 'Tess', lastName: 'Garrigue', town: 'BRON' })
  const unsigned = await reader(ctx, { firstName: 'Ugo', lastName: 'Hamel', town: 'BRON' })
  const lapsed = await reader(ctx, { firstName: 'Viviane', lastName: 'Imbert', town: 'BRON' })
  const revoked = await reader(ctx, { firstName: 'Yann', lastName: 'Jourdan', town: 'BRON' })
  await createMandate(ctx, { customerId: unsigned, iban: IBANS.omar })
  await signs(ctx, lapsed, IBANS.nora, '2019-04-02')
  const { mandateId } = await signs(ctx, revoked, IBANS.lise, '2022-03-14')
  await revokeMandate(ctx, mandateId, '2023-08-01', 'À sa demande')
  for (const customerId of [none, unsigned, lapsed, revoked]) await owes(ctx, customerId, 4800)
}
