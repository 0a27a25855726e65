import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day } from '../../../values/day.ts'
import { type LastCheck, queueMessages } from '../../messaging/actions.ts'
import { firstFileDay } from '../queries/candidates.ts'
import { configured } from '../queries/settings.ts'
import { noticesToWrite, type ToTell, type WhichToTell } from '../queries/telling.ts'
import { isBankDay } from '../rules/bank-days.ts'
import type { NoticeChannel } from '../rules/states.ts'

export const NOTICE_PURPOSE = 'debits.notice'

/** Customers told in one transaction. */
export const TOLD_AT_ONCE = 1_000

export type Told = { count: number; customers: number; letters: number }

/**
 * Tells debtors what will be collected and when, one mail or letter a mandate and day with all of it. An invoice is told once
 * a day of collection: who comes second finds it so. Source: L-15.
 */
export async function sendNotices(ctx: Ctx, which: WhichToTell): Promise<Told> {
  const settings = await configured(ctx)
  if (which.collectOn) refuseNoBankDay(which.collectOn)
  const told = await stillSo(ctx, await noticesToWrite(ctx, settings, { ...which, limit: TOLD_AT_ONCE }))
  const mails = told.filter(({ channel }) => channel === 'mail')
  const messageIds = await queueMessages(
    ctx,
    mails.map(({ documents, email, subject, text }) => ({
      purpose: NOTICE_PURPOSE,
      record: { table: 'invoices', id: documents[0]!.id },
      to: email,
      subject,
      text,
    })),
  )
  const messages = new Map(mails.map((mail, at) => [mail, messageIds[at] ?? null]))
  await insertNotices(
    ctx,
    told.flatMap(({ documents, ...one }, at) =>
      documents.map(({ id, cents }) => ({
        ...{ invoiceId: id, cents, mandateId: one.mandateId, collectOn: one.collectOn, noticedOn: ctx.today },
        channel: one.channel,
        sentTo: one.channel === 'mail' ? one.email : '',
        messageId: messages.get(told[at]!) ?? null,
      })),
    ),
  )
  const count = told.reduce((sum, { documents }) => sum + documents.length, 0)
  return { count, customers: told.length, letters: told.length - mails.length }
}

export type NewNotice = {
  invoiceId: string
  mandateId: string
  collectOn: string
  cents: number
  noticedOn: string
  channel: NoticeChannel
  sentTo?: string
  messageId?: string | null
}

/** Keeps what debtors were told; an invoice told of that day before is left as it is. Returns how many were kept. */
export async function insertNotices({ db, company, actor, record }: Ctx, notices: readonly NewNotice[]) {
  if (notices.length === 0) return 0
  const rows = notices.map(notice => ({ id: newId(), sentTo: '', messageId: null, ...notice }))
  const { rows: kept } = await db.execute<{ id: string }>(sql`
    insert into debit_notices (company_id, id, invoice_id, mandate_id, collect_on, cents, noticed_on, channel, sent_to, message_id, created_by, updated_by)
    select ${company.id}, id, "invoiceId", "mandateId", "collectOn", cents, "noticedOn", channel, "sentTo", "messageId", ${actor.initials}, ${actor.initials}
    from (${givenRows(rows, NOTICE)}) notice
    on conflict (company_id, invoice_id, collect_on) where cancelled_on is null do nothing returning id`)
  const ids = new Set(kept.map(({ id }) => id))
  for (const { id, ...told } of rows) if (ids.has(id)) record({ record: 'debit_notices', id, from: null, to: told })
  return kept.length
}
const NOTICE = {
  id: 'uuid',
  invoiceId: 'uuid',
  mandateId: 'uuid',
  collectOn: 'date',
  cents: 'bigint',
  noticedOn: 'date',
  channel: 'text',
  sentTo: 'text',
  messageId: 'uuid',
}

type Otherwise = {
  invoiceIds: readonly string[]
  collectOn: string
  noticedOn: string
  channel: 'letter' | 'invoice' | 'schedule'
}

/** Keeps that debtors were told by a paper of ours; a day too near the notice is refused. Source: L-15. */
export async function recordNotices(ctx: Ctx, { noticedOn, channel, ...which }: Otherwise): Promise<number> {
  const settings = await configured(ctx)
  refuseNoBankDay(which.collectOn)
  if (noticedOn > ctx.today || which.collectOn < firstFileDay(ctx.today, settings.leadDays))
    refuse('debits.noticedTooLate', { field: 'collectOn' })
  const limit = which.invoiceIds.length
  const told = await noticesToWrite({ ...ctx, today: noticedOn }, settings, { ...which, limit, unreached: true })
  if (told.length === 0) refuse('debits.noticedTooLate', { field: 'collectOn' })
  return insertNotices(
    ctx,
    told.flatMap(({ documents, mandateId, collectOn }) =>
      documents.map(({ id, cents }) => ({ invoiceId: id, mandateId, collectOn, cents, noticedOn, channel })),
    ),
  )
}

/** Takes notices back, but those by which something is being collected: their invoices are told again. */
export async function cancelNotices({ db, company, actor, today, record }: Ctx, ids: readonly string[]) {
  const { rows: busy } = await db.execute(sql`
    select from debits where company_id = ${company.id} and notice_id = any(${sql.param([...ids])}::uuid[]) and state in ('planned', 'sent') limit 1`)
  if (busy.length > 0) refuse('debits.alreadyCollecting')
  const { rows } = await db.execute<{ id: string }>(sql`
    update debit_notices set cancelled_on = ${today}, updated_at = now(), updated_by = ${actor.initials}, revision = revision + 1
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[]) and cancelled_on is null returning id`)
  for (const { id } of rows)
    record({ record: 'debit_notices', id, from: { cancelledOn: null }, to: { cancelledOn: today } })
  return rows.length
}

/** Whether a notice still says what is true when its mail is about to leave: not once what it tells was paid or lowered. */
export const debitNoticeStillWanted: LastCheck = async ({ db, company }, { id }) => {
  const { rows } = await db.execute<{ wanted: boolean }>(sql`
    select coalesce(bool_and(s.open_cents >= n.cents), false) as wanted
    from debit_notices n join invoice_states s on s.company_id = ${company.id} and s.id = n.invoice_id
    where n.company_id = ${company.id} and n.message_id = ${id} and n.cancelled_on is null`)
  if (rows[0]?.wanted) return true
  await db.execute(sql`
    update debit_notices set cancelled_on = (now() at time zone ${company.timeZone})::date, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and message_id = ${id} and cancelled_on is null`)
  return false
}

export function refuseNoBankDay(collectOn: string) {
  if (!isBankDay(day(collectOn))) refuse('debits.notBankDay', { field: 'collectOn' })
}

/** Locks the documents, in the order of ids as whoever settles does, and keeps what did not change meanwhile. */
async function stillSo({ db, company }: Ctx, wanted: readonly ToTell[]): Promise<ToTell[]> {
  const ids = wanted.flatMap(({ documents }) => documents.map(({ id }) => id))
  const { rows } = await db.execute<{ id: string; open: number }>(sql`
    select id, open_cents as open from invoice_states
    where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[]) order by id for update`)
  const open = new Map(rows.map(row => [row.id, row.open]))
  return wanted.filter(({ documents }) => documents.every(({ id, cents }) => open.get(id) === cents))
}
