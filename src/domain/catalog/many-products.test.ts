import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { composeAll } from './actions/bundles.ts'
import { changeProducts, createProducts, type ToldProduct } from './actions/many-products.ts'
import { createProduct } from './actions/products.ts'
import { aTitle } from './factory.ts'
import { catalogOperations } from './operations.ts'

describe('many products at once', () => {
  let database: Database
  let company: Awaited<ReturnType<typeof aCompany>>
  let titleId: string
  beforeAll(async () => {
    database = openDatabase(inject('ownerUrl'))
    company = await aCompany(database, { constraints, today: '2026-06-03' })
    titleId = await company.within(ctx => aTitle(ctx, { cppap: '0527 K 94371' }))
  })
  afterAll(() => database.close())

  const pan = (code: string, given: Partial<ToldProduct> = {}): ToldProduct => ({
    ...{ code, label: `Casserole ${code}`, kind: 'other', titleId: null, priceBasis: 'net', priceCents: 9000 },
    ...{ vatRateBps: 2000, taxClass: null, ...given },
  })
  const card = (id: string) => company.call(catalogOperations.products.get, { id })
  const withoutNames = ({ id: _id, code: _code, createdAt: _c, updatedAt: _u, ...rest }: Record<string, unknown>) =>
    rest

  it('are what they would be one by one', async () => {
    const told: ToldProduct[] = [
      pan('m-1'),
      pan('m-2', { label: 'Abonnement', kind: 'subscription', titleId, termMonths: 12, taxClass: 'press' }),
      pan('m-3', { label: 'Numéro', kind: 'single-issue', titleId, latestIssue: true }),
      pan('m-4', { family: 'Cuisine', ean13: '3760300010037', priceBasis: 'gross' }),
    ]
    const [many, one] = await company.within(async ctx => {
      const each: string[] = []
      for (const product of told) each.push(await createProduct(ctx, { ...product, code: `ONE-${product.code}` }))
      return [await createProducts(ctx, told), each]
    })
    for (const [at, id] of many.entries()) {
      const single = { ...withoutNames(await card(one[at]!)), searchKey: '' }
      expect({ ...withoutNames(await card(id)), searchKey: '' }).toEqual(
        JSON.parse(JSON.stringify(single).replaceAll('ONE-', '')),
      )
    }
  })

  it('change in what is said of them, keep the rest, and say it in the journal', async () => {
    const [a, b] = await company.within(ctx => createProducts(ctx, [pan('C-1', { image: PIXEL }), pan('C-2')]))
    await company.within(ctx =>
      changeProducts(ctx, [
        { id: a!, priceCents: 9500 },
        { id: b!, label: 'Cocotte' },
      ]),
    )
    expect(await card(a!)).toMatchObject({ label: 'Casserole C-1', netCents: 9500, grossCents: 11_400, image: PIXEL })
    expect(await card(b!)).toMatchObject({ label: 'Cocotte', netCents: 9000, revision: 2 })
  })

  it('CIR-14 are composed once they are all there, and are refused what one alone is refused', async () => {
    const [c, d, bundle] = await company.within(async ctx => {
      const ids = await createProducts(ctx, [
        pan('K-1'),
        pan('K-2'),
        pan('K-3', { kind: 'bundle', vatRateBps: undefined }),
      ])
      const components = [{ productId: ids[0]! }, { productId: ids[1]!, weightCents: 5000 }]
      await composeAll(ctx, [{ bundleId: ids[2]!, components, startsOn: ctx.today, before: [] }])
      return ids
    })
    expect((await card(bundle!)).components).toBe('K-1 + K-2 (50,00)')
    const change = (id: string, given: object) => company.within(ctx => changeProducts(ctx, [{ id, ...given }]))
    await expect(change(c!, { priceCents: 0 })).rejects.toMatchObject({ code: 'catalog.bundleNeedsPrice' })
    await change(d!, { priceCents: 0 }) // its part was fixed
    await expect(change(bundle!, { kind: 'other' })).rejects.toMatchObject({ code: 'catalog.bundleForGood' })
    await expect(change(c!, { ean13: '123' })).rejects.toMatchObject({ code: 'catalog.ean13Form' })
    await expect(
      company.within(ctx =>
        composeAll(ctx, [{ bundleId: bundle!, components: [{ productId: c! }], startsOn: ctx.today, before: [] }]),
      ),
    ).rejects.toMatchObject({ code: 'catalog.componentsMissing' })
  })

  it('are few statements, however many they are', async () => {
    const counted = async (count: number, from: string) =>
      company.within(async ctx => {
        let statements = 0
        const db = new Proxy(ctx.db, {
          get: (target, name) => {
            const found = Reflect.get(target, name)
            return typeof found !== 'function'
              ? found
              : (...given: never[]) => {
                  statements++
                  return found.apply(target, given)
                }
          },
        })
        const ids = await createProducts(
          { ...ctx, db },
          Array.from({ length: count }, (_, at) => pan(`${from}-${at}`)),
        )
        await changeProducts(
          { ...ctx, db },
          ids.map((id, at) => ({ id, priceCents: 1000 + at })),
        )
        const { rows } = await ctx.db.execute<{ sum: number }>(sql`
          select sum(net_cents)::int as sum from products where company_id = ${ctx.company.id} and code like ${`${from}-%`}`)
        expect(rows[0]!.sum).toBe((count * (1999 + count)) / 2)
        return statements
      })
    expect(await counted(2000, 'MANY')).toBe(await counted(30, 'FEW'))
  })
})

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
