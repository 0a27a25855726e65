import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { MailFailure } from '../../../platform/mail/failure.ts'
import { type IncomingOptions, openMailbox, type StandingMail } from '../../../platform/mail/incoming.ts'
import type { CollectedState } from '../rules/states.ts'
import { mailboxById, sayCollected, sayFailed, serverOf } from './mailboxes.ts'
import { putAside } from './note-mail.ts'
import { takeMail } from './take-mail.ts'

/** How many documents came to what. */
export type Collected = Record<CollectedState, number> & { mails: number }

export type Collecting = {
  mailboxId: string
  /** Runs `act` in one transaction of the company. */
  inTransaction<T>(act: (ctx: Ctx) => Promise<T>): Promise<T>
  options?: IncomingOptions
  /** Told after each mail. */
  onMail?: (done: number, of: number) => Promise<void>
}

/** Longer mails than any order are not fetched; they wait in quarantine. */
export const MOST_BYTES = 40 * 1024 * 1024

/**
 * Reads what is new in a mailbox, a mail in a transaction of its own, and changes nothing there. Cut short, the next time goes on
 * where it was. Throws `MailFailure` when the server does not answer, once that is written. Source: INT-32 to INT-34, X-42.
 */
export async function collect(collecting: Collecting): Promise<Collected> {
  const { mailboxId, inTransaction } = collecting
  try {
    return await collectAll(collecting)
  } catch (error) {
    if (error instanceof MailFailure) await inTransaction(ctx => sayFailed(ctx, mailboxId, error))
    throw error
  }
}

async function collectAll(collecting: Collecting): Promise<Collected> {
  const { mailboxId, inTransaction, options, onMail } = collecting
  const collected: Collected = { mails: 0, taken: 0, repeated: 0, quarantined: 0, refused: 0, ignored: 0 }
  const known = await inTransaction(async ctx => {
    const row = await mailboxById(ctx, mailboxId)
    return row && { server: serverOf(ctx, row), lastKey: row.lastKey }
  })
  if (!known) return collected
  const mailbox = await openMailbox(known.server, options)
  try {
    const standing = await mailbox.list(known.lastKey)
    const fresh = await inTransaction(ctx => unread(ctx, mailboxId, standing))
    const missing = new Set(fresh.map(({ key }) => key))
    const said = async (key: string, states: CollectedState[] | null) => {
      missing.delete(key)
      if (states) collected.mails++
      for (const state of states ?? []) collected[state]++
      await onMail?.(collected.mails, fresh.length)
    }
    for (const { key, size } of fresh.filter(({ size }) => size > MOST_BYTES))
      await said(key, await inTransaction(ctx => tooLarge(ctx, mailboxId, { key, size })))
    const fetched = fresh.filter(({ size }) => size <= MOST_BYTES).map(({ key }) => key)
    for await (const mail of mailbox.read(fetched)) await said(mail.key, await takenOrAside(collecting, mail))
    await inTransaction(ctx => sayCollected(ctx, mailboxId, lastBefore(standing, missing)))
    return collected
  } finally {
    await mailbox.close()
  }
}

/** The last mail that needs not be asked for again: one that the server did not hand over is, and all after it. */
function lastBefore(standing: readonly StandingMail[], missing: ReadonlySet<string>): string | null {
  const first = standing.findIndex(({ key }) => missing.has(key))
  return (first < 0 ? standing : standing.slice(0, first)).at(-1)?.key ?? null
}

/** Mails that were not read yet, in the order of their arrival. */
async function unread(
  { db, company }: Ctx,
  mailboxId: string,
  standing: readonly StandingMail[],
): Promise<StandingMail[]> {
  const keys = standing.map(({ key }) => key)
  const { rows } = await db.execute<{ key: string }>(sql`
    select given.key from unnest(${sql.param(keys)}::text[]) as given(key)
    where not exists (select from collected_mails m
      where m.company_id = ${company.id} and m.mailbox_id = ${mailboxId} and m.key = given.key)`)
  const fresh = new Set(rows.map(({ key }) => key))
  return standing.filter(({ key }) => fresh.has(key))
}

async function tooLarge(ctx: Ctx, mailboxId: string, { key, size }: StandingMail): Promise<CollectedState[] | null> {
  const why = { reason: 'exchange.mailTooLarge', values: { bytes: String(size) } }
  const noted = await putAside(ctx, mailboxId, { key, byteCount: size, content: null }, why)
  return noted ? ['quarantined'] : null
}

/** A mail whose taking fails is tried once more, as a lock may have stood in its way, then waits for somebody: it stops no other. */
async function takenOrAside(
  { mailboxId, inTransaction }: Collecting,
  mail: { key: string; content: Buffer },
): Promise<CollectedState[] | null> {
  const taking = () => inTransaction(ctx => takeMail(ctx, mailboxId, mail))
  try {
    return await taking().catch(taking)
  } catch (error) {
    const why = { reason: 'exchange.failed', values: { found: foundIn(error) } }
    const { key, content } = mail
    // With the database gone this throws too, and the mail is read the next time.
    const noted = await inTransaction(ctx => putAside(ctx, mailboxId, { key, content, byteCount: content.length }, why))
    return noted ? ['quarantined'] : null
  }
}

const MOST_FOUND = 200
const foundIn = (error: unknown) =>
  String((error as Error).cause ?? error)
    .replaceAll('\0', '')
    .slice(0, MOST_FOUND)
    .toWellFormed()
