import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

type Received = { from: string; to: string[]; raw: string }
type Refusing = Error & { responseCode: number }

/** What a mail server answers when it does not take something. */
export const smtpError = (responseCode: number, words: string): Refusing =>
  Object.assign(new Error(words), { responseCode })

/** A real mail server on a free port of this machine; `received` holds what it took. */
export async function aMailServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.secure || options.key ? [] : ['STARTTLS'],
    allowInsecureAuth: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {}) // a client that hangs up is part of the tests
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { port, received, close: () => new Promise<void>(closed => server.close(() => closed())) }
}
