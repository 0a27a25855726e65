import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDovecot, hasDovecot } from '../testing/dovecot.ts'
import { type IncomingProtocol, type IncomingServer, openMailbox } from './incoming.ts'
import type { Security } from './transport.ts'

const mail = (subject: string, body: string | Buffer) =>
  Buffer.concat([Buffer.from(`From: a@example.org\r\nSubject: ${subject}\r\n\r\n`), Buffer.from(body)])

/** Bytes that are no UTF-8, lines that begin with a dot or are one, and a dot at the end of lines. */
const AWKWARD = Buffer.concat([
  Buffer.from('.\r\n..\r\n.a\r\nfin.\r\n'),
  Buffer.from([0xe9, 0xe8, 0x80, 0xff]),
  Buffer.from('\r\n.\r\n'),
])

describe.skipIf(!hasDovecot)('a mailbox of a real server', () => {
  let server: Awaited<ReturnType<typeof aDovecot>>
  beforeAll(async () => {
    server = await aDovecot({ appros: 'secret1', empty: 'secret2', many: 'secret3' })
    server.deliver('appros', mail('un', 'Bonjour\r\n'))
    server.deliver('appros', mail('deux', AWKWARD))
    server.deliver('appros', mail('trois', Buffer.alloc(3_000_000, 'ligne.\r\n')))
  }, 60_000)
  afterAll(() => server?.stop())

  const at = (protocol: IncomingProtocol, security: Security = 'none', user = 'appros', password = 'secret1') => ({
    protocol,
    security,
    host: '127.0.0.1',
    port: server.ports[`${protocol}${security === 'tls' ? 's' : ''}`],
    user,
    password,
  })
  const opened = (asked: IncomingServer) => openMailbox(asked, { ca: server.certificate })
  const readAll = async (asked: IncomingServer, after: string | null = null) => {
    const mailbox = await opened(asked)
    const listed = await mailbox.list(after)
    const read = await Array.fromAsync(mailbox.read(listed.map(({ key }) => key)))
    await mailbox.close()
    return { listed, read }
  }

  test.each([
    ['imap', 'none'],
    ['imap', 'starttls'],
    ['imap', 'tls'],
    ['pop3', 'none'],
    ['pop3', 'starttls'],
    ['pop3', 'tls'],
  ] as const)('INT-28 is read over %s with %s, each mail to the byte', async (protocol, security) => {
    const { listed, read } = await readAll(at(protocol, security))
    expect(
      read.map(
        ({ content }) =>
          content
            .subarray(0, 40)
            .toString()
            .match(/Subject: (\w+)/)![1],
      ),
    ).toEqual(['un', 'deux', 'trois'])
    expect(read[1]!.content.equals(mail('deux', AWKWARD))).toBe(true)
    expect(read[2]!.content.equals(mail('trois', Buffer.alloc(3_000_000, 'ligne.\r\n')))).toBe(true)
    expect(listed.map(({ size }) => size)).toEqual(read.map(({ content }) => content.length))
    expect(new Set(listed.map(({ key }) => key)).size).toBe(3)
  })

  test('INT-34 holds the same mails after it was read, none of them marked as seen', async () => {
    const before = server.files('appros').length
    const first = await readAll(at('imap'))
    await readAll(at('pop3'))
    expect((await readAll(at('imap'))).listed).toEqual(first.listed)
    expect(server.files('appros')).toHaveLength(before)
    expect(server.files('appros').filter(name => /:2,.*[STR]/.test(name))).toEqual([])
  })

  test('gives over IMAP only what came after the last key, and over POP3 the same keys again', async () => {
    const [imap, pop3] = [at('imap', 'none', 'many', 'secret3'), at('pop3', 'none', 'many', 'secret3')]
    for (const subject of ['a', 'b']) server.deliver('many', mail(subject, 'x\r\n'))
    const [overImap, overPop3] = [await readAll(imap), await readAll(pop3)]
    server.deliver('many', mail('c', 'x\r\n'))
    const last = overImap.listed.at(-1)!.key
    const { read } = await readAll(imap, last)
    expect(read.map(({ content }) => content.toString().match(/Subject: (\w+)/)![1])).toEqual(['c'])
    expect((await readAll(imap, read[0]!.key)).listed).toEqual([])
    expect((await readAll(pop3)).listed.slice(0, 2)).toEqual(overPop3.listed)
    // Another mailbox of that name: nothing of it was seen.
    expect((await readAll(imap, '1.99')).listed).toHaveLength(3)
  })

  test('may be empty', async () => {
    for (const protocol of ['imap', 'pop3'] as const)
      expect((await readAll(at(protocol, 'none', 'empty', 'secret2'))).listed).toEqual([])
  })

  test.each(['imap', 'pop3'] as const)('says over %s what is wrong with its settings', async protocol => {
    const right = at(protocol, 'tls')
    await expect(opened({ ...right, password: 'faux' })).rejects.toMatchObject({ reason: 'authentication' })
    await expect(opened({ ...right, password: 'a\r\nDELE 1' })).rejects.toMatchObject({ reason: 'authentication' })
    await expect(openMailbox(right)).rejects.toMatchObject({ reason: 'tls' })
    await expect(opened({ ...right, port: 1 })).rejects.toMatchObject({ reason: 'unreachable' })
    await expect(opened({ ...right, host: 'nowhere.invalid' })).rejects.toMatchObject({ reason: 'hostUnknown' })
  })
})

test.each(['imap', 'pop3'] as const)('a server that says nothing over %s is given up', async protocol => {
  const silent = createServer(() => undefined)
  await new Promise<void>(listening => silent.listen(0, '127.0.0.1', listening))
  const { port } = silent.address() as { port: number }
  const server = { protocol, security: 'none', host: '127.0.0.1', port, user: 'a', password: 'b' } as const
  await expect(openMailbox(server, { limits: { connectMs: 200, silenceMs: 200 } })).rejects.toMatchObject({
    reason: 'timeout',
  })
  silent.close()
})
