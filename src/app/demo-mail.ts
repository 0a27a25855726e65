import { randomBytes } from 'node:crypto'
import type { AddressInfo, Server, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { type Maildrop, pop3Server } from './demo-pop3.ts'

type Delivered = (address: string, content: Buffer) => void

export type DemoMail = {
  ports: { smtp: number; pop3: number }
  /** Mails that stand in a mailbox, by its address, in the order of their arrival. */
  standing(address: string): Buffer[]
  close(): Promise<void>
}

const MOST_BYTES = 40 * 1024 * 1024
const HERE = '127.0.0.1'

/**
 * A mail server for this machine alone, so that the demonstration needs none: SMTP takes mail for the given addresses, POP3
 * gives it to who knows the password of one. What it holds is gone when it ends. `delivered` is told of each mail.
 */
export async function openDemoMail(
  passwords: Readonly<Record<string, string>>,
  delivered: Delivered = () => {},
): Promise<DemoMail> {
  const maildrops = new Map(
    Object.entries(passwords).map(([address, password]): [string, Maildrop] => [
      address,
      { password, mails: new Map() },
    ]),
  )
  const smtp = smtpServer(maildrops, delivered)
  const pop3 = pop3Server(maildrops)
  const clients = new Set<Socket>()
  pop3.on('connection', client => clients.add(client.once('close', () => clients.delete(client))))
  const opened = [await listening(smtp.server)]
  try {
    opened.push(await listening(pop3))
  } catch (error) {
    await closed(smtp.server)
    throw error
  }
  return {
    ports: { smtp: opened[0]!, pop3: opened[1]! },
    standing: address => [...(maildrops.get(address)?.mails.values() ?? [])],
    close: async () => {
      for (const client of clients) client.destroy()
      await Promise.all([new Promise<void>(done => smtp.close(() => done())), closed(pop3)])
    },
  }
}

/** Takes mail for the addresses it knows, as the server of their company would; others do not exist. */
function smtpServer(maildrops: ReadonlyMap<string, Maildrop>, delivered: Delivered): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: MOST_BYTES,
    closeTimeout: 1000,
    onRcptTo({ address }, _session, done) {
      done(
        maildrops.has(address.toLowerCase())
          ? null
          : Object.assign(new Error('no such mailbox here'), { responseCode: 550 }),
      )
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', piece => pieces.push(piece))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('too long'), { responseCode: 552 }))
        const content = Buffer.concat(pieces)
        for (const { address } of session.envelope.rcptTo) {
          maildrops.get(address.toLowerCase())?.mails.set(randomBytes(12).toString('hex'), content)
          delivered(address.toLowerCase(), content)
        }
        done()
      })
    },
  })
  server.on('error', () => {}) // a client that hangs up
  return server
}

const listening = (server: Server) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, HERE, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

const closed = (server: Server) => new Promise<void>(done => server.close(() => done()))
