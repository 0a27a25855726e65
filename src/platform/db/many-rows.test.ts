import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aCompany } from '../../domain/accounts/factory.ts'
import { type Database, openDatabase } from './database.ts'
import { idsIfFew } from './many-rows.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 2)
})
afterAll(() => database.close())

const someIds = (count: number) =>
  sql`select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, ${count}::int) n`

describe('ids, when they are few', () => {
  it('are found up to two thousand, and none of more', async () => {
    const { within } = await aCompany(database)
    await within(async ctx => {
      expect(await idsIfFew(ctx, someIds(0))).toEqual([])
      expect(await idsIfFew(ctx, someIds(2000))).toHaveLength(2000)
      expect(await idsIfFew(ctx, someIds(2001))).toBeUndefined()
    })
  })

  it('leave the planner as it was', async () => {
    const { within } = await aCompany(database)
    await within(async ctx => {
      const settings = async () =>
        (
          await ctx.db.execute(sql`select name, setting from pg_settings
            where name in ('random_page_cost', 'work_mem', 'enable_nestloop', 'enable_indexscan') order by name`)
        ).rows
      const before = await settings()
      await idsIfFew(ctx, someIds(1))
      expect(await settings()).toEqual(before)
    })
  })
})
