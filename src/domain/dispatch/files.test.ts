import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { changeParty } from '../parties/actions.ts'
import { profiledFile, writeAgain, writeKept } from './actions/mailing-files.ts'
import { mailingFileMakers } from './actions/sendings.ts'
import { aPublisher } from './factory.ts'
import { filesOperations } from './operations/files.ts'
import { postalOperations } from './operations/postal.ts'
import { profilesOperations } from './operations/profiles.ts'
import { dispatchOperations } from './operations.ts'
import { fileMade } from './queries/run-files.ts'
import { type Layout, type Source, USUAL_LAYOUT } from './rules/layout.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const place = { purpose: 'billing', line2: '', line3: '', country: 'FR' } as const
const columns = (...sources: Source[]) => sources.map(source => ({ source, heading: source, width: null }))

describe('the file of a mailing house', () => {
  let home: Awaited<ReturnType<typeof aPublisher>>
  let runId: string
  let claire: string
  beforeEach(async () => {
    home = await aPublisher(database, { constraints, reactions })
    const to = { honorific: 'Mme', lastName: 'Martin', firstName: 'Claire' } as const
    const { customerId } = await home.sell('ABO-A112', '2023-01-01', {
      to: { ...to, addresses: [{ ...place, line1: '12, rue de l’Église', postcode: '42000', town: 'Saint-Étienne' }] },
    })
    claire = customerId
    await home.sell('ABO-A112', '2023-01-02', {
      quantity: 3,
      to: {
        honorific: '',
        lastName: '',
        firstName: '',
        legalName: 'Łódź; Sœurs',
        kind: 'organisation',
        addresses: [{ ...place, line1: 'Kirchweg 3', postcode: '1010', town: 'Wien', country: 'AT' }],
      },
    })
    await home.sell('ABO-A112', '2023-01-03', {
      to: {
        honorific: '',
        firstName: '',
        lastName: 'Abel',
        addresses: [{ ...place, line1: '1 bd Nord', postcode: '01000', town: 'Bourg' }],
      },
    })
    runId = (await home.call(dispatchOperations.run, { issue: '5' })).id
    await home.within(({ db, company }) =>
      db.execute(
        sql`update dispatch_runs set signed_off_at = now(), signed_off_by = 'VG' where company_id = ${company.id}`,
      ),
    )
  })

  const aProfile = (layout: Partial<Layout>, name = 'Routeur') =>
    home.call(profilesOperations.create, {
      name,
      mailingHouseId: null,
      isDefault: true,
      layout: { ...USUAL_LAYOUT, ...layout },
    })
  const fileOf = (profileId: string, part?: string, addressedAs: 'run' | 'today' = 'run') =>
    home.within(async ctx => {
      const out = new PassThrough()
      const whole = buffer(out)
      const made = await writeKept(ctx, await profiledFile(ctx, { runId, profileId, part, addressedAs }), out)
      out.end()
      return { ...made, bytes: await whole }
    })
  const madeAgain = (id: string) =>
    home.within(async ctx => {
      const out = new PassThrough()
      const whole = buffer(out)
      await writeAgain(ctx, (await fileMade(ctx, id))!, out)
      return whole
    })
  const textOf = async (layout: Partial<Layout>, encoding = 'utf-8') => {
    const { id } = await aProfile(layout, JSON.stringify(layout).slice(0, 80))
    return new TextDecoder(encoding).decode((await fileOf(id)).bytes)
  }

  it('X-28 has the columns asked for, in their order, sorted by country and postcode', async () => {
    expect(await textOf({ columns: columns('number', 'postal1', 'postal2', 'postal3', 'postal4', 'copies') })).toBe(
      [
        'number;postal1;postal2;postal3;postal4;copies',
        '3;ABEL;1 BD NORD;01000 BOURG;;1',
        '1;MME CLAIRE MARTIN;12 RUE DE L EGLISE;42000 SAINT ETIENNE;;1',
        '2;"ŁÓDŹ; SŒURS";KIRCHWEG 3;1010 WIEN;AUTRICHE;3',
        '',
      ].join('\r\n'),
    )
  })

  it('X-28 writes fixed width, Windows-1252 and a line a copy, and tells what it replaced or cut', async () => {
    const layout: Partial<Layout> = {
      format: 'fixed',
      header: false,
      lineEnd: 'lf',
      encoding: 'windows-1252',
      copies: 'lines',
      sort: 'number',
      columns: [
        { source: 'postal1', heading: '', width: 8 },
        { source: 'copies', heading: '', width: 2 },
      ],
    }
    const { id } = await aProfile(layout)
    const { bytes, lineCount, copyCount, losses } = await fileOf(id)
    expect(bytes.toString('latin1')).toBe(
      ['MME CLAI1 ', ...Array(3).fill('L\u00d3DZ; S\u008c1 '), 'ABEL    1 ', ''].join('\n'),
    )
    expect({ lineCount, copyCount }).toEqual({ lineCount: 5, copyCount: 5 })
    expect(losses.map(({ kind, what, became }) => [kind, what, became])).toEqual(
      expect.arrayContaining([
        ['cut', 'MME CLAIRE MARTIN', 'MME CLAI'],
        ['character', 'Ł', 'L'],
        ['line', '12 RUE DE L EGLISE', ''],
      ]),
    )
  })

  it('ABO-69 X-28 comes out with the same bytes after its profile changed, the subscriber moved and the issue was weighed', async () => {
    const profile = await aProfile({ columns: columns('number', 'postal2', 'weightGrams', 'nature') })
    const first = await fileOf(profile.id)
    await home.within(async ctx => {
      await changeParty(ctx, claire, {
        addresses: [{ ...place, line1: '9 quai Neuf', postcode: '69001', town: 'Lyon' }],
      })
      await ctx.db.execute(sql`update issues set weight_grams = 120 where company_id = ${ctx.company.id}`)
      await ctx.db.execute(sql`update purchases set nature = 'gift' where company_id = ${ctx.company.id}`)
    })
    expect((await fileOf(profile.id)).sha256).toBe(first.sha256)
    await home.call(profilesOperations.update, { id: profile.id, layout: { ...profile.layout, separator: 'tab' } })
    expect(await madeAgain(first.id)).toEqual(first.bytes)
    const changed = await fileOf(profile.id)
    expect(changed.bytes.toString()).toContain('12 RUE DE L EGLISE\t120\tCADEAU')
    expect(changed.id).not.toBe(first.id)
    expect((await fileOf(profile.id, undefined, 'today')).bytes.toString()).toContain('9 QUAI NEUF')
  })

  it('X-28 is the same workbook each time, read by a spreadsheet with its zeros', async () => {
    const { id } = await aProfile({ format: 'xlsx', columns: columns('number', 'lastName', 'postcode') })
    const [first, second] = [await fileOf(id), await madeAgain((await fileOf(id)).id)]
    expect(second).toEqual(first.bytes)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(first.bytes as never)
    const sheet = workbook.worksheets[0]!
    expect([1, 2, 3].map(at => (sheet.getRow(at).values as string[]).slice(1))).toEqual([
      ['number', 'lastName', 'postcode'],
      ['3', 'ABEL', '01000'],
      ['1', 'MARTIN', '42000'],
    ])
  })

  it('CIR-25 is cut in parts that together hold every envelope once', async () => {
    const { id } = await aProfile({ split: 'destination', columns: columns('number') })
    await expect(fileOf(id)).rejects.toMatchObject({ code: 'dispatch.partAsked' })
    expect((await fileOf(id, 'abroad')).bytes.toString()).toBe('\ufeffnumber\r\n2\r\n')
    expect((await fileOf(id, 'france')).bytes.toString()).toBe('\ufeffnumber\r\n3\r\n1\r\n')
    await expect(fileOf(id, 'moon')).rejects.toMatchObject({ code: 'dispatch.unknownPart' })
    const { parts, made } = await home.call(filesOperations.list, { id: runId })
    expect(parts).toMatchObject([
      { part: 'abroad', lines: 1, copies: 3 },
      { part: 'france', lines: 2, copies: 2 },
    ])
    expect(parts[0]!.name).toMatch(/^capital-social-5-\d+-etranger\.csv$/)
    expect(made).toHaveLength(2)
  })

  it.each([
    ['country', ['AT', 'FR']],
    ['parcel', ['parcel', 'single']],
    ['last-issue', ['last', 'more']],
  ] as const)('CIR-22 is cut by %s', async (split, expected) => {
    await home.within(({ db, company }) =>
      db.execute(
        sql`update shipments set last_issue_number = case number when 1 then '5' else '8' end where company_id = ${company.id}`,
      ),
    )
    await aProfile({ split, columns: columns('lastIssueNumber', 'lastIssueMark') })
    const { parts } = await home.call(filesOperations.list, { id: runId })
    expect(parts.map(({ part }) => part)).toEqual(expected)
  })

  it('X-14 has no line for copies that travel in another envelope, which counts them', async () => {
    await home.within(({ db, company }) =>
      db.execute(sql`update shipments set parcel_copies = case number when 1 then 0 when 3 then 2 end
        where company_id = ${company.id} and number in (1, 3)`),
    )
    expect(await textOf({ sort: 'number', columns: columns('number', 'copies') })).toBe(
      'number;copies\r\n2;3\r\n3;2\r\n',
    )
  })

  it('L-19 has no mail address unless the profile names it', async () => {
    expect(USUAL_LAYOUT.columns.map(({ source }) => source)).not.toContain('email')
    await home.within(ctx => changeParty(ctx, claire, { emails: ['claire@example.org'] }))
    expect(await textOf({})).not.toContain('@')
  })

  it('CIR-25 comes with its counts by part, country, department and weight', async () => {
    await home.within(({ db, company }) =>
      db.execute(sql`update issues set weight_grams = 100 where company_id = ${company.id}`),
    )
    const counts = await home.call(filesOperations.manifest, { id: runId })
    expect(counts.total).toEqual({ lines: 3, copies: 5, grams: 500, unweighed: 0 })
    expect(counts.byPart.map(({ part, lines }) => [part, lines])).toEqual([
      ['abroad', 1],
      ['france', 2],
    ])
    expect(counts.byCountry.map(({ name, copies }) => [name, copies])).toEqual([
      ['Autriche', 3],
      ['France', 2],
    ])
    expect(counts.byDepartment.map(({ department }) => department)).toEqual(['01', '42'])
    expect(counts.byWeight).toEqual([
      { grams: 100, lines: 2, copies: 2 },
      { grams: 300, lines: 1, copies: 3 },
    ])
  })

  it('ABO-55 CIR-25 M-11 leaves by mail with its fingerprints, and the count of the mailing house is compared', async () => {
    const { id: profileId } = await aProfile({ split: 'destination' })
    await expect(home.call(filesOperations.send, { id: runId, profileId })).rejects.toMatchObject({
      code: 'dispatch.noHouseMail',
    })
    const sent = await home.call(filesOperations.send, { id: runId, profileId, to: 'routeur@example.org' })
    expect(sent.fileCount).toBe(2)
    const { sendings, made } = await home.call(filesOperations.list, { id: runId })
    expect(sendings).toMatchObject([
      { to: 'routeur@example.org', lineCount: 3, copyCount: 5, state: 'queued', receivedCount: null },
    ])
    const { rows } = await home.within(({ db, company }) =>
      db.execute<{ text: string; attachments: string }>(
        sql`select text, attachments::text from messages where company_id = ${company.id}`,
      ),
    )
    for (const { sha256 } of made) expect(rows[0]!.text).toContain(sha256)
    expect(rows[0]!.attachments).not.toContain('content')
    expect(await home.call(filesOperations.receive, { id: sent.sendingId, count: 2 })).toEqual({
      expected: 3,
      received: 2,
      difference: -1,
    })
  })

  it('ABO-55 CIR-25 leaves by mail as the plain file too, the same that is downloaded', async () => {
    const sent = await home.call(filesOperations.send, { id: runId, format: 'txt', to: 'routeur@example.org' })
    expect(sent.fileCount).toBe(1)
    const { sendings, made } = await home.call(filesOperations.list, { id: runId })
    expect(made).toMatchObject([
      { name: expect.stringMatching(/^expedition-.*-n5\.txt$/), format: 'txt', lineCount: 3 },
    ])
    expect(sendings).toMatchObject([{ lineCount: 3, copyCount: 5, files: [{ sha256: made[0]!.sha256 }] }])
    const bytes = await home.within(async ctx => {
      const out = new PassThrough()
      const whole = buffer(out)
      await mailingFileMakers['dispatch.mailingFile']!(ctx, { id: made[0]!.id }, out)
      return whole
    })
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made[0]!.sha256)
  })

  it('M-11 is not sent before the run is signed off', async () => {
    const { id: profileId } = await aProfile({})
    await home.within(({ db, company }) =>
      db.execute(sql`update dispatch_runs set signed_off_at = null where company_id = ${company.id}`),
    )
    await expect(home.call(filesOperations.send, { id: runId, profileId, to: 'r@example.org' })).rejects.toMatchObject({
      code: 'dispatch.notSignedOff',
    })
  })

  it('L-20 M-11 says whose address breaks the standard, before a run and in it', async () => {
    await home.sell('ABO-A112', '2023-01-04', {
      to: { firstName: '', lastName: 'Sansrue', addresses: [{ ...place, line1: '', postcode: '4200', town: 'Ville' }] },
    })
    const before = await home.call(postalOperations.recipients, { issue: '5' })
    expect(before).toMatchObject({ checked: 1, count: 1, rows: [{ name: 'Sansrue' }] })
    expect(before.rows[0]!.faults.map(({ rule }) => rule)).toEqual(['missingStreet', 'badPostcode'])
    expect(before.rows[0]!.faults[1]!.words).toBe('Le code postal n’a pas cinq chiffres')
    expect(await home.call(postalOperations.run, { id: runId })).toEqual({ checked: 3, count: 0, rows: [] })
  })
})
