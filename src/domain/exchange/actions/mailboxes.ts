import { and, eq, sql } from 'drizzle-orm'
import { changeRecord, createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { MailFailure, mailFailure } from '../../../platform/mail/failure.ts'
import type { IncomingProtocol, IncomingServer } from '../../../platform/mail/incoming.ts'
import type { OAuthClient } from '../../../platform/mail/oauth.ts'
import { seal, unseal } from '../../../platform/mail/seal.ts'
import type { Security } from '../../../platform/mail/transport.ts'
import { incomingFault } from '../rules/incoming.ts'
import type { OAuth } from '../rules/mail-providers.ts'
import { mailboxes } from '../tables.ts'

export type MailboxRow = typeof mailboxes.$inferSelect

/** A mailbox as it is typed; the password, or the secret of the client, stays when none is typed. Source: INT-30, X-45. */
export type MailboxSaid = {
  protocol: IncomingProtocol
  host: string
  port: number
  security: Security
  user: string
  password?: string | undefined
  oauth?: OAuth | null
  everyMinutes: number | null
  active: boolean
}

/** What binds a sealed password to its company. */
const placeOf = (companyId: string) => `mailboxes ${companyId}`

export async function addMailbox(ctx: Ctx, { password = '', ...said }: MailboxSaid): Promise<string> {
  return createRecord(ctx, mailboxes, { ...said, sealedPassword: seal(password, placeOf(ctx.company.id)) })
}

/**
 * What is read of another server, or of somebody else there, is read from its beginning; the access that a user gave is for one
 * mailbox, by one client.
 */
export async function changeMailbox(
  ctx: Ctx,
  before: MailboxRow,
  { password, oauth = null, ...said }: MailboxSaid,
  revision: number,
) {
  const sealed = password === undefined ? {} : { sealedPassword: seal(password, placeOf(ctx.company.id)) }
  const keepsAccess =
    password === undefined && isSameAccess(before, { ...said, oauth }) ? {} : { sealedRefreshToken: null }
  await changeRecord(
    ctx,
    mailboxes,
    before.id,
    { ...said, oauth, ...sealed, ...keepsAccess, lastKey: null, failure: null, failedSince: null },
    revision,
  )
}

/** Whether the secret that is kept still goes where it was typed for: to the mail server, or to who gives access. */
export const keepsSecret = (before: MailboxRow, said: Pick<MailboxSaid, 'host' | 'user' | 'oauth'>): boolean =>
  said.oauth
    ? before.oauth?.issuer === said.oauth.issuer
    : !before.oauth && before.host === said.host && before.user === said.user

/** Whether what opens the one may be shown to the other: a kept secret goes only where it was typed for. */
export const isSameAccess = (before: MailboxRow, said: Pick<MailboxSaid, 'host' | 'user' | 'oauth'>): boolean =>
  before.host === said.host &&
  before.user === said.user &&
  (['issuer', 'clientId', 'scope'] as const).every(name => before.oauth?.[name] === said.oauth?.[name])

/** How a mailbox is reached; fails when another secret sealed its password, and when its user gave no access yet. */
export function serverOf(ctx: Pick<Ctx, 'company'>, row: MailboxRow): IncomingServer {
  const { protocol, host, port, security, user, sealedPassword, sealedRefreshToken } = row
  const reached = { protocol, host, port, security, user }
  const client = oauthClientOf(ctx, row)
  if (!client) return { ...reached, password: unsealed(ctx, sealedPassword) }
  const refreshToken = unsealed(ctx, sealedRefreshToken ?? refuse('exchange.notAuthorised'))
  return { ...reached, password: null, oauth: { ...client, refreshToken } }
}

/** The client that asks for access; undefined: the mailbox has a password. */
export const oauthClientOf = (
  ctx: Pick<Ctx, 'company'>,
  { oauth, sealedPassword }: MailboxRow,
): OAuthClient | undefined => (oauth ? { ...oauth, clientSecret: unsealed(ctx, sealedPassword) } : undefined)

const unsealed = ({ company }: Pick<Ctx, 'company'>, sealed: string): string =>
  unseal(sealed, placeOf(company.id)) ?? refuse('exchange.passwordUnreadable')

/** Keeps the access that counts from now on. */
export async function keepRefreshToken({ db, company }: Ctx, id: string, refreshToken: string) {
  await db
    .update(mailboxes)
    .set({ sealedRefreshToken: seal(refreshToken, placeOf(company.id)), failure: null, failedSince: null })
    .where(and(eq(mailboxes.companyId, company.id), eq(mailboxes.id, id)))
}

export async function mailboxById({ db, company }: Ctx, id: string): Promise<MailboxRow | undefined> {
  const [row] = await db
    .select()
    .from(mailboxes)
    .where(and(eq(mailboxes.companyId, company.id), eq(mailboxes.id, id)))
  return row
}

/** From now on; by hand only, or before its user gave access, it is never due. */
export const setDue = ({ db, company }: Ctx, id: string) =>
  db.execute(sql`
    update mailboxes set due_at = case
      when active and every_minutes is not null and (oauth is null or sealed_refresh_token is not null) then now() end
    where company_id = ${company.id} and id = ${id}`)

/** All that stood there was read; the next time begins after `lastKey`. */
export async function sayCollected({ db, company }: Ctx, id: string, lastKey: string | null) {
  await db.execute(sql`
    update mailboxes set last_key = coalesce(${lastKey}, last_key), collected_at = now(), failure = null, failed_since = null
    where company_id = ${company.id} and id = ${id}`)
}

/** Why it could not be read this time, and since when. */
export async function sayFailed({ db, company }: Ctx, id: string, error: unknown) {
  const { reason, message } = mailFailure(error)
  await db.execute(sql`
    update mailboxes set failure = ${JSON.stringify({ reason, detail: message })}, failed_since = coalesce(failed_since, now())
    where company_id = ${company.id} and id = ${id}`)
}

/** Refuses, in words, what the mail server or who gives access to it refused. */
export const inWords =
  ({ host, port }: { host: string; port: number }) =>
  (error: unknown): never => {
    if (!(error instanceof MailFailure)) throw error
    const { reason, message: detail } = error
    refuse(`exchange.incoming.${incomingFault({ reason, detail })}`, { values: { host, port: String(port), detail } })
  }
