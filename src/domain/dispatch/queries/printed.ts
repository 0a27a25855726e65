import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { CountryCode } from '../../../values/country.ts'

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
