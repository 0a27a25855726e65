import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { MailFailure, mailFailure } from './failure.ts'
import type { Mailbox, Opening } from './incoming.ts'
import type { MailLimits, MailServer } from './transport.ts'

/** Commands sent before the first of them is answered, where the server takes that (RFC 2449). */
const AHEAD = 20
const CRLF = Buffer.from('\r\n')
const DOT = 0x2e
const STUFFED = Buffer.from('\r\n.')

/** Opens a POP3 maildrop (RFC 1939) for reading: it never says DELE, so that every mail stays. */
export async function openPop3(server: Opening, limits: MailLimits, ca: string | undefined): Promise<Mailbox> {
  const session = await begin(server, limits, ca)
  try {
    const able = await session.capabilities()
    const { user, password, accessToken } = server
    if (accessToken === null) await session.logIn(user ?? '', password ?? '')
    else await session.logInBy(user ?? '', accessToken)
    const ahead = able.has('PIPELINING') ? AHEAD : 1
    const numbers = new Map<string, string>()
    return {
      async list() {
        const sizes = new Map(await session.pairs('LIST'))
        const keys = await session.pairs('UIDL')
        for (const [number, key] of keys) numbers.set(key, number)
        return keys.map(([number, key]) => ({ key, size: Number(sizes.get(number) ?? 0) }))
      },
      async *read(keys) {
        for (let at = 0; at < keys.length; at += ahead) {
          const asked = keys.slice(at, at + ahead)
          const answers = session.together(() => asked.map(key => session.many(`RETR ${numbers.get(key)}`)))
          for (const answer of answers) answer.catch(() => undefined) // told when its turn comes
          for (const [place, key] of asked.entries()) yield { key, content: await answers[place]! }
        }
      },
      async close() {
        await session.one('QUIT').catch(() => undefined)
        session.end()
      },
    }
  } catch (error) {
    session.end()
    throw error
  }
}

async function begin({ host, port, security }: MailServer, limits: MailLimits, ca: string | undefined) {
  const certificate = { host, ...(isIP(host) ? {} : { servername: host }), ...(ca === undefined ? {} : { ca }) }
  const plain = security !== 'tls'
  const socket = plain ? connectPlain({ host, port }) : connectTls({ ...certificate, port })
  await opened(socket, plain ? 'connect' : 'secureConnect', limits.connectMs)
  const session = pop3Session(socket, limits)
  await session.greeted()
  if (security !== 'starttls') return session
  await session.one('STLS').catch(error => {
    session.end()
    throw new MailFailure('tls', (error as Error).message)
  })
  session.leave()
  const secure = connectTls({ ...certificate, socket })
  await opened(secure, 'secureConnect', limits.connectMs)
  return pop3Session(secure, limits)
}

/** Waits until a connection is there. */
function opened(socket: Socket, event: 'connect' | 'secureConnect', milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail(new MailFailure('timeout', 'no connection')), milliseconds)
    const fail = (error: Error) => {
      clearTimeout(late)
      socket.destroy()
      reject(error)
    }
    socket.once('error', fail)
    socket.once(event, () => {
      clearTimeout(late)
      socket.off('error', fail)
      resolve()
    })
  })
}

type Waiting = { many: boolean; resolve(answer: Buffer): void; reject(error: Error): void }
const END = Buffer.from('\r\n.\r\n')
const REFUSED = 0x2d

