import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Download } from '../../platform/http/download.ts'
import { forgetFiles } from './actions/forget.ts'
import { refusedLinesDownload, templateDownload } from './downloads.ts'
import { importsOperations } from './operations.ts'
import { fieldsOf, KINDS } from './rules/kinds.ts'
import { aMover } from './testing/mover.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

type Mover = Awaited<ReturnType<typeof aMover>>

const given = ({ within }: Mover, download: Download<never>, input: object) =>
  within(async ctx => {
    const file = await download.file(ctx, input as never, undefined as never)
    const out = new PassThrough()
    const [content] = await Promise.all([text(out), file.write(out)])
    return { name: file.name, content }
  })

const CONTACTS =
  'Numéro;Nom;Courriel;Ville\n12;Dupont;pas-un-mail;Paris\n13;Martin;m@example.org;Lyon\n14;Petit;"a;b";Lille\n'

describe('the refused lines', () => {
  it('M-14 come out as they were with their reason, and come in once repaired', async () => {
    const mover = await aMover(database)
    const { whole, count } = mover
    const { id, counts } = await whole('mes contacts.csv', CONTACTS)
    expect(counts).toEqual({ made: 1, refused: 2 })
    const { name, content } = await given(mover, refusedLinesDownload as never, { id })
    expect(name).toBe('refuses-mes-contacts.csv')
    expect(content.replaceAll(/[\u00a0\u202f]/g, ' ').split('\r\n')).toEqual([
      'Numéro;Nom;Courriel;Ville;Raison du refus',
      '12;Dupont;pas-un-mail;Paris;Courriel : « pas-un-mail » n’est pas une adresse de courriel.',
      '14;Petit;"a;b";Lille;"Courriel : « a;b » n’est pas une adresse de courriel."',
      '',
    ])
    const repaired = content.replace(/pas-un-mail;/, 'd@example.org;').replace('"a;b"', '')
    expect(await whole(name, repaired)).toMatchObject({ kind: 'parties', counts: { made: 2 } })
    expect(await count('parties')).toBe(3)
  })
})

describe('an empty template', () => {
  it.each(KINDS)('of %s is known again, each of its columns', async kind => {
    const mover = await aMover(database)
    const { content } = await given(mover, templateDownload as never, { kind })
    const columns = content.trim().split(';').length
    const {
      layout,
      mapping,
      kind: guessed,
    } = await mover.call(importsOperations.get, {
      id: await mover.send('modele.csv', `${content}${'x;'.repeat(columns)}\r\n`),
    })
    expect(layout).toMatchObject({ separator: ';' })
    expect({ kind: guessed, fields: Object.keys(mapping).sort() }).toEqual({
      kind,
      fields: Object.keys(fieldsOf(kind)).sort(),
    })
  })
})

describe('what a file held', () => {
  it('L-19 is forgotten 30 days after its last use; what it made stays and can still be taken back', async () => {
    const mover = await aMover(database)
    const { whole, call, count, within, company, lines, state } = mover
    const before = await state()
    const { id } = await whole('contacts.csv', CONTACTS)
    const aged = (days: number) =>
      within(({ db }) =>
        db.execute(
          sql`update imports set updated_at = now() - make_interval(days => ${days}) where company_id = ${company.id}`,
        ),
      )
    await aged(29)
    await within(forgetFiles)
    expect(await count('import_parts')).toBe(1)
    await aged(31)
    await within(forgetFiles)
    expect(await count('import_parts')).toBe(0)
    for (const { cells, told, key } of await lines(id))
      expect({ cells, told, key }).toEqual({ cells: null, told: [], key: null })
    const { samples, fileForgottenAt } = await call(importsOperations.get, { id })
    expect({ samples, fileForgottenAt }).toEqual({ samples: [], fileForgottenAt: expect.any(String) })
    const forgotten = expect.objectContaining({ code: 'imports.fileForgotten' })
    await expect(call(importsOperations.bringIn, { id })).rejects.toEqual(forgotten)
    await expect(given(mover, refusedLinesDownload as never, { id })).rejects.toEqual(forgotten)
    expect(await count('parties')).toBe(1)
    await call(importsOperations.undo, { id })
    await expect(call(importsOperations.read, { id })).rejects.toEqual(forgotten)
    expect(await state()).toEqual(before)
  })
})

describe('a file', () => {
  it('is brought in by administrators and managers alone', async () => {
    const { call, send } = await aMover(database)
    const id = await send('contacts.csv', CONTACTS)
    for (const role of ['operator', 'accountant', 'reader'] as const)
      await expect(call(importsOperations.get, { id }, { role })).rejects.toMatchObject({ status: 403 })
    expect(await call(importsOperations.get, { id }, { role: 'manager' })).toMatchObject({ id })
  })

  it('whose upload broke off goes on with the next part; the same part again changes nothing', async () => {
    const { call, bringIn, read } = await aMover(database)
    const { id } = await call(importsOperations.begin, { fileName: 'contacts.csv' })
    const [first, last] = [CONTACTS.slice(0, 40), CONTACTS.slice(40)].map(part => Buffer.from(part).toString('base64'))
    const part = (position: number, content: string) => call(importsOperations.addPart, { id, position, content })
    await expect(part(1, last!)).rejects.toMatchObject({ code: 'imports.partMissing' })
    await part(0, first!)
    await part(0, first!)
    await part(1, last!)
    await call(importsOperations.look, { id })
    await expect(part(2, last!)).rejects.toMatchObject({ code: 'imports.alreadyWhole' })
    await read(id)
    expect(await bringIn(id)).toMatchObject({ counts: { made: 1, refused: 2 } })
  })

  it('of shipments serves purchases in runs that were brought in, each once', async () => {
    const { whole, count, lines, state, call } = await aMover(database)
    const before = await state()
    const runs = await whole('runs.csv', 'number;label;issue;dispatched_on;by\n3;Expédition : n°2;2;2022-09-05;VG\n')
    const purchases = await whole(
      'achats.csv',
      'Id achat;Nom;Produit;Début\n11;Alpha;ABO-A112;2022-06-01\n12;Beta;ABO-A112;2022-06-01\n',
    )
    const file = `Id envoi;Expédition;Id achat;Envoyé;Nom;Adresse 1;Code postal;Ville
901;3;11;2022-09-05;Alpha;7 rue des Lilas;75011;Paris
902;3;12;2022-09-06;;;;
903;3;99;2022-09-05;;;;
904;8;11;2022-09-05;;;;
`
    const shipments = await whole('envois.csv', file)
    expect(shipments).toMatchObject({ kind: 'shipments', counts: { made: 2, refused: 2 } })
    expect(
      (await lines(shipments.id, { state: 'refused' })).map(({ told }: never) => (told as never[]).at(-1)),
    ).toEqual([expect.objectContaining({ code: 'purchaseUnknown' }), expect.objectContaining({ code: 'runUnknown' })])
    expect(await count('shipments')).toBe(2)
    const again = await whole('envois-2.csv', file.replace('901', '911').replace('902', '912')).catch(error => error)
    expect(again).toMatchObject({ code: 'imports.nothingGood' })
    for (const { id } of [shipments, purchases, runs]) await call(importsOperations.undo, { id })
    expect(await state()).toEqual(before)
  })
})
