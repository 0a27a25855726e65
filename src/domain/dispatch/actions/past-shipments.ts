import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { reserveNumbers, takeNumbers } from '../../accounts/actions.ts'
import { LATEST_FIRST, latestOnSale } from '../../subscriptions/queries/latest-issue.ts'
import { addressed, addressee } from '../queries/recipients.ts'
import { shipmentColumns } from './dispatch.ts'

/** An envelope of a past run; what is not said is what the purchase and its recipient say today. */
export type PastShipment = {
  runId: string
  purchaseId: string
  /** The issue of the run, else that of the purchase, when not said. */
  issueId?: string | undefined
  number?: number | undefined
  sentOn?: string | undefined
  copies?: number | undefined
  addressee?: { [field: string]: string } | undefined
}

/** Brings in envelopes of runs that were brought in, many in one statement; returns their ids in the same order. Source: ABO-60, M-14. */
export async function bringInShipments(ctx: Ctx, given: readonly PastShipment[]): Promise<string[]> {
  if (given.length === 0) return []
  const { db, company } = ctx
  const highest = given.reduce((most, { number }) => Math.max(most, number ?? 0), 0)
  if (highest > 0) await reserveNumbers(ctx, 'shipment', highest)
  let next = await takeNumbers(ctx, 'shipment', given.filter(({ number }) => number === undefined).length)
  const rows = given.map(({ number, addressee = {}, ...one }) => ({
    ...one,
    ...addressee,
    id: newId(),
    number: number ?? next++,
  }))
  await db.execute(sql`
    insert into shipments (${shipmentColumns})
    select r.company_id, s.id, s.number, r.id, p.id, i.id, i.number, p.recipient_id, coalesce(s."sentOn", r.dispatched_on),
      coalesce(s.copies, p.copies), ${sql.join(frozen(), sql`, `)}
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (id uuid, number int, "runId" uuid, "purchaseId" uuid, "issueId" uuid,
      "sentOn" date, copies int, "honorific" text, "lastName" text, "firstName" text, "legalName" text, line1 text, line2 text, line3 text,
      postcode text, town text, country text)
    join dispatch_runs r on r.company_id = ${company.id} and r.id = s."runId"
    join (${addressed(sql`${company.id}::uuid`, { on: ctx.today, issueDay: null })}) on p.company_id = ${company.id} and p.id = s."purchaseId"
    join issues i on i.company_id = ${company.id} and i.id = coalesce(s."issueId", r.issue_id, p.issue_id, (select x.id
      ${latestOnSale(company.id, sql`r.title_id`, sql`coalesce(s."sentOn", r.dispatched_on)`)} ${LATEST_FIRST}))`)
  await countAgain(ctx, [...new Set(given.map(({ runId }) => runId))])
  return rows.map(({ id }) => id)
}

const PLACE = new Set(['line1', 'line2', 'line3', 'postcode', 'town', 'country'])
const NAMES = new Set(['honorific', 'lastName', 'firstName', 'legalName'])

/** The name and the address said, each as a whole, else those of today. */
const frozen = () =>
  Object.entries(addressee).map(([field, today]) => {
    const said = sql.raw(`s."${field}"`)
    if (PLACE.has(field))
      return sql`case when coalesce(s.town, '') <> '' then coalesce(${said}, ${field === 'country' ? sql`'FR'` : sql`''`}) else ${today} end`
    if (NAMES.has(field))
      return sql`case when coalesce(s."lastName", '') || coalesce(s."legalName", '') <> '' then coalesce(${said}, '') else ${today} end`
    return today
  })

/** Makes runs say how many envelopes and copies they hold. */
export async function countAgain({ db, company }: Ctx, runIds: readonly string[]) {
  await db.execute(sql`
    update dispatch_runs r set
      shipment_count = (select count(*) from shipments s where s.company_id = ${company.id} and s.run_id = r.id),
      copy_count = (select coalesce(sum(copies), 0) from shipments s where s.company_id = ${company.id} and s.run_id = r.id)
    where r.company_id = ${company.id} and r.id = any(${sql.param([...runIds])}::uuid[])`)
}
