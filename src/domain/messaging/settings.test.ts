import { createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { aMailServer, smtpError } from './factory.ts'
import { messagingOperations } from './operations.ts'
import { messagingConstraints } from './tables.ts'

const { mailSettings } = messagingOperations
const secret = '0123456789abcdef0123456789abcdef'
const given = {
  host: '127.0.0.1',
  port: 2525,
  security: 'none' as const,
  user: null as string | null,
  fromName: 'Éditions du Lac',
  fromAddress: 'courrier@lac.example',
  replyTo: null,
}

describe('mail settings', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>

  beforeAll(() => {
    database = openDatabase(inject('ownerUrl'), 4)
  })
  beforeEach(async () => {
    sealWith(secret)
    home = await aCompany(database, { constraints: messagingConstraints })
  })
  afterAll(() => database.close())

  const save = (more: Partial<typeof given> & { password?: string | null; revision?: number } = {}) =>
    home.call(mailSettings.update, { ...given, ...more })
  const tryIt = () => home.call(mailSettings.test, { to: 'me@lac.example' })
  const stored = () =>
    database.transaction(home.company.id, async db => {
      const { rows } = await db.execute<{ text: string }>(sql`
        select concat((select row_to_json(s)::text from mail_settings s where company_id = ${home.company.id}),
          (select string_agg(row_to_json(a)::text, '') from audit_entries a where company_id = ${home.company.id})) as text`)
      return rows[0]!.text
    })

  test('before anybody has said, mail goes to a folder under the company’s name', async () => {
    expect(await home.call(mailSettings.get, undefined)).toMatchObject({
      host: null,
      fromName: home.company.name,
      hasPassword: false,
    })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.noServer' })
  })

  test('the password is neither shown, nor readable in the database, nor in the audit trail', async () => {
    const saved = await save({ user: 'lac', password: 'tr0ub4dor' })
    expect(saved).toMatchObject({ hasPassword: true, revision: 1 })
    expect(JSON.stringify(saved)).not.toContain('tr0ub4dor')
    expect(await stored()).not.toContain('tr0ub4dor')
    expect((await stored()).match(/v1\./g)).toHaveLength(1) // sealed in the settings, absent from the audit trail
  })

  test('the password stays when it is not given, and goes when it is removed', async () => {
    await save({ user: 'lac', password: 'tr0ub4dor' })
    expect(await save({ user: 'lac', port: 2526 })).toMatchObject({ hasPassword: true, port: 2526 })
    expect(await save({ user: 'lac', password: null })).toMatchObject({ hasPassword: false })
  })

  test('the password typed for one server is never sent to another', async () => {
    await save({ user: 'lac', password: 'tr0ub4dor' })
    await expect(save({ user: 'lac', host: 'evil.example' })).rejects.toMatchObject({
      code: 'messaging.passwordNeeded',
    })
    await expect(save({ password: 'tr0ub4dor' })).rejects.toMatchObject({ code: 'messaging.passwordWithoutUser' })
  })

  test('of two people who change the settings, the second is told', async () => {
    await save()
    await save({ port: 26, revision: 1 })
    await expect(save({ port: 27, revision: 1 })).rejects.toMatchObject({ code: 'record.changedMeanwhile' })
  })

  test('the test sends a message, with authentication', async () => {
    const server = await aMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'lac' && password === 'tr0ub4dor'
          ? done(null, { user: 'lac' })
          : done(smtpError(535, 'wrong password')),
    })
    await save({ port: server.port, user: 'lac', password: 'tr0ub4dor' })
    expect(await tryIt()).toEqual({ to: 'me@lac.example' })
    expect(server.received).toHaveLength(1)
    await save({ port: server.port, user: 'lac', password: 'wrong' })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.authentication', data: { field: 'password' } })
    await server.close()
  })

  test('the test says that the host is unknown', async () => {
    await save({ host: 'no-such-host.invalid' })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.hostUnknown', data: { field: 'host' } })
  })

  test('the test says that nobody listens on the port', async () => {
    await save({ port: 1 })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.unreachable', data: { field: 'port' } })
  })

  test('the test says that the encryption does not suit the server', async () => {
    const server = await aMailServer()
    for (const security of ['tls', 'starttls'] as const) {
      await save({ port: server.port, security: security as 'none' })
      await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.tls', data: { field: 'security' } })
    }
    await server.close()
  })

  test('the test does not trust a certificate that nobody vouches for', async () => {
    const server = await aMailServer({ disabledCommands: [] }) // smtp-server’s own self-signed certificate
    await save({ port: server.port, security: 'starttls' as 'none' })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.tls' })
    expect(server.received).toEqual([])
    await server.close()
  })

  test('the test says that the sender or the recipient is refused', async () => {
    const server = await aMailServer({
      onMailFrom: ({ address }, _session, done) =>
        done(address.startsWith('courrier') ? smtpError(553, 'not yours') : null),
      onRcptTo: (_address, _session, done) => done(smtpError(550, 'unknown here')),
    })
    await save({ port: server.port })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.senderRefused', data: { field: 'fromAddress' } })
    await save({ port: server.port, fromAddress: 'lac@lac.example' })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.recipientRefused', data: { field: 'to' } })
    await server.close()
  })

  test('after a restore under another secret, the password is asked again', async () => {
    await save({ user: 'lac', password: 'tr0ub4dor' })
    sealWith('another secret of 32 characters or more')
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.passwordUnreadable', data: { field: 'password' } })
  })

  test('a host that keeps silent is told within seconds', async () => {
    const mute = createServer(() => {})
    await new Promise<void>(listening => mute.listen(0, '127.0.0.1', listening))
    await save({ port: (mute.address() as { port: number }).port })
    await expect(tryIt()).rejects.toMatchObject({ code: 'messaging.timeout', data: { field: 'port' } })
    mute.close()
  })

  test('only who may write messages changes them', async () => {
    await expect(home.call(mailSettings.update, given, { role: 'operator' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})
