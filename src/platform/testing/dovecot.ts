import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { privateCertificate } from './certificate.ts'

const DOVECOT = '/usr/sbin/dovecot'
const NOBODY = 65534

/** Whether a real IMAP and POP3 server can be started here: Dovecot wants to be started by root. */
export const hasDovecot =
  [DOVECOT, '/usr/lib/dovecot/imap', '/usr/lib/dovecot/pop3'].every(path => existsSync(path)) &&
  process.getuid?.() === 0

/** A real mail server of its own on free ports of this machine, with a mailbox for each user, by password, or by OAuth where tokens are told apart. */
export async function aDovecot(
  users: Record<string, string>,
  { introspectionUrl }: { introspectionUrl?: string } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-dovecot-'))
  chmodSync(folder, 0o755) // the server reads in it as a user of its own
  const certificate = privateCertificate()
  const [imap, imaps, pop3, pop3s] = (await freePorts(4)) as [number, number, number, number]
  for (const name of ['run', 'mail']) mkdirSync(join(folder, name), { mode: 0o755 })
  chownSync(join(folder, 'mail'), NOBODY, NOBODY)
  const file = (name: string, content: string, mode = 0o644) => writeFileSync(join(folder, name), content, { mode })
  file(
    'users',
    Object.entries(users)
      .map(([user, password]) => `${user}:{PLAIN}${password}\n`)
      .join(''),
  )
  file('key.pem', certificate.key, 0o600)
  file('cert.pem', certificate.cert)
  const byToken = introspectionUrl === undefined ? '' : tokenConfiguration(folder)
  if (introspectionUrl) file('oauth2.conf', introspection(introspectionUrl))
  file('dovecot.conf', configuration(folder, { imap, imaps, pop3, pop3s }) + byToken)
  const child = spawn(DOVECOT, ['-F', '-c', join(folder, 'dovecot.conf')], { cwd: folder, stdio: 'ignore' })
  await Promise.all([imap, imaps, pop3, pop3s].map(port => answering(port, child, join(folder, 'dovecot.log'))))
  const inbox = (user: string) => join(folder, 'mail', user)
  let delivered = 0
  return {
    ports: { imap, imaps, pop3, pop3s },
    certificate: certificate.cert,
    /** Puts a mail in a mailbox, as its delivery agent would. */
    deliver(user: string, content: Buffer | string) {
      for (const part of ['', 'tmp', 'new', 'cur']) {
        if (existsSync(join(inbox(user), part))) continue
        mkdirSync(join(inbox(user), part), { mode: 0o700 })
        chownSync(join(inbox(user), part), NOBODY, NOBODY)
      }
      const path = join(inbox(user), 'new', `${1_700_000_000 + delivered++}.${randomBytes(6).toString('hex')}.test`)
      writeFileSync(path, content, { mode: 0o600 })
      chownSync(path, NOBODY, NOBODY)
    },
    /** Names of the files of a mailbox, which bear its flags, such as `S` for seen. */
    files: (user: string) =>
      ['new', 'cur'].flatMap(part =>
        existsSync(join(inbox(user), part)) ? readdirSync(join(inbox(user), part)).map(name => `${part}/${name}`) : [],
      ),
    log: () => readFileSync(join(folder, 'dovecot.log'), 'utf8'),
    async stop() {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Ports = Record<'imap' | 'imaps' | 'pop3' | 'pop3s', number>

const configuration = (folder: string, ports: Ports) => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap pop3
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${folder}/mail/%n
mail_privileged_group =
first_valid_uid = 1
mail_max_userip_connections = 100
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${folder}/users
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${folder}/mail/%n allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
default_internal_user = dovecot
default_login_user = dovenull
protocol pop3 {
  pop3_uidl_format = %g
  pop3_no_flag_updates = yes
}
`

const tokenConfiguration = (folder: string) => `
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}
`

const introspection = (url: string) => `
introspection_mode = post
introspection_url = ${url}
username_attribute = username
active_attribute = active
active_value = true
`

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    servers.map(
      server =>
        new Promise<number>(resolve =>
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
        ),
    ),
  )
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  return ports
}

const TRIES = 100

/** Waits until something answers there; says the log when the server ended instead. */
async function answering(port: number, child: ChildProcess, log: string) {
  for (let tries = 0; tries < TRIES; tries++) {
    if (child.exitCode !== null)
      throw new Error(`Dovecot ended: ${existsSync(log) ? readFileSync(log, 'utf8') : 'no log'}`)
    if (await answers(port)) return
    await pause(100)
  }
  throw new Error(`Dovecot does not answer: ${existsSync(log) ? readFileSync(log, 'utf8') : 'no log'}`)
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
