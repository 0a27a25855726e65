import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { day } from '../../values/day.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { dispatch } from '../dispatch/actions/dispatch.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { chosen } from '../dispatch/queries/chosen.ts'
import { stockOperations } from './operations/stock.ts'
import { calendarOf } from './queries/calendar.ts'
import { isOpen } from './rules/start.ts'

const { issues, stockMovements } = catalogOperations

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { reactions, constraints })
type Publisher = Awaited<ReturnType<typeof publisher>>
const sendIssue = ({ within }: Publisher, issue: string) =>
  within(async ctx => dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue }), ctx.today))
const sendSingles = ({ within }: Publisher) =>
  within(async ctx => dispatch(ctx, await chosen(ctx, { kind: 'single-issue' }), ctx.today))

describe('the stock of an issue', () => {
  it('CIR-6 is what was printed and moved less what left, by any kind of run', async () => {
    const company = await publisher()
    const issueId = company.issues.get('5')!
    const stock = () => company.call(stockOperations.get, { issueId })
    expect(await stock()).toMatchObject({ printedCopies: null, inStock: null })
    await company.call(issues.update, { id: issueId, printedCopies: 100, weightGrams: 180 })
    await company.call(stockMovements.create, { issueId, copies: -20, reason: 'Salon du livre' })
    const found = await company.call(stockMovements.create, { issueId, copies: 3, reason: 'Inventaire' })
    expect(await stock()).toMatchObject({ inStock: 83, movedCopies: -17, shippedCopies: 0 })
    await company.sell('ABO-A112', '2023-05-01')
    await company.sell('ABO-A112', '2023-05-01', { quantity: 4 })
    await company.sell('NUM-5', '2023-06-01', { quantity: 2 })
    await sendIssue(company, '5')
    await sendSingles(company)
    expect(await stock()).toMatchObject({ inStock: 76, shippedCopies: 7 })
    await company.call(stockMovements.remove, { id: found.id })
    expect(await stock()).toMatchObject({ inStock: 73 })
    expect(await company.call(stockMovements.list, { issueId })).toMatchObject({ rows: [{ copies: -20 }] })
    expect(await company.call(stockOperations.list, { kept: true })).toMatchObject({
      rows: [{ number: '5', inStock: 73 }],
    })
  })

  it('CIR-6 is moved by at least one copy, with a reason', async () => {
    const { call, issues } = await publisher()
    const issueId = issues.get('5')!
    await expect(call(stockMovements.create, { issueId, copies: 0, reason: 'Rien' })).rejects.toMatchObject({
      code: 'catalog.noCopies',
    })
    await expect(call(stockMovements.create, { issueId, copies: 1, reason: ' ' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})

describe('a change of an issue that subscribers are owed', () => {
  it('CIR-2 says how many it touches before it is saved', async () => {
    const company = await publisher()
    const id = company.issues.get('6')!
    await company.sell('ABO-A112', '2023-02-01')
    await company.sell('ABO-A112', '2023-06-01')
    await company.sell('ABO-N115', '2023-06-01')
    const skip = (affects?: number) => company.call(issues.update, { id, status: 'skipped', affects })
    await expect(skip()).rejects.toMatchObject({
      code: 'catalog.changesWhatIsOwed',
      data: { values: { affects: 3, lost: 3, gained: 0, later: 1 } },
    })
    await expect(skip(2)).rejects.toMatchObject({ code: 'catalog.changesWhatIsOwed' })
    expect(await skip(3)).toMatchObject({ status: 'skipped' })
    await expect(company.call(issues.update, { id, status: 'planned' })).rejects.toMatchObject({
      data: { values: { affects: 3, gained: 3 } },
    })
  })

  it('X-7 moved to another date tells who gets it no more, and who does as well', async () => {
    const company = await publisher()
    const id = company.issues.get('6')!
    await company.sell('ABO-A112', '2022-08-15') // runs until 14/08/2023
    await company.sell('ABO-A112', '2023-08-10')
    const moved = (coverOn: string) => company.call(issues.update, { id, coverOn })
    await expect(moved('2023-08-20')).rejects.toMatchObject({ data: { values: { affects: 2, lost: 1, gained: 1 } } })
    expect(await moved('2023-08-02')).toMatchObject({ coverOn: '2023-08-02' }) // touches nobody
  })

  it('CIR-2 that counts for two touches those served by issue alone', async () => {
    const company = await publisher()
    const id = company.issues.get('6')!
    await company.sell('ABO-A112', '2023-06-01')
    await company.sell('ABO-N115', '2023-06-01')
    await expect(company.call(issues.update, { id, kind: 'double', countsFor: 2 })).rejects.toMatchObject({
      data: { values: { affects: 1, lost: 0, gained: 0 } },
    })
    expect(await company.call(issues.update, { id, label: 'Été', weightGrams: 200 })).toMatchObject({ label: 'Été' })
  })

  it('CIR-5 closed by hand is too late for new purchases, and still owed to the others', async () => {
    const company = await publisher()
    const id = company.issues.get('6')!
    await company.sell('ABO-A112', '2023-06-01')
    await company.call(issues.update, { id, status: 'closed' })
    const isOpenOn = (today: string) =>
      company.within(async ctx => {
        const { issues: known } = await calendarOf(ctx, company.titleId)
        return isOpen(known.find(issue => issue.id === id)!, day(today))
      })
    expect(await isOpenOn('2023-08-31')).toBe(false)
    expect(await sendIssue(company, '6')).toMatchObject({ shipmentCount: 1 })
  })
})
