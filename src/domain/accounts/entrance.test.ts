import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { PER_ACCOUNT } from './attempts.ts'
import { openAuth } from './auth.ts'
import { mountAuth } from './auth-route.ts'
import { aCompany } from './factory.ts'
import { gate, type Signing } from './gate.ts'
import { session, setup } from './operations/entrance.ts'
import { users } from './operations/users.ts'

const signing: Signing = { secret: 'a secret for tests of at least 32 characters', secure: false }
const password = 'correct horse battery'

let database: Database
let app: FastifyInstance

beforeAll(async () => {
  database = openDatabase(inject('ownerUrl'))
  app = Fastify()
  const say = (_language: string, code: string, { seconds }: Record<string, unknown>) =>
    `${code} ${seconds ?? ''}`.trim()
  mountAuth(app, { database, auth: openAuth(database, signing), say, language: () => 'fr' })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const post = (url: string, payload: object, headers: Record<string, string> = {}, remoteAddress = anAddress()) =>
  app.inject({ method: 'POST', url: `/api/auth/${url}`, payload, headers, remoteAddress })

const anAddress = () => `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.1`

/** Somebody invited, who has set a password and may sign in; `cookie` is of a first session. */
async function aUser() {
  const company = await aCompany(database)
  const email = `${newId()}@example.org`
  const invited = await company.call(users.invite, { name: 'Anne Petit', email, role: 'operator' })
  await post('reset-password', { token: invited.link?.token, newPassword: password })
  const signIn = async () => cookieOf(await post('sign-in/email', { email, password }))
  const through = (cookie: string) => ({ gate: gate(database, signing), headers: { cookie } })
  return { ...company, id: invited.id, email, link: invited.link!, signIn, through }
}

const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''

describe('signing in', () => {
  test('opens a session that names the user and their company, and keeps its token in the cookie', async () => {
    const { email, call, through, company } = await aUser()
    const answer = await post('sign-in/email', { email: email.toUpperCase(), password })
    expect([answer.statusCode, answer.json()]).toEqual([200, {}])
    expect(String(answer.headers['set-cookie'])).toMatch(/^facteur\.session_token=.*HttpOnly; SameSite=Lax/)
    const me = await call(session.me, {}, through(cookieOf(answer)))
    expect(me.user).toMatchObject({ name: 'Anne Petit', email, initials: 'AP' })
    expect(me.companies).toMatchObject([{ slug: company.slug, role: 'operator', initials: 'AP' }])
    expect(me.companies[0]?.rights).toContain('dispatch.write')
    expect(me.companies[0]?.rights).not.toContain('accounts.read')
  })

  test('is refused alike for a wrong password and for an unknown address', async () => {
    const { email } = await aUser()
    for (const wrong of [
      { email, password: 'not the password' },
      { email: 'nobody@example.org', password },
      { email: 'no address', password },
    ]) {
      const answer = await post('sign-in/email', wrong)
      expect([answer.statusCode < 500, answer.json().code]).toEqual([true, 'accounts.wrongCredentials'])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  test('is limited by account, whatever the address, and says how long to wait', async () => {
    const { email } = await aUser()
    const codes = []
    for (let n = 0; n < PER_ACCOUNT.max; n++)
      codes.push((await post('sign-in/email', { email, password: 'not the password' })).statusCode)
    expect(new Set(codes)).toEqual(new Set([401]))
    const limited = await post('sign-in/email', { email: email.toUpperCase(), password })
    expect([limited.statusCode, limited.json().code]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect(limited.json().message).toMatch(/^TOO_MANY_REQUESTS 8\d\d|900$/)
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(800)
    await database.pool.query(`update attempts set since = now() - interval '16 minutes' where key like $1`, [
      `%${email}`,
    ])
    expect((await post('sign-in/email', { email, password })).statusCode).toBe(200)
  })

  test('is limited by address, whatever the account', async () => {
    const address = '192.0.2.7'
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, n) =>
        post('sign-in/email', { email: `nobody-${n}@example.org`, password: 'x' }, {}, address),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBe(2)
    const forged = await post(
      'sign-in/email',
      { email: 'a@example.org', password: 'x' },
      { 'x-facteur-address': '1.2.3.4' },
      address,
    )
    expect(forged.statusCode).toBe(429)
  })

  test('is refused from a page of another site', async () => {
    const { email } = await aUser()
    const signIn = (origin: string) =>
      post(
        'sign-in/email',
        { email, password },
        { origin, host: 'facteur.example:3000', 'sec-fetch-site': 'cross-site' },
      )
    expect((await signIn('https://elsewhere.example')).statusCode).toBe(403)
    expect((await signIn('http://facteur.example:3000')).statusCode).toBe(200)
  })

  test('has no other door: nobody signs up, and the rest of the library is closed', async () => {
    for (const path of [
      'sign-up/email',
      'update-user',
      'list-sessions',
      'request-password-reset',
      'change-email',
      'get-session',
    ])
      expect((await post(path, { email: 'x@example.org', password, name: 'X' })).statusCode).toBe(404)
  })
})

describe('a session', () => {
  test('stops at once when it is revoked', async () => {
    const { call, signIn, through } = await aUser()
    const [here, there] = [await signIn(), await signIn()]
    const { rows } = await call(session.list, {}, through(here))
    expect(rows.map(({ current }) => current)).toEqual([false, true, false].slice(0, rows.length))
    await call(session.revoke, { id: rows.find(({ current }) => !current)!.id }, through(here))
    await expect(call(session.me, {}, through(there))).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect(await call(session.me, {}, through(here))).toBeTruthy()
  })

  test('of somebody else cannot be revoked', async () => {
    const [one, other] = [await aUser(), await aUser()]
    const [cookie, theirs] = [await one.signIn(), await other.signIn()]
    const { rows } = await other.call(session.list, {}, other.through(theirs))
    await expect(one.call(session.revoke, { id: rows[0]!.id }, one.through(cookie))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('stops when it expires, when its cookie was altered, and when its user signs out', async () => {
    const { call, signIn, through, id } = await aUser()
    const cookie = await signIn()
    const altered = cookie.replace(/=(.)/, (_all, first) => `=${first === 'a' ? 'b' : 'a'}`)
    await expect(call(session.me, {}, through(altered))).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(call(session.me, {}, through('facteur.session_token=%E0%A4%A'))).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
    const out = await signIn()
    expect(
      (await post('sign-out', {}, { cookie: out, origin: 'http://localhost', host: 'localhost' })).statusCode,
    ).toBe(200)
    await expect(call(session.me, {}, through(out))).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await database.pool.query(`update sessions set expires_at = now() - interval '1 second' where user_id = $1`, [id])
    await expect(call(session.me, {}, through(cookie))).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('of the others ends with a new password, which needs the current one', async () => {
    const { call, signIn, through, email } = await aUser()
    const [here, there] = [await signIn(), await signIn()]
    const change = (current: string) =>
      call(session.changePassword, { current, password: 'another password' }, through(here))
    await expect(change('not the password')).rejects.toMatchObject({ code: 'accounts.wrongPassword' })
    const both = await Promise.allSettled([change('wrong again one'), change('wrong again two')])
    expect(both.map(each => each.status === 'rejected' && each.reason.code).toSorted()).toEqual([
      'TOO_MANY_REQUESTS',
      'accounts.wrongPassword',
    ])
    await change(password)
    expect(await call(session.me, {}, through(here))).toBeTruthy()
    await expect(call(session.me, {}, through(there))).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect((await post('sign-in/email', { email, password })).statusCode).toBe(401)
    expect((await post('sign-in/email', { email, password: 'another password' })).statusCode).toBe(200)
  })
})

describe('a link to set a password', () => {
  test('serves once, not for a short password, and not after a newer one', async () => {
    const { link, call, id, email } = await aUser()
    expect((await post('reset-password', { token: link.token, newPassword: password })).json().code).toBe(
      'accounts.linkSpent',
    )
    const first = await call(users.newLink, { id })
    const second = await call(users.newLink, { id })
    expect((await post('reset-password', { token: first.token, newPassword: password })).json().code).toBe(
      'accounts.linkSpent',
    )
    const short = await post('reset-password', { token: second.token, newPassword: 'short' })
    expect(short.json().code).toBe('accounts.passwordTooShort')
    expect((await post('reset-password', { token: second.token, newPassword: 'one more password' })).statusCode).toBe(
      200,
    )
    expect((await post('sign-in/email', { email, password: 'one more password' })).statusCode).toBe(200)
  })
})

test('the wizard is closed once there is a user', async () => {
  const { call } = await aCompany(database)
  expect(await call(setup.status, {})).toEqual({ needed: false })
  const first = { companyName: 'Lac', name: 'Anne Petit', email: 'anne@example.org', password }
  await expect(call(setup.begin, first)).rejects.toMatchObject({ code: 'accounts.alreadySetUp' })
})
