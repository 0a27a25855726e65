import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { addDays, day, isoDay } from '../../values/day.ts'
import { aCompany } from '../accounts/factory.ts'
import { changeProduct } from '../catalog/actions/products.ts'
import { anIssue, aProduct, aTitle } from '../catalog/factory.ts'
import { aSeller } from '../invoicing/factory.ts'
import { aParty } from '../parties/factory.ts'
import { changeContract, createContract } from './actions/contracts.ts'
import { contractForecast } from './actions/forecast.ts'
import { invoiceMost } from './actions/invoice.ts'
import { pauseContract, terminateContract } from './actions/life.ts'
import { planContracts } from './actions/plan.ts'
import { changePrices } from './actions/prices.ts'
import { contractTyped } from './factory.ts'
import { UNITS } from './rules/contract.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2026-03-20'
const after = (days: number) => isoDay(addDays(day(TODAY), days))

/** Products of every kind of price, and customers of every territory, one of them an agency. */
async function world(ctx: Ctx) {
  await aSeller(ctx)
  const titleId = await aTitle(ctx, { cppap: '0927 K 12345' }) // the press rate holds until September 2027
  await anIssue(ctx, titleId, { ordinal: 1, number: '1', coverOn: '2026-03-01', onSaleOn: '2026-03-01' })
  const other = (code: string, given: object) => aProduct(ctx, { code, label: code, kind: 'other', ...given })
  const press = await aProduct(ctx, { titleId, taxClass: 'press', vatRateBps: 210, priceCents: 8999 })
  const normal = await other('GROSS', { priceCents: 12_345, taxClass: 'normal', supply: 'goods' })
  const net = await other('NET', { priceCents: 9_999, priceBasis: 'net', taxClass: 'reduced' })
  const typed = await other('TYPED', { priceCents: 777, taxClass: null, vatRateBps: 1000 })
  const components = [normal, net, press].map(productId => ({ productId }))
  const bundle = await aProduct(ctx, {
    code: 'BUNDLE',
    label: 'Ensemble',
    kind: 'bundle',
    priceCents: 19_999,
    components,
  })
  await changeProduct(ctx, bundle, { startsOn: '2026-11-02', components: components.slice(0, 2) })
  const at = (postcode: string, country = 'FR', more: object = {}) =>
    aParty(ctx, { lastName: postcode, addresses: [{ line1: 'Rue', postcode, town: 'Ville', country }], ...more })
  const agency = { kind: 'organisation', legalName: 'Agence', isAgency: true, agencyDiscountBps: 1250 } as const
  const business = { kind: 'organisation', legalName: 'NV', vatNumber: 'BE0123456749' } as const
  return {
    products: [press, normal, net, typed, bundle],
    customers: [
      await at('75011'),
      await at('69001'),
      await at('20090'),
      await at('97200'),
      await at('97300'),
      await at('1000', 'BE'),
      await at('1000', 'BE', business),
      await at('1200', 'CH'),
      await at('33000', 'FR', agency),
    ],
  }
}

const line = fc.record({
  product: fc.option(fc.nat(4), { freq: 4 }), // none: a line of text
  quantity: fc.integer({ min: 1, max: 7 }),
  unitCents: fc.option(fc.integer({ min: 0, max: 99_999 })),
  discountBps: fc.constantFrom(0, 0, 333, 1250, 10_000),
  vatRateBps: fc.constantFrom(0, 210, 550, 1000, 2000),
})
const contract = fc.record({
  customer: fc.nat(8),
  payer: fc.option(fc.nat(8), { freq: 2 }),
  startsAfter: fc.integer({ min: -500, max: 300 }),
  lasts: fc.option(fc.integer({ min: 1, max: 1500 })),
  every: fc.integer({ min: 1, max: 6 }),
  unit: fc.constantFrom(...UNITS.filter(unit => unit !== 'day')),
  dayRule: fc.constantFrom('same' as const, 'last' as const, 'fixed' as const),
  fixedDay: fc.integer({ min: 1, max: 31 }),
  invoiceOn: fc.constantFrom('start' as const, 'end' as const, 'before' as const, 'day' as const),
  invoiceDays: fc.integer({ min: 1, max: 31 }),
  priceBasis: fc.constantFrom('gross' as const, 'net' as const),
  prorated: fc.boolean(),
  grouped: fc.boolean(),
  plansToEnd: fc.boolean(),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  changed: fc.option(
    fc.record({ after: fc.integer({ min: 1, max: 500 }), lines: fc.array(line, { minLength: 1, maxLength: 3 }) }),
  ),
  paused: fc.option(
    fc.record({ after: fc.integer({ min: 1, max: 400 }), lasts: fc.option(fc.integer({ min: 1, max: 200 })) }),
  ),
  ended: fc.option(fc.integer({ min: 1, max: 700 })),
  /** So many of its first terms are drafted or issued already. */
  invoiced: fc.constantFrom(0, 0, 1, 3),
})
type Said = typeof contract extends fc.Arbitrary<infer T> ? T : never

