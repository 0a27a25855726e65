import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { CollectedState, ExchangeKind } from '../rules/states.ts'
import { collectedDocuments, type collectedMails } from '../tables.ts'

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

/** Notes that mails were read, each once; returns their ids by their keys, without those that were read before. */
export async function noteMails(
  ctx: Ctx,
  mailboxId: string,
  mails: readonly ToldMail[],
): Promise<ReadonlyMap<string, string>> {
  const { db, company } = ctx
  const rows = mails.map(({ key, byteCount, messageId = '', from = '', subject = '', sentAt = null }) => ({
    ...{ id: newId(), key, messageId, from, subject, sentAt },
    byteCount: Math.min(byteCount, GREATEST_COUNT),
  }))
  const told = {
    id: 'uuid',
    key: 'text',
    messageId: 'text',
    from: 'text',
    subject: 'text',
    sentAt: 'timestamptz',
    byteCount: 'int',
  }
  const { rows: noted } = await db.execute<{ id: string; key: string }>(sql`
    insert into collected_mails (company_id, mailbox_id, id, key, message_id, "from", subject, sent_at, byte_count)
    select ${company.id}, ${mailboxId}, g.* from (${givenRows(rows, told)}) g on conflict do nothing returning id, key`)
  if (noted.length > 0) ctx.atEnd(() => countMails(ctx, mailboxId, noted.length))
  return new Map(noted.map(({ id, key }) => [key, id]))
}

/** Last in its transaction, as who collects shows in that row that it lives. */
async function countMails({ db, company }: Ctx, mailboxId: string, more: number) {
  await db.execute(sql`
    update mailboxes set mail_count = mail_count + ${more} where company_id = ${company.id} and id = ${mailboxId}`)
}

export type NotedMail = { mailId: string; content: Buffer | null; outcomes: readonly Outcome[] }

/** Notes what mails held; a mail itself is kept while somebody has to look at something of it. */
export async function noteOutcomes(ctx: Ctx, mails: readonly NotedMail[]) {
  const { initials } = ctx.actor
  await keep(
    ctx,
    mails.filter(({ outcomes }) => outcomes.some(({ state }) => state === 'quarantined')),
  )
  await insertRows(
    ctx,
    collectedDocuments,
    mails.flatMap(({ mailId, outcomes }) =>
      outcomes.map(({ kind, state, ...known }, at) => ({
        ...{ id: newId(), mailId, position: at + 1, kind, state, createdBy: initials, updatedBy: initials },
        ...{ number: known.number ?? '', edition: known.edition ?? null, partnerId: known.partnerId ?? null },
        ...{ reason: known.reason ?? '', values: known.values ?? {}, orderId: known.orderId ?? null },
      })),
    ),
  )
}

async function keep({ db, company }: Ctx, mails: readonly NotedMail[]) {
  const whole = mails.flatMap(({ mailId, content }) => (content ? [{ mailId, content }] : []))
  if (whole.length === 0) return
  const ids = sql.param(whole.map(({ mailId }) => mailId))
  const contents = sql.param(whole.map(({ content }) => content))
  await db.execute(sql`
    update collected_mails m set content = kept.content from unnest(${ids}::uuid[], ${contents}::bytea[]) as kept(id, content)
    where m.company_id = ${company.id} and m.id = kept.id`)
}

/** Puts a whole mail into quarantine, with or without its bytes; false: it was read before. */
export async function putAside(
  ctx: Ctx,
  mailboxId: string,
  { content, ...mail }: ToldMail & { content: Buffer | null },
  { reason, values }: { reason: string; values: Record<string, string> },
): Promise<boolean> {
  const mailId = (await noteMails(ctx, mailboxId, [mail])).get(mail.key)
  if (mailId === undefined) return false
  const outcome = { kind: 'none', state: 'quarantined', reason, values } as const
  await noteOutcomes(ctx, [{ mailId, content, outcomes: [outcome] }])
  return true
}
