import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { addDays, compareDays, day, isoDay } from '../../values/day.ts'
import { aProduct, aTitle } from '../catalog/factory.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { invoicingOperations } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { singleIssuesOperations, subscriptionsOperations } from './operations.ts'
import { statusConditions } from './queries/statuses.ts'
import { STATUSES, subscriptionStatus } from './rules/status.ts'
import { termOf } from './testing/term.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
const anyDay = fc.integer({ min: 0, max: 3000 }).map(days => addDays(day('2019-01-01'), days))

describe('the one pipe from an invoice to purchases', () => {
  it('X-25 ABO-16 makes a purchase of each line that is one, with its invoice and line, and none of postage', async () => {
    const { call, within, products } = await publisher()
    const customerId = await within(ctx => aParty(ctx, { lastName: 'Payeur' }))
    const lines = ['ABO-A112', 'ENVOI', 'NUM-4'].map(code => ({ productId: products.get(code)! }))
    const { id, number } = await call(invoicingOperations.sell, { customerId, issuedOn: '2023-07-01', lines })
    expect(number).toBe('FA-2023-000001')
    const { rows: subscriptions } = await call(subscriptionsOperations.list, { invoiceId: id })
    const { rows: singles } = await call(singleIssuesOperations.list, { invoiceId: id })
    expect(subscriptions.map(({ startsOn, expiresOn }) => [startsOn, expiresOn])).toEqual([
      ['2023-07-01', '2024-06-30'],
    ])
    expect(singles.map(({ productCode, issueNumber }) => [productCode, issueNumber])).toEqual([['NUM-4', '4']])
    expect(await call(subscriptionsOperations.get, { id: subscriptions[0]!.id })).toMatchObject({
      invoiceNumber: number,
      invoiceLine: 1,
      createdBy: 'VG',
    })
    expect(await call(singleIssuesOperations.get, { id: singles[0]!.id })).toMatchObject({
      invoiceNumber: number,
      invoiceLine: 3,
    })
  })

  it('sends the copies of a gift to its recipient and the bill to who pays', async () => {
    const { call, within, products } = await publisher()
    const [customerId, recipientId] = await within(async ctx => [
      await aParty(ctx, { lastName: 'Payeur' }),
      await aParty(ctx, { lastName: 'Destinataire' }),
    ])
    await call(invoicingOperations.sell, {
      customerId: customerId!,
      lines: [{ productId: products.get('ABO-A112')!, recipientId, quantity: 2 }],
    })
    const { rows } = await call(subscriptionsOperations.list, {})
    expect(rows[0]).toMatchObject({ lastName: 'Destinataire', copies: 2, startsOn: '2023-08-31' })
    expect(await call(subscriptionsOperations.get, { id: rows[0]!.id })).toMatchObject({
      payer: 'Payeur Florence',
      grossCents: 6800,
    })
  })

  it('X-8 freezes the latest issue on sale on the day of the order, and refuses when none is', async () => {
    const { call, sell } = await publisher()
    await sell('NUM-XXX', '2023-04-30')
    await sell('NUM-XXX', '2023-05-01')
    await expect(sell('NUM-XXX', '2022-04-30')).rejects.toThrow()
    const { rows } = await call(singleIssuesOperations.list, { sort: 'number' })
    expect(rows.map(({ issueNumber }) => issueNumber)).toEqual(['4', '5'])
  })

  it('ABO-1 makes a subscription to a magazine and one to a service of a sale made on a website', async () => {
    const { call, within, products } = await publisher()
    const customerId = await within(ctx => aParty(ctx))
    const service = await within(async ctx => {
      const titleId = await aTitle(ctx, { code: 'PAN', name: 'Paniers', kind: 'box', frequency: 'weekly' })
      return aProduct(ctx, {
        code: 'PANIERS',
        label: 'Paniers',
        kind: 'subscription',
        titleId,
        termMonths: 3,
        issuesDue: 12,
      })
    })
    const lines = [products.get('ABO-A112')!, service].map(productId => ({ productId }))
    await call(invoicingOperations.sell, { customerId, source: 'shop', sourceReference: '1000', lines })
    const { rows } = await call(subscriptionsOperations.list, { sort: 'number' })
    expect(rows.map(({ productCode, termMonths }) => [productCode, termMonths])).toEqual([
      ['ABO-A112', 12],
      ['PANIERS', 3],
    ])
  })

  it('ABO-1 takes a sale made elsewhere once', async () => {
    const { call, within, products } = await publisher()
    const customerId = await within(ctx => aParty(ctx))
    const sale = { customerId, source: 'shop', sourceReference: '1001', lines: [{ productId: products.get('NUM-4')! }] }
    await call(invoicingOperations.sell, sale)
    await expect(call(invoicingOperations.sell, sale)).rejects.toMatchObject({ code: 'invoicing.saleAlreadyTaken' })
    expect(await call(singleIssuesOperations.count, {})).toEqual({ count: 1 })
  })

  it('leaves nothing behind when one line cannot be: no invoice, no number, no purchase', async () => {
    const { call, within, products } = await publisher()
    const customerId = await within(ctx => aParty(ctx))
    const lines = [{ productId: products.get('ABO-A112')! }, { productId: products.get('NUM-XXX')! }]
    await expect(call(invoicingOperations.sell, { customerId, issuedOn: '2022-01-01', lines })).rejects.toMatchObject({
      code: 'catalog.noIssueOnSale',
    })
    expect(await call(invoicingOperations.count, {})).toEqual({ count: 0 })
    expect(await call(subscriptionsOperations.count, {})).toEqual({ count: 0 })
    const { number } = await call(invoicingOperations.sell, { customerId, issuedOn: '2022-05-01', lines })
    expect(number).toBe('FA-2022-000001')
  })
})

