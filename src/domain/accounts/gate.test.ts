import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aCompany, aMember } from './factory.ts'
import { gate } from './gate.ts'
import { audit } from './operations/audit.ts'
import { companies } from './operations/companies.ts'
import { session } from './operations/entrance.ts'
import { keys } from './operations/keys.ts'
import { users } from './operations/users.ts'
import type { Right } from './rules.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const today = '2026-03-10'

async function aKey(rights: Right[], expiresOn = '2035-12-31') {
  const company = await aCompany(database, { today })
  const { key, id } = await company.call(keys.create, { name: 'Shop', rights, expiresOn })
  const by = (headers: Record<string, string>) => ({ gate: gate(database, { secret: 'x', secure: false }), headers })
  return { ...company, key, id, by, through: by({ 'x-api-key': key }) }
}

describe('an API key', () => {
  test('does what its rights say in its company, by either header, and nothing else', async () => {
    const { call, through, by, key } = await aKey(['audit.read'])
    expect((await call(users.names, {}, through)).rows.map(({ initials }) => initials)).toEqual(['VG'])
    expect((await call(users.names, {}, by({ authorization: `Bearer ${key}` }))).rows).toHaveLength(1)
    await expect(call(users.list, {}, through)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      data: { values: { right: 'accounts.read' } },
    })
    await expect(call(users.names, {}, by({ 'x-api-key': `${key}x` }))).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('says whose it is, and its own rights there', async () => {
    const { call, through, user, company } = await aKey(['audit.read', 'parties.read'])
    const me = await call(session.me, {}, through)
    expect(me.user.email).toBe(user.email)
    expect(me.companies).toMatchObject([{ id: company.id, rights: ['audit.read', 'parties.read'] }])
  })

  test('opens no other company, even one of its owner', async () => {
    const { call, by, key, company } = await aKey(['audit.read'])
    const other = await aCompany(database)
    for (const asked of [other.company.slug, other.company.id])
      await expect(call(users.names, {}, by({ 'x-api-key': key, 'x-company': asked }))).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
    for (const asked of [company.slug, company.id])
      expect(await call(users.names, {}, by({ 'x-api-key': key, 'x-company': asked }))).toBeTruthy()
  })

  test('stops at once when it is revoked, when it expires, and when its owner leaves', async () => {
    const revoked = await aKey(['audit.read'])
    await revoked.call(keys.revoke, { id: revoked.id })
    await expect(revoked.call(users.names, {}, revoked.through)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(revoked.call(keys.revoke, { id: revoked.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })

    const expired = await aKey(['audit.read'], today)
    await expect(expired.call(users.names, {}, expired.through)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })

    const left = await aKey(['audit.read'])
    await aMember(database, left.company, { initials: 'ZZ', role: 'administrator' })
    await left.call(users.remove, { id: left.user.userId })
    await expect(left.call(users.names, {}, left.through)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('may no more than its owner may now', async () => {
    const { call, through, user, company } = await aKey(['accounts.read', 'audit.read'])
    expect(await call(users.count, {}, through)).toEqual({ count: 1 })
    await aMember(database, company, { initials: 'ZZ', role: 'administrator' })
    await call(users.changeRole, { id: user.userId, role: 'reader' })
    await expect(call(users.count, {}, through)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await call(users.names, {}, through)).toBeTruthy()
  })

  test('gives nobody more than it may itself', async () => {
    const { call, through, user } = await aKey(['accounts.write', 'accounts.read'])
    const beyond = { code: 'accounts.beyondOwnRights' }
    await expect(
      call(users.invite, { name: 'A', email: 'a@example.org', role: 'reader' }, through),
    ).rejects.toMatchObject(beyond)
    await expect(call(users.newLink, { id: user.userId }, through)).rejects.toMatchObject(beyond)
    const inPerson = { code: 'accounts.onlyInPerson' }
    const more = { name: 'B', rights: ['accounts.write' as const], expiresOn: '2035-01-01' }
    await expect(call(keys.create, more, through)).rejects.toMatchObject(inPerson)
    await expect(call(session.list, {}, through)).rejects.toMatchObject(inPerson)
    await expect(call(session.revokeOthers, {}, through)).rejects.toMatchObject(inPerson)
    await expect(call(companies.create, { name: 'C' }, through)).rejects.toMatchObject(inPerson)
    await expect(
      call(session.changePassword, { current: 'x', password: 'long enough password' }, through),
    ).rejects.toMatchObject(inPerson)
  })

  test('is shown once; the list knows its first characters, its end and its last use', async () => {
    const { call, key, through } = await aKey(['audit.read'])
    expect((await call(keys.list, {})).rows[0]).toMatchObject({ lastUsedAt: null, revokedAt: null })
    await call(users.names, {}, through)
    const { rows } = await call(keys.list, {})
    expect(rows).toMatchObject([{ name: 'Shop', start: key.slice(0, 12), expiresAt: '2035-12-31T23:00:00.000Z' }])
    expect(rows[0]?.lastUsedAt).toMatch(/Z$/)
    expect(JSON.stringify([rows, await call(audit.list, {})])).not.toContain(key)
  })

  test('cannot end before it begins, nor have rights its maker lacks', async () => {
    const { call } = await aCompany(database, { today })
    const create = (rights: Right[], expiresOn: string, role?: 'manager') =>
      call(keys.create, { name: 'K', rights, expiresOn }, role ? { role } : {})
    await expect(create(['audit.read'], '2026-03-09')).rejects.toMatchObject({ code: 'accounts.expiryPast' })
    await expect(create(['audit.read'], '2036-03-11')).rejects.toMatchObject({ code: 'accounts.expiryFar' })
    await expect(create(['audit.read'], today, 'manager')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('the company of a request', () => {
  const signed = (token: string) => `facteur.session_token=${token}`

  test('is the one it names, by slug or id; nobody enters another', async () => {
    const [one, two, foreign] = [await aCompany(database), await aCompany(database), await aCompany(database)]
    await database.pool.query(
      `insert into memberships (company_id, user_id, role, initials) values ($1, $2, 'reader', 'XX')`,
      [two.company.id, one.user.userId],
    )
    const token = randomUUID()
    await database.pool.query(
      `insert into sessions (id, token, user_id, expires_at) values ($1, $1, $2, now() + interval '1 hour')`,
      [token, one.user.userId],
    )
    const signature = createHmac('sha256', 'x').update(token).digest('base64')
    const doors = gate(database, { secret: 'x', secure: false })
    const enter = (company?: string, cookie = signed(encodeURIComponent(`${token}.${signature}`))) =>
      doors.enter(new Headers({ cookie, ...(company ? { 'x-company': company } : {}) }))

    expect((await enter(one.company.slug))?.company?.id).toBe(one.company.id)
    const asReader = await enter(two.company.id)
    expect(asReader).toMatchObject({ company: { id: two.company.id }, actor: { initials: 'XX', via: 'session' } })
    expect(asReader?.rights.has('parties.write')).toBe(false)
    for (const asked of [undefined, foreign.company.slug, 'no-such-company'])
      expect(await enter(asked)).toMatchObject({ company: null, rights: new Set() })
    expect(
      await enter(
        one.company.slug,
        signed(`${token}.${signature.replace(/^./, first => (first === 'A' ? 'B' : 'A'))}`),
      ),
    ).toBeNull()
    expect(await enter(one.company.slug, signed(token))).toBeNull()

    await database.pool.query('delete from memberships where company_id = $1', [two.company.id])
    expect((await enter())?.company?.id).toBe(one.company.id)
  })
})
