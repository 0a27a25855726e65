import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { migrateDatabase } from '../../platform/db/migrate.ts'
import { anEmptyDatabase } from '../../platform/testing/own-database.ts'
import { aCompany } from './factory.ts'
import { localGate } from './gate.ts'
import { setup } from './operations/entrance.ts'

let own: Awaited<ReturnType<typeof anEmptyDatabase>>
let shared: Database
let fresh: Database

beforeAll(async () => {
  own = await anEmptyDatabase(inject('ownerUrl'))
  await migrateDatabase(own.ownerUrl)
  fresh = openDatabase(own.ownerUrl)
  shared = openDatabase(inject('ownerUrl'))
})
afterAll(async () => {
  await Promise.all([fresh.close(), shared.close()])
  await own.drop()
})

test('the wizard makes the first company and its administrator, once, even for two at the same moment', async () => {
  const context = { ...(await aCompany(shared)).outer(), database: fresh, gate: localGate(fresh, null) }
  const status = () => call(setup.status, {}, { context })
  expect(await status()).toEqual({ needed: true })
  const begin = (email: string) =>
    call(
      setup.begin,
      { companyName: 'Éditions du Lac', name: 'Valérie Garnier', email, password: 'correct horse battery' },
      { context },
    )
  const both = await Promise.allSettled([begin('anne@example.org'), begin('paul@example.org')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'accounts.alreadySetUp' } })
  expect(both.find(({ status }) => status === 'fulfilled')).toMatchObject({
    value: { name: 'Éditions du Lac', slug: 'editions-du-lac', timeZone: 'Europe/Paris' },
  })
  expect(await status()).toEqual({ needed: false })
  await expect(begin('third@example.org')).rejects.toMatchObject({ code: 'accounts.alreadySetUp' })
  const { rows } = await fresh.pool.query('select role, initials from memberships')
  expect(rows).toEqual([{ role: 'administrator', initials: 'VG' }])
})
