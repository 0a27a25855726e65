import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { dispatch } from '../dispatch/actions/dispatch.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { chosen } from '../dispatch/queries/chosen.ts'
import { booksOperations } from './operations.ts'
import { calendarsOf, worthOn } from './queries/purchase-worth.ts'
import { worthOf } from './rules/deferred.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const publisher = () => aPublisher(database, { constraints, reactions })
type Publisher = Awaited<ReturnType<typeof publisher>>

const serve = ({ within }: Publisher, issue: string, on: string) =>
  within(async ctx => dispatch(ctx, await chosen(ctx, { kind: 'subscription', issue }), on))
const titles = async ({ call }: Publisher, on?: string) => call(booksOperations.deferred, on ? { on } : {})

describe('deferred income', () => {
  it('A19 what was invoiced is earned issue by issue as they leave, and the rest is owed to subscribers', async () => {
    const all = await publisher()
    await all.sell('ABO-A112', '2023-02-01') // n°4 to n°7 of a quarterly: 28,33 without tax
    await all.sell('ABO-A112', '2023-02-01', { quantity: 1 })
    const before = await titles(all)
    expect(before).toMatchObject([
      { purchases: 2, invoicedCents: 5666, earnedCents: 0, owedCents: 5666, lostCents: 0, copiesOwed: 8 },
    ])
    await serve(all, '4', '2023-02-01')
    await serve(all, '5', '2023-05-01')
    expect(await titles(all)).toMatchObject([{ earnedCents: 2832, owedCents: 2834, copiesOwed: 4 }])
    expect(await titles(all, '2023-04-30'), 'a day that is past').toMatchObject([
      { earnedCents: 1416, owedCents: 4250 },
    ])
    expect(await titles(all, '2023-01-31')).toEqual([])
    expect(await titles(all, '2024-12-31'), 'a day to come').toMatchObject([{ owedCents: 1418, copiesOwed: 2 }])
  })

  it('A19 each issue tells what it brought and what is owed of it, and together they are the title', async () => {
    const all = await publisher()
    await all.sell('ABO-A112', '2023-02-01')
    await all.sell('ABO-N115', '2022-05-01')
    await serve(all, '4', '2023-02-01')
    await all.sell('NUM-5', '2023-08-01')
    const [title] = await titles(all)
    const issues = await all.call(booksOperations.deferredIssues, { titleId: all.titleId })
    const sum = (of: 'earnedCents' | 'owedCents' | 'copiesOwed') =>
      issues.reduce((total, issue) => total + issue[of], 0)
    expect({ earned: sum('earnedCents'), owed: sum('owedCents'), copies: sum('copiesOwed') }).toEqual({
      earned: title!.earnedCents,
      owed: title!.owedCents,
      copies: title!.copiesOwed,
    })
    expect(issues.map(({ number, copiesServed, copiesOwed }) => [number, copiesServed, copiesOwed])).toContainEqual([
      '5',
      0,
      3,
    ])
    expect(issues.find(({ number }) => number === '4')).toMatchObject({ copiesServed: 2, earnedCents: 708 + 566 })
  })

  it('A19 the statement for a million says what the rule says', async () => {
    const all = await publisher()
    for (const [code, on] of [
      ['ABO-A112', '2022-06-01'],
      ['ABO-A224', '2022-11-01'],
      ['ABO-N115', '2022-08-01'],
      ['NUM-4', '2023-02-02'],
    ] as const)
      for (let n = 0; n < 3; n++) await all.sell(code, on, { quantity: n + 1 })
    await serve(all, '3', '2022-11-02')
    await serve(all, '5', '2023-05-02')
    await all.within(async ctx => {
      const mine = sql`company_id = ${ctx.company.id}`
      const some = (n: number) => sql`${mine} and kind = 'subscription' and number % 3 = ${n}`
      await ctx.db.execute(
        sql`update purchases set cancelled_on = '2023-06-01', cancelled_reason = 'x' where ${some(1)} and product_id = ${all.products.get('ABO-A112')!}`,
      )
      await ctx.db.execute(sql`update purchases set last_issue_id = ${all.issues.get('6')!} where ${some(2)}`)
      type Found = {
        net: number
        credited: number
        issues: number
        used: number
        stop: number | null
        start: number
        cancelled: boolean
        earned: number
        owed: number
      }
      for (const on of ['2022-12-31', '2023-05-31', '2023-08-31', '2024-06-30']) {
        const { rows } = await ctx.db.execute<Found>(
          sql`with ${worthOn(ctx, await calendarsOf(ctx), on)} select * from worth`,
        )
        expect(rows.length).toBeGreaterThan(8)
        for (const { net, credited, stop, start, earned, owed, ...row } of rows) {
          const worth = worthOf({
            ...row,
            netCents: net,
            creditedCents: credited,
            stopsAfter: stop === null ? null : stop - start,
          })
          expect({ earned, owed }).toEqual({ earned: worth.earnedCents, owed: worth.owedCents })
        }
      }
    })
  })

  it('A19 the entry of a month end takes it out of sales, its opposite brings it back the day after, once', async () => {
    const all = await publisher()
    await all.sell('ABO-A112', '2023-02-01')
    const { lines, written } = await all.call(booksOperations.proposeDeferral, { on: '2023-06-30' })
    expect(written).toBe(false)
    expect(lines).toEqual([
      { accountCode: '701000', accountLabel: 'Ventes de produits finis', debitCents: 2833, creditCents: 0 },
      { accountCode: '487000', accountLabel: 'Produits constatés d’avance', debitCents: 0, creditCents: 2833 },
    ])
    expect(await all.call(booksOperations.defer, { on: '2023-06-30' })).toEqual({ entries: 2 })
    const { rows } = await all.call(booksOperations.list, { journal: 'OD' })
    expect(
      rows.map(({ bookedOn, accountCode, debitCents, creditCents }) => [
        bookedOn,
        accountCode,
        debitCents,
        creditCents,
      ]),
    ).toEqual([
      ['2023-06-30', '487000', null, 2833],
      ['2023-06-30', '701000', 2833, null],
      ['2023-07-01', '487000', 2833, null],
      ['2023-07-01', '701000', null, 2833],
    ])
    await expect(all.call(booksOperations.defer, { on: '2023-06-30' })).rejects.toMatchObject({
      code: 'books.alreadyDeferred',
    })
    await expect(all.call(booksOperations.defer, { on: '2023-09-30' })).rejects.toMatchObject({ code: 'books.notYet' })
  })
})
