import { sql } from 'drizzle-orm'
import type { MessageState } from '../../messaging/rules.ts'
import { partyName } from '../../parties/queries.ts'
import type { DocumentKind } from '../rules/document.ts'
import { DOCUMENT_PURPOSE, DUPLICATE_PURPOSE } from '../rules/mail.ts'

/** A row of the list as the database finds it; amounts of credit notes are less than zero. */
export type Found = {
  id: string
  kind: DocumentKind
  number: string | null
  issuedOn: string | null
  dueOn: string | null
  customerId: string
  customer: string
  currency: string
  netCents: number
  vatCents: number
  grossCents: number
  openCents: number
  cancelledOn: string | null
  owner: string
  source: string
  mailState: MessageState | null
}

const signed = (column: string) => sql.raw(`case i.kind when 'credit-note' then -i.${column} else i.${column} end`)

export const columns = {
  id: sql`i.id`,
  kind: sql`i.kind`,
  number: sql`i.number`,
  issuedOn: sql`i.issued_on`,
  dueOn: sql`s.due_on`,
  customerId: sql`s.customer_id`,
  customer: partyName('customer'),
  currency: sql`i.currency`,
  netCents: signed('net_cents'),
  vatCents: signed('vat_cents'),
  grossCents: signed('gross_cents'),
  openCents: sql`s.open_cents`,
  cancelledOn: sql`s.cancelled_on`,
  owner: sql`s.owner`,
  source: sql`i.source`,
  mailState: sql`(select m.state from messages m where m.company_id = i.company_id and m.record_id = i.id
    and m.purpose in (${DOCUMENT_PURPOSE}, ${DUPLICATE_PURPOSE}) order by m.queued_at desc limit 1)`,
}

/** A merge of contacts moves the customer of the state, never of the document. */
export const from = sql`invoices i join invoice_states s on s.company_id = i.company_id and s.id = i.id
  join parties customer on customer.company_id = s.company_id and customer.id = s.customer_id`
