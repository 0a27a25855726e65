import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IncomingServer, openMailbox } from '../platform/mail/incoming.ts'
import { type Mail, openServer } from '../platform/mail/transport.ts'
import { type DemoMail, openDemoMail } from './demo-mail.ts'

const [CALVI, CENTRE] = ['commandes@calvi.example', 'appros@centre.example']

describe('the mail server of the demonstration', () => {
  let server: DemoMail
  beforeAll(async () => {
    server = await openDemoMail({ [CALVI]: 'secret-calvi', [CENTRE]: 'secret-centre' })
  })
  afterAll(() => server.close())

  const send = async (to: string, given: Partial<Mail> = {}) => {
    const transport = openServer({
      ...{ host: '127.0.0.1', port: server.ports.smtp, security: 'none', user: null, password: null },
    })
    const written: Mail = {
      ...{ messageId: '<1@calvi.example>', from: { name: 'Calvi', address: CALVI }, replyTo: null, to },
      ...{ subject: 'Commande', text: 'Bonjour', html: null, date: new Date(0), attachments: [] },
      ...given,
    }
    await transport.send(written).finally(() => transport.close())
  }
  const door = (user: string, password: string): IncomingServer => ({
    ...{ protocol: 'pop3', host: '127.0.0.1', port: server.ports.pop3, security: 'none', user, password },
  })
  async function read(user: string, password: string) {
    const mailbox = await openMailbox(door(user, password))
    try {
      const keys = (await mailbox.list(null)).map(({ key }) => key)
      const mails: string[] = []
      for await (const { content } of mailbox.read(keys)) mails.push(content.toString())
      return { keys, mails }
    } finally {
      await mailbox.close()
    }
  }

  it('INT-6, INT-28 takes mail by SMTP and gives it by POP3, in its bytes and its order, as often as it is asked', async () => {
    const dots = 'Un point\r\n.\r\n..deux\r\nfin'
    const binary = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 31) % 256))
    await send(CENTRE, { text: dots })
    await send(CENTRE, {
      attachments: [{ filename: 'a.bin', contentType: 'application/octet-stream', content: binary }],
    })
    const first = await read(CENTRE, 'secret-centre')
    expect(first.mails).toEqual(server.standing(CENTRE).map(content => content.toString()))
    expect(first.mails[0]).toContain(dots)
    expect(first.mails[1]!.replace(/\s/g, '')).toContain(binary.toString('base64'))
    expect(await read(CENTRE, 'secret-centre')).toEqual(first) // INT-34 nothing went
    expect((await read(CALVI, 'secret-calvi')).mails).toEqual([])
  })

  it('knows no address but those of the two sites, and gives nothing without the password', async () => {
    await expect(send('somebody@example.org')).rejects.toMatchObject({ reason: 'recipientRefused' })
    await expect(read(CENTRE, 'secret-calvi')).rejects.toMatchObject({ reason: 'authentication' })
    await expect(read('somebody@example.org', 'secret-calvi')).rejects.toMatchObject({ reason: 'authentication' })
  })
})
