import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { dispatch } from '../dispatch/actions/dispatch.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { shipmentsOperations } from '../dispatch/operations.ts'
import { chosen } from '../dispatch/queries/chosen.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { partiesOperations } from '../parties/operations.ts'
import { accountsOf } from '../subscriptions/queries/ledger.ts'
import {
  replacementsOperations as replacements,
  returnedMailOperations as returned,
  returnsSettingsOperations as settings,
} from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { reactions, constraints })
type Publisher = Awaited<ReturnType<typeof publisher>>

const at = (town: string) => [
  { purpose: 'billing' as const, line1: '1 rue du Lac', line2: '', line3: '', postcode: '74000', town, country: 'FR' },
]
const someone = (lastName: string, emails: string[] = []) => ({
  lastName,
  firstName: 'Ève',
  emails,
  phones: ['06 01 02 03 04'],
  addresses: at('Annecy'),
})

const send = ({ within }: Publisher, issue: string) =>
  within(async ctx => dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue }), ctx.today))
const shipmentOf = async ({ call }: Publisher, recipientId: string) =>
  (await call(shipmentsOperations.list, { recipientId })).rows.at(-1)!

/** How each issue stands for the subscription of a recipient: `5 served`. */
const ledgerOf = ({ within }: Publisher, recipientId: string) =>
  within(async ctx => {
    const { rows } = await ctx.db.execute<{ id: string }>(
      sql`select id from purchases where company_id = ${ctx.company.id} and recipient_id = ${recipientId}`,
    )
    const [account] = await accountsOf(ctx, [rows[0]!.id])
    return account!.ledger.entries
      .filter(({ issue, state }) => issue.ordinal < 10 && state !== 'before' && state !== 'used-up')
      .map(({ issue, state }) => `${issue.number} ${state}`)
  })

/** A subscriber of one year, to whom issue 5 was sent. */
async function aSubscriber(company: Publisher, { mail = true } = {}) {
  const to = someone('Martin', mail ? ['m@example.org'] : [])
  const { customerId } = await company.sell('ABO-A112', '2023-05-01', { to })
  await send(company, '5')
  return { customerId, shipment: await shipmentOf(company, customerId) }
}

const read = ({ call }: Publisher, ...lines: (string | number)[]) =>
  call(returned.receive, { lines: lines.map(String), cause: 'unknown' })
const moves = ({ call }: Publisher, id: string, town = 'Chambéry') =>
  call(partiesOperations.update, { id, addresses: at(town) })

describe('mail that came back', () => {
  it('CIR-18 is read by the number of its label: its subscriber is held and asked for the new address', async () => {
    const company = await publisher()
    const { customerId, shipment } = await aSubscriber(company)
    const { lines } = await read(company, ` ${shipment.number} `)
    expect(lines).toMatchObject([{ outcome: 'held', name: 'Martin Ève', issueNumber: '5', before: 0, asked: true }])
    expect(await ledgerOf(company, customerId)).toEqual(['5 served', '6 held', '7 held', '8 held', '9 held'])
    const { addresses } = await company.call(partiesOperations.get, { id: customerId })
    expect(addresses).toMatchObject([{ undeliverableOn: '2023-08-31' }])
    expect(await company.call(messagingOperations.messages.list, {})).toMatchObject({ rows: [{ to: 'm@example.org' }] })
    expect(await company.call(returned.list, { state: 'waiting' })).toMatchObject({
      rows: [{ shipmentNumber: shipment.number, askedOn: expect.any(String), returns: 1 }],
    })
  })

  it('CIR-18 is read by contact or by mail too, each line told, none lost and none twice', async () => {
    const company = await publisher()
    const { shipment } = await aSubscriber(company)
    const other = await company.sell('ABO-A112', '2023-06-01', { to: someone('Bon', ['bon@example.org']) })
    const { number } = await company.call(partiesOperations.get, { id: other.customerId })
    const { lines } = await read(
      company,
      shipment.number,
      'E999999',
      shipment.number,
      `C${number}`,
      'Bon@example.org',
      '??',
    )
    expect(lines.map(({ outcome }) => outcome)).toEqual(['held', 'unknown', 'double', 'held', 'double', 'unknown'])
    expect(await company.call(returned.count, {})).toEqual({ count: 4 })
    expect(await read(company, shipment.number)).toMatchObject({
      lines: [{ outcome: 'double', returnedOn: '2023-08-31' }],
    })
    const { rows } = await company.call(returned.list, { state: 'unknown' })
    expect(rows.map(({ given }) => given).toSorted()).toEqual(['??', 'E999999'])
    await expect(company.call(returned.identify, { id: rows[0]!.id, line: 'C999999' })).rejects.toMatchObject({
      code: 'returns.stillUnknown',
    })
    const third = await company.sell('ABO-A112', '2023-06-01', { to: someone('Roux') })
    const roux = await company.call(partiesOperations.get, { id: third.customerId })
    expect(await company.call(returned.identify, { id: rows[0]!.id, line: `${roux.number}` })).toMatchObject({
      outcome: 'held',
    })
    expect(await company.call(returned.count, { state: 'unknown' })).toEqual({ count: 1 })
    expect(await company.call(returned.list, { withoutMail: true })).toMatchObject({
      rows: [{ name: 'Roux Ève', phone: '06 01 02 03 04', email: '' }],
    })
  })

  it('CIR-18 holds after as many returns as the company says, and asks once', async () => {
    const company = await publisher()
    await company.call(settings.update, { heldAfter: 2, asksByMail: true })
    const { customerId, shipment } = await aSubscriber(company)
    expect(await read(company, shipment.number)).toMatchObject({ lines: [{ outcome: 'noted', asked: true }] })
    expect(await ledgerOf(company, customerId)).toContain('6 owed')
    await send(company, '6')
    const next = await shipmentOf(company, customerId)
    expect(await read(company, next.number)).toMatchObject({ lines: [{ outcome: 'held', before: 1, asked: false }] })
    expect(await ledgerOf(company, customerId)).toContain('7 held')
    await expect(company.call(settings.update, { heldAfter: 1, asksByMail: false, revision: 0 })).rejects.toMatchObject(
      { code: 'record.changedMeanwhile' },
    )
  })

  it('CIR-18 of an address that changed since holds nobody', async () => {
    const company = await publisher()
    const { customerId, shipment } = await aSubscriber(company)
    await moves(company, customerId)
    expect(await read(company, shipment.number)).toMatchObject({ lines: [{ outcome: 'moved', asked: false }] })
    expect(await ledgerOf(company, customerId)).toContain('6 owed')
  })

  it('read by mistake is taken back with all it caused', async () => {
    const company = await publisher()
    const { customerId, shipment } = await aSubscriber(company)
    const { lines } = await read(company, shipment.number)
    await company.call(returned.remove, { id: lines[0]!.id! })
    expect(await ledgerOf(company, customerId)).toContain('6 owed')
    const { addresses } = await company.call(partiesOperations.get, { id: customerId })
    expect(addresses).toMatchObject([{ undeliverableOn: null }])
    expect(await company.call(messagingOperations.messages.count, {})).toEqual({ count: 0 })
    expect(await read(company, shipment.number)).toMatchObject({ lines: [{ outcome: 'held' }] })
  })

  it('is not of a day to come, and not of nothing', async () => {
    const company = await publisher()
    await expect(read(company, ' ')).rejects.toMatchObject({ code: 'returns.nothingGiven' })
    await expect(company.call(returned.receive, { lines: ['1'], receivedOn: '2023-09-01' })).rejects.toMatchObject({
      code: 'returns.notYet',
    })
  })
})

