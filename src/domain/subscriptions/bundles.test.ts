import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { anIssue, aProduct, aTitle } from '../catalog/factory.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { dispatchOperations } from '../dispatch/operations.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import { invoicingOperations } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { agenciesOperations } from '../parties/operations/agencies.ts'
import { subscriptionsByHand } from './operations/by-hand.ts'
import { singleIssuesOperations, subscriptionsOperations } from './operations.ts'

const { products } = catalogOperations

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** The publisher with a second title, at the press rate, and a bundle of both with a single issue. */
async function publisher(today = '2023-08-31') {
  const one = await aPublisher(database, { constraints, reactions, today })
  const second = await one.within(async ctx => {
    const titleId = await aTitle(ctx, {
      code: 'LM',
      name: 'La Lettre',
      frequency: 'monthly',
      firstIssueOn: '2023-01-01',
      cppap: '0525 K 94371',
    })
    const issueId = await anIssue(ctx, titleId, { ordinal: 1, number: '1', coverOn: '2023-09-01' })
    const productId = await aProduct(ctx, {
      code: 'ABO-L112',
      label: 'Abonnement de 1 an à La Lettre',
      titleId,
      priceCents: 1700,
      vatRateBps: 210,
    })
    return { titleId, issueId, productId }
  })
  const ids = [one.products.get('ABO-A112')!, second.productId, one.products.get('NUM-5')!]
  const bundle = await one.call(products.create, {
    code: 'TRIO',
    label: 'Deux revues et un numéro',
    kind: 'bundle',
    priceCents: 4801,
    components: ids.map(productId => ({ productId })),
    startsOn: '2023-01-01',
  })
  const sell = async (issuedOn: string, line: object = {}, customerId?: string) => {
    const buyer = customerId ?? (await one.within(ctx => aParty(ctx)))
    const { id } = await one.call(invoicingOperations.sell, {
      customerId: buyer,
      issuedOn,
      lines: [{ productId: bundle.id, ...line }],
    })
    return { customerId: buyer, invoice: await one.call(invoicingOperations.get, { id }) }
  }
  return { ...one, second, bundle, sell, ids }
}

const subscriptions = async ({ call }: Awaited<ReturnType<typeof publisher>>) =>
  (await call(subscriptionsOperations.list, { sort: 'number' })).rows