async function made(ctx: Ctx, { products, customers }: Awaited<ReturnType<typeof world>>, said: Said): Promise<string> {
  const { customer, payer, startsAfter, lasts, lines, changed, paused, ended, invoiced, ...schedule } = said
  const linesOf = (some: Said['lines']) =>
    some.map(({ product, vatRateBps, unitCents, ...one }) =>
      product === null
        ? { ...one, label: 'Texte', vatRateBps, unitCents: unitCents ?? 4321 }
        : { ...one, productId: products[product]!, unitCents },
    )
  const typed = (some: Said['lines']) =>
    contractTyped({
      ...{ ...schedule, customerId: customers[customer]!, payerId: payer === null ? null : customers[payer]! },
      ...{
        startsOn: after(startsAfter),
        endsOn: lasts === null ? null : after(startsAfter + lasts),
        lines: linesOf(some),
      },
    })
  const id = await createContract(ctx, typed(lines))
  const tried = (act: (part: Ctx) => Promise<unknown>) => ctx.attempt(act).catch(() => {}) // it may be over
  if (changed) await tried(part => changeContract(part, { id, fromOn: after(changed.after), ...typed(changed.lines) }))
  if (paused) {
    const to = paused.lasts === null ? null : after(paused.after + paused.lasts)
    await tried(part => pauseContract(part, id, after(paused.after), to))
  }
  if (ended !== null) await tried(part => terminateContract(part, id, after(ended), 'Parti'))
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from contract_terms where company_id = ${ctx.company.id} and contract_id = ${id} and cancelled_on is null
    order by starts_on limit ${invoiced}`)
  await invoiceMost(
    ctx,
    rows.map(({ id }) => id),
    'draft',
  )
  return id
}

/** Ids of terms without invoice whose invoices bear a day before another, or have to by then. */
async function waiting({ db, company }: Ctx, from: string, before: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from contract_terms where company_id = ${company.id} and invoice_id is null and skipped_on is null
      and cancelled_on is null and invoice_on >= ${from}::date and invoice_on < ${before}::date order by id`)
  return rows.map(({ id }) => id)
}

/** All that was invoiced, by the month of its day; what was late, in this one. */
async function invoicedByMonth({ db, company, today }: Ctx) {
  const { rows } = await db.execute<
    Record<'netCents' | 'vatCents' | 'grossCents' | 'termCount', number> & { month: string }
  >(sql`
    select date_trunc('month', d.day)::date as month, sum(d.net_cents)::int as "netCents", sum(d.vat_cents)::int as "vatCents",
      sum(d.gross_cents)::int as "grossCents", sum(d.terms)::int as "termCount"
    from (select i.id, i.net_cents, i.vat_cents, i.gross_cents, greatest(max(t.invoice_on), ${today}::date) as day, count(*) as terms
      from contract_terms t join invoices i on i.company_id = ${company.id} and i.id = t.invoice_id
      where t.company_id = ${company.id} group by 1, 2, 3, 4) d group by 1`)
  return new Map(rows.map(({ month, ...sums }) => [month, sums]))
}

it('REC-3 what is forecast for each month is what its invoices come to, to the cent: net, VAT and gross', async () => {
  let documents = 0
  await fc.assert(
    fc.asyncProperty(fc.array(contract, { minLength: 4, maxLength: 14 }), async said => {
      const { within } = await aCompany(database, { constraints, reactions, today: TODAY })
      const known = await within(world)
      const ids: string[] = []
      for (const one of said) ids.push(await within(ctx => made(ctx, known, one)))
      await within(
        ctx =>
          changePrices(ctx, {
            ...{ kind: 'percent', value: 333, roundedTo: 10, fromOn: '2026-09-01', productId: known.products[1]! },
            ...{ label: 'Hausse', noticeText: '' },
          }).catch(() => ''), // nobody may buy it
      )
      const { months } = await within(contractForecast)
      const before = isoDay(day(`${months.at(-1)!.month}`).add({ months: 1 }))
      await within(ctx => planContracts({ ...ctx, today: isoDay(addDays(day(before), -1)) }, ids))
      await within(async ctx => invoiceMost(ctx, await waiting(ctx, '1900-01-01', TODAY), 'issued'))
      const refused = new Map<string, number>()
      for (const { month } of months) {
        const next = isoDay(day(month).add({ months: 1 }))
        await within(async ctx => {
          const done = await invoiceMost(ctx, await waiting(ctx, month < TODAY ? TODAY : month, next), 'draft')
          refused.set(month, done.refused.length)
        })
      }
      const invoiced = await within(invoicedByMonth)
      documents += [...invoiced.values()].reduce((sum, { termCount }) => sum + termCount, 0)
      for (const { month, netCents, vatCents, grossCents, termCount, unpricedCount } of months) {
        const none = { netCents: 0, vatCents: 0, grossCents: 0, termCount: 0 }
        expect({ month, netCents, vatCents, grossCents, termCount: termCount - unpricedCount }).toEqual({
          ...{ month, ...(invoiced.get(month) ?? none) },
        })
        if (month > TODAY) expect(unpricedCount).toBe(refused.get(month))
      }
    }),
    { numRuns: 15, endOnFailure: true },
  )
  expect(documents).toBeGreaterThan(100) // however short the contracts that were drawn
}, 120_000)