describe('a new address', () => {
  it('CIR-18 M-12 serves again from the next issue, and proposes what was missed and is in stock', async () => {
    const company = await publisher()
    const { customerId, shipment } = await aSubscriber(company)
    const { call, issues } = company
    await read(company, shipment.number)
    const other = await company.sell('ABO-A112', '2023-06-01', { to: someone('Bon') })
    await send(company, '6') // the other one alone
    await call(catalogOperations.issues.update, { id: issues.get('6')!, printedCopies: 10 })
    await moves(company, customerId)
    expect(await ledgerOf(company, customerId)).toEqual(['5 served', '6 held', '7 owed', '8 owed', '9 owed'])
    const missed = await call(returned.missed, { recipientId: customerId })
    expect(missed.map(({ issueNumber, how, inStock }) => [issueNumber, how, inStock])).toEqual([
      ['5', 'returned', null],
      ['6', 'held', 9],
    ])
    const catchUp = missed.map(({ purchaseId, issueId }) => ({ purchaseId, issueId }))
    expect(await call(returned.settle, { recipientId: customerId, catchUp })).toEqual([])
    expect(await ledgerOf(company, customerId)).toEqual(['5 served', '6 owed', '7 owed', '8 owed'])
    expect(await send(company, '6')).toMatchObject({ shipmentCount: 1 })
    expect(await call(replacements.list, { state: 'waiting' })).toMatchObject({
      rows: [{ issueNumber: '5', reason: 'returned' }],
    })
    expect(await call(returned.list, { recipientId: customerId })).toMatchObject({ rows: [{ state: 'settled' }] })
    expect(other.customerId).not.toBe(customerId)
  })

  it('CIR-18 leaves what is not caught up to the end of the term, and stock says what can be', async () => {
    const company = await publisher()
    const { customerId, shipment } = await aSubscriber(company)
    const { call, issues } = company
    await expect(call(returned.settle, { recipientId: customerId, catchUp: [] })).rejects.toMatchObject({
      code: 'returns.settledAlready',
    })
    await read(company, shipment.number)
    await expect(call(returned.settle, { recipientId: customerId, catchUp: [] })).rejects.toMatchObject({
      code: 'returns.addressAwaited',
    })
    await company.sell('ABO-A112', '2023-06-01', { to: someone('Bon') })
    await send(company, '6')
    await call(catalogOperations.issues.update, { id: issues.get('6')!, printedCopies: 1 })
    await moves(company, customerId)
    const [, sixth] = await call(returned.missed, { recipientId: customerId })
    const catchUp = [{ purchaseId: sixth!.purchaseId, issueId: sixth!.issueId }]
    await expect(call(returned.settle, { recipientId: customerId, catchUp })).rejects.toMatchObject({
      code: 'returns.notInStock',
      data: { values: { issue: '6', stock: 0 } },
    })
    await call(returned.settle, { recipientId: customerId, catchUp: [] })
    expect(await ledgerOf(company, customerId)).toEqual(['5 served', '6 held', '7 owed', '8 owed', '9 owed'])
  })
})

describe('the rate of returns', () => {
  it('M-12 is told by mailing house and department', async () => {
    const company = await publisher()
    const { shipment } = await aSubscriber(company)
    await read(company, shipment.number)
    expect(await company.call(returned.rates, {})).toEqual([
      { mailingHouse: '', department: '74', shipments: 1, returns: 1 },
    ])
  })
})
