import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aCompany } from '../../domain/accounts/factory.ts'
import type { Ctx } from '../http/context.ts'
import { type Database, openDatabase } from './database.ts'
import { givenRows } from './given-rows.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 2)
})
afterAll(() => database.close())

const TYPES = { id: 'int', word: 'text', other: 'text', words: 'text[]', said: 'jsonb', on: 'date', yes: 'boolean' }

const word = fc.oneof(
  fc.string({ unit: 'binary' }).filter(text => !text.includes('\0') && text.isWellFormed()),
  fc.constantFrom('', 'NULL', '{}', '{"a"}', 'a,b', '"', '\\', '\u001d', '\u001e', "l'été à 3 €"),
)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const said = fc.record({ a: word, b: fc.integer(), c: fc.array(word) })
const row = fc.record({
  id: fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
  word: maybe(word),
  other: fc.constantFrom(null, '', 'x'),
  words: maybe(fc.array(word)),
  said: maybe(said),
  on: maybe(fc.constantFrom('2026-11-22', '9999-12-31')),
  yes: maybe(fc.boolean()),
})

const read = async (ctx: Ctx, rows: readonly object[]) =>
  (await ctx.db.execute(sql`select * from (${givenRows(rows, TYPES)}) g`)).rows

describe('rows that are given', () => {
  it('come as they were said, in their order, however many and whatever they hold', async () => {
    const { within } = await aCompany(database)
    await within(async ctx => {
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 5 }), async rows => {
          expect(await read(ctx, rows)).toEqual(JSON.parse(JSON.stringify(rows)))
        }),
      )
    })
  })

  it('are as many as were said where all say the same', async () => {
    const { within } = await aCompany(database)
    const one = { id: 1, word: 'a', other: null, words: ['b', 'c'], said: null, on: '2026-11-22', yes: true }
    await within(async ctx => {
      expect(await read(ctx, [one, one, one])).toEqual([one, one, one])
      expect(await read(ctx, [])).toEqual([])
    })
  })

  it('leave out what is not said', async () => {
    const { within } = await aCompany(database)
    await within(async ctx => {
      const nothing = { word: null, other: null, words: null, said: null, on: null, yes: null }
      expect(await read(ctx, [{ id: 1 }, { id: 2 }])).toEqual([
        { id: 1, ...nothing },
        { id: 2, ...nothing },
      ])
    })
  })

  it('hold no half of a character', async () => {
    const { within } = await aCompany(database)
    await within(async ctx => {
      for (const rows of [[{ id: 1, word: '\ud83d' }], [{ id: 1, word: '\ud83d' }, { id: 2 }]])
        await expect(read(ctx, rows)).rejects.toMatchObject({ code: '22021' })
    })
  })
})
