import type { Writable } from 'node:stream'
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { accountOf, mailSettingsOf } from './queries.ts'
import { MAX_ATTACHMENTS_BYTES } from './rules.ts'
import { type MadeAttachment, messages, type StoredAttachment } from './tables.ts'

/** A message that a slice wants sent to one address. */
export type NewMessage = {
  /** Why it is sent: `invoicing.invoice`. */
  purpose: string
  /** The document it is about: a second message of the same purpose for it is not queued. */
  onceKey?: string
  record?: { table: string; id: string }
  to: string
  subject: string
  text: string
  html?: string
  /** Who acts is its sender: it leaves through their own account if they have one, and answers go to them. Source: INT-21, X-41. */
  asUser?: true
  attachments?: readonly Attachment[]
}

/** Its bytes, or what makes them again when the message leaves. */
export type Attachment = { name: string; mediaType: string } & ({ content: Uint8Array } | { made: MadeAttachment })
/** Writes the file that `input` asks for to `out`, the same each time. */
export type AttachmentMaker = (ctx: Ctx, input: Record<string, unknown>, out: Writable) => Promise<void>
/** By the kind of the attachment. */
export type AttachmentMakers = Record<string, AttachmentMaker>

/** Asked in the transaction that takes a message to send it: false when nobody wants it sent any more. */
export type LastCheck = (inside: Pick<Ctx, 'db' | 'company'>, message: { id: string }) => Promise<boolean>
/** By the purpose of the messages; those of other purposes always leave. */
export type LastChecks = Record<string, LastCheck>

/** The job that sends what waits in the outbox of a company. */
export const DELIVER_JOB = 'messaging.deliver'

const ROWS_AT_ONCE = 200

/** Puts one message in the outbox, in the caller's transaction; null when its document already had it. */
export async function queueMessage(ctx: Ctx, message: NewMessage): Promise<string | null> {
  const [id] = await queueMessages(ctx, [message])
  return id ?? null
}

/** Puts messages in the outbox, in the caller's transaction; returns for each its id, or null when it was there before. */
export async function queueMessages(ctx: Ctx, given: readonly NewMessage[]): Promise<(string | null)[]> {
  const domain = await senderDomain(ctx)
  const account = given.some(({ asUser }) => asUser) ? await accountOf(ctx, ctx.actor.userId) : undefined
  const rows = given.map(message => rowOf(ctx, message, { domain, account }))
  const queued = new Set<string>()
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const part = rows.slice(from, from + ROWS_AT_ONCE)
    const inserted = await ctx.db.insert(messages).values(part).onConflictDoNothing().returning({ id: messages.id })
    for (const { id } of inserted) queued.add(id)
  }
  if (queued.size > 0) await requestDelivery(ctx)
  return rows.map(({ id }) => (queued.has(id) ? id : null))
}

/** Asks for what is due to be sent as soon as this transaction commits. */
export const requestDelivery = ({ db }: Pick<Ctx, 'db'>) => enqueue(db, DELIVER_JOB, {}, { key: 'deliver' })

/** Makes what waits for its next attempt due now; what is just leaving is left alone. */
export async function hasten({ db, company }: Pick<Ctx, 'db' | 'company'>) {
  await db
    .update(messages)
    .set({ nextAttemptAt: sql`now()` })
    .where(and(eq(messages.companyId, company.id), eq(messages.state, 'queued'), notBeingSent))
}

/** No attempt is under way, or it began so long ago that its process is dead. */
export const notBeingSent = or(isNull(messages.claimedAt), sql`${messages.claimedAt} < now() - interval '10 minutes'`)

type Senders = { domain: string; account: { userId: string; fromAddress: string } | undefined }

function rowOf({ company, actor }: Ctx, message: NewMessage, senders: Senders): typeof messages.$inferInsert {
  const { purpose, onceKey, record, to, subject, text, html, asUser, attachments = [] } = message
  const account = asUser && senders.account
  const domain = account ? domainOf(account.fromAddress) : senders.domain
  const id = newId()
  return {
    companyId: company.id,
    id,
    purpose,
    onceKey: onceKey ?? null,
    record: record?.table ?? null,
    recordId: record?.id ?? null,
    to,
    subject: subject.replace(/[\r\n]+/g, ' '),
    text,
    html: html ?? null,
    replyTo: (asUser && actor.email) || null,
    sentAs: account ? account.userId : null,
    attachments: stored(attachments),
    messageId: `<${id}@${domain}>`,
    queuedBy: actor.initials,
  }
}

function stored(attachments: NonNullable<NewMessage['attachments']>): StoredAttachment[] {
  const byteCount = attachments.reduce((sum, one) => sum + ('made' in one ? one.made.byteCount : one.content.length), 0)
  if (byteCount > MAX_ATTACHMENTS_BYTES)
    refuse('messaging.attachmentsTooLarge', { values: { megabytes: MAX_ATTACHMENTS_BYTES / 1024 / 1024 } })
  return attachments.map(({ name, mediaType, ...what }) =>
    'made' in what
      ? { name, mediaType, made: what.made }
      : { name, mediaType, content: Buffer.from(what.content).toString('base64') },
  )
}

/** The right half of a message id; that of the sender's address, as spam filters like it. */
async function senderDomain(ctx: Ctx): Promise<string> {
  const settings = await mailSettingsOf(ctx)
  return settings ? domainOf(settings.fromAddress) : `${ctx.company.slug}.facteur.invalid`
}

const domainOf = (address: string) => address.split('@').at(-1)!