/** The answers that come over a connection, each given to who waited for it first. */
function answersOf(socket: Socket, { silenceMs }: MailLimits) {
  const waiting: Waiting[] = []
  let pieces: Buffer[] = []
  let tail: Buffer = Buffer.alloc(0)
  const fail = (error: Error) => {
    socket.destroy()
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  const onData = (piece: Buffer) => {
    pieces.push(piece)
    const seam = Buffer.concat([tail, piece.subarray(0, END.length - 1)])
    tail = (piece.length < END.length ? seam : piece).subarray(1 - END.length)
    // A long body is put together once its end is there.
    if (waiting[0]?.many && pieces[0]![0] !== REFUSED && !seam.includes(END) && !piece.includes(END)) return
    let held = Buffer.concat(pieces)
    for (let first = waiting[0]; first; first = waiting[0]) {
      const taken = first.many ? manyLines(held) : oneLine(held)
      if (!taken) break
      held = held.subarray(taken.end)
      waiting.shift()
      if (taken.refused === undefined) first.resolve(taken.content)
      else first.reject(new MailFailure('busy', taken.refused, false, true))
    }
    pieces = held.length > 0 ? [held] : []
  }
  const onClose = () => fail(new MailFailure('unreachable', 'the server closed the connection'))
  const onError = (error: Error) => fail(mailFailure(error))
  socket.on('data', onData).on('error', onError).on('close', onClose)
  socket.setTimeout(silenceMs, () => fail(new MailFailure('timeout', 'the server is silent')))
  return {
    next: (many: boolean) =>
      new Promise<Buffer>((resolve, reject) => {
        if (socket.destroyed) reject(new MailFailure('unreachable', 'the connection is closed'))
        else waiting.push({ many, resolve, reject })
      }),
    /** Gives the connection to who encrypts it. */
    leave: () => socket.off('data', onData).off('error', onError).off('close', onClose).setTimeout(0),
  }
}

/** Commands over a connection, and what is answered. */
function pop3Session(socket: Socket, limits: MailLimits) {
  const answers = answersOf(socket, limits)
  const ask = (command: string, many: boolean) => {
    const answered = answers.next(many)
    socket.write(`${command}\r\n`)
    return answered
  }
  const one = (command: string) => ask(command, false)
  const many = (command: string) => ask(command, true)
  const lines = async (command: string) => (await many(command)).toString().split('\r\n').filter(Boolean)
  return {
    one,
    many,
    /** Commands that go in one packet. */
    together<T>(act: () => T): T {
      socket.cork()
      try {
        return act()
      } finally {
        socket.uncork()
      }
    },
    greeted: () => answers.next(false),
    /** Numbers with what stands beside each. */
    pairs: async (command: string) =>
      (await lines(command)).map(line => {
        const [number = '', value = ''] = line.split(' ')
        return [number, value] as const
      }),
    capabilities: async () => new Set(await lines('CAPA').catch(() => [])),
    logIn: (user: string, password: string) =>
      letIn(async () => {
        await one(`USER ${said(user)}`)
        await one(`PASS ${said(password)}`)
      }),
    /** By an access token, as large providers ask for it (SASL XOAUTH2, RFC 5034). */
    logInBy: (user: string, accessToken: string) =>
      letIn(async () => {
        await one('AUTH XOAUTH2')
        const word = Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64')
        const answer = (await one(word)).toString()
        // What is wrong comes as a question of its own, which wants an empty answer.
        if (!answer.startsWith('+OK')) await one('')
      }),
    leave: answers.leave,
    end: () => socket.destroy(),
  }
}

/** What the server refuses meanwhile, it refuses to this user, unless it says that it is the server. */
async function letIn(logIn: () => Promise<void>): Promise<void> {
  try {
    await logIn()
  } catch (error) {
    const { reason, message } = mailFailure(error)
    throw reason === 'busy' && !message.includes('[SYS/TEMP]') ? new MailFailure('authentication', message) : error
  }
}

/** A word of the user, which must not be a command of its own. */
function said(word: string): string {
  if (/[\r\n\0]/.test(word)) throw new MailFailure('authentication', 'a line break stands in the name or the password')
  return word
}

type Taken = { end: number; content: Buffer; refused?: string }

function oneLine(held: Buffer): Taken | undefined {
  const end = held.indexOf(CRLF)
  if (end < 0) return undefined
  const line = held.subarray(0, end)
  return line[0] === 0x2b
    ? { end: end + 2, content: Buffer.from(line) }
    : { end: end + 2, content: line, refused: line.toString() }
}

/** An answer of many lines, up to the dot that stands alone; a line that begins with a dot was given another. */
function manyLines(held: Buffer): Taken | undefined {
  const first = oneLine(held)
  if (!first || first.refused !== undefined) return first
  const from = first.end
  const dot = held.indexOf(END, from - CRLF.length)
  if (dot < 0) return undefined
  return { end: dot + END.length, content: unstuffed(held.subarray(from, dot + CRLF.length)) }
}

function unstuffed(body: Buffer): Buffer {
  const parts: Buffer[] = []
  let from = body[0] === DOT ? 1 : 0
  for (let at = body.indexOf(STUFFED, from); at >= 0; at = body.indexOf(STUFFED, at + 3)) {
    parts.push(body.subarray(from, at + 2))
    from = at + 3
  }
  return parts.length === 0 ? body.subarray(from) : Buffer.concat([...parts, body.subarray(from)])
}
