import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany } from '../accounts/factory.ts'
import { anIssue, aTitle } from '../catalog/factory.ts'
import { anImporter } from './testing/importer.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const COVERS = ['2022-05-01', '2022-08-01', '2022-11-01', '2023-02-01', '2023-05-01', '2023-08-01']
const ON_SALE = ['2022-05-01', '2022-09-05', '2022-11-03', '2023-03-01', '2023-07-01', '2023-10-02']

/** A company that has set its title and its issues, and nothing else: the first day after moving in. */
async function aNewcomer() {
  const company = await aCompany(database, { today: '2023-08-31', constraints, reactions })
  await company.within(async ctx => {
    const titleId = await aTitle(ctx)
    for (const [at, coverOn] of COVERS.entries())
      await anIssue(ctx, titleId, { ordinal: at + 1, number: String(at + 1), coverOn, onSaleOn: ON_SALE[at]! })
  })
  const importer = anImporter({ ...company, outer: () => ({ ...company.outer(), say }) } as never)
  const rows = <Row extends Record<string, unknown>>(select: ReturnType<typeof sql>) =>
    company.within(async ({ db }) => (await db.execute<Row>(select)).rows)
  return { ...company, ...importer, rows }
}

const demo = (name: string) =>
  readFileSync(new URL(`../../../demo/capital-social/${name}.csv`, import.meta.url), 'utf8')
const without = (file: string, code: string) =>
  file
    .split('\n')
    .filter(line => !line.startsWith(code))
    .join('\n')
const toldOf = (card: { told: { code: string; count: number }[] }) =>
  Object.fromEntries(card.told.map(({ code, count }) => [code, count]))

describe('the tables of the documents', () => {
  it('M-14 ABO-30 ABO-77 X-2 X-6 X-8 X-9 X-10 X-12 X-13 X-14 come in with 47 of 47 ends, 21 of 21 « expire dans », and each anomaly found by itself', async () => {
    const { whole, rows, company } = await aNewcomer()

    const products = await whole('products.csv', without(demo('products'), 'NUM-XXX'))
    expect(products).toMatchObject({ kind: 'products', counts: { made: 12 } })
    expect(toldOf(products)).toEqual({ offerShort: 1, vatNotPress: 10 }) // all but the two that cost nothing

    const runs = await whole('runs.csv', demo('runs'))
    expect(runs).toMatchObject({ kind: 'runs', counts: { made: 22 } })

    const subscriptions = await whole('subscriptions.csv', demo('subscriptions'))
    expect(subscriptions).toMatchObject({ kind: 'purchases', counts: { made: 47 } })
    const told = toldOf(subscriptions)
    expect(told.missedCopies).toBe(21)
    expect(told.endDiffers).toBeUndefined()
    expect(told.expiryOfAnotherDay).toBeUndefined()
    expect(told.outOfOrder).toBeGreaterThan(0)

    const [ends] = await rows<{ right: number; days: number; missed: number }>(sql`
      select count(*) filter (where p.expires_on = (p.starts_on + make_interval(months => r.term_months))::date - 1)::int as right,
        (select count(*) from import_lines l where l.company_id = ${company.id} and l.import_id = ${subscriptions.id}
          and (l.data->>'expiresOn')::date - date '2023-08-31' = (l.data->>'expiresIn')::int)::int as days
      from purchases p join products r on r.company_id = ${company.id} and r.id = p.product_id
      where p.company_id = ${company.id} and p.kind = 'subscription'`)
    expect(ends).toEqual({ right: 47, days: 21 })

    const singles = await whole('single-issues.csv', demo('single-issues'))
    expect(singles).toMatchObject({ kind: 'purchases', counts: { made: 26 } })
    expect(toldOf(singles)).toMatchObject({
      productUnknown: expect.any(Number), // NUM-XXX
      amountWithTax: expect.any(Number), // 9,00 against 7,50
      sameSaleTwice: 12, // four of one, and four pairs
    })
    const [latest] = await rows<{ count: number }>(sql`
      select count(*)::int as count from products where company_id = ${company.id} and code = 'NUM-XXX' and latest_issue`)
    expect(latest).toEqual({ count: 1 })

    for (const [name, kind, count] of SHARED) {
      const path = new URL(`../../../../shared/data/gestan/${name}.csv`, import.meta.url)
      if (!existsSync(path)) continue
      const { send, read } = await aNewcomer()
      expect(await read(await send(`${name}.csv`, readFileSync(path)))).toMatchObject({ kind, lineCount: count })
    }
  })
})

/** The tables as they were read from the documents, where they stand beside the product. */
const SHARED = [
  ['subscriptions', 'purchases', 26],
  ['expiring', 'purchases', 21],
  ['single-issue-purchases', 'purchases', 26],
  ['dispatches', 'runs', 22],
  ['product-prices', 'products', 11],
] as const
