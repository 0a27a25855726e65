import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { partiesOperations } from '../parties/operations.ts'
import { importsOperations } from './operations.ts'
import { aMover } from './testing/mover.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const mover = () => aMover(database)

const CONTACTS = `Numéro;Civilité;Nom;Prénom;Raison sociale;Courriel;Adresse 1;Code postal;Ville;Pays
12;Mme;Dupont;Éloïse;;eloise@example.org;7 rue des Lilas;75011;Paris;France
13;M.;Martin;Jean;;pas-un-mail;1 rue Haute;28000;Chartres;
14;;;;;;;;;
15;;;;UADF;;2 place Basse;69003;Lyon;Belgique
`

describe('a file of contacts', () => {
  it('is read, its bad lines refused with column and reason, the others brought in with their numbers', async () => {
    const { send, read, bringIn, lines, count, call } = await mover()
    const id = await send('contacts.csv', Buffer.from(CONTACTS, 'latin1'))
    const card = await read(id)
    expect(card).toMatchObject({
      kind: 'parties',
      state: 'ready',
      layout: { format: 'csv', encoding: 'windows-1252', separator: ';' },
      counts: { good: 2, refused: 2 },
    })
    expect((await lines(id, { state: 'refused' })).map(({ line, told }: never) => [line, told])).toEqual([
      [3, [{ code: 'emailUnreadable', field: 'email', values: { cell: 'pas-un-mail' }, refuses: true }]],
      [4, [{ code: 'missing', field: 'lastName', refuses: true }]],
    ])
    expect(await count('parties')).toBe(0)
    expect(await bringIn(id)).toMatchObject({ state: 'imported', counts: { made: 2, refused: 2 } })
    const { rows } = await call(partiesOperations.list, { sort: 'number' })
    expect(rows.map(({ number, kind }) => [number, kind])).toEqual([
      [12, 'person'],
      [15, 'organisation'],
    ])
  })

  it('brought in twice doubles nothing', async () => {
    const { whole, send, read, count } = await mover()
    await whole('contacts.csv', CONTACTS)
    const again = await read(await send('contacts.csv', CONTACTS))
    expect(again).toMatchObject({ counts: { known: 2, refused: 2 }, sameFileAs: expect.any(String) })
    expect(await count('parties')).toBe(2)
  })

  it('M-14 is taken back whole: the company is what it was before', async () => {
    const { whole, state, call, within } = await mover()
    const before = await state()
    const { id } = await whole('contacts.csv', CONTACTS)
    expect(await call(importsOperations.undoPreview, { id })).toEqual({
      records: [{ record: 'parties', count: 2 }],
      obstacles: [],
      edited: { count: 0, names: [] },
    })
    expect(await call(importsOperations.undo, { id })).toMatchObject({
      state: 'undone',
      counts: { good: 2, refused: 2 },
    })
    expect(await state()).toEqual(before)
    await expect(call(importsOperations.undo, { id })).rejects.toMatchObject({ code: 'imports.alreadyUndone' })
    expect(await within(({ db }) => db.execute(sql`select from import_records`)).then(({ rows }) => rows.length)).toBe(
      0,
    )
  })

  it('is not taken back once somebody bought', async () => {
    const { whole, call, sell, count, within, company } = await mover()
    const { id } = await whole('contacts.csv', CONTACTS)
    const { rows } = await within(({ db }) =>
      db.execute<{ id: string }>(sql`select id from parties where company_id = ${company.id} limit 1`),
    )
    await sell('ABO-A112', '2023-08-01', { customerId: rows[0]!.id })
    await expect(call(importsOperations.undo, { id })).rejects.toMatchObject({ code: 'imports.builtUpon' })
    expect(await count('parties')).toBe(2)
  })

  it('remembers what its headings were said to mean', async () => {
    const { send, read, call } = await mover()
    const file = 'A;B;C\n1;Dupont;Jean\n'
    const id = await send('a.csv', file)
    expect(await call(importsOperations.get, { id })).toMatchObject({ kind: null, state: 'mapping' })
    await call(importsOperations.change, { id, kind: 'parties', mapping: { number: 0, lastName: 1, firstName: 2 } })
    expect(await read(id)).toMatchObject({ counts: { good: 1 } })
    expect(await call(importsOperations.get, { id: await send('b.csv', file.replace('1;', '2;')) })).toMatchObject({
      kind: 'parties',
      mapping: { number: 0, lastName: 1, firstName: 2 },
    })
  })
})

