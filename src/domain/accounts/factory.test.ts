import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { contract } from '../../platform/http/contract.ts'
import { operation } from '../../platform/http/operation.ts'
import { aCompany } from './factory.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

test('a company of the factory runs operations as its user', async () => {
  const { call, within, company, user } = await aCompany(database)
  const asked = contract({ method: 'GET', path: '/who', summary: 'Who', right: 'audit.read' })
    .input(z.object({ n: z.int() }))
    .output(z.object({ who: z.string(), where: z.string(), n: z.int() }))
  const who = operation(asked, async ({ actor, company }, { n }) => ({ who: actor.initials, where: company.id, n }))
  expect(await call(who, { n: 2 })).toEqual({ who: user.initials, where: company.id, n: 2 })
  await expect(call(who, { n: 2.5 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await within(async ({ db }) => (await db.execute(sql`select 1 as one`)).rows)).toEqual([{ one: 1 }])
})
