import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { MessageState } from '../../messaging/rules.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { ReminderChannel } from '../rules/reminders.ts'

type Row = {
  id: string
  invoiceId: string
  number: string
  customerId: string
  customer: string
  level: number
  remindedOn: string
  channel: ReminderChannel
  openCents: number
  sentTo: string
  messageId: string | null
  messageState: MessageState | null
  batchId: string
  cancelledOn: string | null
  paid: boolean
}
type Filters = {
  invoiceId?: string | undefined
  customerId?: string | undefined
  batchId?: string | undefined
  remindedFrom?: string | undefined
  remindedTo?: string | undefined
}

/** Who was reminded of what, and what became of it. */
export const reminderList = listByParty<Row, Row, Filters>({
  from: sql`reminders r
    join invoices i on i.company_id = r.company_id and i.id = r.invoice_id
    join invoice_states s on s.company_id = r.company_id and s.id = r.invoice_id
    join parties customer on customer.company_id = r.company_id and customer.id = r.customer_id
    left join messages m on m.company_id = r.company_id and m.id = r.message_id`,
  columns: {
    id: sql`r.id`,
    invoiceId: sql`r.invoice_id`,
    number: sql`i.number`,
    customerId: sql`r.customer_id`,
    customer: partyName('customer'),
    level: sql`r.level`,
    remindedOn: sql`r.reminded_on`,
    channel: sql`r.channel`,
    openCents: sql`r.open_cents`,
    sentTo: sql`r.sent_to`,
    messageId: sql`r.message_id`,
    messageState: sql`m.state`,
    batchId: sql`r.batch_id`,
    cancelledOn: sql`r.cancelled_on`,
    paid: sql`s.open_cents = 0`,
  },
  id: sql`r.id`,
  sorts: { remindedOn: sql`r.reminded_on` },
  defaultSort: '-remindedOn',
  party: sql`r.customer_id`,
  where: ({ company }, { invoiceId, customerId, batchId, remindedFrom, remindedTo }) => [
    sql`r.company_id = ${company.id}`,
    ...(invoiceId ? [sql`r.invoice_id = ${invoiceId}`] : []),
    ...(customerId ? [sql`r.customer_id = ${customerId}`] : []),
    ...(batchId ? [sql`r.batch_id = ${batchId}`] : []),
    ...(remindedFrom ? [sql`r.reminded_on >= ${remindedFrom}`] : []),
    ...(remindedTo ? [sql`r.reminded_on <= ${remindedTo}`] : []),
  ],
  row: found => found,
})

type Pause = {
  id: string
  customerId: string | null
  customer: string
  invoiceId: string | null
  number: string | null
  kind: 'disputed' | 'paused'
  reason: string
  untilOn: string | null
  endedOn: string | null
  createdAt: string
  createdBy: string
}
type PauseFilters = { customerId?: string | undefined; invoiceId?: string | undefined; active?: boolean | undefined }

export const pauseList = defineList<Pause, Pause, PauseFilters>({
  from: sql`reminder_pauses p
    left join invoices i on i.company_id = p.company_id and i.id = p.invoice_id
    left join invoice_states s on s.company_id = p.company_id and s.id = p.invoice_id
    join parties customer on customer.company_id = p.company_id and customer.id = coalesce(p.customer_id, s.customer_id)`,
  columns: {
    id: sql`p.id`,
    customerId: sql`p.customer_id`,
    customer: partyName('customer'),
    invoiceId: sql`p.invoice_id`,
    number: sql`i.number`,
    kind: sql`p.kind`,
    reason: sql`p.reason`,
    untilOn: sql`p.until_on`,
    endedOn: sql`p.ended_on`,
    createdAt: sql`p.created_at`,
    createdBy: sql`p.created_by`,
  },
  id: sql`p.id`,
  sorts: { createdAt: sql`p.created_at` },
  defaultSort: '-createdAt',
  where: ({ company, today }, { customerId, invoiceId, active }) => [
    sql`p.company_id = ${company.id}`,
    ...(customerId ? [sql`coalesce(p.customer_id, s.customer_id) = ${customerId}`] : []),
    ...(invoiceId ? [sql`p.invoice_id = ${invoiceId}`] : []),
    ...(active === undefined
      ? []
      : [sql`(p.ended_on is null and (p.until_on is null or p.until_on >= ${today}::date)) = ${active}`]),
  ],
  search: (_ctx, text) => [
    sql`position(lower(${text.trim()}) in lower(${partyName('customer')} || ' ' || coalesce(i.number, '') || ' ' || p.reason)) > 0`,
  ],
  row: found => found,
})
