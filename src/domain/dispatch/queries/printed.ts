import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { CountryCode } from '../../../values/country.ts'
import { partyName } from '../../parties/queries.ts'

export type PrintedShipment = {
  number: number
  honorific: string
  lastName: string
  firstName: string
  legalName: string
  line1: string
  line2: string
  line3: string
  postcode: string
  town: string
  country: CountryCode
  sentOn: string
  copies: number
  issueNumber: string
  lastIssueNumber: string
  titleName: string
}

const columns = {
  number: sql`s.number`,
  honorific: sql`s.honorific`,
  lastName: sql`s.last_name`,
  firstName: sql`s.first_name`,
  legalName: sql`s.legal_name`,
  line1: sql`s.line1`,
  line2: sql`s.line2`,
  line3: sql`s.line3`,
  postcode: sql`s.postcode`,
  town: sql`s.town`,
  country: sql`s.country`,
  sentOn: sql`s.sent_on`,
  copies: sql`coalesce(s.parcel_copies, s.copies)`,
  issueNumber: sql`s.issue_number`,
  lastIssueNumber: sql`s.last_issue_number`,
  titleName: sql`title.name`,
}

export type Part = { size: number; part: number }
const limits = ({ size, part }: Part) => sql`limit ${size} offset ${(part - 1) * size}`

/** Envelopes `s` as they left, by number; those that travel in another one are none. */
export async function printedShipments({ db, company }: Ctx, condition: SQL, part: Part): Promise<PrintedShipment[]> {
  const { rows } = await db.execute<PrintedShipment>(sql`
    select ${selected(columns)} from shipments s
    join dispatch_runs r on r.company_id = ${company.id} and r.id = s.run_id
    join titles title on title.company_id = ${company.id} and title.id = r.title_id
    where s.company_id = ${company.id} and ${condition} and coalesce(s.parcel_copies, 1) > 0 and s.cancelled_on is null
    order by s.number ${limits(part)}`)
  return rows
}

export type PrintedPurchase = {
  writtenTo: string
  recipientId: string
  number: number
  label: string
  titleName: string
  copies: number
  startsOn: string | null
  expiresOn: string | null
  recipient: string
}

/** Purchases `p` as a letter speaks of them, by number; it is written to whom renewals are. */
export async function printedPurchases({ db, company }: Ctx, condition: SQL, part: Part): Promise<PrintedPurchase[]> {
  const { rows } = await db.execute<PrintedPurchase>(sql`
    select coalesce(p.renewal_contact_id, p.payer_id) as "writtenTo", p.recipient_id as "recipientId", p.number, p.label,
      title.name as "titleName", p.copies, p.starts_on as "startsOn", p.expires_on as "expiresOn", ${partyName('recipient')} as recipient
    from purchases p
    join titles title on title.company_id = ${company.id} and title.id = p.title_id
    join parties recipient on recipient.company_id = ${company.id} and recipient.id = p.recipient_id
    where p.company_id = ${company.id} and ${condition} order by p.number ${limits(part)}`)
  return rows
}
