import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { lists } from '../../app/lists.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { listDownload } from '../../platform/http/list-download.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { invoicingOperations } from '../invoicing/operations.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { importsOperations } from './operations.ts'
import { aMover } from './testing/mover.ts'

const { products } = catalogOperations

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const mover = () => aMover(database)
const HEAD = 'code;label;kind;gross;composition;en vigueur le'

describe('a file of products with bundles', () => {
  it('CIR-14 brings them in with what they are made of, whatever the order of the lines, and is taken back whole', async () => {
    const { whole, call, state } = await mover()
    const before = await state()
    const file = `${HEAD}\nDUO;Revue et lettre;Offre groupée;39,00;ABO-A112 + lettre (5,00);01/01/2023\nLETTRE;La lettre;Autre;0,00;;\n`
    const { id, counts } = await whole('produits.csv', file)
    expect(counts).toEqual({ made: 2 })
    expect((await call(products.list, { kind: 'bundle' })).rows).toMatchObject([
      { code: 'DUO', components: 'ABO-A112 + LETTRE (5,00)', grossCents: 3900 },
    ])
    await call(importsOperations.undo, { id })
    expect(await state()).toEqual(before)
  })

  it('CIR-14 refuses those made of what is unknown, unclear or too little, each with its reason', async () => {
    const { send, read, bringIn, lines } = await mover()
    const file = [
      HEAD,
      'A;Un inconnu;;39,00;ABO-A112 + ABSENT;',
      'B;Illisible;;39,00;ABO-A112 + NUM-4 (dix);',
      'C;Trop peu;;39,00;ABO-A112;',
      'D;Bien;;39,00;ABO-A112 + NUM-4;',
    ].join('\n')
    const id = await send('produits.csv', file)
    await read(id)
    expect((await lines(id, { state: 'refused' })).flatMap(({ told }: never) => told)).toEqual([
      { code: 'componentUnknown', field: 'components', values: { product: 'ABSENT' }, refuses: true },
      {
        code: 'componentsUnreadable',
        field: 'components',
        values: { cell: 'ABO-A112 + NUM-4 (dix)' },
        refuses: true,
      },
    ])
    expect(await bringIn(id)).toMatchObject({ counts: { made: 1, refused: 3 } })
    expect((await lines(id, { state: 'refused' })).at(-1)!.told).toMatchObject([
      { code: 'refused', values: { reason: expect.stringContaining('au moins deux produits') } },
    ])
  })

  it('CIR-14 sold elsewhere comes in by its invoice, to the cent, and not as one purchase', async () => {
    const { whole, send, read, call, lines } = await mover()
    await whole('produits.csv', `${HEAD}\nDUO;Revue et numéro;;39,00;ABO-A112 + NUM-4;01/01/2022\n`)
    const sale = 'Numéro;Date facture;Nom;Prénom;Produit;Quantité;Montant TTC;Taux TVA'
    await whole('factures.csv', `${sale}\nA-1;15/03/2022;Dupont;Éloïse;DUO;1;37,77;20\n`)
    const [invoice] = (await call(invoicingOperations.list, {})).rows
    const { lines: sold } = await call(invoicingOperations.get, { id: invoice!.id })
    expect(invoice).toMatchObject({ number: 'A-1', grossCents: 3777 })
    expect(sold.map(({ productCode, bundleGroup }) => [productCode, bundleGroup])).toEqual([
      ['ABO-A112', 1],
      ['NUM-4', 1],
    ])
    expect(await call(subscriptionsOperations.count, {})).toEqual({ count: 1 })
    const purchases = 'Nom;Prénom;Produit;Achat le;Début\nMartin;Jean;DUO;01/05/2022;01/05/2022\n'
    const { id } = await read(await send('achats.csv', purchases))
    expect((await lines(id)).flatMap(({ told }: never) => told)).toContainEqual({
      code: 'bundleSold',
      field: 'product',
      refuses: true,
    })
  })

  it.each(['csv', 'xlsx'] as const)('comes in again as we export it: %s', async format => {
    const old = await mover()
    await old.whole('produits.csv', `${HEAD}\nDUO;Revue et numéro;;39,00;ABO-A112 + NUM-4 (8,50);\n`)
    const bytes = await old.within(async ctx => {
      const download = listDownload(lists.find(one => one.contract['~orpc'].route.path === '/products')!)
      const file = await download.file(ctx, (await download.input.parseAsync({ format })) as never, undefined as never)
      const out = new PassThrough()
      const [written] = await Promise.all([buffer(out), file.write(out)])
      return written
    })
    const next = await mover()
    expect(await next.whole(`produits.${format}`, bytes)).toMatchObject({ kind: 'products', counts: { made: 1 } })
    expect((await next.call(products.list, { kind: 'bundle' })).rows).toMatchObject([
      { code: 'DUO', components: 'ABO-A112 + NUM-4 (8,50)', grossCents: 3900, priceBasis: 'gross' },
    ])
  })
})
