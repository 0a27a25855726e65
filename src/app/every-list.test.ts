import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { z } from 'zod'
import { aPublisher } from '../domain/dispatch/factory.ts'
import { dispatchOperations } from '../domain/dispatch/operations.ts'
import { renewalsOperations } from '../domain/renewals/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { reactions } from './reactions.ts'
import { router } from './router.ts'
import { constraints } from './texts.ts'

type Operation = { '~orpc': { inputSchema?: unknown; route: { method: string; path: string } } }
type Row = { id: string }
type List = { name: string; operation: never; sorts: string[] }
type Asked = { sort?: string; after?: string; limit?: number }

/** Every operation whose input can be sorted and continued, with the orders it knows. */
const lists: List[] = Object.entries(router).flatMap(([noun, verbs]) =>
  Object.entries(verbs as unknown as Record<string, Operation>).flatMap(([verb, operation]) => {
    const shape = (operation['~orpc'].inputSchema as z.ZodObject | undefined)?.shape
    if (!shape?.after || !shape.sort) return []
    const sorts = (shape.sort as z.ZodOptional<z.ZodEnum>).unwrap().options.map(String)
    return [{ name: `${noun}.${verb}`, operation: operation as never, sorts }]
  }),
)

/** What some lists must be told. */
const FILTERS: Record<string, object> = {
  'dispatch.recipients': { issue: '6' },
  'dispatch.notIn': { issue: '6' },
  'dispatch.changes': { issue: '5' },
  'dispatch.duplicates': { issue: '6' },
  'subscriptions.expiring': { within: 3650, lapsedWithin: 3650 },
}
const SALES = ['ABO-A112', 'ABO-A224', 'ABO-N115', 'ABO-PR12', 'NUM-4', 'NUM-5', 'ABO-A112']

let database: Database
let publisher: Awaited<ReturnType<typeof aPublisher>>
beforeAll(async () => {
  database = openDatabase(inject('ownerUrl'), 4)
  publisher = await aPublisher(database, { constraints, reactions })
  for (const [at, code] of SALES.entries())
    await publisher.sell(code, `2023-0${1 + at}-01`, {
      to: { lastName: ['Dupont', 'Durand'][at % 2]!, firstName: `É${at % 3}` },
    })
  const { steps } = await publisher.call(renewalsOperations.create, {
    name: 'Relances',
    titleId: publisher.titleId,
    steps: [{ countedIn: 'days', left: 366, channel: 'phone' }],
  })
  FILTERS['renewals.candidates'] = { stepId: steps[0]!.id }
  for (const run of [{ issue: '4' }, { issue: '5' }, { kind: 'single-issue' as const }])
    await publisher.call(dispatchOperations.run, run)
})
afterAll(() => database.close())

const page = ({ name, operation }: List, asked: Asked) =>
  publisher.call(operation, { ...FILTERS[name], ...asked } as never) as Promise<{ rows: Row[]; next: string | null }>

const refusalOf = (list: List, asked: Asked) =>
  page(list, asked).then(
    () => 'none',
    (error: { code?: string; status?: number }) => `${error.status} ${error.code}`,
  )

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

describe('every list', () => {
  it('is found by its input', () => {
    expect(lists.length).toBeGreaterThan(12)
    for (const { name, sorts } of lists) expect(sorts.length, name).toBeGreaterThan(1)
  })

  it('read page by page is the same as read at once, in each of its orders', async () => {
    const long: string[] = []
    for (const list of lists) {
      for (const sort of list.sorts) {
        const { rows } = await page(list, { sort, limit: 200 })
        const walked: string[] = []
        let after: string | undefined
        do {
          const found = await page(list, { sort, limit: 2, ...(after ? { after } : {}) })
          walked.push(...found.rows.map(({ id }) => id))
          after = found.next ?? undefined
        } while (after)
        expect(walked, `${list.name} by ${sort}`).toEqual(rows.map(({ id }) => id))
        if (rows.length > 2) long.push(list.name)
      }
    }
    expect(new Set(long).size).toBeGreaterThan(8)
  })

  it('reads backwards what it reads forwards', async () => {
    for (const list of lists)
      for (const sort of list.sorts.filter(name => !name.startsWith('-'))) {
        const [up, down] = [await page(list, { sort }), await page(list, { sort: `-${sort}` })]
        expect(
          down.rows.map(({ id }) => id),
          `${list.name} by ${sort}`,
        ).toEqual(up.rows.map(({ id }) => id).reverse())
      }
  })

  it('refuses an order it does not know', async () => {
    for (const list of lists)
      for (const sort of ['nonsense', '', 'id; drop table parties', 'constructor', `--${list.sorts[0]}`])
        expect(await refusalOf(list, { sort }), `${list.name} by ${sort}`).toBe('400 BAD_REQUEST')
  })

  it('refuses a page of another list or order, and one that is made up', async () => {
    for (const list of lists) {
      const [sort, other] = [list.sorts[0]!, list.sorts[1]!]
      const madeUp = [
        'nonsense',
        cursor(),
        cursor(sort),
        cursor(sort, 1, 2),
        cursor(sort, null, null),
        cursor(other, '1', '2'),
        cursor('', '', ''),
      ]
      for (const after of madeUp)
        expect(await refusalOf(list, { sort, after }), `${list.name} after ${after}`).toBe('400 request.unknownPage')
    }
  })

  it('refuses a page whose words fit and whose values do not', async () => {
    const wrong: string[] = []
    for (const list of lists)
      for (const sort of list.sorts)
        for (const value of ['', 'x', '9'.repeat(40), '2023-02-30', '\u0000', '-1'])
          for (const id of ['', 'x', '00000000-0000-7000-8000-00000000000g', '\u0000']) {
            const refusal = await refusalOf(list, { sort, after: cursor(sort, value, id) })
            if (!refusal.startsWith('400 ') && refusal !== 'none')
              wrong.push(`${list.name} after ${JSON.stringify([sort, value, id])}: ${refusal}`)
          }
    expect(wrong).toEqual([])
  })

  it('refuses a page of no row, of too many, or of half a row', async () => {
    for (const list of lists)
      for (const limit of [0, -1, 201, 1_000_000_000, 2 ** 53, 1.5, Number.NaN])
        expect(await refusalOf(list, { limit }), `${list.name} of ${limit}`).toBe('400 BAD_REQUEST')
  })
})
