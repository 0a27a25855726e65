import { sql } from 'drizzle-orm'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { NoticeChannel } from '../rules/steps.ts'

type Row = {
  id: string
  purchaseId: string
  number: number
  contactId: string
  contact: string
  channel: NoticeChannel
  seriesName: string
  position: number
  sentOn: string
  sentTo: string
  messageId: string | null
  cancelledOn: string | null
  renewedOn: string | null
}
type Filters = {
  seriesId?: string | undefined
  stepId?: string | undefined
  purchaseId?: string | undefined
  contactId?: string | undefined
  sentFrom?: string | undefined
  sentTo?: string | undefined
}

/** Who was reminded of what, and when it was renewed. */
export const noticeList = listByParty<Row, Row, Filters>({
  from: sql`renewal_notices n
    join purchases p on p.company_id = n.company_id and p.id = n.purchase_id
    join parties contact on contact.company_id = n.company_id and contact.id = n.contact_id
    join renewal_steps s on s.company_id = n.company_id and s.id = n.step_id
    join renewal_series r on r.company_id = n.company_id and r.id = s.series_id
    left join purchases q on q.company_id = n.company_id and q.renews_id = n.purchase_id and q.cancelled_on is null`,
  columns: {
    id: sql`n.id`,
    purchaseId: sql`n.purchase_id`,
    number: sql`p.number`,
    contactId: sql`n.contact_id`,
    contact: partyName('contact'),
    channel: sql`n.channel`,
    seriesName: sql`r.name`,
    position: sql`s.position`,
    sentOn: sql`n.sent_on`,
    sentTo: sql`n.sent_to`,
    messageId: sql`coalesce(n.message_id, (select lead.message_id from renewal_notices lead
      where lead.company_id = n.company_id and lead.id = n.goes_with_id))`,
    cancelledOn: sql`n.cancelled_on`,
    renewedOn: sql`q.bought_on`,
  },
  id: sql`n.id`,
  sorts: { sentOn: sql`n.sent_on`, number: sql`p.number`, name: [sql`contact.sort_name`, sql`contact.id`] },
  defaultSort: '-sentOn',
  party: sql`n.contact_id`,
  number: sql`p.number`,
  where: ({ company }, { seriesId, stepId, purchaseId, contactId, sentFrom, sentTo }) => [
    sql`n.company_id = ${company.id}`,
    ...(seriesId ? [sql`s.series_id = ${seriesId}`] : []),
    ...(stepId ? [sql`n.step_id = ${stepId}`] : []),
    ...(purchaseId ? [sql`n.purchase_id = ${purchaseId}`] : []),
    ...(contactId ? [sql`n.contact_id = ${contactId}`] : []),
    ...(sentFrom ? [sql`n.sent_on >= ${sentFrom}`] : []),
    ...(sentTo ? [sql`n.sent_on <= ${sentTo}`] : []),
  ],
  row: found => found,
})
