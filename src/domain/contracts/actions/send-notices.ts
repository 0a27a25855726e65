import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type LastCheck, queueMessages } from '../../messaging/actions.ts'
import { type NoticeToSend, noticesToSend, type WhichNotices } from '../queries/due-notices.ts'
import { noticeWritten } from '../rules/notice-text.ts'
import { contractNotices } from '../tables/settings.ts'

export const CONTRACT_NOTICE = 'contracts.notice'
/** Notices sent in one transaction. */
export const SENT_AT_ONCE = 1000

export type Sent = { mails: number; letters: number }

/**
 * Sends notices that are due and keeps each as proof: a mail goes to the outbox, a letter is printed of its day. Who comes
 * second finds the customer told. Source: L-10, X-66, A12.
 */
export async function sendContractNotices(ctx: Ctx, which: Omit<WhichNotices, 'limit'>): Promise<Sent> {
  await cancelNeverLeft(ctx)
  const notices = await noticesToSend(ctx, { ...which, limit: SENT_AT_ONCE })
  const kept = await keep(ctx, notices)
  const mails = kept.filter(({ channel }) => channel === 'mail')
  const messageIds = await queueMessages(
    ctx,
    mails.map(notice => ({
      purpose: CONTRACT_NOTICE,
      record: { table: 'contracts', id: notice.contractId },
      to: notice.email,
      ...noticeWritten(notice),
    })),
  )
  await setMessages(
    ctx,
    mails.map(({ noticeId }, at) => ({ noticeId, messageId: messageIds[at] })),
  )
  return { mails: mails.length, letters: kept.length - mails.length }
}

/** Those that nobody else sent meanwhile. */
async function keep({ db, company, today, actor, record }: Ctx, notices: readonly NoticeToSend[]) {
  if (notices.length === 0) return []
  const given = notices.map(notice => ({ ...notice, noticeId: newId() }))
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into contract_notices (company_id, id, contract_id, kind, about_on, contact_id, noticed_on, channel, sent_to, created_by, updated_by)
    select ${company.id}, "noticeId", "contractId", kind, "aboutOn", "customerId", ${today}, channel,
      case channel when 'mail' then email else '' end, ${actor.initials}, ${actor.initials}
    from (${givenRows(given, KEPT)}) g
    on conflict (company_id, contract_id, kind, about_on) where cancelled_on is null do nothing returning id`)
  const ids = new Set(rows.map(({ id }) => id))
  const kept = given.filter(({ noticeId }) => ids.has(noticeId))
  for (const { noticeId, contractId, kind, aboutOn, channel, email } of kept)
    record({
      record: 'contract_notices',
      id: noticeId,
      from: null,
      to: { contractId, kind, aboutOn, channel, sentTo: channel === 'mail' ? email : '' },
    })
  return kept
}
const KEPT = {
  noticeId: 'uuid',
  contractId: 'uuid',
  kind: 'text',
  aboutOn: 'date',
  customerId: 'uuid',
  channel: 'text',
  email: 'text',
}

async function setMessages({ db, company }: Ctx, set: readonly object[]) {
  if (set.length === 0) return
  await db.execute(sql`
    with given as materialized (${givenRows(set, { noticeId: 'uuid', messageId: 'uuid' })})
    update contract_notices n set message_id = g."messageId" from given g where n.company_id = ${company.id} and n.id = g."noticeId"`)
}

/** A mail that was given up or withdrawn told nobody: its contract is to be told again. */
async function cancelNeverLeft({ db, company, today }: Ctx) {
  await db.execute(sql`
    update contract_notices n set cancelled_on = ${today}, updated_at = now(), revision = n.revision + 1 from messages m
    where n.company_id = ${company.id} and n.kind <> 'alert' and n.cancelled_on is null and m.company_id = ${company.id} and m.id = n.message_id
      and m.state in ('failed', 'withdrawn')`)
}

/** Says that a letter was not posted; a mail that left is proof and stays. */
export async function cancelNotice(ctx: Ctx, id: string) {
  const { db, company, today } = ctx
  const { cancelledOn, messageId, kind } = await lockedRecord(ctx, contractNotices, id)
  if (cancelledOn) return
  const { rows } = await db.execute(sql`
    select from messages where company_id = ${company.id} and id = ${messageId} and state in ('sent', 'queued')`)
  if (rows.length > 0 || kind === 'alert') refuse('contracts.noticeLeft')
  await changeRecord(ctx, contractNotices, id, { cancelledOn: today })
}

/**
 * Whether a notice is still true when its mail is about to leave: the contract goes on as it said, and a tacit renewal is told
 * inside its window. Else it never left. Source: L-10.
 */
export const contractNoticeStillWanted: LastCheck = async ({ db, company }, { id }) => {
  const mine = sql`${company.id}::uuid`
  const today = sql`(now() at time zone ${company.timeZone})::date`
  const { rows } = await db.execute<{ wanted: boolean }>(sql`
    select c.terminated_on is null and not exists (select from contracts r where r.company_id = ${mine} and r.renews_id = c.id)
      and case n.kind when 'tacit' then c.renewal = 'tacit' and c.ends_on = n.about_on and ${today} <= n.about_on - interval '1 month'
        when 'proposal' then c.renewal = 'proposed' and c.ends_on = n.about_on and ${today} <= n.about_on
        else exists (select from contract_lines l join contract_price_changes h on h.company_id = ${mine} and h.id = l.price_change_id
          where l.company_id = ${mine} and l.contract_id = c.id and h.from_on = n.about_on and h.undone_on is null) end as wanted
    from contract_notices n join contracts c on c.company_id = ${mine} and c.id = n.contract_id
    where n.company_id = ${mine} and n.message_id = ${id} and n.cancelled_on is null`)
  if (rows[0]?.wanted) return true
  await db.execute(sql`
    update contract_notices set cancelled_on = ${today}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and message_id = ${id} and cancelled_on is null`)
  return false
}
