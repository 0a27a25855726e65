import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { type AttachmentMakers, type NewMessage, queueMessage } from './actions.ts'
import { aMailServer, smtpError } from './factory.ts'
import { deliverDue } from './jobs.ts'
import { messagingOperations } from './operations.ts'
import { outboxCounts } from './queries.ts'
import { messagingConstraints } from './tables.ts'

const { messages, mailSettings } = messagingOperations
const limits = { connectMs: 400, silenceMs: 400 }
const invoice: NewMessage = { purpose: 'test.invoice', to: 'zoe@example.org', subject: 'Facture é', text: 'Bonjour' }

describe('the outbox', () => {
  let database: Database
  let home: Awaited<ReturnType<typeof aCompany>>
  const outboxFolder = mkdtempSync(join(tmpdir(), 'facteur-outbox-'))

  beforeAll(() => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 6)
  })
  beforeEach(async () => {
    home = await aCompany(database, { constraints: messagingConstraints })
  })
  afterAll(async () => {
    await database.close()
    rmSync(outboxFolder, { recursive: true })
  })

  const queue = (message: Partial<NewMessage> = {}) => home.within(ctx => queueMessage(ctx, { ...invoice, ...message }))
  const deliver = (signal = new AbortController().signal) =>
    deliverDue(home.outer(), { outboxFolder, limits }, { data: { companyId: home.company.id }, signal })
  const get = (id: string | null) => home.call(messages.get, { id: id! })
  const sendThrough = (port: number, more: { user?: string; password?: string } = {}) =>
    home.call(mailSettings.update, {
      host: '127.0.0.1',
      port,
      security: 'none',
      user: null,
      fromName: 'Éditions du Lac',
      fromAddress: 'courrier@lac.example',
      replyTo: null,
      ...more,
    })
  const makeDue = () =>
    database.transaction(home.company.id, db =>
      db.execute(
        sql`update messages set next_attempt_at = now(), claimed_at = null where company_id = ${home.company.id} and state = 'queued'`,
      ),
    )

  test('a message reaches the mail server once, with its attachment, and is marked sent', async () => {
    const server = await aMailServer()
    await sendThrough(server.port)
    const id = await queue({
      attachments: [{ name: 'FA-1.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF') }],
    })
    await Promise.all([deliver(), deliver()])
    await server.close()
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toMatchObject({ from: 'courrier@lac.example', to: ['zoe@example.org'] })
    expect(server.received[0]!.raw).toContain('FA-1.pdf')
    const sent = await get(id)
    expect(sent).toMatchObject({ state: 'sent', attempts: 1, failure: null, nextAttemptAt: null })
    expect(server.received[0]!.raw).toContain(`Message-ID: ${sent.messageId}`)
    expect(sent.attachments).toEqual([{ name: 'FA-1.pdf', mediaType: 'application/pdf', byteCount: 4 }])
  })

  test('CIR-25 an attachment is made again when the message leaves, and does not leave when it changed', async () => {
    const server = await aMailServer()
    await sendThrough(server.port)
    let content = 'lignes 12'
    const makers: AttachmentMakers = { 'test.file': async (_ctx, input, out) => void out.end(`${content} ${input.id}`) }
    const sha256 = createHash('sha256').update('lignes 12 a').digest('hex')
    const made = { kind: 'test.file', input: { id: 'a' }, sha256, byteCount: 11 }
    const leave = () =>
      deliverDue(
        home.outer(),
        { outboxFolder, limits, makers },
        { data: { companyId: home.company.id }, signal: new AbortController().signal },
      )
    const file = { name: 'adresses.csv', mediaType: 'text/csv', made }
    const first = await queue({ attachments: [file] })
    await leave()
    expect(await get(first)).toMatchObject({ state: 'sent', attachments: [{ name: 'adresses.csv', byteCount: 11 }] })
    expect(server.received[0]!.raw).toContain(Buffer.from('lignes 12 a').toString('base64'))
    content = 'autre chose'
    const second = await queue({ attachments: [file] })
    await leave()
    await server.close()
    expect(server.received).toHaveLength(1)
    expect(await get(second)).toMatchObject({ state: 'failed', failure: { reason: 'attachmentChanged' } })
    const large = { ...file, made: { ...made, byteCount: 16 * 1024 * 1024 } }
    await expect(queue({ attachments: [large] })).rejects.toMatchObject({ code: 'messaging.attachmentsTooLarge' })
  })

  test('a message of an operation that rolls back is never sent', async () => {
    const failing = home.within(async ctx => {
      await queueMessage(ctx, invoice)
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await home.call(messages.count, {})).toEqual({ count: 0 })
  })

  test('one document is sent once for one purpose', async () => {
    expect(await queue({ onceKey: 'FA-1' })).toEqual(expect.any(String))
    expect(await queue({ onceKey: 'FA-1' })).toBeNull()
    expect(await queue({ onceKey: 'FA-1', purpose: 'test.reminder' })).toEqual(expect.any(String))
    expect(await home.call(messages.count, {})).toEqual({ count: 2 })
  })

  test('without a mail server, messages are files of a folder', async () => {
    const id = await queue()
    await deliver()
    const folder = join(outboxFolder, home.company.slug)
    const [file, ...others] = readdirSync(folder)
    expect(others).toEqual([])
    expect(readFileSync(join(folder, file!), 'utf8')).toMatch(/^To: zoe@example\.org/m)
    expect(await get(id)).toMatchObject({ state: 'sent' })
  })

  test('a server that asks to wait is asked again, under the same message id', async () => {
    let refusals = 1
    const server = await aMailServer({
      onRcptTo: (_address, _session, done) => done(refusals-- > 0 ? smtpError(450, 'try later') : null),
    })
    await sendThrough(server.port)
    const id = await queue()
    await deliver()
    const waiting = await get(id)
    expect(waiting).toMatchObject({ state: 'queued', attempts: 1, failure: { reason: 'busy' } })
    expect(waiting.failure?.detail).toContain('try later')
    expect(Date.parse(waiting.nextAttemptAt!)).toBeGreaterThan(Date.now() + 50_000)
    await deliver()
    expect(server.received).toEqual([])
    await makeDue()
    await deliver()
    await server.close()
    expect(server.received[0]!.raw).toContain(waiting.messageId)
    expect(await get(id)).toMatchObject({ state: 'sent', attempts: 2, failure: null })
  })

  test('an address refused for good is given up at once, with the server’s words, and can be tried again', async () => {
    let known = false
    const server = await aMailServer({
      onRcptTo: (_address, _session, done) => done(known ? null : smtpError(550, 'no such user')),
    })
    await sendThrough(server.port)
    const id = await queue()
    await deliver()
    expect(await get(id)).toMatchObject({
      state: 'failed',
      failure: { reason: 'recipientRefused', detail: expect.stringContaining('no such user') },
    })
    known = true
    expect(await home.call(messages.retry, { id: id! })).toMatchObject({ state: 'queued', attempts: 0 })
    await deliver()
    await server.close()
    expect(await get(id)).toMatchObject({ state: 'sent' })
    await expect(home.call(messages.retry, { id: id! })).rejects.toMatchObject({ code: 'messaging.alreadySent' })
  })

  test('a content refused for good is given up at once', async () => {
    const server = await aMailServer({
      onData: (stream, _session, done) => {
        stream.resume()
        stream.on('end', () => done(smtpError(554, 'looks like spam')))
      },
    })
    await sendThrough(server.port)
    const id = await queue()
    await deliver()
    await server.close()
    expect(await get(id)).toMatchObject({ state: 'failed', failure: { reason: 'messageRefused' } })
  })

  test('a server that takes the connection and says nothing does not hold the outbox', async () => {
    const mute: Server = createServer(() => {})
    await new Promise<void>(listening => mute.listen(0, '127.0.0.1', listening))
    const { port } = mute.address() as { port: number }
    await sendThrough(port)
    const ids = [await queue(), await queue(), await queue(), await queue()]
    const began = Date.now()
    await deliver()
    expect(Date.now() - began).toBeLessThan(3000)
    mute.close()
    const found = await Promise.all(ids.map(get))
    const tried = found.filter(message => message.attempts === 1)
    expect(tried.length).toBeGreaterThan(0)
    expect(tried.length).toBeLessThanOrEqual(2) // the others are not tried on a server in trouble
    expect(tried[0]).toMatchObject({ state: 'queued', failure: { reason: 'timeout' } })
  })

  test('after the last attempt it is given up and stays visible; when the server is back all are tried again', async () => {
    await sendThrough(1)
    const id = await queue()
    for (let attempt = 1; attempt <= 8; attempt++) {
      await makeDue()
      await deliver()
    }
    expect(await get(id)).toMatchObject({ state: 'failed', attempts: 8, failure: { reason: 'unreachable' } })
    expect((await home.call(messages.list, { state: 'failed' })).rows.map(row => row.id)).toEqual([id])
    const server = await aMailServer()
    await sendThrough(server.port)
    expect(await home.call(messages.retryFailed, undefined)).toEqual({ count: 1 })
    await deliver()
    await server.close()
    expect(await get(id)).toMatchObject({ state: 'sent' })
  })

  test('killed between the server’s yes and ours, the message leaves again under the same id', async () => {
    const server = await aMailServer()
    await sendThrough(server.port)
    const id = await queue()
    await deliver()
    await database.transaction(home.company.id, db =>
      db.execute(sql`update messages set state = 'queued', sent_at = null, claimed_at = now(), next_attempt_at = now() + interval '10 minutes'
        where company_id = ${home.company.id}`),
    )
    await deliver()
    expect(server.received).toHaveLength(1) // its lease still runs
    await expect(home.call(messages.retry, { id: id! })).rejects.toMatchObject({ code: 'messaging.beingSent' })
    await makeDue()
    await deliver()
    await server.close()
    const ids = server.received.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
  })

  test('line breaks in a subject or an address add no header and no recipient', async () => {
    const server = await aMailServer()
    await sendThrough(server.port)
    await queue({ subject: 'Hello\r\nBcc: everybody@example.org' })
    const forged = await queue({ to: 'a@example.org\r\nRCPT TO:<b@example.org>', purpose: 'test.other' })
    await deliver()
    await server.close()
    expect(server.received).toHaveLength(1)
    expect(server.received[0]!.raw).not.toMatch(/^Bcc:/m)
    expect(server.received[0]!.to).toEqual(['zoe@example.org'])
    expect(await get(forged)).toMatchObject({ state: 'failed', failure: { reason: 'recipientRefused' } })
  })

  test('the metrics count what waits over all companies', async () => {
    const waiting = async () => (await outboxCounts(database)).find(({ state }) => state === 'queued')!.count
    const before = await waiting()
    await queue()
    expect(await waiting()).toBe(before + 1)
  })

  test('another company sees no message and no setting', async () => {
    const id = await queue()
    await sendThrough(2525)
    const neighbour = await aCompany(database)
    expect(await neighbour.call(messages.list, {})).toEqual({ rows: [], next: null })
    await expect(neighbour.call(messages.get, { id: id! })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await neighbour.call(mailSettings.get, undefined)).toMatchObject({ host: null, revision: 0 })
  })
})