describe('the rules in SQL', () => {
  it('ABO-30 X-20 end a term on the day of the rule, whatever its start and length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyDay, fc.integer({ min: 1, max: 120 })), { minLength: 200, maxLength: 200 }),
        async terms => {
          const given = terms.map(([start, months]) => ({ start: isoDay(start), months }))
          const { rows } = await database.shared(db =>
            db.execute<{ end: string }>(sql`
            select (start + make_interval(months => months))::date - 1 as end
            from json_to_recordset(${JSON.stringify(given)}::json) as term (start date, months int)`),
          )
          expect(rows.map(({ end }) => end)).toEqual(
            terms.map(([start, months]) => isoDay(termOf(start, months).expiresOn)),
          )
        },
      ),
      { numRuns: 10 },
    )
  })

  it('ABO-31 ABO-32 ABO-33 X-17 X-18 give each subscription the one status of the rule', async () => {
    const { company, within, titleId } = await publisher()
    const left = ['2022-05-01', '2023-02-01', '2025-11-01'].map(day)
    await within(async ({ db }) => {
      await db.execute(sql`update titles set grace_issues = 2 where company_id = ${company.id} and id = ${titleId}`)
      await db.execute(sql`update issues set status = 'dispatched', cover_on = gone.on
        from unnest(${sql.param(left.map(isoDay))}::date[]) with ordinality as gone("on", ordinal)
        where company_id = ${company.id} and title_id = ${titleId} and issues.ordinal = gone.ordinal`)
    })
    const purchase = fc.record({
      startsOn: anyDay,
      months: fc.integer({ min: 1, max: 36 }),
      cancelled: fc.boolean(),
      stopped: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { minLength: 50, maxLength: 50 }), anyDay, async (given, today) => {
        const facts = given.map(({ startsOn, months, cancelled, stopped }) => ({
          ...termOf(startsOn, months),
          stopped,
          cancelledOn: cancelled ? startsOn : null,
          inGrace: left.filter(on => compareDays(on, termOf(startsOn, months).expiresOn) > 0).length < 2,
        }))
        const rows = facts.map(({ startsOn, expiresOn, cancelledOn, stopped }) => ({
          starts_on: isoDay(startsOn),
          expires_on: isoDay(expiresOn),
          cancelled_on: cancelledOn && isoDay(cancelledOn),
          last_issue_id: stopped ? company.id : null,
          company_id: company.id,
          id: company.id,
          title_id: titleId,
          nature: 'paid',
        }))
        const cases = STATUSES.map(
          status =>
            sql`case when ${sql.join(statusConditions(company.id, status, isoDay(today)), sql` and `)} then ${status} end`,
        )
        const { rows: found } = await within(({ db }) =>
          db.execute<{ statuses: string }>(sql`
            select concat_ws(',', ${sql.join(cases, sql`, `)}) as statuses
            from json_to_recordset(${JSON.stringify(rows)}::json) as p (starts_on date, expires_on date, cancelled_on date,
              last_issue_id uuid, company_id uuid, id uuid, title_id uuid, nature text)`),
        )
        expect(found.map(({ statuses }) => statuses)).toEqual(facts.map(one => subscriptionStatus(one, today)))
      }),
      { numRuns: 20 },
    )
    expect(company.id).toBeTruthy()
  })
})
