import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import type { File } from '../../platform/http/download.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { partyLabelsDownload, partyLettersDownload } from '../parties/downloads.ts'
import { lettersOperations } from '../parties/operations/letters.ts'
import { subscriptionLettersDownload } from '../subscriptions/downloads.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { deliverySlipsDownload, shipmentLabelsDownload } from './downloads/printouts.ts'
import { aPublisher } from './factory.ts'
import { dispatchOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

type Printable = { input: { parse(given: object): never }; file(ctx: Ctx, input: never, client: never): Promise<File> }

/** A publisher with two subscribers served, and what a download of its prints. */
async function served() {
  const publisher = await aPublisher(database, { constraints, reactions })
  await publisher.sell('ABO-A112', '2023-01-01', { quantity: 3 })
  await publisher.sell('ABO-A112', '2023-01-02', {
    to: {
      honorific: 'M.',
      lastName: 'Zola',
      firstName: 'Émile',
      addresses: [{ line1: '9, rue de l’Œuvre', postcode: '13090', town: 'Aix' }],
    },
  })
  const run = await publisher.call(dispatchOperations.run, { issue: '5' })
  const print = (download: unknown, given: object) =>
    publisher.within(async ctx => {
      const { input, file } = download as Printable
      const out = new PassThrough()
      const whole = buffer(out)
      const { write, contentType } = await file(ctx, input.parse(given), undefined as never)
      await write(out)
      expect(contentType).toBe('application/pdf')
      return pdfPages(await whole).map(page => page.map(({ text }) => text))
    })
  return { ...publisher, run, print }
}

describe('printing', () => {
  it('puts a run on labels: the lines of NF Z10-011, copies and the last issue owed in small', async () => {
    const { run, print } = await served()
    const [page, ...more] = await print(shipmentLabelsDownload, { runId: run.id, sheet: 'L7160', note: 'last-issue' })
    expect(more).toEqual([])
    expect(page).toEqual(
      [
        expect.stringMatching(/^n° 5 · envoi 1 · 3 ex\./),
        'Mme Florence DUPONT',
        '7 RUE DES MARRONNIERS',
        '75011 PARIS',
        expect.stringMatching(/^n° 5 · envoi 2/),
        'M. Émile ZOLA',
        '9 RUE DE L OEUVRE',
        '13090 AIX',
      ].map(line => (typeof line === 'string' ? expect.stringMatching(new RegExp(`^${line}$`, 'i')) : line)),
    )
  })

  it('prints chosen shipments, and only those', async () => {
    const { call, run, print } = await served()
    const { rows } = await call(shipmentsOperations.list, { runId: run.id })
    const [page] = await print(shipmentLabelsDownload, { ids: rows[1]!.id, used: '5' })
    expect(page!.at(-1)).toBe('13090 AIX')
    expect(page).toHaveLength(3)
    await expect(print(shipmentLabelsDownload, {})).rejects.toMatchObject({ code: 'dispatch.nothingChosen' })
    await expect(print(shipmentLabelsDownload, { runId: run.id, part: '2' })).rejects.toMatchObject({
      code: 'dispatch.nothingToPrint',
    })
  })

  it('gives each parcel a delivery slip: sender, addressee, issue and copies, no price', async () => {
    const { call, run, print, company } = await served()
    await call(lettersOperations.saveHead, { lines: '12 rue des Éditeurs', town: 'Paris' })
    const [first, second] = await print(deliverySlipsDownload, { runId: run.id })
    expect(first).toEqual(
      expect.arrayContaining([
        company.name,
        '12 rue des Éditeurs',
        '75011 PARIS',
        'Bon de livraison',
        '31/08/2023',
        'Capital Social – n° 5',
        '3',
      ]),
    )
    expect(second).toEqual(expect.arrayContaining(['13090 AIX', '1']))
    expect([...first!, ...second!].join(' ')).not.toMatch(/€|34|102/)
  })

  it('writes about each subscription to whom its renewal is written', async () => {
    const { call, print } = await served()
    const { id } = await call(lettersOperations.create, {
      name: 'Fin',
      about: 'subscription',
      subject: '{titre}',
      body: '{salutation}\n\nVotre abonnement n° {achat} finit le {fin}.',
    })
    const { rows } = await call(subscriptionsOperations.list, {})
    const pages = await print(subscriptionLettersDownload, { template: id, ids: rows.map(row => row.id).join(',') })
    expect(pages.map(page => page.slice(-3))).toEqual([
      ['Capital Social', 'Madame,', expect.stringMatching(/n° 1 finit le 31\/12\/2023\.$/)],
      ['Capital Social', 'Monsieur,', expect.stringMatching(/n° 2 finit le 01\/01\/2024\.$/)],
    ])
  })

  it('puts contacts on labels and writes to those a list shows', async () => {
    const { call, print } = await served()
    const [labels] = await print(partyLabelsDownload, { search: 'zola', sheet: '4x10' })
    expect(labels).toEqual([expect.stringMatching(/zola/i), '9 RUE DE L OEUVRE', '13090 AIX'])
    const { id } = await call(lettersOperations.create, { name: 'Vœux', about: 'party', body: '{salutation}\n\nVœux.' })
    expect(await print(partyLettersDownload, { id, role: 'customer' })).toHaveLength(2)
    await expect(print(partyLabelsDownload, { role: 'supplier' })).rejects.toMatchObject({
      code: 'parties.nothingToPrint',
    })
  })
})
