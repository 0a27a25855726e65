import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { createRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aParty } from '../parties/factory.ts'
import { applyCatalogue } from './actions/apply-catalogue.ts'
import { compare } from './actions/compare-catalogue.ts'
import { takeCatalogue } from './actions/partner-catalogues.ts'
import type { Partner } from './actions/partners.ts'
import { readCatalogue, writeCatalogue } from './formats/catalogue.ts'
import { ownProducts } from './queries/own-products.ts'
import { CATALOGUE_PARTS, type Catalogue, type CatalogueProduct } from './rules/catalogue.ts'
import { partners } from './tables.ts'
import { aSite } from './testing/catalogue-sites.ts'
import { anyCatalogue } from './testing/catalogues.ts'

type Site = Awaited<ReturnType<typeof aSite>>
const SITE = '0196f3a0-0000-7000-8000-000000000001'

describe('any catalogue', () => {
  let database: Database
  let site: Site
  let partner: Partner
  beforeAll(async () => {
    database = openDatabase(inject('ownerUrl'))
    site = await aSite(database)
    partner = await aPartner(site)
  })
  afterAll(() => database.close())

  const aPartner = (of: Site) =>
    of.within(async ctx => {
      const partyId = await aParty(ctx, { kind: 'organisation', legalName: 'Le Centre' })
      const id = await createRecord(ctx, partners, { partyId, siteId: SITE, state: 'paired', address: 'a@example.org' })
      return { id, siteId: SITE, partyId } as Partner
    })
  let edition = 0
  const take = async (ctx: Ctx, from: Partner, catalogue: Catalogue) => {
    const taken = await takeCatalogue(ctx, from, { catalogue, edition: ++edition, sha256: '' })
    if (taken.state === 'refused') throw new Error(taken.reason)
    return taken.catalogueId
  }
  const heldHere = async (ctx: Ctx, prefix: string) =>
    (await ownProducts(ctx, { asOf: ctx.today }))
      .map(({ product }) => product)
      .filter(({ code }) => code.startsWith(prefix))
  const sorted = (products: readonly CatalogueProduct[]) => products.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const all = [...CATALOGUE_PARTS]

  it('D8 apply(write(x)) is x, whatever stood there before, and applied twice changes nothing', async () => {
    let turn = 0
    await fc.assert(
      fc.asyncProperty(fc.tuple(anyCatalogue(), anyCatalogue()), async ([before, after]) => {
        const prefix = `L${++turn}.`
        const of = (catalogue: Catalogue) => prefixed(apartOf(catalogue, turn), prefix)
        await site.within(async ctx => {
          await applyCatalogue(ctx, await take(ctx, partner, of(before)), all)
          expect(await heldHere(ctx, prefix)).toEqual(sorted(of(before).products))
          const read = readCatalogue(writeCatalogue(of(after)))
          if ('fault' in read) throw new Error(read.fault.code)
          const id = await take(ctx, partner, read.catalogue)
          const { lines } = await compare(ctx, { partnerId: partner.id, families: [] }, read.catalogue.products)
          await applyCatalogue(ctx, id, all)
          const stuck = new Set(lines.filter(({ verdict }) => verdict === 'conflict').map(({ code }) => code))
          const held = new Map((await heldHere(ctx, prefix)).map(product => [product.code, product]))
          for (const product of read.catalogue.products)
            if (!stuck.has(product.code)) expect(inOrder(held.get(product.code)!)).toEqual(inOrder(product))
          expect(await applyCatalogue(ctx, id, all)).toEqual({ added: 0, changed: 0, composed: 0, waiting: 0 })
        })
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  it('D8 is compared alike whatever the order of its products', async () => {
    await site.within(ctx =>
      fc.assert(
        fc.asyncProperty(anyCatalogue('O'), fc.infiniteStream(fc.nat()), async ({ products }, turns) => {
          const order = new Map(products.map(({ code }) => [code, turns.next().value!]))
          const shuffled = products.toSorted((a, b) => order.get(a.code)! - order.get(b.code)!)
          const asked = { partnerId: partner.id, families: [] }
          expect((await compare(ctx, asked, shuffled)).lines).toEqual((await compare(ctx, asked, products)).lines)
        }),
        { numRuns: 12 },
      ),
    )
  }, 60_000)

  it('D8 of 20,000 products is taken, compared and applied in as many statements as a small one, in bounded memory', async () => {
    const measured = async (count: number) => {
      const of = await aSite(database)
      const from = await aPartner(of)
      return of.within(async ctx => {
        let statements = 0
        const counting = { ...ctx, db: counted(ctx, () => statements++) }
        const heapBefore = heapMb()
        const read = readCatalogue(writeCatalogue(large(count)))
        if ('fault' in read) throw new Error(read.fault.code)
        const id = await take(counting, from, read.catalogue)
        const applied = await applyCatalogue(counting, id, all)
        return { statements, applied, grown: heapMb() - heapBefore }
      })
    }
    const small = await measured(400)
    const whole = await measured(20_000)
    expect(small.applied).toEqual({ added: 400, changed: 0, composed: 40, waiting: 0 })
    expect(whole.applied).toEqual({ added: 20_000, changed: 0, composed: 2000, waiting: 0 })
    expect(whole.statements).toBe(small.statements)
    expect(whole.grown).toBeLessThan(400)
  }, 120_000)
})

/** Compositions are sets: the order of their products means nothing. */
const inOrder = (product: CatalogueProduct): CatalogueProduct => ({
  ...product,
  components: product.components.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
})

const heapMb = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

function counted(ctx: Ctx, count: () => void): Ctx['db'] {
  return new Proxy(ctx.db, {
    get: (target, name) => {
      const found = Reflect.get(target, name)
      if (typeof found !== 'function') return found
      return (...given: never[]) => {
        count()
        return found.apply(target, given)
      }
    },
  })
}

const prefixed = (catalogue: Catalogue, prefix: string): Catalogue => ({
  ...catalogue,
  products: catalogue.products.map(product => ({
    ...product,
    code: prefix + product.code,
    components: product.components.map(one => ({ ...one, code: prefix + one.code })),
  })),
})

/** Barcodes are of one product of the company: each turn has its own, or none. */
const apartOf = (catalogue: Catalogue, turn: number): Catalogue =>
  turn === 1 ? catalogue : { ...catalogue, products: catalogue.products.map(product => ({ ...product, gtin: '' })) }

function large(count: number): Catalogue {
  const products = Array.from({ length: count }, (_, at): CatalogueProduct => {
    const code = `P${String(at).padStart(6, '0')}`
    const isBundle = at % 10 === 9
    return {
      ...{
        code,
        label: `Produit ${at} du catalogue du centre`,
        family: `Famille ${at % 40}`,
        brand: 'Maison',
        gtin: '',
      },
      ...{ title: '', issue: '', latestIssue: false, offerCode: '', termMonths: null, issuesDue: null, servedBy: null },
      ...{ priceBasis: 'net', priceCents: 1000 + at, taxClass: null, supply: 'goods', archivedOn: null },
      ...(isBundle
        ? { kind: 'bundle', vatRateBps: null, components: [partOf(at - 1), partOf(at - 2)] }
        : { kind: 'other', vatRateBps: 2000, components: [] }),
    }
  })
  return { asOf: '2026-06-03', site: SITE, name: 'Le Centre', families: [], products }
}

const partOf = (at: number) => ({ code: `P${String(at).padStart(6, '0')}`, weightCents: null })