const PURCHASES = `Id achat;Nom;Prénom;Code postal;Produit;Libellé;Début;Fin;Dernière exped;Montant TTC
1047;Garnier;Cécile;75011;NUM-4;Capital Social N4;11/04/2023;;30/04/2023;9,00
1041;Henri;Patrice;28000;ABO-A112;Abonnement de 1 an;26/08/2023;25/08/2024;;34,00
1042;Henri;Patrice;28000;ABO-A112;Abonnement de 1 an;26/08/2023;31/12/2024;;34,00
1043;Sans;Produit;28000;XYZ;?;26/08/2023;;;1
`

describe('a file of purchases', () => {
  it('makes contacts once, keeps numbers and ends, and tells what is odd', async () => {
    const { whole, lines, count, within, company } = await mover()
    const card = await whole('achats.csv', PURCHASES)
    expect(card).toMatchObject({ kind: 'purchases', counts: { made: 3, refused: 1 } })
    const codes = Object.fromEntries(
      (await lines(card.id)).map(({ line, told }: never) => [
        line,
        (told as { code: string }[]).map(({ code }) => code),
      ]),
    )
    expect(codes).toEqual({
      2: ['noRunThatDay', 'outOfOrder', 'newParty'],
      3: ['sameSaleTwice', 'newParty'],
      4: ['endDiffers', 'sameSaleTwice', 'newParty'],
      5: ['productUnknown'],
    })
    expect(await count('parties')).toBe(2)
    const { rows } = await within(({ db }) =>
      db.execute(
        sql`select number, expires_on as "expiresOn", gross_cents as gross, source from purchases where company_id = ${company.id} order by number`,
      ),
    )
    expect(rows).toEqual([
      { number: 1041, expiresOn: '2024-08-25', gross: 3400, source: `import:${card.id}` },
      { number: 1042, expiresOn: '2024-12-31', gross: 3400, source: `import:${card.id}` },
      { number: 1047, expiresOn: null, gross: 900, source: `import:${card.id}` },
    ])
  })

  it('with runs before it, serves until the last shipment; both are taken back in turn', async () => {
    const { whole, state, call, count } = await mover()
    const before = await state()
    const runs = await whole(
      'runs.csv',
      'number;label;issue;dispatched_on;by\n3;Expédition abonnements : n°3;3;2022-12-02;VG\n24;Expédition abonnements : n°4;4;2023-06-03;VG\n5;Expédition au numéro;;2023-04-30;VG\n',
    )
    expect(runs).toMatchObject({ kind: 'runs', counts: { made: 3 } })
    const purchases = await whole(
      'achats.csv',
      'Id achat;Nom;Prénom;Produit;Début;Dernière exped\n1;Alpha;A;ABO-A112;2022-09-01;2022-12-02\n2;Beta;B;NUM-4;2023-04-11;2023-04-30\n',
    )
    expect(purchases).toMatchObject({ counts: { made: 2 } })
    expect(purchases.told).toContainEqual({ code: 'missedCopies', refuses: false, count: 1 })
    expect(await count('shipments')).toBe(2)
    await expect(call(importsOperations.undo, { id: runs.id })).rejects.toMatchObject({ code: 'imports.builtUpon' })
    await call(importsOperations.undo, { id: purchases.id })
    await call(importsOperations.undo, { id: runs.id })
    expect(await state()).toEqual(before)
  })

  it('asks for contacts that are there when none may be made', async () => {
    const { send, read, call } = await mover()
    const id = await send('achats.csv', PURCHASES)
    await call(importsOperations.change, { id, options: { createParties: false } })
    expect(await read(id)).toMatchObject({ counts: { refused: 4 } })
  })
})

