import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { MailFailure } from '../../../platform/mail/failure.ts'
import { type IncomingOptions, openMailbox, type StandingMail } from '../../../platform/mail/incoming.ts'
import { byHalves } from '../../../values/by-halves.ts'
import { foundIn } from '../rules/faults.ts'
import type { CollectedState } from '../rules/states.ts'
import { keepRefreshToken, mailboxById, sayCollected, sayFailed, serverOf } from './mailboxes.ts'
import { putAside } from './note-mail.ts'
import { type FetchedMail, fetchedMail, takeMails } from './take-mail.ts'

/** How many documents came to what. */
export type Collected = Record<CollectedState, number> & { mails: number }

export type Collecting = {
  mailboxId: string
  /** Runs `act` in one transaction of the company. */
  inTransaction<T>(act: (ctx: Ctx) => Promise<T>): Promise<T>
  options?: IncomingOptions
  /** Mails taken in one transaction. */
  together?: number
  /** Told after each transaction that took mails. */
  onMails?: (done: number, of: number) => Promise<void>
}

const TOGETHER = 250
/** Larger mails are taken with fewer others. */
const BYTES_TOGETHER = 16 * 1024 * 1024
/** Longer mails than any order are not fetched; they wait in quarantine. */
export const MOST_BYTES = 40 * 1024 * 1024

/**
 * Reads what is new in a mailbox, many mails in a transaction while the next are fetched, and changes nothing there. Cut short, the
 * next time goes on where it was. Throws `MailFailure` when the server does not answer, once that is written. Source: INT-32 to
 * INT-34, X-42.
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
  const { mailboxId, inTransaction, options, together = TOGETHER, onMails } = collecting
  const collected: Collected = { mails: 0, taken: 0, repeated: 0, quarantined: 0, refused: 0, ignored: 0 }
  const known = await inTransaction(async ctx => {
    const row = await mailboxById(ctx, mailboxId)
    return row && { server: serverOf(ctx, row), lastKey: row.lastKey }
  })
  if (!known) return collected
  const mailbox = await openMailbox(known.server, {
    ...options,
    keepRefreshToken: token => inTransaction(ctx => keepRefreshToken(ctx, mailboxId, token)),
  })
  try {
    const standing = await mailbox.list(known.lastKey)
    const fresh = await inTransaction(ctx => unread(ctx, mailboxId, standing))
    const missing = new Set(fresh.map(({ key }) => key))
    const said = async (keys: readonly string[], states: readonly (CollectedState[] | null)[]) => {
      for (const key of keys) missing.delete(key)
      for (const some of states) {
        if (some) collected.mails++
        for (const state of some ?? []) collected[state]++
      }
      await onMails?.(collected.mails, fresh.length)
    }
    const large = fresh.filter(({ size }) => size > MOST_BYTES)
    for (const mail of large) await said([mail.key], [await inTransaction(ctx => tooLarge(ctx, mailboxId, mail))])
    const keys = fresh.filter(({ size }) => size <= MOST_BYTES).map(({ key }) => key)
    for await (const mails of ahead(inLots(mailbox.read(keys), together)))
      await said(
        mails.map(({ key }) => key),
        await takenOrAside(collecting, mails),
      )
    await inTransaction(ctx => sayCollected(ctx, mailboxId, lastBefore(standing, missing)))
    return collected
  } finally {
    await mailbox.close()
  }
}

/** Mails as they come, so many at once that they are neither too many nor too large. */
async function* inLots(mails: AsyncGenerator<{ key: string; content: Buffer }>, together: number) {
  let lot: FetchedMail[] = []
  let byteCount = 0
  for await (const mail of mails) {
    lot.push(await fetchedMail(mail))
    byteCount += mail.content.length
    await turn() // the lot before it waits for PostgreSQL, and others for this process
    if (lot.length < together && byteCount < BYTES_TOGETHER) continue
    yield lot
    lot = []
    byteCount = 0
  }
  if (lot.length > 0) yield lot
}

/** The same, each made while the one before is worked on. */
async function* ahead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let coming = items.next()
  try {
    for (;;) {
      const { value, done } = await coming
      if (done) return
      coming = items.next()
      coming.catch(() => undefined) // told when its turn comes
      yield value
    }
  } finally {
    await items.return(undefined)
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
  return standing.filter(({ key }) => fresh.delete(key)) // once, whatever the server says twice
}

async function tooLarge(ctx: Ctx, mailboxId: string, { key, size }: StandingMail): Promise<CollectedState[] | null> {
  const why = { reason: 'exchange.mailTooLarge', values: { bytes: String(size) } }
  const noted = await putAside(ctx, mailboxId, { key, byteCount: size, content: null }, why)
  return noted ? ['quarantined'] : null
}

/**
 * Mails whose taking fails are taken by halves, as a lock may have stood in their way; one that fails by itself is tried once more,
 * then waits for somebody: it stops no other.
 */
function takenOrAside(
  { mailboxId, inTransaction }: Collecting,
  mails: readonly FetchedMail[],
): Promise<(CollectedState[] | null)[]> {
  const take = (some: readonly FetchedMail[]) => inTransaction(ctx => takeMails(ctx, mailboxId, some))
  const aside = async (mail: FetchedMail) => {
    const again = await take([mail]).catch((error: unknown) => ({ error }))
    if (!('error' in again)) return again[0]!
    const why = { reason: 'exchange.failed', values: { found: foundIn(again.error) } }
    const { key, content } = mail
    const { messageId, from, subject, sentAt } = mail.mail
    const noting = (told: object) =>
      inTransaction(ctx => putAside(ctx, mailboxId, { ...told, key, content, byteCount: content.length }, why))
    // Were it what the mail says of itself that fails, it is noted without. With the database gone this throws too, and the mail is
    // read the next time.
    const noted = await noting({ messageId, from, subject, sentAt }).catch(() => noting({}))
    return noted ? (['quarantined'] satisfies CollectedState[]) : null
  }
  return byHalves(mails, { together: take, alone: aside })
}
