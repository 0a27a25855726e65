import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aCompany } from '../domain/accounts/factory.ts'
import { catalogOperations } from '../domain/catalog/operations.ts'
import { dispatchOperations } from '../domain/dispatch/operations.ts'
import { accountsOf } from '../domain/subscriptions/queries/ledger.ts'
import { isOwed } from '../domain/subscriptions/rules/ledger.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { loadBoxes } from './demo-boxes.ts'
import { reactions } from './reactions.ts'
import { constraints } from './texts.ts'

let database: Database
let company: Awaited<ReturnType<typeof aCompany>>
type Bought = { id: string; boughtOn: string; issuesDue: number; skipped: string | null }
let bought: Bought[]

beforeAll(async () => {
  database = openDatabase(inject('ownerUrl'))
  company = await aCompany(database, { today: '2023-08-31', reactions, constraints })
  bought = await company.within(async ctx => {
    await loadBoxes(ctx)
    const { rows } = await ctx.db.execute<Bought>(sql`
      select p.id, p.bought_on as "boughtOn", p.issues_due as "issuesDue",
        (select i.number from holds h join issues i on i.company_id = h.company_id and i.id = h.from_issue_id
          where h.company_id = p.company_id and h.purchase_id = p.id) as skipped
      from purchases p where p.company_id = ${ctx.company.id} order by p.number`)
    return rows
  })
})
afterAll(() => database.close())

const ledgers = (ids: string[]) => company.within(ctx => accountsOf(ctx, ids))
/** The box that closes on the 20th of its month, for an order of that day. */
const firstBox = (on: string) => {
  const [, month, day] = on.split('-').map(Number)
  return month! - 5 + (day! > 20 ? 1 : 0)
}

describe('the company that sells boxes', () => {
  it('ABO-2 has sixty subscribers of 3, 6 and 12 boxes, two boxes dispatched and a third one closed', async () => {
    expect(bought).toHaveLength(60)
    expect(new Set(bought.map(({ issuesDue }) => issuesDue))).toEqual(new Set([3, 6, 12]))
    const { rows } = await company.call(catalogOperations.issues.list, {})
    expect(rows.map(({ status }) => status).join()).toBe('dispatched,dispatched,closed,planned,planned,planned')
  })

  it('CIR-30 gives an order the first box whose cut-off day is not over, and as many as were prepaid', async () => {
    for (const { facts, ledger } of await ledgers(bought.map(({ id }) => id))) {
      const { boughtOn, issuesDue, skipped } = bought.find(({ id }) => id === facts.id)!
      const gets = ledger.entries.filter(({ state }) => state === 'served' || isOwed(state))
      expect(gets).toHaveLength(issuesDue)
      const first = Math.max(1, firstBox(boughtOn))
      expect(gets[0]!.issue.number).toBe(String(String(first) === skipped ? first + 1 : first))
    }
  })

  it('CIR-30 skips one box for who is away, and gives one more at the end', async () => {
    const away = bought.filter(({ skipped }) => skipped)
    expect(away.length).toBeGreaterThan(3)
    for (const { facts, ledger } of await ledgers(away.map(({ id }) => id))) {
      const { skipped } = away.find(({ id }) => id === facts.id)!
      expect(ledger.entries.find(({ issue }) => issue.number === skipped)?.state).toBe('held')
    }
  })

  it('CIR-30 dispatches the closed box to those who ordered in time, as for a magazine', async () => {
    const inTime = bought.filter(({ boughtOn, skipped }) => boughtOn <= '2023-08-20' && skipped !== '3').length
    expect(await company.call(dispatchOperations.run, { kind: 'subscription', issue: '3' })).toMatchObject({
      shipmentCount: inTime,
    })
  })
})
