import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { mailboxRow } from '../contract/mailboxes.ts'
import { incomingText } from '../labels/mailboxes.ts'

type Row = InferSchemaOutput<typeof mailboxRow>
type Found = Omit<Row, 'failure'> & { failure: { reason: string; detail: string } | null }

/** The user of the company whose own address that is. Source: X-40. */
const userAt = (address: SQL): SQL => sql`(
  select min(u.name) from memberships m join users u on u.id = m.user_id
  where m.company_id = b.company_id and lower(u.email) = lower(${address}))`

/** Somebody is at the mailbox `b`: it is no longer so once they were silent for too long, or a person stopped it. */
export const isCollected = sql`(b.busy_until is not null and b.busy_until > now() and not exists (
  select from job_runs r where r.company_id = b.company_id and r.id = b.busy_by and r.ended_at is not null))`

const columns = {
  id: sql`b.id`,
  protocol: sql`b.protocol`,
  host: sql`b.host`,
  port: sql`b.port`,
  security: sql`b.security`,
  user: sql`b."user"`,
  everyMinutes: sql`b.every_minutes`,
  active: sql`b.active`,
  oauth: sql`b.oauth`,
  authorised: sql`b.sealed_refresh_token is not null`,
  mailCount: sql`b.mail_count`,
  collectedAt: sql`b.collected_at`,
  collecting: isCollected,
  failure: sql`b.failure`,
  failedSince: sql`b.failed_since`,
  usedBy: userAt(sql`b."user"`),
  revision: sql`b.revision`,
}
const instant = (text: string | null) => text && new Date(text).toISOString()

const rowOf = ({ failure, ...found }: Found, { language }: Pick<Ctx, 'language'>): Row => ({
  ...found,
  collectedAt: instant(found.collectedAt),
  failedSince: instant(found.failedSince),
  failure: failure && incomingText(failure, found, language),
})

/** Mailboxes by their address. */
export const mailboxList = defineList<Row, Found, Record<never, never>>({
  from: sql`mailboxes b`,
  columns,
  id: sql`b.id`,
  sorts: { user: sql`b."user"` },
  defaultSort: 'user',
  where: ({ company }) => [sql`b.company_id = ${company.id}`],
  search: (_ctx, typed) => [sql`strpos(upper(b."user" || ' ' || b.host), ${typed.trim().toUpperCase()}) > 0`],
  row: rowOf,
})

/** One of them, without its password. */
export async function mailboxShown(ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await ctx.db.execute<Found>(
    sql`select ${selected(columns)} from mailboxes b where b.company_id = ${ctx.company.id} and b.id = ${id}`,
  )
  return rowOf(rows[0] ?? refuse('NOT_FOUND', { status: 404 }), ctx)
}

/** The name of the user of the company whose own address that is, or null. Source: X-40. */
export async function userWithAddress({ db, company }: Ctx, address: string): Promise<string | null> {
  const { rows } = await db.execute<{ name: string | null }>(sql`
    select min(u.name) as name from memberships m join users u on u.id = m.user_id
    where m.company_id = ${company.id} and lower(u.email) = lower(${address})`)
  return rows[0]!.name
}
