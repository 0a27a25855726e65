import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { markDispatched } from '../../catalog/actions.ts'
import { insertCodeFor } from '../../renewals/queries/insert-code.ts'
import { oneAtATime } from '../../subscriptions/actions/one-at-a-time.ts'
import { graceFor, lastIssuePrinted } from '../../subscriptions/queries/owed.ts'
import { usualLabel } from '../labels/run-label.ts'
import { type Chosen, issueToServe } from '../queries/chosen.ts'
import { addressed, addressee, owed, sendingOf } from '../queries/recipients.ts'
import { packTogether } from './pack-together.ts'

export type Dispatched = { id: string; number: number; label: string; shipmentCount: number; copyCount: number }

/**
 * Makes one run: everyone owed and not served gets one shipment a purchase, with the address of this moment. One
 * transaction, so the run is wholly there or not at all. Source: ABO-52 to ABO-60, X-4, X-14.
 */
export async function dispatch(
  ctx: Ctx,
  chosen: Chosen,
  on: string,
  expectedCount?: number,
  id: string = newId(),
): Promise<Dispatched> {
  await oneAtATime(ctx, chosen.titleId)
  const number = await takeNumbers(ctx, 'dispatch-run')
  const issue = chosen.kind === 'subscription' ? chosen.issue : null
  const label = usualLabel(ctx.language, { kind: chosen.kind, issueNumber: issue?.number })
  const { db, company, actor } = ctx
  await db.execute(sql`
    insert into dispatch_runs (company_id, id, number, kind, title_id, issue_id, label, dispatched_on, created_by, updated_by)
    values (${company.id}, ${id}, ${number}, ${chosen.kind}, ${chosen.titleId}, ${issue?.id ?? null}, '', ${on}, ${actor.initials}, ${actor.initials})`)
  const shipmentCount = await freezeShipments(ctx, chosen, { id, on })
  if (shipmentCount === 0) refuse('dispatch.nobodyOwed')
  if (expectedCount !== undefined && expectedCount !== shipmentCount)
    refuse('dispatch.recipientsChanged', { values: { expected: expectedCount, found: shipmentCount } })
  await packTogether(ctx, id)
  const { rows } = await db.execute<{ copyCount: number }>(sql`
    update dispatch_runs set shipment_count = ${shipmentCount},
      copy_count = (select sum(copies) from shipments where company_id = ${company.id} and run_id = ${id})
    where company_id = ${company.id} and id = ${id} returning copy_count as "copyCount"`)
  const { copyCount } = rows[0]!
  if (issue) await markDispatched(ctx, issue.id)
  ctx.record({
    record: 'dispatch_runs',
    id,
    from: null,
    to: { number, label, dispatchedOn: on, shipmentCount, copyCount },
  })
  return { id, number, label, shipmentCount, copyCount }
}

async function freezeShipments(ctx: Ctx, chosen: Chosen, run: { id: string; on: string }): Promise<number> {
  const { db } = ctx
  const first = await takeNumbers(ctx, 'shipment', 0) // holds the series until the run is counted
  const issue =
    chosen.kind === 'subscription' ? sql`${chosen.issue.id}::uuid, ${chosen.issue.number}` : sql`issue.id, issue.number`
  await forManyRows(ctx)
  const { rowCount } = await db.execute(sql`
    insert into shipments (${shipmentColumns}, purpose, last_issue_number, insert_code)
    select company_id, (left(${run.id}, 24) || lpad(to_hex(place), 12, '0'))::uuid, ${first}::int - 1 + place::int, ${run.id}::uuid, ${sql.raw(FROZEN)},
      purpose, last_issue_number, insert_code
    from (select p.company_id, row_number() over (order by p.number) as place, ${await servedAs(ctx, chosen)}, p.id as purchase_id, ${issue}, p.recipient_id,
        ${run.on}::date, p.copies, ${sql.join(Object.values(addressee), sql`, `)}
      from ${addressed(sql`${ctx.company.id}::uuid`, sendingOf(chosen, run.on))}
      ${chosen.kind === 'single-issue' ? sql`join issues issue on issue.company_id = ${ctx.company.id} and issue.id = ${issueToServe(chosen)}` : sql``}
      where ${owed(ctx, chosen)}) owed (company_id, place, purpose, last_issue_number, insert_code, ${sql.raw(FROZEN)})`)
  const count = rowCount ?? 0
  await takeNumbers(ctx, 'shipment', count)
  return count
}

/** Whether a copy is of the term or in grace, the last one of the term, and what is put in with it. Source: CIR-8, CIR-22. */
async function servedAs(ctx: Ctx, chosen: Chosen) {
  if (chosen.kind === 'single-issue') return sql`'regular', '', ''`
  const { id } = ctx.company
  return sql`case when ${graceFor(id, chosen.issue)} then 'grace' else 'regular' end,
    ${lastIssuePrinted(id, chosen.issue.calendar)}, ${await insertCodeFor(ctx, chosen.issue)}`
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const FROZEN = [
  'purchase_id',
  'issue_id',
  'issue_number',
  'recipient_id',
  'sent_on',
  'copies',
  ...Object.keys(addressee).map(snake),
].join(', ')

/** The columns of a shipment, in the order both ways of making one fill them. */
export const shipmentColumns = sql.raw(`company_id, id, number, run_id, ${FROZEN}`)