describe('a file of invoices', () => {
  it('keeps numbers and amounts, makes the purchases of its lines, and is taken back with them', async () => {
    const { whole, state, call, within, company, lines } = await mover()
    const before = await state()
    const card = await whole(
      'factures.csv',
      'Numéro;Date;Nom;Prénom;Produit;Libellé;Quantité;Total TTC\nF1;31/08/2023;Dupont;Jean;ABO-A112;Abonnement;1;30,00\nF1;31/08/2023;Dupont;Jean;;Port;1;4,50\nF2;01/09/2023;Martin;Anne;NUM-5;N5;2;18,00\nF3;02/09/2023;Sans;Date;NUM-5;N5;x;1\nF3;02/09/2023;Sans;Date;NUM-5;N5;1;9\n',
    )
    expect(card).toMatchObject({ kind: 'invoices', counts: { made: 3, refused: 2 } })
    expect(
      (await lines(card.id, { state: 'refused' })).map(({ told }: never) => (told as { code: string }[]).at(-1)!.code),
    ).toEqual(['numberUnreadable', 'otherLineRefused'])
    const { rows } = await within(({ db }) =>
      db.execute(sql`select number, gross_cents as gross, (select count(*)::int from purchases p where p.company_id = i.company_id and p.invoice_id = i.id) as bought
        from invoices i where company_id = ${company.id} order by number`),
    )
    expect(rows).toEqual([
      { number: 'F1', gross: 3450, bought: 1 },
      { number: 'F2', gross: 1800, bought: 1 },
    ])
    await call(importsOperations.undo, { id: card.id })
    expect(await state()).toEqual(before)
  })
})

describe('a file of products', () => {
  it('X-2 X-10 tells an offer its months cannot keep, and VAT that is not that of the press', async () => {
    const { whole, lines } = await mover()
    const card = await whole(
      'produits.csv',
      'code;label;supplier;net;gross\nABO-N226;Abonnement 2 ans (9 numéros);CAPITAL SOCIAL;59.60;59.60\nNUM-1;Capital Social N1;CAPITAL SOCIAL;7.50;9.00\nABO-A112;Déjà là;;28.33;34.00\n',
    )
    expect(card).toMatchObject({ kind: 'products', counts: { made: 2, known: 1 } })
    expect((await lines(card.id)).map(({ told }: never) => told)).toEqual([
      [
        { code: 'vatNotPress', field: 'vatRateBps', values: { rate: 0 } },
        { code: 'offerShort', field: 'issuesDue', values: { promised: 9, least: 8, months: 26 } },
      ],
      [{ code: 'vatNotPress', field: 'vatRateBps', values: { rate: 20 } }],
      [{ code: 'vatNotPress', field: 'vatRateBps', values: { rate: 20 } }, { code: 'known' }],
    ])
  })

  it('ABO-84 takes a code outside the convention with the months of its column, and says so', async () => {
    const { whole, lines, call } = await mover()
    const card = await whole(
      'anciens.csv',
      'code;label;kind;months;gross\nABONNEMENT-1AN;Abonnement d’un an;Abonnement;12;34.00\n',
    )
    expect(card).toMatchObject({ kind: 'products', counts: { made: 1 } })
    expect((await lines(card.id)).flatMap(({ told }: never) => told)).toContainEqual({
      field: 'code',
      code: 'codeOutsideConvention',
    })
    const { rows } = await call(catalogOperations.products.list, { search: 'abonnement-1an' })
    expect(rows).toMatchObject([{ code: 'ABONNEMENT-1AN', kind: 'subscription', termMonths: 12 }])
  })
})
