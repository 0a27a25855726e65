import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { type NewMessage, queueMessage } from './actions.ts'
import { aMailServer, smtpError } from './factory.ts'
import { deliverDue } from './jobs.ts'
import { messagingOperations } from './operations.ts'
import { messagingConstraints } from './tables.ts'

const { messages, mailSettings, sendingAccounts } = messagingOperations
const SECRET = '0123456789abcdef0123456789abcdef'
const ORDER: NewMessage = { purpose: 'test.order', to: 'appros@example.org', subject: 'Commande', text: 'Bonjour' }
type Server = Awaited<ReturnType<typeof aMailServer>>

/** A mail server that lets one password in. */
const strict = (password: () => string) =>
  aMailServer({
    authOptional: false,
    onAuth: ({ password: given }, _session, done) =>
      given === password() ? done(null, { user: 'vg' }) : done(smtpError(535, 'wrong password')),
  })

describe('INT-21, X-41 a user who sends through an account of their own', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>
  let ofCompany: Server
  let ofUser: Server
  let password = 'secret'
  const outboxFolder = mkdtempSync(join(tmpdir(), 'facteur-outbox-'))

  beforeAll(() => {
    database = openDatabase(inject('ownerUrl'), 6)
  })
  beforeEach(async () => {
    sealWith(SECRET)
    password = 'secret'
    home = await aCompany(database, { constraints: messagingConstraints })
    ofCompany = await aMailServer()
    ofUser = await strict(() => password)
    const server = { host: '127.0.0.1', security: 'none' as const, user: null, replyTo: null }
    await home.call(mailSettings.update, {
      ...{ ...server, port: ofCompany.port, fromName: 'Éditions du Lac', fromAddress: 'courrier@lac.example' },
    })
  })
  afterEach(() => Promise.all([ofCompany.close(), ofUser.close()]))
  afterAll(async () => {
    await database.close()
    rmSync(outboxFolder, { recursive: true })
  })

  const account = (more: object = {}) => ({
    ...{ host: '127.0.0.1', port: ofUser.port, security: 'none' as const, user: 'vg', password: 'secret' },
    ...{ fromName: 'Valérie', fromAddress: 'vg@editions.example', ...more },
  })
  const save = (more: object = {}) => home.call(sendingAccounts.save, account(more))
  const queue = (more: Partial<NewMessage> = {}) =>
    home.within(ctx => queueMessage(ctx, { ...ORDER, asUser: true, ...more })) as Promise<string>
  const deliver = () =>
    deliverDue(
      home.outer(),
      { outboxFolder, limits: { connectMs: 400, silenceMs: 400 } },
      { data: { companyId: home.company.id }, signal: new AbortController().signal },
    )
  const get = (id: string) => home.call(messages.get, { id })

  it('is the sender of what bears their name, and the company of all else', async () => {
    await save()
    const [mine, other] = [await queue(), await queue({ asUser: undefined as never, subject: 'Relance' })]
    await deliver()
    expect(ofUser.received).toMatchObject([{ from: 'vg@editions.example', to: ['appros@example.org'] }])
    expect(ofUser.received[0]!.raw).toMatch(/^From: =\?.*<vg@editions\.example>\r$/m)
    expect(ofUser.received[0]!.raw).toContain(`Reply-To: ${home.user.email}`)
    expect((await get(mine)).messageId).toMatch(/@editions\.example>$/)
    expect(ofCompany.received).toMatchObject([{ from: 'courrier@lac.example' }])
    expect(ofCompany.received[0]!.raw).not.toContain('Reply-To')
    expect(await get(other)).toMatchObject({ state: 'sent' })
  })

  it('without one sends from the address of the company, with the answers to them', async () => {
    expect(await home.call(sendingAccounts.get, undefined)).toBeNull()
    await queue()
    await deliver()
    expect(ofCompany.received).toMatchObject([{ from: 'courrier@lac.example' }])
    expect(ofCompany.received[0]!.raw).toContain(`Reply-To: ${home.user.email}`)
  })

  it('with a wrong password holds up nobody else, is told why, and is sent once it is right', async () => {
    await save()
    password = 'changed'
    const ids = [await queue(), await queue(), await queue()]
    const other = await queue({ asUser: undefined as never })
    await deliver()
    expect(ofCompany.received).toHaveLength(1)
    expect(await get(other)).toMatchObject({ state: 'sent' })
    const found = await Promise.all(ids.map(get))
    expect(found.map(({ state }) => state)).toEqual(['queued', 'queued', 'queued'])
    expect(found.some(({ failure }) => failure?.reason === 'authentication')).toBe(true)
    await expect(home.call(sendingAccounts.test, {})).rejects.toMatchObject({
      code: 'messaging.authentication',
      data: { field: 'password' },
    })
    await save({ password: 'changed' })
    expect(await home.call(sendingAccounts.test, {})).toEqual({ to: home.user.email })
    for (const id of ids) await home.call(messages.retry, { id })
    await deliver()
    expect(ofUser.received.map(({ from }) => from)).toEqual(Array(4).fill('vg@editions.example'))
  })

  it('who forgets it sends what waits from the address of the company', async () => {
    await save()
    const id = await queue()
    await home.call(sendingAccounts.remove, undefined)
    await deliver()
    expect([ofUser.received.length, ofCompany.received.length]).toEqual([0, 1])
    expect(await get(id)).toMatchObject({ state: 'sent' })
    expect(await home.call(sendingAccounts.remove, undefined)).toBeUndefined()
  })

  it('is seen and forgotten by who looks after the mail, never by another company, and goes with its user', async () => {
    await save()
    const elsewhere = await aCompany(database, { constraints: messagingConstraints })
    expect(await home.call(sendingAccounts.all, undefined)).toEqual([
      { userId: home.user.userId, name: home.user.name, fromAddress: 'vg@editions.example' },
    ])
    expect(await elsewhere.call(sendingAccounts.all, undefined)).toEqual([])
    await elsewhere.call(sendingAccounts.removeOf, { userId: home.user.userId })
    expect(await home.call(sendingAccounts.get, undefined)).toMatchObject({ host: '127.0.0.1', hasPassword: true })
    await home.call(sendingAccounts.removeOf, { userId: home.user.userId })
    expect(await home.call(sendingAccounts.get, undefined)).toBeNull()
    await expect(
      home.call(sendingAccounts.removeOf, { userId: home.user.userId }, { role: 'operator' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await save()
    await database.pool.query('delete from memberships where company_id = $1', [home.company.id])
    const { rows } = await home.within(({ db }) => db.execute(sql`select 1 from sending_accounts`))
    expect(rows).toEqual([])
  })

  it('keeps its password sealed, for its server alone, and is asked for it after a restore under another secret', async () => {
    const saved = await save()
    expect(saved).toMatchObject({ hasPassword: true, revision: 1 })
    const { rows } = await home.within(({ db }) =>
      db.execute(sql`select (select json_agg(s) from sending_accounts s), (select json_agg(a) from audit_entries a)`),
    )
    expect(JSON.stringify([saved, rows])).not.toContain('"secret"')
    const { password: _, ...kept } = account()
    await expect(home.call(sendingAccounts.save, { ...kept, host: 'localhost' })).rejects.toMatchObject({
      code: 'messaging.passwordNeeded',
    })
    expect(await home.call(sendingAccounts.save, { ...kept, fromName: 'VG', revision: 1 })).toMatchObject({
      ...{ hasPassword: true, fromName: 'VG' },
    })
    await expect(home.call(sendingAccounts.save, { ...kept, revision: 1 })).rejects.toMatchObject({
      code: 'record.changedMeanwhile',
    })
    sealWith('another secret of 32 characters or more')
    await expect(home.call(sendingAccounts.test, {})).rejects.toMatchObject({ code: 'messaging.passwordUnreadable' })
    const id = await queue()
    await deliver()
    expect(await get(id)).toMatchObject({ state: 'queued', failure: { reason: 'passwordUnreadable' } })
    await expect(home.call(sendingAccounts.save, { ...kept, user: null, password: 'x' })).rejects.toMatchObject({
      code: 'messaging.passwordWithoutUser',
    })
  })
})
