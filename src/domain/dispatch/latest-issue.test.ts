import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { accountsOperations } from '../accounts/operations.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { singleIssuesOperations } from '../subscriptions/operations.ts'
import { aPublisher } from './factory.ts'
import { leftOutOperations } from './operations/left-out.ts'
import { runLifeOperations } from './operations/run-life.ts'
import { watchOperations } from './operations/watch.ts'
import { dispatchOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const kind = 'single-issue' as const
const publisher = () => aPublisher(database, { today: '2023-06-15', constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const bought = async ({ call }: Publisher) => (await call(singleIssuesOperations.list, { sort: 'number' })).rows
const deferring = async () => {
  const one = await publisher()
  await one.call(catalogOperations.titles.update, { id: one.titleId, latestAtShipment: true })
  return one
}

describe('X-8 an issue that comes out between the order and the shipment', () => {
  it('X-8 is shown of what was sold as the latest issue, on the list, the card and before the run', async () => {
    const one = await publisher()
    await one.sell('NUM-XXX', '2023-04-30') // the day before n°5 is on sale
    await one.sell('NUM-4', '2023-04-30') // asked for n°4, not for the latest
    await one.sell('NUM-XXX', '2023-06-01')
    expect((await bought(one)).map(row => [row.issueNumber, row.newerIssueNumber])).toEqual([
      ['4', '5'],
      ['4', null],
      ['5', null],
    ])
    const [{ id } = { id: '' }] = await bought(one)
    expect(await one.call(singleIssuesOperations.get, { id })).toMatchObject({ newerIssueNumber: '5' })
    expect(await one.call(singleIssuesOperations.count, { newer: true })).toEqual({ count: 1 })
    const { rows } = await one.call(dispatchOperations.recipients, { kind })
    expect(rows.map(row => row.newerIssueNumber)).toEqual(['5', null, null])
    expect(await one.call(dispatchOperations.preview, { kind })).toMatchObject({ owed: 3, newer: 1 })
  })

  it('X-8 is served instead when somebody says so, for several at once, and their history tells it', async () => {
    const one = await publisher()
    await one.sell('NUM-XXX', '2023-04-29')
    await one.sell('NUM-XXX', '2023-04-30')
    const purchaseIds = (await bought(one)).map(({ id }) => id)
    const { purchases } = await one.call(singleIssuesOperations.serveLatest, { purchaseIds })
    expect(purchases.map(({ issueNumber }) => issueNumber)).toEqual(['5', '5'])
    expect((await bought(one)).map(row => [row.issueNumber, row.newerIssueNumber])).toEqual([
      ['5', null],
      ['5', null],
    ])
    const { rows: history } = await one.call(accountsOperations.audit.list, { recordId: purchaseIds[0]! })
    expect(history[0]).toMatchObject({ from: { issueNumber: '4' }, to: { issueNumber: '5' } })
    const run = await one.call(dispatchOperations.run, { kind })
    const { rows } = await one.call(shipmentsOperations.list, { runId: run.id })
    expect(rows.map(({ issueNumber }) => issueNumber)).toEqual(['5', '5'])
  })

  it('X-8 cannot be served instead once the copy left, nor where none is newer: nothing is changed then', async () => {
    const one = await publisher()
    await one.sell('NUM-XXX', '2023-04-30')
    await one.sell('NUM-4', '2023-04-30')
    const [waiting, chosen] = (await bought(one)).map(({ id }) => id)
    await expect(
      one.call(singleIssuesOperations.serveLatest, { purchaseIds: [waiting!, chosen!] }),
    ).rejects.toMatchObject({ code: 'subscriptions.noNewerIssue' })
    expect((await bought(one)).map(({ issueNumber }) => issueNumber)).toEqual(['4', '4'])
    await one.call(dispatchOperations.run, { kind })
    expect((await bought(one)).map(row => row.newerIssueNumber)).toEqual([null, null])
    await expect(one.call(singleIssuesOperations.serveLatest, { purchaseIds: [waiting!] })).rejects.toMatchObject({
      code: 'subscriptions.latestAlreadyServed',
    })
  })
})

describe('X-8 the latest issue chosen at shipment', () => {
  it('X-8 leaves the purchase without issue until its run, which takes the latest one on sale on its day', async () => {
    const one = await deferring()
    await one.sell('NUM-XXX', '2023-04-11')
    await one.sell('NUM-4', '2023-04-11')
    const made = await one.call(singleIssuesOperations.create, {
      recipientId: (await bought(one))[0]!.recipientId,
      productId: one.products.get('NUM-XXX')!,
    })
    const waiting = await bought(one)
    expect(waiting.map(row => [row.issueNumber, row.issueAtShipment, row.newerIssueNumber])).toEqual([
      ['', true, null],
      ['4', false, null],
      ['', true, null],
    ])
    expect(await one.call(singleIssuesOperations.get, { id: made.id })).toMatchObject({ issueId: null })
    const { rows } = await one.call(dispatchOperations.recipients, { kind })
    expect(rows.map(({ issueNumber }) => issueNumber)).toEqual(['5', '4', '5'])
    const run = await one.call(dispatchOperations.run, { kind, on: '2023-04-20' })
    const sent = await one.call(shipmentsOperations.list, { runId: run.id })
    expect(sent.rows.map(({ issueNumber }) => issueNumber)).toEqual(['4', '4', '4'])
    expect((await bought(one)).map(({ issueNumber }) => issueNumber)).toEqual(['4', '4', '4'])
    await expect(one.call(dispatchOperations.run, { kind })).rejects.toMatchObject({ code: 'dispatch.nobodyOwed' })
    expect(await one.call(watchOperations.notIn, { kind })).toMatchObject({
      rows: [{ why: 'served', issueNumber: '4' }, { why: 'served' }, { why: 'served' }],
    })
    expect(await one.call(runLifeOperations.check, { id: run.id })).toMatchObject({ missingCount: 0, unowedCount: 0 })
  })

  it('X-8 is chosen afresh when the run is undone', async () => {
    const one = await deferring()
    await one.sell('NUM-XXX', '2023-04-11')
    const run = await one.call(dispatchOperations.run, { kind, on: '2023-04-20' })
    await one.call(runLifeOperations.undo, { id: run.id })
    expect(await bought(one)).toMatchObject([{ issueNumber: '', issueAtShipment: true }])
    const again = await one.call(dispatchOperations.run, { kind })
    expect((await one.call(shipmentsOperations.list, { runId: again.id })).rows).toMatchObject([{ issueNumber: '5' }])
  })

  it('X-8 prints no label while no issue is on sale: it waits, says why, and holds no sign-off', async () => {
    const one = await deferring()
    await one.sell('NUM-XXX', '2023-04-11')
    await one.sell('NUM-4', '2023-04-11')
    await one.within(({ db, company }) =>
      db.execute(sql`update issues set on_sale_on = '2030-01-01' where company_id = ${company.id}`),
    )
    expect(await one.call(dispatchOperations.preview, { kind })).toMatchObject({ owed: 1, notOnSale: 1 })
    expect(await one.call(watchOperations.notIn, { kind })).toMatchObject({ rows: [{ why: 'not-on-sale' }] })
    const run = await one.call(dispatchOperations.run, { kind })
    expect(run).toMatchObject({ shipmentCount: 1 })
    expect(await one.call(runLifeOperations.check, { id: run.id })).toMatchObject({ missingCount: 0 })
  })

  it('X-8 can be left out of runs and let back in, and can be given an issue by hand', async () => {
    const one = await deferring()
    await one.sell('NUM-XXX', '2023-04-11')
    const [{ id } = { id: '' }] = await bought(one)
    await one.call(leftOutOperations.leaveOut, { purchaseIds: [id], reason: 'En attente' })
    expect(await one.call(watchOperations.notIn, { kind })).toMatchObject({ rows: [{ why: 'left-out' }] })
    await one.call(leftOutOperations.takeBack, { purchaseIds: [id] })
    expect(await one.call(dispatchOperations.recipientsCount, { kind })).toEqual({ count: 1 })
    await one.call(singleIssuesOperations.update, { id, issueId: one.issues.get('4')! })
    expect(await bought(one)).toMatchObject([{ issueNumber: '4', issueAtShipment: false, newerIssueNumber: '5' }])
  })
})
