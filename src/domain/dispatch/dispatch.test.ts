import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { changeParty } from '../parties/actions.ts'
import { singleIssuesOperations, subscriptionsOperations } from '../subscriptions/operations.ts'
import { aPublisher } from './factory.ts'
import { type Format, writeMailingFile } from './formats.ts'
import { dispatchOperations, runsOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const fileOf = ({ company, outer }: Publisher, runId: string, format: Format = 'csv') =>
  database.transaction(company.id, async (db, client) => {
    const out = new PassThrough()
    const whole = buffer(out)
    const ctx = { ...(await outer().gate.enter(new Headers()))!, db, company } as never
    await writeMailingFile(ctx, client, runId, format, out)
    return (await whole).toString()
  })

describe('recipients', () => {
  it('ABO-52 X-5 are the subscribers whose term holds the date the issue bears', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A112', '2023-05-01', { to: { lastName: 'Dedans' } })
    await sell('ABO-A112', '2023-05-02', { to: { lastName: 'Après' } })
    await sell('ABO-A112', '2022-05-01', { to: { lastName: 'Avant' } }) // until 30/04/2023
    const { rows } = await call(dispatchOperations.recipients, { issue: '5' })
    expect(rows.map(({ lastName }) => lastName)).toEqual(['Dedans'])
    expect(await call(dispatchOperations.preview, { issue: '5' })).toMatchObject({
      owed: 1,
      startsLater: 1,
      ended: 1,
      served: 0,
    })
  })

  it('X-2 X-3 of an offer of five issues are its subscribers until the fifth, whatever the end displayed', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-N115', '2022-05-01')
    for (const [issue, count] of [
      ['1', 1],
      ['5', 1],
      ['6', 0],
    ] as const)
      expect(await call(dispatchOperations.recipientsCount, { issue }), issue).toEqual({ count })
  })

  it('ABO-51 show contact, names, mail and the shipping address before the billing one', async () => {
    const { call, sell } = await publisher()
    const place = { line2: '', line3: '', postcode: '28000', town: 'CHARTRES', country: 'FR' }
    await sell('ABO-A112', '2023-01-01', {
      to: {
        honorific: 'M.',
        lastName: 'F',
        firstName: 'Jean-Baptiste',
        emails: ['jb@example.org'],
        addresses: [
          { ...place, purpose: 'billing', line1: '1 rue Laffitte' },
          { ...place, purpose: 'shipping', line1: '7 route de Conches' },
        ],
      },
    })
    const { rows } = await call(dispatchOperations.recipients, { issue: '5' })
    expect(rows[0]).toMatchObject({
      honorific: 'M.',
      lastName: 'F',
      firstName: 'Jean-Baptiste',
      email: 'jb@example.org',
      line1: '7 route de Conches',
      town: 'CHARTRES',
      copies: 1,
    })
  })
})

describe('a run', () => {
  it('ABO-54 ABO-56 ABO-62 makes one shipment a purchase and gives the purchase its last dispatch', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A112', '2023-01-01', { quantity: 3 })
    await sell('ABO-A224', '2023-01-01')
    const run = await call(dispatchOperations.run, { issue: '5', on: '2023-08-29' })
    expect(run).toMatchObject({ number: 1, label: 'Expédition abonnements : n°5', shipmentCount: 2, copyCount: 4 })
    const { rows } = await call(shipmentsOperations.list, { runId: run.id })
    expect(rows.map(({ number, copies, issueNumber }) => [number, copies, issueNumber])).toEqual([
      [1, 3, '5'],
      [2, 1, '5'],
    ])
    const { rows: bought } = await call(subscriptionsOperations.list, {})
    expect(bought.map(({ lastDispatchedOn }) => lastDispatchedOn)).toEqual(['2023-08-29', '2023-08-29'])
  })

  it('X-4 ABO-60 serves nobody twice: a second run of the issue holds only who came since', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A112', '2023-01-01')
    await call(dispatchOperations.run, { issue: '5' })
    await expect(call(dispatchOperations.run, { issue: '5' })).rejects.toMatchObject({ code: 'dispatch.nobodyOwed' })
    await sell('ABO-A112', '2023-02-01', { to: { lastName: 'Retard' } })
    const second = await call(dispatchOperations.run, { issue: '5' })
    expect(second).toMatchObject({ number: 2, shipmentCount: 1 })
    expect((await call(runsOperations.list, {})).rows.map(({ number }) => number)).toEqual([2, 1])
  })

  it('ABO-53 ABO-59 X-8 takes the issue of each single-issue purchase, the latest on sale on its day for NUM-XXX', async () => {
    const { call, sell } = await publisher()
    await sell('NUM-4', '2023-04-11')
    await sell('NUM-XXX', '2023-07-15', { quantity: 2 })
    const run = await call(dispatchOperations.run, { kind: 'single-issue' })
    expect(run).toMatchObject({ label: 'Expédition au numéro', shipmentCount: 2, copyCount: 3 })
    const { rows } = await call(shipmentsOperations.list, { runId: run.id })
    expect(rows.map(({ issueNumber }) => issueNumber)).toEqual(['4', '5'])
    const { rows: bought } = await call(singleIssuesOperations.list, { served: true, sort: 'number' })
    expect(bought.map(({ issueNumber, grossCents, netCents }) => [issueNumber, grossCents, netCents])).toEqual([
      ['4', 900, 750],
      ['5', 1800, 1500],
    ])
  })

  it('X-14 ABO-70 keeps two purchases of one person as two envelopes', async () => {
    const { call, sell } = await publisher()
    const { customerId } = await sell('NUM-5', '2023-08-26')
    await sell('NUM-5', '2023-08-26', { customerId })
    expect(await call(dispatchOperations.run, { kind: 'single-issue' })).toMatchObject({ shipmentCount: 2 })
  })

  it('asks which issue, knows its numbers, and refuses one that does not come out', async () => {
    const { call, within, company } = await publisher()
    await expect(call(dispatchOperations.run, {})).rejects.toMatchObject({ code: 'dispatch.issueAsked' })
    await expect(call(dispatchOperations.run, { issue: '99' })).rejects.toMatchObject({ code: 'dispatch.unknownIssue' })
    await expect(call(dispatchOperations.run, { title: 'XX', issue: '5' })).rejects.toMatchObject({
      code: 'dispatch.unknownTitle',
    })
    await expect(call(dispatchOperations.run, { kind: 'single-issue', issue: '5' })).rejects.toMatchObject({
      code: 'dispatch.issueNotAsked',
    })
    await within(({ db }) =>
      db.execute(sql`update issues set status = 'skipped' where company_id = ${company.id} and number = '6'`),
    )
    await expect(call(dispatchOperations.run, { issue: '6' })).rejects.toMatchObject({ code: 'dispatch.issueSkipped' })
  })

  it('is refused whole when the recipients are not those that were shown', async () => {
    const { call, sell } = await publisher()
    await sell('ABO-A112', '2023-01-01')
    await expect(call(dispatchOperations.run, { issue: '5', expectedCount: 2 })).rejects.toMatchObject({
      code: 'dispatch.recipientsChanged',
    })
    expect((await call(runsOperations.list, {})).rows).toEqual([])
    expect(await call(dispatchOperations.run, { issue: '5', expectedCount: 1 })).toMatchObject({
      number: 1,
      shipmentCount: 1,
    })
  })
})

