import { eq, sql } from 'drizzle-orm'
import { newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { conversingOperation, operation } from '../../platform/http/operation.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { mailFailure } from '../../platform/mail/failure.ts'
import { seal } from '../../platform/mail/seal.ts'
import { hasten, requestDelivery } from './actions.ts'
import { messagingContract } from './contract.ts'
import { messagingLabels } from './labels.ts'
import { mailSettingsOf } from './queries.ts'
import type { FailureReason } from './rules.ts'
import { NotSendable, openServerOf, sealedFor, senderOf } from './sending.ts'
import { mailSettings as table } from './tables.ts'

type Settings = typeof table.$inferSelect
type Given = Pick<Settings, 'host' | 'port' | 'security' | 'user' | 'fromName' | 'fromAddress' | 'replyTo'>

const contract = messagingContract.mailSettings

/** A person waits for the test's answer. */
const TEST_LIMITS = { connectMs: 5_000, silenceMs: 15_000 }

const asked = ({ host, port, security, user, fromName, fromAddress, replyTo }: Given): Given => ({
  host,
  port,
  security,
  user,
  fromName,
  fromAddress,
  replyTo,
})

function shown(ctx: Ctx, settings: Settings | undefined) {
  if (settings)
    return { ...asked(settings), hasPassword: settings.sealedPassword !== null, revision: settings.revision }
  const none = { host: null, port: 587, security: 'starttls' as const, user: null, replyTo: null }
  return { ...none, fromName: ctx.company.name, fromAddress: '', hasPassword: false, revision: 0 }
}

const get = operation(contract.get, async ctx => shown(ctx, await mailSettingsOf(ctx)))

const update = operation(contract.update, async (ctx, { password, revision, ...given }) => {
  const [before] = await ctx.db.select().from(table).where(eq(table.companyId, ctx.company.id)).for('update')
  if (revision !== undefined && revision !== (before?.revision ?? 0)) changedMeanwhile(before)
  const wanted = { ...asked({ ...given, host: given.host || null, user: given.user || null }) }
  const sealedPassword = passwordAfter(sealedFor(ctx.company.id), before, wanted, password)
  const row = { ...wanted, sealedPassword, updatedBy: ctx.actor.initials }
  const [after] = await ctx.db
    .insert(table)
    .values({ companyId: ctx.company.id, ...row, createdBy: ctx.actor.initials })
    .onConflictDoUpdate({
      target: table.companyId,
      set: { ...row, revision: sql`${table.revision} + 1`, updatedAt: sql`excluded.updated_at` },
      setWhere: eq(table.revision, before?.revision ?? 0), // nobody can lock a row that does not exist yet
    })
    .returning()
  if (!after) changedMeanwhile(await mailSettingsOf(ctx))
  // The audit trail learns that the password changed, never the password, sealed or not.
  const to = { ...wanted, ...(password === undefined ? {} : { password: 'changed' }) }
  ctx.record({ record: 'mail_settings', id: ctx.company.id, from: before ? asked(before) : null, to })
  await hasten(ctx)
  await requestDelivery(ctx)
  return shown(ctx, after)
})

function changedMeanwhile(now: Settings | undefined): never {
  refuse('record.changedMeanwhile', { values: { by: now?.updatedBy ?? '', at: now?.updatedAt ?? '' } })
}

type Reached = Pick<Settings, 'host' | 'user'>

/** What is kept sealed for `place`: the stored password goes to the server and user it was typed for, never to another one. */
export function passwordAfter(
  place: string,
  before: (Reached & { sealedPassword: string | null }) | undefined,
  wanted: Reached,
  password: string | null | undefined,
) {
  if (password) return seal(password, place)
  if (password !== undefined || !wanted.user || !before?.sealedPassword) return null
  if (before.host !== wanted.host || before.user !== wanted.user)
    refuse('messaging.passwordNeeded', { field: 'password' })
  return before.sealedPassword
}

const FIELDS: Partial<Record<FailureReason, string>> = {
  hostUnknown: 'host',
  unreachable: 'port',
  timeout: 'port',
  tls: 'security',
  authentication: 'password',
  passwordUnreadable: 'password',
  senderRefused: 'fromAddress',
  recipientRefused: 'to',
}

const test = conversingOperation(contract.test, async (site, { to: typed }) => {
  const asked = async (ctx: Ctx) => ({ settings: await mailSettingsOf(ctx), to: typed ?? ctx.actor.email })
  const { settings, to } = await site.inTransaction(asked)
  if (!settings?.host) refuse('messaging.noServer', { field: 'host' })
  const server = { ...settings, host: settings.host }
  await sendTest(site, { server, place: sealedFor(site.company.id), ...senderOf(settings, site.company) }, to)
  return { to }
})

type Tried = Parameters<typeof openServerOf>[0] & { fromAddress: string }

/** Sends a message now, or refuses with what keeps it from leaving. */
export async function sendTest(
  { language }: Pick<Ctx, 'language'>,
  { server, place, ...sender }: { server: Tried; place: string } & ReturnType<typeof senderOf>,
  to: string,
) {
  const { testSubject, testText } = messagingLabels[language]
  const messageId = `<${newId()}@${server.fromAddress.split('@').at(-1)}>`
  const words = { subject: testSubject, text: testText, html: null, attachments: [] }
  try {
    const opened = openServerOf(server, place, TEST_LIMITS)
    await opened.send({ ...sender, ...words, messageId, to, date: new Date() }).finally(() => opened.close())
  } catch (error) {
    const reason = error instanceof NotSendable ? error.reason : mailFailure(error).reason
    const field = FIELDS[reason]
    const values = { host: server.host, port: server.port, detail: (error as Error).message }
    refuse(`messaging.${reason}`, { values, ...(field ? { field } : {}) })
  }
}

export const mailSettingsOperations = { get, update, test }
