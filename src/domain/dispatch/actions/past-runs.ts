import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { reserveNumbers, takeNumbers } from '../../accounts/actions.ts'
import { LATEST_FIRST, latestOnSale } from '../../subscriptions/queries/latest-issue.ts'
import { ownLabel } from '../labels/run-label.ts'
import { addressed, addressee } from '../queries/recipients.ts'
import { shipmentColumns } from './dispatch.ts'

/** A run made before Facteur, or in another software: its number, its day, and the purchases it served, by number. */
export type PastRun = {
  number: number
  titleId: string
  /** Null: single issues, each purchase its own. */
  issue: { id: string; number: string } | null
  dispatchedOn: string
  by: string
  label?: string | undefined
  /** `import:` and the id of the import it came with; else it was made here. */
  source?: string | undefined
  purchaseNumbers: readonly number[]
}

/** Brings in past runs with their shipments, so that nobody is served again; they left, and addresses are those of today. Source: ABO-60, M-14. */
export async function bringInRuns(ctx: Ctx, runs: readonly PastRun[]): Promise<string[]> {
  const rows = runs.map(run => {
    const kind = run.issue ? ('subscription' as const) : ('single-issue' as const)
    return { ...run, id: newId(), label: ownLabel(run.label, { kind, issueNumber: run.issue?.number }) }
  })
  await insertRuns(ctx, rows)
  await reserveNumbers(ctx, 'dispatch-run', Math.max(...runs.map(({ number }) => number)))
  const served = rows.flatMap(({ id, issue, purchaseNumbers }) =>
    purchaseNumbers.map(purchase => ({ run: id, issue: issue?.id ?? null, purchase })),
  )
  const first = await takeNumbers(ctx, 'shipment', served.length)
  await ctx.db.execute(sql`
    insert into shipments (${shipmentColumns})
    select r.company_id, (left(r.id::text, 24) || lpad(to_hex(s.place), 12, '0'))::uuid, ${first}::int - 1 + s.place::int,
      r.id, p.id, i.id, i.number, p.recipient_id, r.dispatched_on, p.copies, ${sql.join(Object.values(addressee), sql`, `)}
    from (select run, issue, purchase, row_number() over () as place
      from json_to_recordset(${JSON.stringify(served)}::json) as given (run uuid, issue uuid, purchase int)) s
    join dispatch_runs r on r.company_id = ${ctx.company.id} and r.id = s.run
    join (${addressed(sql`${ctx.company.id}::uuid`, { on: ctx.today, issueDay: null })}) on p.company_id = r.company_id and p.number = s.purchase
    join issues i on i.company_id = r.company_id and i.id = coalesce(s.issue, p.issue_id, (select x.id
      ${latestOnSale(ctx.company.id, sql`r.title_id`, sql`r.dispatched_on`)} ${LATEST_FIRST}))`)
  await ctx.db.execute(sql`
    update dispatch_runs r set shipment_count = s.shipments, copy_count = s.copies
    from (select run_id, count(*)::int as shipments, sum(copies)::int as copies from shipments where company_id = ${ctx.company.id} group by run_id) s
    where r.company_id = ${ctx.company.id} and r.id = s.run_id and r.id = any(${`{${rows.map(({ id }) => id).join(',')}}`}::uuid[])`)
  for (const { id, number, label, dispatchedOn } of rows)
    ctx.record({ record: 'dispatch_runs', id, from: null, to: { number, label, dispatchedOn } })
  return rows.map(({ id }) => id)
}

async function insertRuns({ db, company }: Ctx, rows: readonly (PastRun & { id: string; label: string })[]) {
  const given = rows.map(({ id, number, titleId, issue, label, dispatchedOn, by, source = 'run' }) => ({
    id,
    number,
    title: titleId,
    issue: issue?.id ?? null,
    label,
    on: dispatchedOn,
    by,
    source,
  }))
  await db.execute(sql`
    insert into dispatch_runs (company_id, id, number, kind, title_id, issue_id, label, dispatched_on, source,
      signed_off_at, signed_off_by, handed_over_at, handed_over_by, created_by, updated_by)
    select ${company.id}, id, number, case when issue is null then 'single-issue' else 'subscription' end, title, issue, label, "on", source,
      "on", by, "on", by, by, by
    from json_to_recordset(${JSON.stringify(given)}::json) as run (id uuid, number int, title uuid, issue uuid, label text, "on" date, by text, source text)`)
}
