import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { aProduct, aTitle } from './factory.ts'
import { catalogOperations } from './operations.ts'
import { productsById } from './queries.ts'
import { catalogConstraints } from './tables.ts'

const { titles, products } = catalogOperations

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

async function publisher(cppap = '0530 K 94371') {
  const company = await aCompany(database, { constraints: catalogConstraints, today: '2026-03-01' })
  const titleId = await company.within(ctx => aTitle(ctx, { cppap }))
  return { ...company, titleId }
}
const subscription = { code: 'ABO-A112', label: 'Un an', priceCents: 3400 }

describe('the VAT of a product', () => {
  it('L-8 is the rate of its class today in metropolitan France, its gross price unmoved', async () => {
    const { call, titleId } = await publisher()
    const made = await call(products.create, { ...subscription, titleId, taxClass: 'press', supply: 'goods' })
    expect(made).toMatchObject({ taxClass: 'press', vatRateBps: 210, grossCents: 3400, netCents: 3330 })
    const changed = await call(products.update, { id: made.id, taxClass: 'normal', supply: 'services' })
    expect(changed).toMatchObject({ taxClass: 'normal', supply: 'services', vatRateBps: 2000, netCents: 2833 })
  })

  it('L-8 is the rate typed without a class, and a rate typed alone takes the place of a class', async () => {
    const { call, titleId } = await publisher()
    const made = await call(products.create, { ...subscription, titleId, vatRateBps: 550 })
    expect(made).toMatchObject({ taxClass: null, supply: 'goods', vatRateBps: 550 })
    await call(products.update, { id: made.id, taxClass: 'reduced' })
    expect(await call(products.update, { id: made.id, vatRateBps: 550, label: 'Une année' })).toMatchObject({
      taxClass: 'reduced',
    })
    expect(await call(products.update, { id: made.id, vatRateBps: 600 })).toMatchObject({
      taxClass: null,
      vatRateBps: 600,
    })
  })

  it('X-10 L-8 has the class that its title proposes when nothing is said', async () => {
    const { call, titleId } = await publisher()
    const none = await publisher('')
    expect(await call(products.create, { ...subscription, titleId })).toMatchObject({
      taxClass: 'press',
      vatRateBps: 210,
    })
    expect(await none.call(products.create, { ...subscription, titleId: none.titleId })).toMatchObject({
      taxClass: 'normal',
      vatRateBps: 2000,
    })
  })

  it('L-8 is not the press rate without a valid registration, unless it is no longer sold', async () => {
    const { call, titleId } = await publisher('0226 K 94371') // until the end of February 2026
    const press = { ...subscription, titleId, taxClass: 'press' } as const
    const refused = { code: 'catalog.pressWithoutCppap' }
    await expect(call(products.create, press)).rejects.toMatchObject(refused)
    await expect(
      call(products.create, { code: 'LIVRE', label: 'Livre', priceCents: 900, taxClass: 'press' }),
    ).rejects.toMatchObject(refused)
    await call(titles.update, { id: titleId, cppapUntil: '2026-03-01' })
    const { id } = await call(products.create, press)
    await call(titles.update, { id: titleId, cppapUntil: null })
    await expect(call(products.update, { id, priceCents: 3500 })).rejects.toMatchObject(refused)
    expect(await call(products.update, { id, archivedOn: '2026-03-01' })).toMatchObject({ taxClass: 'press' })
    await call(titles.update, { id: titleId, cppapUntil: '2030-01-31', frequency: 'half-yearly' })
    await expect(call(products.update, { id, archivedOn: null })).rejects.toMatchObject(refused)
  })

  it('CIR-14 L-8 comes with each component of a bundle, with the registration of its title', async () => {
    const { call, within, titleId } = await publisher()
    const press = await call(products.create, { ...subscription, titleId, taxClass: 'press' })
    const access = await within(ctx =>
      aProduct(ctx, {
        code: 'WEB',
        label: 'Accès',
        kind: 'other',
        priceCents: 1200,
        taxClass: 'normal',
        supply: 'services',
      }),
    )
    const bundle = await call(products.create, {
      code: 'DUO',
      label: 'Revue et accès',
      kind: 'bundle',
      priceCents: 4000,
      components: [{ productId: press.id }, { productId: access }],
    })
    const found = (await within(ctx => productsById(ctx, [bundle.id]))).get(bundle.id)!
    expect(found.compositions[0]!.components).toMatchObject([
      {
        taxClass: 'press',
        supply: 'goods',
        registered: { cppap: '0530 K 94371', cppapUntil: null, frequency: 'quarterly' },
      },
      { taxClass: 'normal', supply: 'services', registered: null },
    ])
  })
})