describe('a bundle that is sold', () => {
  it('CIR-14 is a line a product on the invoice, each with its part of the price and its own VAT', async () => {
    const { sell, bundle, ids } = await publisher()
    const { invoice } = await sell('2023-08-31')
    expect(invoice.lines.map(({ productId, vatRateBps, grossCents }) => [productId, vatRateBps, grossCents])).toEqual([
      [ids[0], 2000, 2721],
      [ids[1], 210, 1360],
      [ids[2], 2000, 720],
    ])
    expect(invoice).toMatchObject({ grossCents: 4801, netCents: 2268 + 1332 + 600 })
    for (const line of invoice.lines)
      expect(line).toMatchObject({ bundleId: bundle.id, bundle: 'TRIO Deux revues et un numéro', bundleGroup: 1 })
  })

  it('CIR-14 makes the purchases of its products, which are served each by its title', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('2023-08-31', { quantity: 2 })
    expect(await subscriptions(one)).toMatchObject([
      { productCode: 'ABO-A112', copies: 2, startsOn: '2023-08-31', recipientId: customerId },
      { productCode: 'ABO-L112', copies: 2, startsOn: '2023-08-31', recipientId: customerId },
    ])
    expect(await one.call(singleIssuesOperations.list, {})).toMatchObject({ rows: [{ issueNumber: '5', copies: 2 }] })
    expect(await one.call(dispatchOperations.recipientsCount, { title: 'LM', issue: '1' })).toEqual({ count: 1 })
  })

  it('CIR-14 is split to the cent for any price, quantity and discount, and neither side it is entered on moves', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('2023-08-31', { quantity: 3, unitGrossCents: 3333 })
    await one.call(agenciesOperations.set, { id: customerId, isAgency: true, discountBps: 1250 })
    const discounted = await one.sell('2023-08-31', {}, customerId)
    expect(discounted.invoice.grossCents).toBe(4801 - 600)
    await one.call(products.update, { id: one.bundle.id, priceBasis: 'net', priceCents: 4001 })
    const net = await one.sell('2023-08-31', { quantity: 7 })
    expect(net.invoice.netCents).toBe(4001 * 7)
    expect(net.invoice.lines.reduce((sum, line) => sum + line.grossCents, 0)).toBe(net.invoice.grossCents)
  })

  it('CIR-14 has the composition in force on the day of its invoice, and none before the first', async () => {
    const one = await publisher()
    const [review, letter] = one.ids
    const later = await one.call(products.update, {
      id: one.bundle.id,
      components: [{ productId: review! }, { productId: letter!, weightCents: 3400 }],
      startsOn: '2023-08-31',
    })
    expect(later.compositions.map(({ startsOn, components }) => [startsOn, components.length])).toEqual([
      ['2023-08-31', 2],
      ['2023-01-01', 3],
    ])
    expect((await one.sell('2023-08-30')).invoice.lines).toHaveLength(3)
    expect((await one.sell('2023-08-31')).invoice.lines.map(({ grossCents }) => grossCents).sort()).toEqual([
      2400, 2401,
    ])
    await expect(one.sell('2022-12-31')).rejects.toMatchObject({
      code: 'catalog.notComposedYet',
      data: { field: 'lines.0.productId', values: { bundle: 'TRIO', on: '2022-12-31' } },
    })
  })

  it('CIR-14 begins each subscription as asked, and an issue chosen begins that of its title alone', async () => {
    const one = await publisher()
    await one.sell('2023-08-31', { startsOn: '2023-09-15' })
    await one.sell('2023-08-31', { startIssueId: one.issues.get('4') })
    await one.sell('2023-08-31', { startsWith: 'next' })
    expect((await subscriptions(one)).map(({ startsOn }) => startsOn)).toEqual([
      '2023-09-15',
      '2023-09-15',
      '2023-02-01',
      '2023-08-31',
      '2023-11-01',
      '2023-09-01',
    ])
    const stranger = await one.within(async ctx =>
      anIssue(ctx, await aTitle(ctx, { code: 'X', name: 'Autre' }), { number: '1' }),
    )
    await expect(one.sell('2023-08-31', { startIssueId: stranger })).rejects.toMatchObject({
      code: 'invoicing.startOfNoComponent',
      data: { field: 'lines.0.startIssueId' },
    })
  })

  it('CIR-14 given to somebody is a gift of each product, and cancelled stops them all', async () => {
    const one = await publisher()
    const recipientId = await one.within(ctx => aParty(ctx, { lastName: 'Filleul' }))
    const { invoice } = await one.sell('2023-08-31', { recipientId, gift: true })
    const given = { nature: 'gift', lastName: 'Filleul', recipientId }
    expect(await subscriptions(one)).toMatchObject([given, given])
    await one.call(invoicingOperations.cancel, { id: invoice.id, reason: 'Erreur', service: 'stop-now' })
    expect((await subscriptions(one)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
  })

  it('CIR-14 goes on from what it renews for that title, and from what the recipient has for the others', async () => {
    const one = await publisher('2023-12-01')
    const first = await one.sell('2022-11-15', {}).catch(() => undefined)
    expect(first).toBeUndefined() // not made of anything yet
    const { customerId } = await one.sell('2023-01-01')
    const [review] = await subscriptions(one)
    await one.sell('2023-12-01', { renewsId: review!.id }, customerId)
    expect((await subscriptions(one)).map(({ productCode, startsOn }) => [productCode, startsOn])).toEqual([
      ['ABO-A112', '2023-01-01'],
      ['ABO-L112', '2023-01-01'],
      ['ABO-A112', '2024-01-01'],
      ['ABO-L112', '2024-01-01'],
    ])
    const stranger = await one.within(ctx => aParty(ctx))
    const other = await one.within(async ctx => {
      const titleId = await aTitle(ctx, { code: 'Z', name: 'Zoo' })
      const productId = await aProduct(ctx, { code: 'ABO-Z112', titleId })
      await issueInvoices(ctx, [{ customerId: stranger, issuedOn: '2023-12-01', lines: [{ productId, quantity: 1 }] }])
      const { rows } = await ctx.db.execute<{ id: string }>(sql`select id from purchases where title_id = ${titleId}`)
      return rows[0]!.id
    })
    await expect(one.sell('2023-12-01', { renewsId: other }, stranger)).rejects.toMatchObject({
      code: 'subscriptions.renewsOtherTitle',
    })
  })

  it('CIR-14 is entered by a sale, never as a purchase by hand', async () => {
    const { call, bundle, within } = await publisher()
    const recipientId = await within(ctx => aParty(ctx))
    await expect(call(subscriptionsByHand.create, { recipientId, productId: bundle.id })).rejects.toMatchObject({
      code: 'subscriptions.bundleIsSold',
      data: { field: 'productId' },
    })
  })

  it('CIR-14 invoiced elsewhere keeps what it cost there to the cent, and its number is that of its first purchase', async () => {
    const one = await publisher()
    const customerId = await one.within(ctx => aParty(ctx))
    const amounts = { netCents: 4321, vatCents: 87, grossCents: 4408, vatRateBps: 201 }
    const [issued] = await one.within(ctx =>
      issueInvoices(ctx, [
        {
          customerId,
          issuedOn: '2023-02-01',
          number: 'F-712',
          source: 'import:elsewhere',
          lines: [{ productId: one.bundle.id, quantity: 1, amounts, purchaseNumber: 712 }],
        },
      ]),
    )
    expect(await one.call(invoicingOperations.get, { id: issued!.id })).toMatchObject({
      netCents: 4321,
      vatCents: 87,
      lines: [{ vatRateBps: 201 }, { vatRateBps: 201 }, { vatRateBps: 201 }],
    })
    expect((await subscriptions(one)).map(({ number }) => number)).toEqual([712, 713])
  })
})
