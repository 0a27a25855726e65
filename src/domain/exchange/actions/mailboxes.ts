import { and, eq, sql } from 'drizzle-orm'
import { changeRecord, createRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { mailFailure } from '../../../platform/mail/failure.ts'
import type { IncomingProtocol, IncomingServer } from '../../../platform/mail/incoming.ts'
import { seal, unseal } from '../../../platform/mail/seal.ts'
import type { Security } from '../../../platform/mail/transport.ts'
import { mailboxes } from '../tables.ts'

export type MailboxRow = typeof mailboxes.$inferSelect

/** A mailbox as it is typed; the password stays when none is typed. Source: INT-30. */
export type MailboxSaid = {
  protocol: IncomingProtocol
  host: string
  port: number
  security: Security
  user: string
  password?: string | undefined
  everyMinutes: number | null
  active: boolean
}

/** What binds a sealed password to its company. */
const placeOf = (companyId: string) => `mailboxes ${companyId}`

export async function addMailbox(ctx: Ctx, { password = '', ...said }: MailboxSaid): Promise<string> {
  return createRecord(ctx, mailboxes, { ...said, sealedPassword: seal(password, placeOf(ctx.company.id)) })
}

/** What is read of another server, or of somebody else there, is read from its beginning. */
export async function changeMailbox(ctx: Ctx, id: string, { password, ...said }: MailboxSaid, revision: number) {
  const sealed = password === undefined ? {} : { sealedPassword: seal(password, placeOf(ctx.company.id)) }
  await changeRecord(
    ctx,
    mailboxes,
    id,
    { ...said, ...sealed, lastKey: null, failure: null, failedSince: null },
    revision,
  )
}

/** How a mailbox is reached; fails when another secret sealed its password. */
export function serverOf({ company }: Pick<Ctx, 'company'>, row: MailboxRow): IncomingServer {
  const { protocol, host, port, security, user, sealedPassword } = row
  const password = unseal(sealedPassword, placeOf(company.id)) ?? refuse('exchange.passwordUnreadable')
  return { protocol, host, port, security, user, password }
}

export async function mailboxById({ db, company }: Ctx, id: string): Promise<MailboxRow | undefined> {
  const [row] = await db
    .select()
    .from(mailboxes)
    .where(and(eq(mailboxes.companyId, company.id), eq(mailboxes.id, id)))
  return row
}

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
