import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Company, Ctx } from '../../platform/http/context.ts'
import { unseal } from '../../platform/mail/seal.ts'
import { type Mail, type MailLimits, openFolder, openServer, type Transport } from '../../platform/mail/transport.ts'
import type { AttachmentMakers } from './actions.ts'
import type { MadeAttachment, mailSettings, messages, sendingAccounts } from './tables.ts'

type Settings = typeof mailSettings.$inferSelect
type Account = typeof sendingAccounts.$inferSelect
type Server = Pick<Settings, 'port' | 'security' | 'user' | 'sealedPassword'> & { host: string }
type Message = typeof messages.$inferSelect

/** What fails on this side: the password was sealed by another secret, or the folder takes no file. */
export class NotSendable extends Error {
  readonly reason: 'passwordUnreadable' | 'notWritten' | 'attachmentChanged'
  constructor(reason: NotSendable['reason'], detail = '') {
    super(detail)
    this.reason = reason
  }
}

/** What binds a sealed password to its company and use. */
export const sealedFor = (companyId: string) => `mail_settings ${companyId}`

/** The same for the own account of a user. */
export const sealedForUser = (companyId: string, userId: string) => `sending_accounts ${companyId} ${userId}`

/** A mail server whose password was sealed for `place`. */
export function openServerOf(
  { host, port, security, user, sealedPassword }: Server,
  place: string,
  limits?: MailLimits,
): Transport {
  const password = sealedPassword === null ? null : unseal(sealedPassword, place)
  if (password === undefined) throw new NotSendable('passwordUnreadable')
  return openServer({ host, port, security, user, password }, limits ? { limits } : {})
}

/** The company's mail server, or its folder while it has none. */
export function openTransportOf(
  settings: Settings | undefined,
  company: Company,
  { outboxFolder, limits }: { outboxFolder: string; limits?: MailLimits },
): Transport {
  if (settings?.host) return openServerOf({ ...settings, host: settings.host }, sealedFor(settings.companyId), limits)
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

/** Who the messages of a user come from, through their own account; answers go where the message says. */
export const senderOfUser = ({ fromName, fromAddress }: Account): Pick<Mail, 'from' | 'replyTo'> => ({
  from: { name: fromName, address: fromAddress },
  replyTo: null,
})

/** The mail that a message of the outbox becomes, the same at each attempt. */
export const mailOf = (
  message: Message,
  sender: Pick<Mail, 'from' | 'replyTo'>,
  attachments: Mail['attachments'],
): Mail => ({
  ...sender,
  replyTo: message.replyTo ?? sender.replyTo,
  messageId: message.messageId,
  to: message.to,
  subject: message.subject,
  text: message.text,
  html: message.html,
  date: new Date(message.queuedAt),
  attachments,
})

/** The attachments of a message with their bytes; one that is made again must be what it was when it was queued. */
export async function attachmentsOf(
  { attachments }: Message,
  makers: AttachmentMakers,
  inTransaction: (act: (ctx: Ctx) => Promise<void>) => Promise<void>,
): Promise<Mail['attachments']> {
  const whole: { filename: string; contentType: string; content: Buffer }[] = []
  for (const { name, mediaType, ...what } of attachments)
    whole.push({
      filename: name,
      contentType: mediaType,
      content: 'made' in what ? await madeAgain(what.made) : Buffer.from(what.content, 'base64'),
    })
  return whole

  async function madeAgain({ kind, input, sha256, byteCount }: MadeAttachment): Promise<Buffer> {
    const maker = makers[kind]
    if (!maker) throw new NotSendable('attachmentChanged', `nothing makes ${kind}`)
    const chunks: Buffer[] = []
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        done()
      },
    })
    await inTransaction(ctx => maker(ctx, input, out))
    const content = Buffer.concat(chunks)
    const found = createHash('sha256').update(content).digest('hex')
    if (found !== sha256)
      throw new NotSendable('attachmentChanged', `${found} (${content.length}), not ${sha256} (${byteCount})`)
    return content
  }
}