describe('the mailing file', () => {
  it('X-28 has a heading, semicolons, CRLF and a byte order mark, accents and quotes kept', async () => {
    const one = await publisher()
    await one.sell('ABO-A112', '2023-01-01', {
      to: {
        honorific: 'Mme',
        lastName: 'Le « Œuf »',
        firstName: 'Éloïse',
        legalName: 'Dupont; "Fils"',
        addresses: [
          {
            purpose: 'billing',
            line1: '7 rue de la Forêt',
            line2: 'Bât. B',
            line3: '',
            postcode: '06000',
            town: 'Nice',
            country: 'FR',
          },
        ],
      },
    })
    const { id } = await one.call(dispatchOperations.run, { issue: '5' })
    expect(await fileOf(one, id)).toBe(
      '\ufeffId;Contact;Civ.;Nom;Prénom;Raison sociale;Adresse 1;Adresse 2;Adresse 3;Code postal;Ville;Pays;Nb ex.;Numéro\r\n' +
        '1;1;Mme;Le « Œuf »;Éloïse;"Dupont; ""Fils""";7 rue de la Forêt;Bât. B;;06000;Nice;FR;1;5\r\n',
    )
    expect((await fileOf(one, id, 'txt')).split('\r\n')[1]).toBe(
      '1\t1\tMme\tLe « Œuf »\tÉloïse\t"Dupont; ""Fils"""\t7 rue de la Forêt\tBât. B\t\t06000\tNice\tFR\t1\t5',
    )
  })

  it('ABO-69 comes out again byte for byte after the subscriber has moved', async () => {
    const one = await publisher()
    const { customerId } = await one.sell('ABO-A112', '2023-01-01')
    const { id } = await one.call(dispatchOperations.run, { issue: '5' })
    const before = await fileOf(one, id)
    await one.within(ctx =>
      changeParty(ctx, customerId, {
        lastName: 'Autre',
        addresses: [
          {
            purpose: 'billing',
            line1: '1 rue Neuve',
            line2: '',
            line3: '',
            postcode: '75001',
            town: 'Paris',
            country: 'FR',
          },
        ],
      }),
    )
    expect(await fileOf(one, id)).toBe(before)
    const card = await one.call(runsOperations.get, { id })
    expect(card.files).toMatchObject([{ format: 'csv', byteCount: Buffer.byteLength(before) }])
  })

  it('fails rather than hand out bytes that differ from those of the first time', async () => {
    const one = await publisher()
    await one.sell('ABO-A112', '2023-01-01')
    const { id } = await one.call(dispatchOperations.run, { issue: '5' })
    await fileOf(one, id)
    await one.within(({ db }) =>
      db.execute(sql`update shipments set town = 'AILLEURS' where company_id = ${one.company.id} and run_id = ${id}`),
    )
    await expect(fileOf(one, id)).rejects.toThrow('not the one made before')
  })
})
