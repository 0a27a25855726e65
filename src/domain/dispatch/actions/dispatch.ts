import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { markDispatched } from '../../catalog/actions.ts'
import { currentAddress } from '../../parties/queries.ts'
import type { Chosen } from '../queries/chosen.ts'
import { addressee, owed } from '../queries/recipients.ts'

export type Dispatched = { id: string; number: number; label: string; shipmentCount: number; copyCount: number }

/**
 * Makes one run: everyone owed and not served gets one shipment a purchase, with the address of this moment. One
 * transaction, so the run is wholly there or not at all. Source: ABO-52 to ABO-60, X-4, X-14.
 */
export async function dispatch(ctx: Ctx, chosen: Chosen, on: string, expectedCount?: number, id: string = newId()): Promise<Dispatched> {
  await oneAtATime(ctx, chosen.titleId)
  const number = await takeNumbers(ctx, 'dispatch-run')
  const issue = chosen.kind === 'subscription' ? chosen.issue : null
  const label = runLabel(issue?.number)
  const { db, company, actor } = ctx
  await db.execute(sql`
    insert into dispatch_runs (company_id, id, number, kind, title_id, issue_id, label, dispatched_on, created_by, updated_by)
    values (${company.id}, ${id}, ${number}, ${chosen.kind}, ${chosen.titleId}, ${issue?.id ?? null}, ${label}, ${on}, ${actor.initials}, ${actor.initials})`)
  const shipmentCount = await freezeShipments(ctx, chosen, { id, on })
  if (shipmentCount === 0) refuse('dispatch.nobodyOwed')
  if (expectedCount !== undefined && expectedCount !== shipmentCount)
    refuse('dispatch.recipientsChanged', { values: { expected: expectedCount, found: shipmentCount } })
  const { rows } = await db.execute<{ copyCount: number }>(sql`
    update dispatch_runs set shipment_count = ${shipmentCount},
      copy_count = (select sum(copies) from shipments where company_id = ${company.id} and run_id = ${id})
    where company_id = ${company.id} and id = ${id} returning copy_count as "copyCount"`)
  const { copyCount } = rows[0]!
  if (issue) await markDispatched(ctx, issue.id)
  ctx.record({ record: 'dispatch_runs', id, from: null, to: { number, label, dispatchedOn: on, shipmentCount, copyCount } })
  return { id, number, label, shipmentCount, copyCount }
}

/** Source: ABO-59. */
export const runLabel = (issueNumber: string | undefined) =>
  issueNumber === undefined ? 'Expédition au numéro' : `Expédition abonnements : n°${issueNumber}`

/** Two clerks who press Expédier together: the second waits, then finds nobody left. */
const oneAtATime = ({ db, company }: Ctx, titleId: string) =>
  db.execute(sql`select from titles where company_id = ${company.id} and id = ${titleId} for no key update`)

async function freezeShipments(ctx: Ctx, chosen: Chosen, run: { id: string; on: string }): Promise<number> {
  const { db } = ctx
  const first = await takeNumbers(ctx, 'shipment', 0) // holds the series until the run is counted
  const issue = chosen.kind === 'subscription' ? sql`${chosen.issue.id}::uuid, ${chosen.issue.number}` : sql`p.issue_id, issue.number`
  const { rowCount } = await db.execute(sql`
    insert into shipments (${shipmentColumns})
    select p.company_id, (left(${run.id}, 24) || lpad(to_hex(p.place), 12, '0'))::uuid, ${first}::int - 1 + p.place::int,
      ${run.id}::uuid, p.id, ${issue}, p.recipient_id, ${run.on}::date, p.copies, ${sql.join(Object.values(addressee), sql`, `)}
    from (select p.*, row_number() over (partition by p.company_id order by p.number) as place from purchases p where ${owed(ctx, chosen)}) p
    join parties recipient on recipient.company_id = p.company_id and recipient.id = p.recipient_id
    ${chosen.kind === 'single-issue' ? sql`join issues issue on issue.company_id = p.company_id and issue.id = p.issue_id` : sql``}
    left join lateral (${currentAddress(sql`p.company_id`, sql`p.recipient_id`)}) address on true
    order by p.place`)
  const count = rowCount ?? 0
  await takeNumbers(ctx, 'shipment', count)
  return count
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** The columns of a shipment, in the order both ways of making one fill them. */
export const shipmentColumns = sql`company_id, id, number, run_id, purchase_id, issue_id, issue_number, recipient_id, sent_on, copies,
  ${sql.join(
    Object.keys(addressee).map(name => sql.identifier(snake(name))),
    sql`, `,
  )}`
