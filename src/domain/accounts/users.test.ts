import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import type { Entrance, Gate } from '../../platform/http/context.ts'
import { aCompany, aMember } from './factory.ts'
import { localGate } from './gate.ts'
import { audit } from './operations/audit.ts'
import { companies } from './operations/companies.ts'
import { session } from './operations/entrance.ts'
import { keys } from './operations/keys.ts'
import { users } from './operations/users.ts'
import { rightsOf } from './rules.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

/** Who came in by the web, and not as the one who holds the database. */
const signedIn = async ({ company, user }: Awaited<ReturnType<typeof aCompany>>): Promise<Entrance> => ({
  actor: { ...user, via: 'session' },
  company,
  rights: rightsOf('administrator'),
})
const anEmail = () => `${newId()}@example.org`

describe('users of a company', () => {
  test('are listed with what they may do and whether their invitation is still open', async () => {
    const { call } = await aCompany(database)
    await call(users.invite, { name: 'Élodie Brun', email: anEmail(), role: 'accountant' })
    const { rows } = await call(users.list, { search: 'brun' })
    expect(rows).toMatchObject([{ name: 'Élodie Brun', initials: 'ÉB', role: 'accountant', hasPassword: false }])
    expect(await call(users.count, {})).toEqual({ count: 2 })
    expect((await call(users.list, { sort: '-name', limit: 1 })).next).toBeTruthy()
  })

  test('have initials of their own, and are invited once', async () => {
    const { call } = await aCompany(database)
    const email = anEmail()
    const invite = (name: string, to = email) => call(users.invite, { name, email: to, role: 'reader' })
    await expect(invite('Victor Garcia')).rejects.toMatchObject({
      code: 'accounts.initialsTaken',
      data: { field: 'initials' },
    })
    await invite('Paul Morel')
    await expect(invite('Paul Morel', email.toUpperCase())).rejects.toMatchObject({ code: 'accounts.notConfirmed' })
  })

  test('invited from elsewhere keep their password: no link can take it from them', async () => {
    const [here, there] = [await aCompany(database), await aCompany(database)]
    const { id, link } = await there.call(users.invite, { name: 'Jo Roy', email: anEmail(), role: 'reader' })
    const { email } = (await there.call(users.list, { search: 'Roy' })).rows[0]!
    const invite = () => here.call(users.invite, { name: 'Jo R', email, role: 'reader' })
    await expect(invite()).rejects.toMatchObject({ code: 'accounts.notConfirmed' })
    await database.pool.query(
      `insert into sign_ins (id, user_id, provider_id, account_id, password) values ($1, $1, 'credential', $1, 'x:y')`,
      [id],
    )
    expect(link).toBeTruthy()
    expect(await invite()).toEqual({ id, link: null })
    const { rowCount } = await database.pool.query('select from verifications where value = $1', [id])
    expect(rowCount).toBe(0)
    const inPerson: Gate = { ...localGate(database, here.company.id), enter: () => signedIn(here) }
    await expect(here.call(users.newLink, { id }, { gate: inPerson })).rejects.toMatchObject({
      code: 'accounts.alsoElsewhere',
    })
    expect(await here.call(users.newLink, { id })).toMatchObject({ token: expect.any(String) })
  })

  test('always count an administrator, even when two demote each other at once', async () => {
    const { call, company, user } = await aCompany(database)
    const last = { code: 'accounts.lastAdministrator' }
    await expect(call(users.changeRole, { id: user.userId, role: 'manager' })).rejects.toMatchObject(last)
    await expect(call(users.remove, { id: user.userId })).rejects.toMatchObject(last)
    const other = await aMember(database, company, { initials: 'ZZ', role: 'administrator' })
    const both = await Promise.allSettled([
      call(users.changeRole, { id: user.userId, role: 'reader' }),
      call(users.remove, { id: other.userId }, { user: other }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await call(users.list, { role: 'administrator' })
    expect(rows).toHaveLength(1)
  })

  test('who only read see no user list, but the names to choose from', async () => {
    const { call } = await aCompany(database, { role: 'reader' })
    await expect(call(users.list, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await call(users.names, {})).rows).toHaveLength(1)
  })
})

describe('members of another company', () => {
  test('see nothing of this one and change nothing in it', async () => {
    const [here, there] = [await aCompany(database), await aCompany(database)]
    const { id } = await here.call(users.invite, { name: 'Jo Roy', email: anEmail(), role: 'reader' })
    const key = await here.call(keys.create, { name: 'K', rights: ['audit.read'], expiresOn: '2030-01-01' })
    expect((await there.call(users.list, {})).rows.map(row => row.id)).toEqual([there.user.userId])
    expect((await there.call(keys.list, {})).rows).toEqual([])
    expect((await there.call(audit.list, {})).rows).toEqual([])
    expect((await there.call(audit.ofRecord, { record: 'memberships', recordId: id })).rows).toEqual([])
    const none = { code: 'NOT_FOUND' }
    await expect(there.call(users.remove, { id })).rejects.toMatchObject(none)
    await expect(there.call(users.changeRole, { id, role: 'manager' })).rejects.toMatchObject(none)
    await expect(there.call(users.newLink, { id })).rejects.toMatchObject(none)
    await expect(there.call(keys.revoke, { id: key.id })).rejects.toMatchObject(none)
  })
})

describe('the journal', () => {
  test('tells who changed what, from what to what, by day where the company is', async () => {
    const { call, user } = await aCompany(database)
    const { id } = await call(users.invite, { name: 'Jo Roy', email: anEmail(), role: 'reader' })
    await call(users.changeRole, { id, role: 'manager' })
    const { rows } = await call(audit.ofRecord, { record: 'memberships', recordId: id })
    expect(rows).toMatchObject([
      {
        operation: 'PATCH /users/{id}',
        from: { role: 'reader' },
        to: { role: 'manager' },
        user: user.name,
        initials: 'VG',
      },
      { operation: 'POST /users', from: null, to: { name: 'Jo Roy', role: 'reader' }, via: 'local' },
    ])
    expect(rows[0]?.from).toEqual({ role: 'reader' })
    expect(await call(audit.count, { record: 'memberships' })).toEqual({ count: 2 })
    expect(await call(audit.count, { from: '2020-01-01', to: '2020-12-31' })).toEqual({ count: 0 })
    expect(await call(audit.count, { from: '2020-01-01', userId: user.userId })).toEqual({ count: 2 })
    const first = await call(audit.list, { limit: 1 })
    const second = await call(audit.list, { limit: 1, after: first.next! })
    expect([first.rows[0]?.id, second.rows[0]?.id]).toEqual(rows.map(row => row.id))
  })

  test('is append-only: the application can neither change nor remove an entry', async () => {
    const { within, call } = await aCompany(database)
    await call(users.invite, { name: 'Jo Roy', email: anEmail(), role: 'reader' })
    for (const statement of [
      sql`update audit_entries set initials = 'XX'`,
      sql`delete from audit_entries`,
      sql`truncate audit_entries`,
    ])
      await expect(within(({ db }) => db.execute(statement))).rejects.toMatchObject({ code: '42501' })
  })

  test('of users and keys is for those who may see them', async () => {
    const { call, user } = await aCompany(database)
    const ofUser = call(audit.ofRecord, { record: 'memberships', recordId: user.userId }, { role: 'operator' })
    await expect(ofUser).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await call(audit.ofRecord, { record: 'parties', recordId: user.userId }, { role: 'reader' })).toEqual({
      rows: [],
    })
    await expect(call(audit.list, {}, { role: 'operator' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('a company', () => {
  test('is founded by a user, who administers it, with an address made of its name', async () => {
    const { user } = await aCompany(database)
    const { call } = await aCompany(database)
    const name = `Éditions du Lac ${newId()}`
    const founded = await call(companies.create, { name }, { user })
    const again = await call(companies.create, { name }, { user })
    expect(founded.slug).toMatch(/^editions-du-lac-/)
    expect(again.slug).toBe(`${founded.slug}-2`)
    expect((await call(companies.create, { name: 'API' }, { user })).slug).toMatch(/^api-\d+$/)
    const { companies: mine } = await call(session.me, {}, { user })
    expect(mine.find(({ id }) => id === founded.id)).toMatchObject({ role: 'administrator', timeZone: 'Europe/Paris' })
    const inIt = { gate: localGate(database, founded.slug) }
    expect((await call(audit.list, {}, inIt)).rows.map(({ record }) => record).toSorted()).toEqual([
      'companies',
      'memberships',
    ])
  })

  test('is renamed, not to the address of another, with a time zone that exists', async () => {
    const [{ call }, other] = [await aCompany(database), await aCompany(database)]
    expect(await call(companies.update, { name: 'Presses du Lac' })).toMatchObject({ name: 'Presses du Lac' })
    expect(await call(companies.get, {})).toMatchObject({ name: 'Presses du Lac', timeZone: 'Europe/Paris' })
    for (const slug of [other.company.slug, 'sign-in'])
      await expect(call(companies.update, { slug })).rejects.toMatchObject({ code: 'accounts.slugTaken' })
    for (const timeZone of ['Europe/Nowhere', '+02:00', ''])
      await expect(call(companies.update, { timeZone })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
