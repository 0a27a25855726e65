import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { MailFailure } from '../../../platform/mail/failure.ts'
import { type IncomingOptions, openMailbox, type StandingMail } from '../../../platform/mail/incoming.ts'
import type { CollectedState } from '../rules/states.ts'
import { mailboxById, sayCollected, sayFailed, serverOf } from './mailboxes.ts'
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

/** Longer mails than any order are not fetched; they are told. */
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

async function collectAll({ mailboxId, inTransaction, options, onMail }: Collecting): Promise<Collected> {
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
    for await (const mail of mailbox.read(fresh)) {
      const states = await inTransaction(ctx => takeMail(ctx, mailboxId, mail))
      if (states) collected.mails++
      for (const state of states ?? []) collected[state]++
      await onMail?.(collected.mails, fresh.length)
    }
    await inTransaction(ctx => sayCollected(ctx, mailboxId, standing.at(-1)?.key ?? null))
    return collected
  } finally {
    await mailbox.close()
  }
}

/** Keys of mails that were not read yet, in the order of their arrival. */
async function unread({ db, company }: Ctx, mailboxId: string, standing: readonly StandingMail[]): Promise<string[]> {
  const keys = standing.filter(({ size }) => size <= MOST_BYTES).map(({ key }) => key)
  const { rows } = await db.execute<{ key: string }>(sql`
    select given.key from unnest(${sql.param(keys)}::text[]) with ordinality as given(key, nth)
    where not exists (select from collected_mails m
      where m.company_id = ${company.id} and m.mailbox_id = ${mailboxId} and m.key = given.key)
    order by given.nth`)
  return rows.map(({ key }) => key)
}
