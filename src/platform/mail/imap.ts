import { ImapFlow, type ImapFlowError } from 'imapflow'
import { MailFailure } from './failure.ts'
import type { Mailbox, Opening } from './incoming.ts'
import type { MailLimits } from './transport.ts'

/** Mails asked for at once. */
const AT_ONCE = 50

/** Opens the inbox of an IMAP server for reading only (EXAMINE); bodies are peeked at, so that none is marked as read. */
export async function openImap(server: Opening, limits: MailLimits, ca: string | undefined): Promise<Mailbox> {
  const { host, port, security, user, password, accessToken } = server
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls' ? true : security === 'none' ? false : undefined,
    auth: { user: user ?? '', ...(accessToken === null ? { pass: password ?? '' } : { accessToken }) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    tls: ca === undefined ? {} : { ca },
  })
  // An error of the connection also rejects the command under way, which tells it; without a listener it ends the process.
  client.on('error', () => undefined)
  const failing = (error: unknown) => {
    client.close()
    throw imapFailure(error as ImapFlowError)
  }
  await client.connect().catch(failing)
  const inbox = await client.mailboxOpen('INBOX', { readOnly: true }).catch(failing)
  const validity = String(inbox.uidValidity)
  const keyOf = (uid: number) => `${validity}.${uid}`
  const uidOf = (key: string) => Number(key.slice(validity.length + 1))
  return {
    async list(after) {
      const from = after?.startsWith(`${validity}.`) ? uidOf(after) + 1 : 1
      if (inbox.exists === 0 || from >= inbox.uidNext) return []
      const found = await client.fetchAll(`${from}:*`, { uid: true, size: true }, { uid: true }).catch(failing)
      // `n:*` of nothing newer is the last mail of all.
      return found
        .filter(({ uid }) => uid >= from)
        .sort((one, other) => one.uid - other.uid)
        .map(({ uid, size = 0 }) => ({ key: keyOf(uid), size }))
    },
    async *read(keys) {
      for (let at = 0; at < keys.length; at += AT_ONCE) {
        const uids = keys.slice(at, at + AT_ONCE).map(uidOf)
        try {
          for await (const { uid, source } of client.fetch(uids.join(','), { uid: true, source: true }, { uid: true }))
            if (source) yield { key: keyOf(uid), content: source }
        } catch (error) {
          failing(error)
        }
      }
    },
    async close() {
      await client.logout().catch(() => client.close())
    },
  }
}

/** What an error of the IMAP client means; its words hold no password. */
function imapFailure(error: ImapFlowError): Error {
  const { code, responseText, message } = error
  const detail = responseText || message
  if (error.serverResponseCode === 'UNAVAILABLE') return new MailFailure('busy', detail, false, true)
  if (error.authenticationFailed) return new MailFailure('authentication', detail)
  if (error.tlsFailed || code === 'STARTTLS_INJECTION') return new MailFailure('tls', detail)
  if (code === 'CONNECT_TIMEOUT' || code === 'GREETING_TIMEOUT' || code === 'UPGRADE_TIMEOUT')
    return new MailFailure('timeout', detail)
  if (error.responseStatus) return new MailFailure('busy', detail, false, true)
  return error
}
