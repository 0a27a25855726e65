import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { noticeRow } from '../contract/notices.ts'
import type { NoticeChannel } from '../rules/states.ts'

type Row = InferSchemaOutput<typeof noticeRow>
type Filters = {
  customerId?: string | undefined
  invoiceId?: string | undefined
  mandateId?: string | undefined
  channel?: NoticeChannel | undefined
  noticedOn?: string | undefined
}

/** What debtors were told, the latest first. */
export const debitNoticeList = listByParty<Row, Row, Filters>({
  from: ({ company }: Ctx) => sql`debit_notices n
    join invoices i on i.company_id = ${company.id} and i.id = n.invoice_id
    join mandates m on m.company_id = ${company.id} and m.id = n.mandate_id
    join parties customer on customer.company_id = ${company.id} and customer.id = m.customer_id
    left join messages mail on mail.company_id = ${company.id} and mail.id = n.message_id`,
  columns: {
    id: sql`n.id`,
    invoiceId: sql`n.invoice_id`,
    number: sql`i.number`,
    customerId: sql`m.customer_id`,
    customer: partyName('customer'),
    mandateId: sql`n.mandate_id`,
    reference: sql`m.reference`,
    collectOn: sql`n.collect_on`,
    cents: sql`n.cents`,
    noticedOn: sql`n.noticed_on`,
    channel: sql`n.channel`,
    sentTo: sql`n.sent_to`,
    messageId: sql`n.message_id`,
    messageState: sql`mail.state`,
    cancelledOn: sql`n.cancelled_on`,
  },
  id: sql`n.id`,
  sorts: { noticedOn: sql`n.noticed_on`, collectOn: sql`n.collect_on` },
  defaultSort: '-noticedOn',
  party: sql`m.customer_id`,
  where: ({ company }, { customerId, invoiceId, mandateId, channel, noticedOn }) => [
    sql`n.company_id = ${company.id}`,
    ...(customerId ? [sql`m.customer_id = ${customerId}`] : []),
    ...(invoiceId ? [sql`n.invoice_id = ${invoiceId}`] : []),
    ...(mandateId ? [sql`n.mandate_id = ${mandateId}`] : []),
    ...(channel ? [sql`n.channel = ${channel}`] : []),
    ...(noticedOn ? [sql`n.noticed_on = ${noticedOn}`] : []),
  ],
  isNarrow: ({ customerId, invoiceId, mandateId }) => Boolean(customerId ?? invoiceId ?? mandateId),
  row: found => found,
})
