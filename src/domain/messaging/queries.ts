import type { InferSchemaOutput } from '@orpc/contract'
import { and, eq, sql } from 'drizzle-orm'
import pg from 'pg'
import type { Database } from '../../platform/db/database.ts'
import { defineList } from '../../platform/db/list.ts'
import type { Ctx } from '../../platform/http/context.ts'
import type { messageRow } from './contract.ts'
import type { MessageState } from './rules.ts'
import { mailSettings, messages, sendingAccounts } from './tables.ts'

type Row = InferSchemaOutput<typeof messageRow>
type Filters = {
  state?: MessageState | undefined
  purpose?: string | undefined
  recordId?: string | undefined
}
type Message = typeof messages.$inferSelect
type Inside = Pick<Ctx, 'db'> & { company: { id: string } }

const instant = (text: string) => new Date(text).toISOString()

/** A message as lists show it. */
export const messageShown = (found: Pick<Message, keyof Row>): Row => ({
  id: found.id,
  purpose: found.purpose,
  to: found.to,
  subject: found.subject,
  state: found.state,
  attempts: found.attempts,
  failure: found.failure,
  queuedAt: instant(found.queuedAt),
  queuedBy: found.queuedBy,
  sentAt: found.sentAt && instant(found.sentAt),
  nextAttemptAt: found.state === 'queued' ? instant(found.nextAttemptAt) : null,
  record: found.record,
  recordId: found.recordId,
})

export const messageList = defineList<Row, Pick<Message, keyof Row>, Filters>({
  from: sql`messages m`,
  columns: {
    id: sql`m.id`,
    purpose: sql`m.purpose`,
    to: sql`m."to"`,
    subject: sql`m.subject`,
    state: sql`m.state`,
    attempts: sql`m.attempts`,
    failure: sql`m.failure`,
    queuedAt: sql`m.queued_at`,
    queuedBy: sql`m.queued_by`,
    sentAt: sql`m.sent_at`,
    nextAttemptAt: sql`m.next_attempt_at`,
    record: sql`m.record`,
    recordId: sql`m.record_id`,
  },
  id: sql`m.id`,
  sorts: { queuedAt: sql`m.queued_at`, to: sql`m."to"`, subject: sql`m.subject` },
  defaultSort: '-queuedAt',
  where: ({ company }, { state, purpose, recordId }) => [
    sql`m.company_id = ${company.id}`,
    ...(state ? [sql`m.state = ${state}`] : []),
    ...(purpose ? [sql`m.purpose = ${purpose}`] : []),
    ...(recordId ? [sql`m.record_id = ${recordId}`] : []),
  ],
  search: (_ctx, text) => [sql`position(lower(${text.trim()}) in lower(m."to" || ' ' || m.subject)) > 0`],
  row: messageShown,
})

/** One message, or undefined when the company has none such. */
export async function messageById({ db, company }: Inside, id: string): Promise<Message | undefined> {
  const [message] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.companyId, company.id), eq(messages.id, id)))
  return message
}

/** How the company sends its mail, or undefined when nobody has said. */
export async function mailSettingsOf({ db, company }: Inside) {
  const [settings] = await db.select().from(mailSettings).where(eq(mailSettings.companyId, company.id))
  return settings
}

/** The own account that a user sends through, or undefined. Source: X-41. */
export async function accountOf({ db, company }: Inside, userId: string) {
  const [account] = await db
    .select()
    .from(sendingAccounts)
    .where(and(eq(sendingAccounts.companyId, company.id), eq(sendingAccounts.userId, userId)))
  return account
}

/** Whether a message waits that may be tried now. */
export async function hasDueMessages({ db, company }: Inside): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from messages where company_id = ${company.id} and state = 'queued' and next_attempt_at <= now() limit 1`)
  return rows.length > 0
}

/**
 * Messages that wait or were given up, over all companies, for the metrics. As owner, for row-level security shows the
 * application one company at a time; each half reads its own partial index.
 */
export async function outboxCounts({ ownerUrl }: Database): Promise<{ state: string; count: number }[]> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'facteur metrics',
    statement_timeout: 5000,
  })
  client.on('error', () => {}) // a lost connection fails the query
  try {
    await client.connect()
    const { rows } = await client.query(`
      select 'queued' as state, count(*)::int as count from public.messages where state = 'queued'
      union all select 'failed', count(*)::int from public.messages where state = 'failed'`)
    return rows
  } finally {
    await client.end().catch(() => {})
  }
}
