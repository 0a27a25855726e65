import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'

/** A mailbox that is served: its mails, in the order of their arrival, each by a key that no other ever gets. */
export type Maildrop = { password: string; mails: Map<string, Buffer> }

const MOST_COMMAND = 512
const CAPABILITIES = ['USER', 'UIDL', 'TOP', 'PIPELINING', 'IMPLEMENTATION Facteur demonstration']

/** Serves mailboxes over POP3 (RFC 1939, CAPA and PIPELINING of RFC 2449) to programs of this machine. */
export function pop3Server(maildrops: ReadonlyMap<string, Maildrop>): Server {
  return createServer(socket => {
    const session = new Session(maildrops)
    let held = ''
    socket.on('error', () => socket.destroy()) // a client that hangs up
    socket.setTimeout(600_000, () => socket.destroy()) // RFC 1939: at least ten minutes
    socket.on('data', piece => {
      held += piece.toString('latin1')
      for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
        const line = held.slice(0, end).replace(/\r$/, '')
        held = held.slice(end + 1)
        if (answer(socket, session, line)) return
      }
      if (held.length > MOST_COMMAND) socket.end('-ERR the command is too long\r\n')
    })
    socket.write('+OK Facteur demonstration\r\n')
  })
}

/** Answers one command; true when the session is over. */
function answer(socket: Socket, session: Session, line: string): boolean {
  const [, word = '', rest = ''] = /^(\S*) ?(.*)$/.exec(line) ?? []
  const name = word.toUpperCase()
  const reply = session.does(name, rest)
  socket.write(reply)
  if (name !== 'QUIT') return false
  socket.end()
  return true
}

type Standing = { key: string; content: Buffer; deleted: boolean }
type Reply = string | Buffer

/** What a client may ask, before and after it said who it is. */
class Session {
  readonly #maildrops: ReadonlyMap<string, Maildrop>
  #user = ''
  #maildrop: Maildrop | undefined
  /** As they stood when the client came in: numbers do not move under it. */
  #mails: Standing[] = []

  constructor(maildrops: ReadonlyMap<string, Maildrop>) {
    this.#maildrops = maildrops
  }

  does(name: string, rest: string): Reply {
    if (name === 'QUIT') return this.#quit()
    if (name === 'CAPA') return lines('capabilities', CAPABILITIES)
    return this.#maildrop ? this.#inside(name, rest) : this.#outside(name, rest)
  }

  #outside(name: string, rest: string): Reply {
    if (name === 'USER') {
      this.#user = rest
      return ok()
    }
    if (name !== 'PASS') return failed('say USER and PASS first')
    const maildrop = this.#maildrops.get(this.#user)
    if (!maildrop || !sameText(maildrop.password, rest)) return failed('[AUTH] the name or the password is wrong')
    this.#maildrop = maildrop
    this.#mails = [...maildrop.mails].map(([key, content]) => ({ key, content, deleted: false }))
    return ok(`${this.#mails.length} messages`)
  }

  #inside(name: string, rest: string): Reply {
    if (name === 'STAT') return ok(`${this.#standing().length} ${this.#standing().reduce(bytes, 0)}`)
    if (name === 'LIST') return this.#listed(rest, ({ content }) => String(content.length))
    if (name === 'UIDL') return this.#listed(rest, ({ key }) => key)
    if (name === 'NOOP') return ok()
    if (name === 'RSET') {
      for (const mail of this.#mails) mail.deleted = false
      return ok()
    }
    const [number = '', count = ''] = rest.split(' ')
    const mail = this.#numbered(number)
    if (!['RETR', 'TOP', 'DELE'].includes(name)) return failed('not a command of this server')
    if (!mail) return failed('no such message')
    if (name === 'RETR') return body(mail.content)
    if (name === 'TOP') return body(top(mail.content, Number(count)))
    mail.deleted = true
    return ok()
  }

  #standing = () => this.#mails.filter(({ deleted }) => !deleted)

  #numbered(number: string): Standing | undefined {
    const mail = /^\d+$/.test(number) ? this.#mails[Number(number) - 1] : undefined
    return mail?.deleted ? undefined : mail
  }

  #listed(number: string, said: (mail: Standing) => string): Reply {
    if (number !== '') {
      const mail = this.#numbered(number)
      return mail ? ok(`${number} ${said(mail)}`) : failed('no such message')
    }
    const each = this.#mails.flatMap((mail, at) => (mail.deleted ? [] : `${at + 1} ${said(mail)}`))
    return lines(`${each.length} messages`, each)
  }

  /** What was deleted goes when the client leaves in order, as the protocol wants. */
  #quit(): Reply {
    for (const { key, deleted } of this.#mails) if (deleted) this.#maildrop?.mails.delete(key)
    return ok('good bye')
  }
}

const ok = (words = '') => `+OK ${words}`.trimEnd().concat('\r\n')
const failed = (words: string) => `-ERR ${words}\r\n`
const lines = (words: string, each: readonly string[]) => `${ok(words)}${each.map(line => `${line}\r\n`).join('')}.\r\n`
const bytes = (sum: number, { content }: Standing) => sum + content.length

/** A mail as it is sent: a line that begins with a dot gets another, and a dot alone ends it. */
function body(content: Buffer): Buffer {
  const text = content.toString('latin1').replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')
  return Buffer.from(`${ok(`${content.length} octets`)}${text}${text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1')
}

/** The head of a mail and so many of its lines. */
function top(content: Buffer, count: number): Buffer {
  const text = content.toString('latin1')
  const [head = ''] = /^[\s\S]*?\r?\n\r?\n/.exec(text) ?? [text]
  const first = text
    .slice(head.length)
    .split('\n')
    .slice(0, Number.isSafeInteger(count) ? count : 0)
  return Buffer.from(head + first.join('\n'), 'latin1')
}

const hashed = (text: string) => createHash('sha256').update(text).digest()
const sameText = (one: string, other: string) => timingSafeEqual(hashed(one), hashed(other))
