import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { aProduct, aTitle } from './factory.ts'
import { catalogOperations } from './operations.ts'
import { catalogConstraints } from './tables.ts'

const { products } = catalogOperations

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const TODAY = '2026-03-15'

/** A company with a subscription at 34,00 €, a letter at 17,00 € and a free product. */
async function publisher() {
  const company = await aCompany(database, { constraints: catalogConstraints, today: TODAY })
  const [review, letter, free] = await company.within(async ctx => {
    await aTitle(ctx)
    const letter = await aProduct(ctx, { code: 'LETTRE', kind: 'other', priceCents: 1700, vatRateBps: 210 })
    return [await aProduct(ctx), letter, await aProduct(ctx, { code: 'LIBRE', kind: 'other', priceCents: 0 })] as const
  })
  const made = (input: object = {}) =>
    company.call(products.create, {
      code: 'DUO',
      label: 'Revue et lettre',
      kind: 'bundle',
      priceCents: 4500,
      components: [{ productId: review! }, { productId: letter! }],
      ...input,
    })
  return { ...company, review: review!, letter: letter!, free: free!, made }
}

describe('a bundle', () => {
  it('CIR-14 tells what it is made of, in lists too, and what each product comes to in its price', async () => {
    const { call, made, review, letter } = await publisher()
    const bundle = await made()
    expect(bundle).toMatchObject({
      kind: 'bundle',
      titleId: null,
      characteristic: 'ABO-A112 + LETTRE',
      grossCents: 4500,
      netCents: 2500 + 1469,
      compositions: [
        {
          startsOn: TODAY,
          components: [
            { productId: review, netCents: 2833, share: { netCents: 2500, vatCents: 500, grossCents: 3000 } },
            { productId: letter, grossCents: 1700, share: { netCents: 1469, vatCents: 31, grossCents: 1500 } },
          ],
        },
      ],
    })
    expect(await call(products.list, { kind: 'bundle', sort: '-grossCents' })).toMatchObject({
      rows: [{ code: 'DUO', components: 'ABO-A112 + LETTRE', netCents: 3969, vatRateBps: 1338 }],
    })
    expect(await call(products.count, { ofTitles: false })).toEqual({ count: 3 })
  })

  it('CIR-14 has the net side to the cent when its price is entered without tax', async () => {
    const { made } = await publisher()
    const { netCents, grossCents } = await made({ priceBasis: 'net', priceCents: 4001 })
    expect([netCents, grossCents]).toEqual([4001, 4536])
  })

  it('CIR-14 follows the prices of its products as they change, and a part that was fixed does not', async () => {
    const { call, made, letter, review } = await publisher()
    const { id } = await made()
    await call(products.update, { id: letter, priceCents: 3400 })
    expect((await call(products.get, { id })).compositions[0]!.components.map(({ share }) => share.grossCents)).toEqual(
      [2250, 2250],
    )
    const components = [{ productId: review }, { productId: letter, weightCents: 1700 }]
    const fixed = await call(products.update, { id, components })
    expect(fixed.compositions).toHaveLength(1) // replaced the one of the same day
    expect(fixed.compositions[0]!.components.map(({ share }) => share.grossCents)).toEqual([3000, 1500])
  })

  it('CIR-14 is made otherwise from a day on, never for a day that is over', async () => {
    const { call, made, review, letter, free } = await publisher()
    const { id } = await made({ startsOn: '2026-01-01' })
    const components = [{ productId: letter }, { productId: review }, { productId: free, weightCents: 100 }]
    const compose = (startsOn?: string) => call(products.update, { id, components, startsOn })
    await expect(compose('2026-03-14')).rejects.toMatchObject({
      code: 'catalog.compositionPast',
      data: { field: 'startsOn' },
    })
    await compose('2026-07-01')
    await compose('2025-06-01')
    const { compositions, characteristic } = await compose()
    expect(compositions.map(({ startsOn }) => startsOn)).toEqual(['2026-07-01', TODAY, '2026-01-01', '2025-06-01'])
    expect(characteristic).toBe('LETTRE + ABO-A112 + LIBRE (1,00)')
    expect(await call(products.update, { id, label: 'Autre nom' })).toMatchObject({ compositions })
  })

  it('CIR-14 says what it cannot be made of', async () => {
    const { call, made, review, letter, free } = await publisher()
    const bundle = await made()
    const refused = (components: object[], input: object = {}) =>
      expect(made({ code: 'TRIO', components, ...input })).rejects
    await refused([{ productId: review }]).toMatchObject({ code: 'catalog.componentsMissing' })
    await refused([{ productId: review }, { productId: review }]).toMatchObject({
      code: 'catalog.componentTwice',
      data: { field: 'components.1.productId' },
    })
    await refused([{ productId: review }, { productId: free }]).toMatchObject({
      code: 'catalog.componentPrice',
      data: { field: 'components.1.weightCents', values: { product: 'LIBRE' } },
    })
    await refused([{ productId: bundle.id }, { productId: review }]).toMatchObject({ code: 'catalog.bundleInBundle' })
    await refused([{ productId: review }, { productId: crypto.randomUUID() }]).toMatchObject({
      code: 'catalog.componentUnknown',
    })
    await refused([{ productId: review }, { productId: letter, weightCents: 0 }]).toMatchObject({ code: 'BAD_REQUEST' })
    const itself = { id: bundle.id, components: [{ productId: review }, { productId: bundle.id }] }
    await expect(call(products.update, itself)).rejects.toMatchObject({ code: 'catalog.bundleInBundle' })
    expect(await call(products.count, { kind: 'bundle' })).toEqual({ count: 1 })
  })

  it('CIR-14 stays one, and its products keep a price to split by', async () => {
    const { call, made, review, letter } = await publisher()
    const { id } = await made()
    await expect(call(products.update, { id, kind: 'other' })).rejects.toMatchObject({ code: 'catalog.bundleForGood' })
    await expect(call(products.update, { id: letter, kind: 'bundle' })).rejects.toMatchObject({
      code: 'catalog.bundleForGood',
    })
    await expect(call(products.update, { id: letter, priceCents: 0 })).rejects.toMatchObject({
      code: 'catalog.bundleNeedsPrice',
      data: { field: 'priceCents', values: { bundle: 'DUO' } },
    })
    await call(products.update, { id, components: [{ productId: review }, { productId: letter, weightCents: 1700 }] })
    expect(await call(products.update, { id: letter, priceCents: 0 })).toMatchObject({ grossCents: 0 })
  })

  it('CIR-14 is made of products of its company alone, which alone sees it', async () => {
    const [ours, theirs] = [await publisher(), await publisher()]
    await expect(
      theirs.made({ components: [{ productId: theirs.review }, { productId: ours.letter }] }),
    ).rejects.toMatchObject({ code: 'catalog.componentUnknown' })
    await ours.made()
    expect(await theirs.call(products.count, { kind: 'bundle' })).toEqual({ count: 0 })
  })
})
