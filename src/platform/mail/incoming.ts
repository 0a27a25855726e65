import { mailFailure } from './failure.ts'
import { openImap } from './imap.ts'
import { freshTokens, type OAuthAccess } from './oauth.ts'
import { openPop3 } from './pop3.ts'
import type { MailLimits, MailServer } from './transport.ts'

export type IncomingProtocol = 'imap' | 'pop3'

/** How a mailbox is reached, with a password or with an access that its user gave. Source: INT-28, INT-30, X-45. */
export type IncomingServer = MailServer & { protocol: IncomingProtocol; oauth?: OAuthAccess }

/** A server with the token that opens it this time; null: its password does. */
export type Opening = MailServer & { accessToken: string | null }

/** A mail that stands in a mailbox: its key there, which no other mail ever gets, and its size in bytes. */
export type StandingMail = { key: string; size: number }

/** A mailbox opened to be read: nothing in it is marked, moved or deleted. Source: INT-34. */
export type Mailbox = {
  /** Mails in the order of their arrival; over IMAP only those that came after the one of the key `after`. */
  list(after: string | null): Promise<StandingMail[]>
  /** The bytes of those mails, in that order, each as it was received. */
  read(keys: readonly string[]): AsyncGenerator<{ key: string; content: Buffer }>
  close(): Promise<void>
}

export type IncomingOptions = {
  limits?: MailLimits
  ca?: string | undefined
  /** Told the access that counts from now on, where its server changed it. */
  keepRefreshToken?: (refreshToken: string) => Promise<void>
}

const LIMITS: MailLimits = { connectMs: 10_000, silenceMs: 60_000 }

/** Connects and opens the mailbox; what goes wrong, then and later, is a `MailFailure`. */
export async function openMailbox(
  server: IncomingServer,
  { limits = LIMITS, ca, keepRefreshToken }: IncomingOptions = {},
): Promise<Mailbox> {
  const open = server.protocol === 'imap' ? openImap : openPop3
  const tokens = server.oauth && (await freshTokens(server.oauth))
  if (tokens?.refreshToken && tokens.refreshToken !== server.oauth?.refreshToken)
    await keepRefreshToken?.(tokens.refreshToken)
  const mailbox = await told(open({ ...server, accessToken: tokens?.accessToken ?? null }, limits, ca))
  return {
    list: after => told(mailbox.list(after)),
    async *read(keys) {
      const mails = mailbox.read(keys)
      try {
        for (;;) {
          const { value, done } = await told(mails.next())
          if (done) return
          yield value
        }
      } finally {
        await mails.return(undefined)
      }
    },
    close: () => mailbox.close(),
  }
}

const told = async <T>(doing: Promise<T>): Promise<T> =>
  doing.catch(error => {
    throw mailFailure(error)
  })
