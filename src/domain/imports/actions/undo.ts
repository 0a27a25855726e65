import { sql } from 'drizzle-orm'
import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { countAgain } from '../../dispatch/actions/past-shipments.ts'
import { imports } from '../tables.ts'
import { countLines } from './bring-in.ts'

/** What is taken back, the last built first. */
const ORDER = ['shipments', 'dispatch_runs', 'purchases', 'invoices', 'products', 'parties'] as const

type Counted = { record: string; count: number }

/** What undoing would delete, and what was built on it meanwhile. */
export async function undoPreview(ctx: Ctx, id: string) {
  const { db, company } = ctx
  await lockedRecord(ctx, imports, id)
  const { rows } = await db.execute<Counted>(sql`
    select record, count(*)::int as count from import_records where company_id = ${company.id} and import_id = ${id} group by record`)
  return {
    records: ORDER.flatMap(record => rows.filter(row => row.record === record)),
    obstacles: await obstacles(ctx, id),
  }
}

const its = (ctx: Ctx, id: string, record: string) =>
  sql`(select record_id from import_records where company_id = ${ctx.company.id} and import_id = ${id} and record = ${record})`

/** What no foreign key holds: envelopes that left since, of purchases of the import or in its runs. */
async function obstacles(ctx: Ctx, id: string): Promise<Counted[]> {
  const { db, company } = ctx
  const others = sql`s.company_id = ${company.id} and s.id not in ${its(ctx, id, 'shipments')}`
  const { rows } = await db.execute<Counted>(sql`
    select 'shipments' as record, count(*)::int as count from shipments s
    where ${others} and (s.purchase_id in ${its(ctx, id, 'purchases')} or s.run_id in ${its(ctx, id, 'dispatch_runs')})
    union all select 'invoices', count(*)::int from invoices i
    where i.company_id = ${company.id} and i.id not in ${its(ctx, id, 'invoices')} and i.customer_id in ${its(ctx, id, 'parties')}
    union all select 'purchases', count(*)::int from purchases p
    where p.company_id = ${company.id} and p.id not in ${its(ctx, id, 'purchases')}
      and (p.payer_id in ${its(ctx, id, 'parties')} or p.recipient_id in ${its(ctx, id, 'parties')} or p.product_id in ${its(ctx, id, 'products')})`)
  return rows.filter(({ count }) => count > 0)
}

/** Takes back every record of an import, or none when something was built on one of them. */
export async function undoImport(ctx: Ctx, id: string) {
  const { befores, undoneAt } = await lockedRecord(ctx, imports, id)
  if (undoneAt) refuse('imports.alreadyUndone')
  const [obstacle] = await obstacles(ctx, id)
  if (obstacle) refuse('imports.builtUpon', { values: { count: obstacle.count, record: obstacle.record } })
  const { rows: touched } = await ctx.db.execute<{ id: string }>(sql`
    select distinct run_id as id from shipments where company_id = ${ctx.company.id} and id in ${its(ctx, id, 'shipments')}`)
  const gone: Counted[] = []
  try {
    for (const record of ORDER) gone.push({ record, count: await deleted(ctx, id, record) })
  } catch (error) {
    const { code, table } = ((error as Error).cause ?? error) as { code?: string; table?: string }
    if (code !== '23503') throw error
    refuse('imports.builtUpon', { values: { count: '', record: table ?? '' } })
  }
  await countAgain(
    ctx,
    touched.map(run => run.id),
  )
  for (const { id: issueId, row } of befores) await putBack(ctx, issueId, row)
  await closeUndone(ctx, id)
  ctx.record({
    record: 'imports',
    id,
    from: { made: Object.fromEntries(gone.map(one => [one.record, one.count])) },
    to: { made: {} },
  })
}

/** Records of one table and what belongs to nothing but them. */
async function deleted(ctx: Ctx, id: string, record: (typeof ORDER)[number]): Promise<number> {
  const { db, company } = ctx
  const ids = its(ctx, id, record)
  const of = (table: string, column: string) =>
    db.execute(sql`delete from ${sql.raw(table)} where company_id = ${company.id} and ${sql.raw(column)} in ${ids}`)
  if (record === 'purchases')
    await db.execute(sql`
    delete from holds where company_id = ${company.id} and kind = 'grace' and purchase_id in ${ids}`)
  if (record === 'invoices') await of('invoice_lines', 'invoice_id')
  if (record === 'parties') await of('addresses', 'party_id')
  const { rowCount } = await of(record, 'id')
  const { rows } = await db.execute<{ expected: number }>(sql`select count(*)::int as expected from ${ids} r`)
  if (rowCount !== rows[0]!.expected) refuse('imports.builtUpon', { values: { count: '', record } })
  return rowCount ?? 0
}

/** An issue whose runs all came with the import is as it was before. */
async function putBack({ db, company }: Ctx, issueId: string, row: Record<string, unknown>) {
  await db.execute(sql`
    update issues i set status = r.status, revision = r.revision, updated_at = r.updated_at, updated_by = r.updated_by
    from json_to_record(${JSON.stringify(row)}::json) as r (status text, revision int, updated_at timestamptz, updated_by text)
    where i.company_id = ${company.id} and i.id = ${issueId}
      and not exists (select from dispatch_runs d where d.company_id = ${company.id} and d.issue_id = i.id)`)
}

async function closeUndone(ctx: Ctx, id: string) {
  const { db, company } = ctx
  await db.execute(sql`delete from import_records where company_id = ${company.id} and import_id = ${id}`)
  await db.execute(sql`
    update import_lines set state = 'good', record_id = null
    where company_id = ${company.id} and import_id = ${id} and state = 'made'`)
  await db.execute(sql`
    update imports set undone_at = now(), befores = '[]' where company_id = ${company.id} and id = ${id}`)
  await countLines(ctx, id)
}
