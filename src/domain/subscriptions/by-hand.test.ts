import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, refusalTexts } from '../../app/texts.ts'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { aParty } from '../parties/factory.ts'
import { createPurchases } from './actions/by-hand.ts'
import { singleIssuesOperations, subscriptionsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })

describe('purchases by hand', () => {
  it('are many in one statement, numbered in their order, with what the product says', async () => {
    const { call, within, products, issues, company } = await publisher()
    const made = await within(async ctx => {
      const [one, other] = [await aParty(ctx), await aParty(ctx, { lastName: 'Payeur' })]
      return createPurchases(ctx, [
        { recipientId: one, productId: products.get('ABO-A112')!, startsOn: '2023-03-09' },
        { recipientId: one, productId: products.get('NUM-XXX')!, boughtOn: '2023-04-30', copies: 3 },
        {
          recipientId: one,
          payerId: other,
          nature: 'gift',
          productId: products.get('ABO-N115')!,
          issueId: issues.get('5')!,
          number: 700,
          source: 'import:1',
        },
      ])
    })
    expect(made.map(({ number }) => number)).toEqual([701, 702, 700])
    const { rows } = await call(subscriptionsOperations.list, { sort: 'number' })
    expect(rows).toMatchObject([
      { number: 700, startsOn: '2023-05-01', expiresOn: '2024-07-31', lastName: 'Dupont' },
      { number: 701, startsOn: '2023-03-09', expiresOn: '2024-03-08', copies: 1 },
    ])
    const { rows: singles } = await call(singleIssuesOperations.list, {})
    expect(singles).toMatchObject([{ number: 702, issueNumber: '4', copies: 3, grossCents: 2700, netCents: 2250 }])
    const entries = await within(({ db }) =>
      db.execute(sql`select from audit_entries where company_id = ${company.id} and record = 'purchases'`),
    )
    expect(entries.rows).toHaveLength(3)
  })

  it('ABO-35 X-33 make a subscription without invoice; payer and renewal contact are the recipient unless said', async () => {
    const { call, within, products } = await publisher()
    const recipientId = await within(ctx => aParty(ctx))
    const { id, number } = await call(subscriptionsOperations.create, {
      recipientId,
      productId: products.get('ABO-A112')!,
      startsOn: '2023-09-01',
    })
    expect(await call(subscriptionsOperations.get, { id })).toMatchObject({
      number,
      payerId: recipientId,
      invoiceId: null,
      startsOn: '2023-09-01',
      expiresOn: '2024-08-31',
      grossCents: 3400,
    })
  })

  it('ABO-40 make a subscription or a single issue by the view, and refuse a product of the other kind', async () => {
    const { call, within, products } = await publisher()
    const recipientId = await within(ctx => aParty(ctx))
    const issue = { recipientId, productId: products.get('NUM-4')! }
    await expect(call(subscriptionsOperations.create, issue)).rejects.toMatchObject({ code: 'subscriptions.otherKind' })
    const { id } = await call(singleIssuesOperations.create, issue)
    expect(await call(singleIssuesOperations.get, { id })).toMatchObject({ issueNumber: '4', boughtOn: '2023-08-31' })
    const postage = { recipientId, productId: products.get('ENVOI')! }
    await expect(call(singleIssuesOperations.create, postage)).rejects.toMatchObject({
      code: 'subscriptions.nothingServed',
    })
  })

  it('CIR-11 that nobody pays for have a reason, and an end or a review date', async () => {
    const { call, within, products } = await publisher()
    const recipientId = await within(ctx => aParty(ctx))
    const press = { recipientId, productId: products.get('ABO-PR12')!, nature: 'press' as const }
    const make = (more: object) => call(subscriptionsOperations.create, { ...press, ...more })
    await expect(make({ termMonths: 12 })).rejects.toMatchObject({
      code: 'subscriptions.reasonAsked',
      data: { field: 'reason' },
    })
    await expect(make({ reason: 'Le Monde, critiques' })).rejects.toMatchObject({
      code: 'subscriptions.endAsked',
      data: { field: 'expiresOn' },
    })
    const { id } = await make({ reason: 'Le Monde, critiques', reviewOn: '2025-01-31' })
    expect(await call(subscriptionsOperations.get, { id })).toMatchObject({
      nature: 'press',
      reason: 'Le Monde, critiques',
      reviewOn: '2025-01-31',
      expiresOn: '2025-01-31',
      grossCents: 0,
    })
  })

  it('CIR-10 that are a gift have a payer who is not the recipient', async () => {
    const { call, within, products } = await publisher()
    const recipientId = await within(ctx => aParty(ctx))
    const gift = { recipientId, productId: products.get('ABO-A112')!, nature: 'gift' as const }
    await expect(call(subscriptionsOperations.create, gift)).rejects.toMatchObject({
      code: 'subscriptions.giftToOneself',
    })
    await expect(call(subscriptionsOperations.create, { ...gift, payerId: recipientId })).rejects.toMatchObject({
      code: 'subscriptions.giftToOneself',
    })
  })
})

