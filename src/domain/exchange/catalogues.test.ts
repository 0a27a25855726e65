import { sql } from 'drizzle-orm'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { createProducts } from '../catalog/actions/many-products.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import { invoicingOperations } from '../invoicing/operations.ts'
import { aParty } from '../parties/factory.ts'
import { partnerCataloguesOperations as received, sentCataloguesOperations as sent } from './operations/catalogues.ts'
import {
  apply,
  archiveOf,
  files,
  filled,
  linesOf,
  pan,
  TODAY,
  taken,
  twoSites,
  unzipped,
  withTitles,
} from './testing/catalogue-sites.ts'

describe('catalogues between two sites', () => {
  let database: Database
  beforeAll(() => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 20)
  })
  afterAll(() => database.close())

  it('D8, INT-8, INT-9 what is written at one site and applied at another is the same there, once and for all', async () => {
    const { centre, calvi } = await twoSites(database)
    await filled(centre)
    await withTitles(calvi)
    const archive = await archiveOf(centre)
    const proposal = await taken(calvi, archive)
    expect(proposal).toMatchObject({
      newCount: 6,
      changedCount: 0,
      conflictCount: 0,
      state: 'proposed',
      partner: 'Le Centre',
    })
    expect((await calvi.call(catalogOperations.products.list, {})).rows).toEqual([]) // a proposal changes nothing
    expect(await apply(calvi, proposal.id)).toMatchObject({ added: 6, changed: 0, composed: 1, waiting: 0 })
    const said = async (of: typeof centre) =>
      unzipped(await archiveOf(of))[0]!
        .toString()
        .split('\n')
        .slice(1)
    expect(await said(calvi)).toEqual(await said(centre))
    // Once more, by the same file and by a new one.
    expect((await taken(calvi, archive)).id).toBe(proposal.id)
    expect(await apply(calvi, proposal.id)).toMatchObject({ added: 0, changed: 0, composed: 0 })
    const again = await taken(calvi, await archiveOf(centre))
    expect(again).toMatchObject({ newCount: 0, changedCount: 0, sameCount: 6, onlyHereCount: 0 })
  })

  it('D8 the preview tells field by field what changes, what is only here and what is in conflict, and parts are applied apart', async () => {
    const { centre, calvi } = await twoSites(database)
    const [cass] = await filled(centre)
    await withTitles(calvi)
    await apply(calvi, (await taken(calvi, await archiveOf(centre))).id)
    await centre.call(catalogOperations.products.update, { id: cass!, priceCents: 9500, label: 'Casserole 20 cm' })
    await centre.within(ctx =>
      createProducts(ctx, [pan('NEUF', { vatRateBps: 2000 }), pan('DEUX', { vatRateBps: 1234 })]),
    )
    await calvi.within(ctx => createProducts(ctx, [pan('LOCAL')]))
    const { id, ...proposal } = await taken(calvi, await archiveOf(centre))
    expect(proposal).toMatchObject({ newCount: 1, changedCount: 1, sameCount: 5, onlyHereCount: 1, conflictCount: 1 })
    expect(proposal.changedParts).toEqual([
      { part: 'added', count: 1 },
      { part: 'names', count: 1 },
      { part: 'prices', count: 1 },
    ])
    expect(proposal.changedFields).toEqual([
      { field: 'label', count: 1 },
      { field: 'priceCents', count: 1 },
    ])
    const byCode = await linesOf(calvi, id)
    expect(byCode['CASS-20']).toMatchObject({
      verdict: 'changed',
      changes: [
        { field: 'label', from: 'Produit CASS-20', to: 'Casserole 20 cm' },
        { field: 'priceCents', from: 9000, to: 9500 },
      ],
    })
    expect(byCode['CASS-20']!.difference).toBe(
      'libellé\u00a0: Produit CASS-20 → Casserole 20 cm\u202f; prix\u00a0: 90,00\u202f€ → 95,00\u202f€',
    )
    expect(byCode.LOCAL).toMatchObject({ verdict: 'only-here' })
    expect(byCode.DEUX).toMatchObject({
      verdict: 'conflict',
      why: 'Le taux de TVA de 12,34\u00a0% n’est ni un taux en vigueur, ni celui d’un de vos produits.',
    })
    const here = async () => (await calvi.call(catalogOperations.products.list, { search: 'CASS' })).rows[0]
    expect(await apply(calvi, id, ['names'])).toMatchObject({ added: 0, changed: 1 })
    expect(await here()).toMatchObject({ label: 'Casserole 20 cm', priceCents: 9000 })
    expect(await apply(calvi, id, ['prices', 'added'])).toMatchObject({
      added: 1,
      changed: 1,
      catalogue: { state: 'applied' },
    })
    expect(await here()).toMatchObject({ priceCents: 9500 })
    expect((await linesOf(calvi, id)).DEUX!.verdict).toBe('conflict')
  })

  it('D8 codes of another kind, unknown titles, barcodes of others and compositions without end are conflicts, and stop nothing', async () => {
    const { centre, calvi } = await twoSites(database)
    await filled(centre)
    await calvi.within(ctx =>
      createProducts(ctx, [pan('LOT-1', { label: 'Pas un lot' }), pan('MIEN', { ean13: '3760300010037' })]),
    )
    const { id } = await taken(calvi, await archiveOf(centre))
    const reasons = Object.values(await linesOf(calvi, id)).map(({ code, verdict, why }) => [code, verdict, why])
    expect(reasons).toEqual([
      ['ABO-A112', 'conflict', 'Le titre CS n’existe pas ici. Créez-le d’abord.'],
      ['CASS-20', 'conflict', 'Le code-barres 3760300010037 est ici celui de MIEN.'],
      ['LOT-1', 'conflict', 'Ce code est ici celui d’un produit d’une autre sorte.'],
      ['NUM-1', 'conflict', 'Le titre CS n’existe pas ici. Créez-le d’abord.'],
      ['POELE', 'new', ''],
      ['VIEUX', 'new', ''],
      ['MIEN', 'only-here', ''],
    ])
    expect(await apply(calvi, id)).toMatchObject({ added: 2, changed: 0 })
  })

  it('D8 a catalogue of families brings what their bundles are made of, and misses nothing of the others', async () => {
    const { centre, calvi } = await twoSites(database)
    await filled(centre)
    await calvi.within(ctx =>
      createProducts(ctx, [pan('LOCAL', { family: 'Cuisine' }), pan('LOT-9', { family: 'Lots' })]),
    )
    const { id } = await taken(calvi, await archiveOf(centre, { families: ['Lots'] }))
    expect(Object.values(await linesOf(calvi, id)).map(({ code, verdict }) => [code, verdict])).toEqual([
      ['CASS-20', 'new'],
      ['LOT-1', 'new'],
      ['POELE', 'new'],
      ['LOT-9', 'only-here'],
    ])
    await expect(archiveOf(centre, { families: ['Rien'] })).rejects.toMatchObject({
      code: 'exchange.nothingInCatalogue',
    })
  })

  it('D8 a catalogue that is older than the last one applied is refused, before and after it was taken', async () => {
    const { centre, calvi } = await twoSites(database)
    await filled(centre)
    const archives = [await archiveOf(centre), await archiveOf(centre), await archiveOf(centre)]
    const first = await taken(calvi, archives[0]!)
    await apply(calvi, (await taken(calvi, archives[2]!)).id)
    await expect(apply(calvi, first.id)).rejects.toMatchObject({ code: 'exchange.catalogueOlder' })
    await expect(taken(calvi, archives[1]!)).rejects.toMatchObject({ code: 'exchange.catalogueOlder' })
    expect(await calvi.call(received.get, { id: first.id })).toMatchObject({ later: TODAY })
    expect(await calvi.call(received.leave, { id: first.id })).toMatchObject({ state: 'left' })
  })

  it('D8 products that changed since the comparison stop its application until it is made anew', async () => {
    const { centre, calvi } = await twoSites(database)
    await filled(centre)
    const { id } = await taken(calvi, await archiveOf(centre))
    await calvi.within(ctx => createProducts(ctx, [pan('CASS-20', { priceCents: 1 })]))
    await expect(apply(calvi, id)).rejects.toMatchObject({ code: 'exchange.catalogueMoved' })
    expect(await calvi.call(received.compare, { id })).toMatchObject({ changedCount: 1 })
    await apply(calvi, id, ['prices'])
    expect((await calvi.call(catalogOperations.products.list, {})).rows).toMatchObject([
      { priceCents: 9000, brand: '' },
    ])
  })

  it('D8 prices of invoices that were issued stay what they were', async () => {
    const { centre, calvi } = await twoSites(database)
    const [cass] = await filled(centre)
    await apply(calvi, (await taken(calvi, await archiveOf(centre))).id)
    const customerId = await calvi.within(ctx => aParty(ctx, {}))
    const [product] = (await calvi.call(catalogOperations.products.list, { search: 'CASS' })).rows
    const [issued] = await calvi.within(ctx =>
      issueInvoices(ctx, [{ customerId, issuedOn: ctx.today, lines: [{ productId: product!.id, quantity: 1 }] }]),
    )
    await centre.call(catalogOperations.products.update, { id: cass!, priceCents: 100 })
    await apply(calvi, (await taken(calvi, await archiveOf(centre))).id)
    expect((await calvi.call(catalogOperations.products.get, { id: product!.id })).priceCents).toBe(100)
    expect(await calvi.call(invoicingOperations.get, { id: issued!.id })).toMatchObject({ netCents: 9000 })
  })

  it('X-46 unsigned, forged and changed catalogues are refused, and those of nobody known', async () => {
    const { centre, calvi } = await twoSites(database)
    await filled(centre)
    const [catalogue, signature] = unzipped(await archiveOf(centre)) as [Buffer, Buffer]
    const refused = (...given: Buffer[]) =>
      calvi.call(received.take, files(...given)).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      )
    expect(await refused(catalogue)).toBe('exchange.catalogueUnsigned')
    expect(await refused(Buffer.from(catalogue.toString().replace('9000', '9')), signature)).toBe(
      'exchange.catalogueChanged',
    )
    expect(await refused(signature)).toBe('exchange.notACatalogue')
    expect(await refused(Buffer.from('PK nothing'))).toBe('exchange.notACatalogue')
    const stranger = await twoSites(database)
    await filled(stranger.centre)
    expect(await refused(await archiveOf(stranger.centre))).toBe('exchange.catalogueUnknownSender')
    const bomb = Buffer.from(zipSync({ 'facteur-catalogue.json': new Uint8Array(60_000_000) }))
    expect(await refused(bomb)).toBe('exchange.catalogueTooLarge')
    expect(await refused(catalogue, signature)).toBe('taken')
  })

  it('D8, INT-6 it leaves by mail to chosen partners, who are paired', async () => {
    const { centre, partnerId } = await twoSites(database)
    await filled(centre)
    const written = await centre.call(sent.send, { partnerIds: [partnerId] })
    expect(written).toMatchObject({ edition: 1, productCount: 6, sentTo: 'Calvi', asOf: TODAY })
    const { rows } = await centre.within(ctx =>
      ctx.db.execute<{ to: string; subject: string; names: string[] }>(sql`
        select "to", subject, array(select a ->> 'name' from jsonb_array_elements(attachments) a) as names
        from messages where company_id = ${ctx.company.id}`),
    )
    expect(rows).toEqual([
      {
        to: 'calvi@example.org',
        subject: expect.stringContaining('Catalogue de'),
        names: ['facteur-catalogue.json', 'facteur-catalogue.json.jws'],
      },
    ])
    expect(await centre.call(sent.recipients, undefined)).toEqual([
      { partnerId, name: 'Calvi', address: 'calvi@example.org' },
    ])
    expect(await centre.call(sent.families, undefined)).toContainEqual({ family: 'Presse', productCount: 2 })
    await centre.within(ctx =>
      ctx.db.execute(sql`update partners set state = 'revoked', site_id = null where company_id = ${ctx.company.id}`),
    )
    await expect(centre.call(sent.send, { partnerIds: [partnerId] })).rejects.toMatchObject({
      code: 'exchange.notPairedYet',
    })
  })
})
