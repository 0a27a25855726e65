import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import type { File } from '../../platform/http/download.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { lettersOperations } from '../parties/operations/letters.ts'
import { expiringLabelsDownload, expiringLettersDownload } from '../subscriptions/downloads.ts'
import { expiringList } from '../subscriptions/queries/expiring.ts'
import { callsDownload, lettersDownload } from './downloads.ts'
import { renewalsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2023-08-31'
/** Ends on 14/09/2023, in 14 days. */
const ENDING = '2022-09-15'
const aix = { line1: '9 rue de l’Œuvre', postcode: '13090', town: 'Aix' }
const paris = { line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }

type Made = { input: { parse(given: object): never }; file(ctx: Ctx, input: never, client: never): Promise<File> }

/** A publisher with two subscribers whose end comes, a series of one step, and what downloads make of them. */
async function ending(step: object) {
  const publisher = await aPublisher(database, { today: TODAY, constraints, reactions })
  const { call, within, titleId, sell } = publisher
  const to = (lastName: string, address: object) => ({
    lastName,
    phones: ['0102030405'],
    addresses: [address as never],
  })
  const { customerId: florence } = await sell('ABO-A112', ENDING, { to: to('Dupont', paris) })
  const { customerId: zola } = await sell('ABO-A112', ENDING, { to: to('Zola', aix) })
  const { steps } = await call(renewalsOperations.create, {
    name: 'Relances',
    titleId,
    steps: [{ countedIn: 'days', left: 30, ...step } as never],
  })
  const made = (download: unknown, given: object) =>
    within(async ctx => {
      const { input, file } = download as Made
      const out = new PassThrough()
      const whole = buffer(out)
      const { write, name } = await file(ctx, input.parse(given), undefined as never)
      await write(out)
      return { name, bytes: await whole }
    })
  const printed = async (download: unknown, given: object) =>
    pdfPages((await made(download, given)).bytes).map(page => page.map(({ text }) => text))
  return { ...publisher, florence, zola, stepId: steps[0]!.id, made, printed }
}

const letter = {
  channel: 'letter',
  subjectFr: 'Votre abonnement se termine',
  bodyFr: 'Bonjour {nom},\nvotre abonnement se termine le {fin}.',
}

describe('the letters of a wave', () => {
  it('ABO-80 leave as a PDF in the order of postcodes, each under its address, without those who renewed since', async () => {
    const { call, sell, stepId, printed, florence } = await ending(letter)
    await expect(printed(lettersDownload, { stepId, sentOn: TODAY })).rejects.toMatchObject({
      code: 'renewals.nothingToPrint',
    })
    expect(await call(renewalsOperations.send, { stepId })).toMatchObject({ notices: 2, people: 2 })
    const pages = await printed(lettersDownload, { stepId, sentOn: TODAY })
    expect(pages).toHaveLength(2)
    expect(pages[0]).toEqual(
      expect.arrayContaining([
        '9 RUE DE L OEUVRE',
        '13090 AIX',
        'Votre abonnement se termine',
        expect.stringMatching(/^Bonjour .*Zola,$/),
        'votre abonnement se termine le 14/09/2023.',
      ]),
    )
    expect(pages[1]).toContain('75011 PARIS')
    const { rows } = await call(renewalsOperations.notices, {})
    await sell('ABO-A112', TODAY, {
      customerId: florence,
      renewsId: rows.find(({ contactId }) => contactId === florence)!.purchaseId,
    })
    expect(await printed(lettersDownload, { stepId, sentOn: TODAY })).toHaveLength(1)
    await expect(printed(lettersDownload, { stepId, sentOn: TODAY, part: 2 })).rejects.toMatchObject({
      code: 'renewals.nothingToPrint',
    })
  })

  it('CIR-16 go where post for somebody goes that day: to a temporary address while it lasts', async () => {
    const { call, within, stepId, printed, zola } = await ending(letter)
    await within(async ({ db, company }) => {
      await db.execute(sql`
        insert into addresses (company_id, id, party_id, purpose, line1, postcode, town, valid_from, valid_to, created_by, updated_by)
        values (${company.id}, gen_random_uuid(), ${zola}, 'temporary', '1 quai du Port', '83000', 'Toulon', '2023-08-01', '2023-09-30', 'VG', 'VG')`)
    })
    await call(renewalsOperations.send, { stepId })
    const pages = await printed(lettersDownload, { stepId, sentOn: TODAY })
    expect(pages.map(page => page.find(line => /^\d{5} /.test(line)))).toEqual(['75011 PARIS', '83000 TOULON'])
  })

  it('CIR-21 come as a list of calls when the step is by phone, safe for a spreadsheet', async () => {
    const { call, stepId, made } = await ending({ channel: 'phone' })
    expect(await call(renewalsOperations.send, { stepId })).toMatchObject({ notices: 2 })
    const { name, bytes } = await made(callsDownload, { stepId, sentOn: TODAY })
    const [head, first, second, end] = bytes.toString().replace('\ufeff', '').split('\r\n')
    expect(name).toBe(`relances-${TODAY}.csv`)
    expect(head).toMatch(/^Id contact;Nom;Adresse 1;/)
    expect(first).toMatch(/Zola.*;13090;Aix;FR;0102030405;\d+;2023-09-14;/)
    expect(second).toMatch(/Dupont.*;75011;Paris;/)
    expect(end).toBe('')
  })
})

describe('the list of subscriptions that end', () => {
  const aLetter = { name: 'Fin', about: 'subscription' as const, body: '{salutation}\n\n{achat} finit le {fin}.' }

  it('ABO-80 is printed as labels and letters: all that its filters and search show, or those chosen', async () => {
    const { call, within, printed } = await ending(letter)
    const { id: template } = await call(lettersOperations.create, aLetter)
    const labelled = async (given: object) =>
      (await printed(expiringLabelsDownload, given)).flat().filter(line => /^\d{5} /.test(line))
    expect(await labelled({ within: '30' })).toEqual(['75011 PARIS', '13090 AIX'])
    expect(await labelled({ within: '30', search: 'zola', renewed: 'false' })).toEqual(['13090 AIX'])
    expect(await printed(expiringLettersDownload, { template, within: 30, renewed: false })).toHaveLength(2)
    const shown = await within(ctx => expiringList.page(ctx, { within: 30, search: 'zola', limit: 10 }))
    const [zola] = shown.rows
    expect(await labelled({ ids: zola!.id })).toEqual(['13090 AIX'])
    const pages = await printed(expiringLettersDownload, { template, search: String(zola!.number) })
    expect(pages.map(page => page.at(-1))).toEqual([expect.stringContaining(`${zola!.number} finit le 14/09/2023.`)])
    await expect(labelled({ within: '3' })).rejects.toMatchObject({ code: 'parties.nothingToPrint' })
  })

  it('ABO-80 prints thousands chosen one by one', async () => {
    const { printed, within } = await ending(letter)
    const { rows } = await within(ctx => expiringList.page(ctx, { within: 30, limit: 10 }))
    const others = Array.from({ length: 9_998 }, () => crypto.randomUUID())
    const ids = [...rows.map(({ id }) => id), ...others].join(',')
    expect((await printed(expiringLabelsDownload, { ids })).flat().filter(line => /^\d{5} /.test(line))).toHaveLength(2)
  })
})
