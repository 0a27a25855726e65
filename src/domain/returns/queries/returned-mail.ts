import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { returnedRow } from '../contract.ts'
import type { ReturnState } from '../rules/state.ts'

type Row = InferSchemaOutput<typeof returnedRow>
type Filters = {
  state?: ReturnState | undefined
  recipientId?: string | undefined
  batchId?: string | undefined
  withoutMail?: boolean | undefined
}

/** Where a return `r` stands; the rule of `stateOf`. */
const state = sql`case when r.recipient_id is null then 'unknown' when r.resumed_on is null then 'waiting'
  when r.caught_up_on is null then 'resumed' else 'settled' end`

const columns: { [K in keyof Row]: SQL } = {
  id: sql`r.id`,
  given: sql`r.given`,
  batchId: sql`r.batch_id`,
  receivedOn: sql`r.received_on`,
  cause: sql`r.cause`,
  state,
  shipmentId: sql`r.shipment_id`,
  shipmentNumber: sql`s.number`,
  issueNumber: sql`coalesce(s.issue_number, '')`,
  recipientId: sql`r.recipient_id`,
  contactNumber: sql`party.number`,
  name: sql`coalesce(${partyName('party')}, '')`,
  postcode: sql`coalesce(s.postcode, '')`,
  town: sql`coalesce(s.town, '')`,
  email: sql`coalesce(party.emails[1], '')`,
  phone: sql`coalesce(party.phones[1], '')`,
  returns: sql`(select count(*)::int from returned_mail o where o.company_id = r.company_id and o.recipient_id = r.recipient_id)`,
  askedOn: sql`(select m.queued_at::date from messages m where m.company_id = r.company_id and m.record_id = r.id limit 1)`,
  resumedOn: sql`r.resumed_on`,
  caughtUpOn: sql`r.caught_up_on`,
  createdBy: sql`r.created_by`,
}
const tables = sql`returned_mail r
  left join shipments s on s.company_id = r.company_id and s.id = r.shipment_id
  left join parties party on party.company_id = r.company_id and party.id = r.recipient_id`

/** What came back, the latest first. */
export const returnedList = listByParty<Row, Row, Filters>({
  from: tables,
  columns,
  id: sql`r.id`,
  sorts: { receivedOn: sql`r.received_on` },
  defaultSort: '-receivedOn',
  where: ({ company }, { state: asked, recipientId, batchId, withoutMail }) => [
    sql`r.company_id = ${company.id}`,
    ...(asked ? [sql`${state} = ${asked}`] : []),
    ...(recipientId ? [sql`r.recipient_id = ${recipientId}`] : []),
    ...(batchId ? [sql`r.batch_id = ${batchId}`] : []),
    ...(withoutMail === undefined
      ? []
      : [sql`(party.id is not null and cardinality(party.emails) = 0) = ${withoutMail}`]),
  ],
  party: sql`r.recipient_id`,
  number: sql`s.number`,
  isNarrow: ({ recipientId, batchId }) => Boolean(recipientId ?? batchId),
  row: found => found,
})

export async function returnedCard({ db, company }: Ctx, id: string): Promise<Row> {
  const { rows } = await db.execute<Row>(
    sql`select ${selected(columns)} from ${tables} where r.company_id = ${company.id} and r.id = ${id}`,
  )
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}

type Rate = { mailingHouse: string; department: string; shipments: number; returns: number }

/** Of the envelopes sent since a day, how many came back, by mailing house and department. Source: M-12. */
export async function returnRates({ db, company }: Ctx, since: string): Promise<Rate[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Rate>(sql`
    select coalesce(${partyName('house')}, '') as "mailingHouse", sent.department, sum(sent.shipments)::int as shipments, sum(sent.returns)::int as returns
    from (select s.run_id, case when s.country = 'FR' then left(s.postcode, 2) else s.country end as department, count(*) as shipments, count(r.id) as returns
      from dispatch_runs run
      join shipments s on s.company_id = ${mine} and s.run_id = run.id and s.cancelled_on is null
      left join returned_mail r on r.company_id = ${mine} and r.shipment_id = s.id
      where run.company_id = ${mine} and run.dispatched_on >= ${since}::date
      group by s.run_id, 2 having count(r.id) > 0) sent
    join dispatch_runs run on run.company_id = ${mine} and run.id = sent.run_id
    join titles title on title.company_id = ${mine} and title.id = run.title_id
    left join parties house on house.company_id = ${mine} and house.id = title.mailing_house_id
    group by house.id, house.kind, house.last_name, house.first_name, house.legal_name, sent.department order by returns desc, department limit 200`)
  return rows
}
