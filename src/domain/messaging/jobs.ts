import { sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import type { Company, Ctx } from '../../platform/http/context.ts'
import type { Job, Jobs } from '../../platform/jobs/jobs.ts'
import { MailFailure, mailFailure } from '../../platform/mail/failure.ts'
import type { MailLimits, Transport } from '../../platform/mail/transport.ts'
import { isEmail } from '../../values/email.ts'
import { asCompany, type Backstage, companyById, eachCompany, TIMETABLE_ACTOR } from '../long-work/actions.ts'
import { type AttachmentMakers, DELIVER_JOB, type LastChecks, requestDelivery } from './actions.ts'
import { accountOf, hasDueMessages, mailSettingsOf } from './queries.ts'
import { type FailureReason, MAX_ATTEMPTS, type MessageFailure, pauseAfter } from './rules.ts'
import {
  attachmentsOf,
  mailOf,
  NotSendable,
  openServerOf,
  openTransportOf,
  sealedForUser,
  senderOf,
  senderOfUser,
} from './sending.ts'
import { messages } from './tables.ts'

type Message = typeof messages.$inferSelect
type Outbox = { outboxFolder: string; limits?: MailLimits; lastChecks?: LastChecks; makers?: AttachmentMakers }
type Delivery = {
  backstage: Backstage
  company: Company
  lastChecks: LastChecks
  signal: AbortSignal
  /** Ways whose server is in trouble. */
  stopped: Set<string>
}

/** The job of the timetable, once a minute, that sends what is due again. */
export const DUE_MESSAGES_JOB = 'messaging.due'

/** Mail servers dislike many connections from one customer. */
const LANES = 2

/** Lets this server send the messages of the outboxes; without a mail server they go to `outboxFolder/<company>`. */
export async function handleMessaging(jobs: Jobs, backstage: Backstage, outbox: Outbox) {
  await jobs.handle<{ companyId: string }>(DELIVER_JOB, job => deliverDue(backstage, outbox, job))
  await jobs.handle(DUE_MESSAGES_JOB, () =>
    eachCompany(backstage, DUE_MESSAGES_JOB, async ctx => {
      if (await hasDueMessages(ctx)) await requestDelivery(ctx)
    }),
  )
}

/**
 * Sends what is due in one company. Each message is claimed in a short transaction, sent outside any, and its fate
 * written in another: a crash in between sends it again later under the same message id, and never holds a lock.
 */
export async function deliverDue(
  backstage: Backstage,
  outbox: Outbox,
  { data, signal }: Pick<Job<{ companyId: string }>, 'data' | 'signal'>,
) {
  const company = await companyById(backstage, data.companyId)
  if (!company) return
  const settings = await backstage.database.transaction(company.id, db => mailSettingsOf({ db, company }))
  const ways = waysOut(backstage, company, outbox, settings)
  const delivery: Delivery = { backstage, company, lastChecks: outbox.lastChecks ?? {}, signal, stopped: new Set() }
  const inside = {
    company,
    actor: TIMETABLE_ACTOR,
    rights: new Set<string>(),
    language: 'fr' as const,
    operation: DELIVER_JOB,
  }
  const inTransaction = (act: (ctx: Ctx) => Promise<void>) => asCompany(backstage, inside, act)
  const attempt = async (message: Message) => {
    if (!isEmail(message.to)) throw new MailFailure('recipientRefused', 'not an e-mail address', true)
    const attachments = await attachmentsOf(message, outbox.makers ?? {}, inTransaction)
    const { transport, sender } = await ways.of(message)
    await transport.send(mailOf(message, sender, attachments))
  }
  try {
    await Promise.all(Array.from({ length: LANES }, () => drain(delivery, attempt)))
  } finally {
    await ways.close()
  }
}

type Way = { transport: Transport; sender: ReturnType<typeof senderOf> }
type Settings = Awaited<ReturnType<typeof mailSettingsOf>>

/** Messages leave through the company's server, or through the own account of a user while there is one; each is opened once. */
function waysOut(backstage: Backstage, company: Company, outbox: Outbox, settings: Settings) {
  const opened = new Map<string, Promise<Way>>()
  const ofCompany = async () => ({
    transport: openOrFail(() => openTransportOf(settings, company, outbox)),
    sender: senderOf(settings, company),
  })
  const ofUser = async (userId: string): Promise<Way> => {
    const account = await backstage.database.transaction(company.id, db => accountOf({ db, company }, userId))
    if (!account) return once(COMPANY, ofCompany)
    const place = sealedForUser(company.id, userId)
    return { transport: openOrFail(() => openServerOf(account, place, outbox.limits)), sender: senderOfUser(account) }
  }
  const once = (key: string, open: () => Promise<Way>) => {
    const way = opened.get(key) ?? open()
    opened.set(key, way)
    return way
  }
  return {
    of: ({ sentAs }: Message) => (sentAs === null ? once(COMPANY, ofCompany) : once(sentAs, () => ofUser(sentAs))),
    async close() {
      for (const { transport } of new Set(await Promise.all(opened.values()))) transport.close()
    },
  }
}

/** The way of messages that no user sends. */
const COMPANY = ''

/** A transport that cannot even be opened fails each message, so that its reason stands where people look. */
function openOrFail(open: () => Transport): Transport {
  try {
    return open()
  } catch (error) {
    return { send: () => Promise.reject(error), close() {} }
  }
}

/** One message after the other until none is due but those whose server itself is in trouble. */
async function drain(delivery: Delivery, attempt: (message: Message) => Promise<void>) {
  const { backstage, company, signal } = delivery
  while (!signal.aborted) {
    const message = await backstage.database.transaction(company.id, db => takeNext(db, delivery))
    if (!message) return
    if (message.state === 'withdrawn') continue
    const error = message.attempts > MAX_ATTEMPTS ? overtried : await attempt(message).then(() => undefined, known)
    if (error?.ofServer) delivery.stopped.add(message.sentAs ?? COMPANY)
    await backstage.database.transaction(company.id, db => writeFate(db, message, error))
  }
}

type Failed = { failure: MessageFailure; permanent: boolean; ofServer: boolean }

const overtried: Failed = {
  failure: { reason: 'other', detail: 'the server stopped at each attempt' },
  permanent: true,
  ofServer: false,
}

function known(error: unknown): Failed {
  if (error instanceof NotSendable) {
    const ofMessage = error.reason === 'attachmentChanged'
    return failed(error.reason, error.message, ofMessage, !ofMessage)
  }
  const { reason, message, permanent, ofServer } = mailFailure(error)
  return failed(reason, message, permanent, ofServer)
}

const failed = (reason: FailureReason, detail: string, permanent: boolean, ofServer: boolean): Failed => ({
  failure: { reason, detail },
  permanent,
  ofServer,
})

/** Takes the next message to send; what nobody wants any more is withdrawn instead, and told so. */
async function takeNext(db: Db, { company, lastChecks, stopped }: Delivery): Promise<Message | undefined> {
  const message = await claimNext(db, company, stopped)
  if (!message || (await (lastChecks[message.purpose]?.({ db, company }, message) ?? true))) return message
  const withdrawn = { state: 'withdrawn' as const, claimedAt: null, failure: null }
  await db.update(messages).set(withdrawn).where(sql`company_id = ${company.id} and id = ${message.id}`)
  return { ...message, ...withdrawn }
}

/** Takes the message that has been due longest; another lane or server takes another one. */
async function claimNext(db: Db, company: Company, stopped: ReadonlySet<string>): Promise<Message | undefined> {
  const [message] = await db
    .update(messages)
    .set({ attempts: sql`attempts + 1`, claimedAt: sql`now()`, nextAttemptAt: sql`now() + interval '10 minutes'` })
    .where(sql`company_id = ${company.id} and id = (
      select id from messages where company_id = ${company.id} and state = 'queued' and next_attempt_at <= now()
        and coalesce(sent_as, ${COMPANY}) <> all(${sql.param([...stopped])}::text[])
      order by next_attempt_at, id limit 1 for update skip locked)`)
    .returning()
  return message
}

async function writeFate(db: Db, { companyId, id, attempts }: Message, error: Failed | undefined) {
  await db
    .update(messages)
    .set({ claimedAt: null, ...fate(error, attempts) })
    .where(sql`company_id = ${companyId} and id = ${id}`)
}

function fate(error: Failed | undefined, attempts: number) {
  if (!error) return { state: 'sent' as const, sentAt: sql`now()`, failure: null }
  const { failure, permanent } = error
  const next = pauseAfter(attempts, permanent)
  if (next === 'givenUp') return { state: 'failed' as const, givenUpAt: sql`now()`, failure }
  return { nextAttemptAt: sql`now() + make_interval(secs => ${next.pauseSeconds})`, failure }
}
