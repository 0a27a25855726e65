import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressOf } from '../../parties/queries/address-for.ts'
import { partyName } from '../../parties/queries.ts'
import type { Named } from '../rules/lines.ts'

export type LineFound = {
  place: number
  shipmentId: string | null
  shipmentNumber: number | null
  recipientId: string | null
  name: string
  issueNumber: string
  titleName: string
  email: string
  phone: string
  returnedOn: string | null
  sameAddress: boolean
  before: number
  waiting: number
}

/** What each line names, in their order, in one statement; a contact or a mail means its latest envelope. */
export async function foundLines({ db, company, today }: Ctx, named: readonly (Named | null)[]): Promise<LineFound[]> {
  const mine = sql`${company.id}::uuid`
  const asked = JSON.stringify(named.map((line, place) => ({ place, ...line })))
  const returned = sql`returned_mail r where r.company_id = ${mine}`
  const now = addressOf(mine, sql`party.id`, { on: today, issueDay: null })
  const { rows } = await db.execute<LineFound>(sql`
    with asked as materialized (
      select * from json_to_recordset(${asked}::json) as asked (place int, kind text, number int, email text)),
    people as (
      select a.place, p.id from asked a join parties p on p.company_id = ${mine} and p.number = a.number where a.kind = 'contact'
      union all
      select a.place, p.id from (select id, unnest(emails) as email from parties where company_id = ${mine}
          and exists (select from asked where kind = 'email')) p
        join asked a on a.kind = 'email' and a.email = lower(p.email)),
    sent as (
      select a.place, s.id from asked a join shipments s on s.company_id = ${mine} and s.number = a.number where a.kind = 'shipment'
      union all
      select people.place, (select s.id from shipments s where s.company_id = ${mine} and s.recipient_id = people.id
        and s.cancelled_on is null order by s.number desc limit 1) from people)
    select distinct on (a.place) a.place, s.id as "shipmentId", s.number as "shipmentNumber", party.id as "recipientId",
      coalesce(${partyName('party')}, '') as name, coalesce(s.issue_number, '') as "issueNumber", coalesce(title.name, '') as "titleName",
      coalesce(party.emails[1], '') as email, coalesce(party.phones[1], '') as phone,
      (select min(r.received_on) from ${returned} and r.shipment_id = s.id) as "returnedOn",
      s.id is null or exists (select from (${now}) a where (a.line1, a.line2, a.line3, a.postcode, a.town, a.country)
        = (s.line1, s.line2, s.line3, s.postcode, s.town, s.country)) as "sameAddress",
      (select count(*)::int from ${returned} and r.recipient_id = party.id) as before,
      (select count(*)::int from ${returned} and r.recipient_id = party.id and r.resumed_on is null) as waiting
    from asked a
    left join people on people.place = a.place
    left join sent on sent.place = a.place
    left join shipments s on s.company_id = ${mine} and s.id = sent.id
    left join purchases p on p.company_id = ${mine} and p.id = s.purchase_id
    left join titles title on title.company_id = ${mine} and title.id = p.title_id
    left join parties party on party.company_id = ${mine} and party.id = coalesce(s.recipient_id, people.id)
    order by a.place, party.id`)
  return rows
}
