import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { aPublisher } from '../domain/dispatch/factory.ts'
import type { Backstage, WorkKind } from '../domain/long-work/actions.ts'
import { runWork } from '../domain/long-work/jobs.ts'
import { workOperations } from '../domain/long-work/operations.ts'
import { createParties } from '../domain/parties/actions.ts'
import { duplicatesWork } from '../domain/parties/jobs.ts'
import { duplicatesOperations as duplicates } from '../domain/parties/operations/duplicates.ts'
import { LIVE_UP_TO } from '../domain/parties/queries/duplicates.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { reactions } from './reactions.ts'
import { constraints, say } from './texts.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const alike = (name: string) => ({
  lastName: name,
  firstName: 'Zoé',
  addresses: [{ line1: '7 rue des Lilas', postcode: '75011', town: 'Paris' }],
})

/** More contacts than are compared at each look, three of them twice. */
async function aCrowd() {
  const publisher = await aPublisher(database, { constraints, reactions })
  const ids = await publisher.within(async ctx => {
    await ctx.db.execute(sql`
      insert into parties (company_id, id, number, kind, last_name, sort_name, created_by, updated_by)
      select ${ctx.company.id}, md5('crowd' || n)::uuid, 100000 + n, 'person', 'Nom' || n, 'NOM' || n, 'VG', 'VG' from generate_series(1, ${LIVE_UP_TO}::int) n`)
    return createParties(
      ctx,
      ['Ain', 'Ain', 'Bon', 'Bon', 'Cru', 'Cru'].map(name => alike(name)),
    )
  })
  const search = async () => {
    const { workId } = await publisher.call(duplicates.search, {})
    const kinds = [duplicatesWork] as unknown as WorkKind<never>[]
    const backstage = { ...publisher.outer(), say } as unknown as Backstage
    const data = { companyId: publisher.company.id, runId: workId }
    await runWork(backstage, kinds, { data, signal: new AbortController().signal })
    return publisher.call(workOperations.get, { id: workId })
  }
  return { ...publisher, ids, search }
}

describe('CIR-19 duplicates among many contacts', () => {
  test('CIR-19 are looked for by long work, kept, and gone from the list once merged or told apart', async () => {
    const { call, ids, search } = await aCrowd()
    expect(await call(duplicates.searched, {})).toEqual({ live: false, searchedAt: null, workId: null })
    expect(await call(duplicates.list, {})).toEqual({ rows: [], next: null })

    expect(await search()).toMatchObject({
      state: 'done',
      result: { link: 'duplicates', summary: '3 doublons possibles' },
    })
    expect(await call(duplicates.searched, {})).toMatchObject({
      live: false,
      searchedAt: expect.any(String),
      workId: null,
    })
    expect(await call(duplicates.count, {})).toEqual({ count: 3 })
    const first = await call(duplicates.list, { limit: 2 })
    const second = await call(duplicates.list, { limit: 2, after: first.next ?? undefined })
    const pairs = [...first.rows, ...second.rows].map(({ firstName, secondName }) => [firstName, secondName])
    expect(pairs.sort()).toEqual([
      ['Ain Zoé', 'Ain Zoé'],
      ['Bon Zoé', 'Bon Zoé'],
      ['Cru Zoé', 'Cru Zoé'],
    ])

    await call(duplicates.merge, { keptId: ids[0]!, goneId: ids[1]! })
    await call(duplicates.dismiss, { firstId: ids[2]!, secondId: ids[3]! })
    expect((await call(duplicates.list, {})).rows).toMatchObject([{ firstName: 'Cru Zoé' }])
    expect(await search()).toMatchObject({ result: { summary: '1 doublon possible' } })
  })

  test('CIR-19 are compared at each look while contacts are few', async () => {
    const { call, within } = await aPublisher(database, { constraints, reactions })
    await within(ctx => createParties(ctx, [alike('Ain'), alike('Ain')]))
    expect(await call(duplicates.searched, {})).toMatchObject({ live: true })
    expect(await call(duplicates.count, {})).toEqual({ count: 1 })
  })
})
