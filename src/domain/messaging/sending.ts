import { join } from 'node:path'
import type { Company } from '../../platform/http/context.ts'
import { unseal } from '../../platform/mail/seal.ts'
import { type Mail, type MailLimits, openFolder, openServer, type Transport } from '../../platform/mail/transport.ts'
import type { mailSettings, messages } from './tables.ts'

type Settings = typeof mailSettings.$inferSelect
type Message = typeof messages.$inferSelect

/** What fails on this side: the password was sealed by another secret, or the folder takes no file. */
export class NotSendable extends Error {
  readonly reason: 'passwordUnreadable' | 'notWritten'
  constructor(reason: NotSendable['reason'], detail = '') {
    super(detail)
    this.reason = reason
  }
}

/** What binds a sealed password to its company and use. */
export const sealedFor = (companyId: string) => `mail_settings ${companyId}`

/** The company's mail server. */
export function openServerOf(
  { host, port, security, user, sealedPassword, companyId }: Settings,
  limits?: MailLimits,
): Transport {
  const password = sealedPassword === null ? null : unseal(sealedPassword, sealedFor(companyId))
  if (password === undefined) throw new NotSendable('passwordUnreadable')
  return openServer({ host: host!, port, security, user, password }, limits ? { limits } : {})
}

/** The company's mail server, or its folder while it has none. */
export function openTransportOf(
  settings: Settings | undefined,
  company: Company,
  { outboxFolder, limits }: { outboxFolder: string; limits?: MailLimits },
): Transport {
  if (settings?.host) return openServerOf(settings, limits)
  return inFolder(join(outboxFolder, company.slug))
}

function inFolder(folder: string): Transport {
  const transport = openFolder(folder)
  return {
    ...transport,
    async send(mail) {
      try {
        await transport.send(mail)
      } catch (error) {
        throw new NotSendable('notWritten', String(error))
      }
    },
  }
}

/** Who the company's messages come from. */
export const senderOf = (settings: Settings | undefined, { name, slug }: Company): Pick<Mail, 'from' | 'replyTo'> => ({
  from: { name: settings?.fromName ?? name, address: settings?.fromAddress ?? `courrier@${slug}.facteur.invalid` },
  replyTo: settings?.replyTo ?? null,
})

/** The mail that a message of the outbox becomes, the same at each attempt. */
export const mailOf = (message: Message, sender: Pick<Mail, 'from' | 'replyTo'>): Mail => ({
  ...sender,
  messageId: message.messageId,
  to: message.to,
  subject: message.subject,
  text: message.text,
  html: message.html,
  date: new Date(message.queuedAt),
  attachments: message.attachments.map(({ name, mediaType, content }) => ({
    filename: name,
    contentType: mediaType,
    content: Buffer.from(content, 'base64'),
  })),
})
