import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { noteReminded } from '../../invoicing/actions/marks.ts'
import { type LastCheck, queueMessages } from '../../messaging/actions.ts'
import { remindingOf, type Which } from '../queries/late.ts'
import { remindersToWrite, type ToRemind } from '../queries/reminding.ts'

export const REMINDER_PURPOSE = 'payments.reminder'

/** Customers written to in one transaction. */
export const CUSTOMERS_AT_ONCE = 1_000

export type Sent = { documents: number; customers: number; letters: number }

/**
 * Reminds customers of what is late, one mail or letter each with all of it. A document is reminded of once a level: who
 * comes second finds it so. Source: L-18.
 */
export async function sendReminders(ctx: Ctx, batchId: string, which: Which): Promise<Sent> {
  const wanted = await remindersToWrite(ctx, await remindingOf(ctx), { ...which, customers: CUSTOMERS_AT_ONCE })
  const reminders = await stillSo(ctx, wanted)
  const mails = reminders.filter(({ channel }) => channel === 'mail')
  const ids = await queueMessages(
    ctx,
    mails.map(({ due, email, subject, text }) => ({
      purpose: REMINDER_PURPOSE,
      record: { table: 'invoices', id: due[0]!.id },
      to: email,
      subject,
      text,
    })),
  )
  const messages = new Map(mails.map((mail, at) => [mail, ids[at]!]))
  await insertReminders(ctx, batchId, reminders, messages)
  const reminded = reminders.flatMap(({ due }) => due.map(({ id, level }) => ({ invoiceId: id, level, on: ctx.today })))
  await noteReminded(ctx, reminded)
  const sent = { documents: reminded.length, customers: reminders.length, letters: reminders.length - mails.length }
  if (sent.documents > 0) ctx.record({ record: 'reminders', id: batchId, from: null, to: { on: ctx.today, ...sent } })
  return sent
}

/** Locks the documents, in the order of ids as whoever settles does, and keeps reminders of which none changed meanwhile. */
async function stillSo({ db, company }: Ctx, wanted: readonly ToRemind[]): Promise<ToRemind[]> {
  const ids = wanted.flatMap(({ due, also }) => [...due, ...also].map(({ id }) => id))
  type Locked = { id: string; open: number; reached: number }
  const { rows } = await db.execute<Locked>(sql`
    select id, open_cents as open, reminder_level as reached from invoice_states
    where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[]) order by id for update`)
  const now = new Map(rows.map(row => [row.id, row]))
  return wanted.filter(
    ({ due, also }) =>
      due.every(({ id, level }) => now.get(id)!.reached < level) &&
      [...due, ...also].every(({ id, openCents }) => now.get(id)!.open === openCents),
  )
}

async function insertReminders(
  { db, company, actor, today }: Ctx,
  batchId: string,
  reminders: readonly ToRemind[],
  messages: ReadonlyMap<ToRemind, string>,
) {
  const rows = reminders.flatMap(reminder => {
    const { customerId, email, channel, due, also } = reminder
    const statedCents = [...due, ...also].reduce((sum, { openCents }) => sum + openCents, 0)
    return due.map(({ id, level, openCents }) => ({
      ...{ id: newId(), invoiceId: id, customerId, level, openCents, channel, statedCents },
      alsoIds: also.map(one => one.id),
      sentTo: channel === 'mail' ? email : '',
      messageId: messages.get(reminder) ?? null,
    }))
  })
  await db.execute(sql`
    insert into reminders (company_id, id, invoice_id, customer_id, level, reminded_on, channel, open_cents, batch_id, sent_to,
      message_id, also_ids, stated_cents, created_by, updated_by)
    select ${company.id}, id, "invoiceId", "customerId", level, ${today}::date, channel, "openCents", ${batchId}, "sentTo",
      "messageId", "alsoIds", "statedCents", ${actor.initials}, ${actor.initials}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, "invoiceId" uuid, "customerId" uuid, level int,
      channel text, "openCents" bigint, "sentTo" text, "messageId" uuid, "alsoIds" uuid[], "statedCents" bigint)`)
}

/**
 * Whether a reminder still says what is true when its mail is about to leave: not once anything of what it lists was paid,
 * disputed or paused. It is then withdrawn, and what is left is reminded of another day.
 */
export const reminderStillWanted: LastCheck = async ({ db, company }, { id }) => {
  const today = sql`(now() at time zone ${company.timeZone})::date`
  const { rows } = await db.execute<{ wanted: boolean }>(sql`
    with told as materialized (select * from reminders where company_id = ${company.id} and message_id = ${id} and cancelled_on is null),
    listed as materialized (select invoice_id as id from told union select unnest(also_ids) from told)
    select coalesce(sum(s.open_cents), 0) = (select max(stated_cents) from told)
      and not exists (select from reminder_pauses p join told on p.invoice_id = told.invoice_id or p.customer_id = told.customer_id
        where p.company_id = ${company.id} and p.ended_on is null and (p.until_on is null or p.until_on >= ${today})) as wanted
    from listed join invoice_states s on s.company_id = ${company.id} and s.id = listed.id and s.open_cents > 0`)
  if (rows[0]?.wanted) return true
  const { rows: taken } = await db.execute<{ invoiceId: string }>(sql`
    update reminders set cancelled_on = ${today}, updated_at = now(), revision = revision + 1
    where company_id = ${company.id} and message_id = ${id} and cancelled_on is null returning invoice_id as "invoiceId"`)
  const { rows: before } = await db.execute<{ invoiceId: string; level: number; on: string | null }>(sql`
    select i.id as "invoiceId", coalesce(max(r.level), 0) as level, max(r.reminded_on) as "on"
    from unnest(${sql.param(taken.map(({ invoiceId }) => invoiceId))}::uuid[]) as i (id)
    left join reminders r on r.company_id = ${company.id} and r.invoice_id = i.id and r.cancelled_on is null
    group by 1`)
  await noteReminded({ db, company }, before)
  return false
}