describe('changing a purchase', () => {
  it('ABO-37 moves its term, its copies, its label and who receives, and keeps what it was in the journal', async () => {
    const { call, within, products, company } = await publisher()
    const [one, other] = await within(async ctx => [await aParty(ctx), await aParty(ctx, { lastName: 'Autre' })])
    const { id } = await call(subscriptionsOperations.create, {
      recipientId: one!,
      productId: products.get('ABO-A112')!,
      startsOn: '2023-03-09',
    })
    await call(subscriptionsOperations.update, { id, startsOn: '2023-06-01', copies: 3, recipientId: other! })
    expect(await call(subscriptionsOperations.get, { id })).toMatchObject({
      startsOn: '2023-06-01',
      expiresOn: '2024-05-31',
      copies: 3,
      grossCents: 10_200,
      recipientId: other,
      revision: 2,
    })
    await call(subscriptionsOperations.update, { id, productId: products.get('ABO-N115')! })
    expect(await call(subscriptionsOperations.get, { id })).toMatchObject({
      label: 'Abonnement 1 an (5 numéros)',
      servedBy: 'issue',
      issuesDue: 5,
      expiresOn: '2024-08-31',
    })
    await expect(call(subscriptionsOperations.update, { id, revision: 1, label: 'Trop tard' })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
    const { rows } = await within(({ db }) =>
      db.execute<{ from: object }>(
        sql`select "from" from audit_entries where company_id = ${company.id} and record_id = ${id} and "from" is not null order by id`,
      ),
    )
    expect(rows[0]!.from).toMatchObject({ copies: 1, startsOn: '2023-03-09' })
  })

  it('ABO-45 keeps the money and the payer of its invoice', async () => {
    const { call, within, sell } = await publisher()
    const { customerId, invoice } = await sell('ABO-A112', '2023-07-01')
    const other = await within(ctx => aParty(ctx))
    const { id } = (await call(subscriptionsOperations.list, { invoiceId: invoice.id })).rows[0]!
    for (const said of [{ unitGrossCents: 100 }, { payerId: other }, { nature: 'press' as const, reason: 'x' }])
      await expect(call(subscriptionsOperations.update, { id, ...said })).rejects.toMatchObject({
        code: 'subscriptions.invoiced',
      })
    await call(subscriptionsOperations.update, { id, copies: 2, recipientId: other, nature: 'gift' })
    expect(await call(subscriptionsOperations.get, { id })).toMatchObject({
      copies: 2,
      grossCents: 3400,
      payerId: customerId,
      invoiceId: invoice.id,
      invoiceNumber: invoice.number,
      invoiceLine: 1,
    })
  })

  it('leaves the issue of a purchase that has left', async () => {
    const { call, within, products, issues } = await publisher()
    const recipientId = await within(ctx => aParty(ctx))
    const { id } = await call(singleIssuesOperations.create, { recipientId, productId: products.get('NUM-4')! })
    await call(singleIssuesOperations.update, { id, issueId: issues.get('5')! })
    expect(await call(singleIssuesOperations.get, { id })).toMatchObject({ issueNumber: '5' })
    await call(dispatchOperations.run, { kind: 'single-issue', title: 'CS' })
    await expect(call(singleIssuesOperations.update, { id, issueId: issues.get('4')! })).rejects.toMatchObject({
      code: 'subscriptions.issueAlreadyLeft',
      data: { values: { number: '5' } },
    })
  })
})

describe('deleting a purchase', () => {
  it('ABO-36 X-22 is refused when it comes from an invoice, which is named', async () => {
    const { call, sell } = await publisher()
    const { invoice } = await sell('ABO-A112', '2023-07-01')
    const { id } = (await call(subscriptionsOperations.list, {})).rows[0]!
    await expect(call(subscriptionsOperations.remove, { id })).rejects.toMatchObject({
      code: 'subscriptions.fromInvoice',
      data: { values: { invoice: invoice.number } },
    })
    expect(refusalTexts.fr['subscriptions.fromInvoice']).toBeTypeOf('function')
  })

  it('ABO-48 takes one made by hand away with its holds, and not once a copy left', async () => {
    const { call, within, products, company } = await publisher()
    const recipientId = await within(ctx => aParty(ctx))
    const make = () => call(singleIssuesOperations.create, { recipientId, productId: products.get('NUM-4')! })
    const [kept, gone] = [await make(), await make()]
    await within(({ db }) =>
      db.execute(sql`insert into holds (company_id, id, purchase_id, kind, from_on, created_by, updated_by)
        values (${company.id}, ${newId()}, ${gone.id}, 'customer', '2023-09-01', 'VG', 'VG')`),
    )
    await call(singleIssuesOperations.remove, { id: gone.id })
    await expect(call(singleIssuesOperations.get, { id: gone.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await call(dispatchOperations.run, { kind: 'single-issue', title: 'CS' })
    await expect(call(singleIssuesOperations.remove, { id: kept.id })).rejects.toMatchObject({
      code: 'subscriptions.hasShipments',
      data: { values: { count: 1 } },
    })
  })
})
