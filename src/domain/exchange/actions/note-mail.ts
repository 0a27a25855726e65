import { and, eq } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { CollectedState, ExchangeKind } from '../rules/states.ts'
import { collectedDocuments, collectedMails } from '../tables.ts'

/** What became of one document of a mail. */
export type Outcome = {
  kind: ExchangeKind
  state: CollectedState
  number?: string
  edition?: number
  partnerId?: string
  orderId?: string
  reason?: string
  values?: Record<string, string>
}

type ToldMail = { key: string; byteCount: number } & Partial<
  Pick<typeof collectedMails.$inferInsert, 'messageId' | 'from' | 'subject' | 'sentAt'>
>
const GREATEST_COUNT = 2_147_483_647

/** Notes that a mail was read, once; null: it was before. */
export async function noteMail(ctx: Ctx, mailboxId: string, mail: ToldMail): Promise<string | null> {
  const byteCount = Math.min(mail.byteCount, GREATEST_COUNT)
  const [inserted] = await ctx.db
    .insert(collectedMails)
    .values({ ...mail, byteCount, companyId: ctx.company.id, id: newId(), mailboxId })
    .onConflictDoNothing()
    .returning({ id: collectedMails.id })
  return inserted?.id ?? null
}

/** Notes what a mail held; the mail itself is kept while somebody has to look at something of it. */
export async function noteOutcomes(ctx: Ctx, mailId: string, outcomes: readonly Outcome[], content: Buffer | null) {
  if (content && outcomes.some(({ state }) => state === 'quarantined'))
    await ctx.db
      .update(collectedMails)
      .set({ content })
      .where(and(eq(collectedMails.companyId, ctx.company.id), eq(collectedMails.id, mailId)))
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    collectedDocuments,
    outcomes.map(({ kind, state, ...known }, at) => ({
      ...{ id: newId(), mailId, position: at + 1, kind, state, ...stamps },
      ...{ number: known.number ?? '', edition: known.edition ?? null, partnerId: known.partnerId ?? null },
      ...{ reason: known.reason ?? '', values: known.values ?? {}, orderId: known.orderId ?? null },
    })),
  )
}

/** Puts a whole mail into quarantine, with or without its bytes; false: it was read before. */
export async function putAside(
  ctx: Ctx,
  mailboxId: string,
  { content, ...mail }: { key: string; byteCount: number; content: Buffer | null },
  { reason, values }: { reason: string; values: Record<string, string> },
): Promise<boolean> {
  const id = await noteMail(ctx, mailboxId, mail)
  if (id !== null) await noteOutcomes(ctx, id, [{ kind: 'none', state: 'quarantined', reason, values }], content)
  return id !== null
}
