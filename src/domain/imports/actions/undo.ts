import { type SQL, sql } from 'drizzle-orm'
import { isOneOf } from '../../../platform/db/many-rows.ts'
import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { countAgain } from '../../dispatch/actions/past-shipments.ts'
import { forgetGrace } from '../../subscriptions/actions/grace-given.ts'
import { foundImport } from '../queries/imports.ts'
import { imports } from '../tables.ts'
import { countLines } from './bring-in.ts'

/** What is taken back, the last built first. */
const ORDER = ['shipments', 'dispatch_runs', 'purchases', 'invoices', 'products', 'parties'] as const

type Counted = { record: string; count: number }
type Named = { record: string; name: string }

const NAMES_SHOWN = 20
const PART = 2000

/** Says how many records are taken back so far, while the transaction goes on. */
type Reached = (count: number) => Promise<void>

/** What undoing would delete, what was built on it meanwhile, and what was changed by hand. */
export async function undoPreview(ctx: Ctx, id: string) {
  await foundImport(ctx, id)
  return { records: await recordsOf(ctx, id), obstacles: await obstacles(ctx, id), edited: await edited(ctx, id) }
}

/** How many records of each table an import made. */
async function recordsOf({ db, company }: Ctx, id: string): Promise<Counted[]> {
  const { rows } = await db.execute<Counted>(sql`
    select record, count(*)::int as count from import_records where company_id = ${company.id} and import_id = ${id} group by record`)
  return ORDER.flatMap(record => rows.filter(row => row.record === record))
}

/** How many records undoing an import would take back. */
export const recordCount = async (ctx: Ctx, id: string): Promise<number> =>
  (await recordsOf(ctx, id)).reduce((sum, { count }) => sum + count, 0)

const its = (ctx: Ctx, id: string, record: string) =>
  sql`(select record_id from import_records where company_id = ${ctx.company.id} and import_id = ${id} and record = ${record})`

/** What was made of its records since; what else refers to them, foreign keys hold. */
async function obstacles(ctx: Ctx, id: string): Promise<Counted[]> {
  const { db, company } = ctx
  const of = (record: string, column: string) => sql`${sql.identifier(column)} in ${its(ctx, id, record)}`
  const others = (record: string, ...of: SQL[]) =>
    sql`select ${record}::text as record, count(*)::int as count from ${sql.identifier(record)}
      where company_id = ${company.id} and id not in ${its(ctx, id, record)} and (${sql.join(of, sql` or `)})`
  const { rows } = await db.execute<Counted>(
    sql.join(
      [
        others('shipments', of('purchases', 'purchase_id'), of('dispatch_runs', 'run_id')),
        others('mailing_files', of('dispatch_runs', 'run_id')),
        others('invoices', of('parties', 'customer_id')),
        others(
          'purchases',
          of('parties', 'payer_id'),
          of('parties', 'recipient_id'),
          of('products', 'product_id'),
          of('purchases', 'renews_id'),
        ),
        sql`${others('holds', of('purchases', 'purchase_id'))} and kind <> 'grace'`,
        others('adjustments', of('purchases', 'purchase_id')),
        others('renewal_notices', of('purchases', 'purchase_id')),
      ],
      sql` union all `,
    ),
  )
  return rows.filter(({ count }) => count > 0)
}

/** Records of the import that somebody changed since, as people call them. */
async function edited(ctx: Ctx, id: string): Promise<{ count: number; names: Named[] }> {
  const { db, company } = ctx
  const changed = (record: (typeof ORDER)[number], name: string, also = sql``) =>
    sql`select ${record}::text as record, ${sql.raw(name)} as name from ${sql.identifier(record)} r
      where r.company_id = ${company.id} and r.id in ${its(ctx, id, record)} and (r.revision > 1 ${also})`
  const moved = sql`or exists (select from addresses a where a.company_id = ${company.id} and a.party_id = r.id
    and (a.revision > 1 or a.created_at > r.created_at))`
  const all = sql.join(
    [
      changed('parties', `concat_ws(' ', r.number, r.sort_name)`, moved),
      changed('products', 'r.code'),
      changed('purchases', 'r.number::text'),
      changed('dispatch_runs', 'r.number::text'),
    ],
    sql` union all `,
  )
  const { rows } = await db.execute<Named & { count: number }>(sql`
    select record, name, count(*) over ()::int as count from (${all}) e order by record, name limit ${NAMES_SHOWN}`)
  return { count: rows[0]?.count ?? 0, names: rows.map(({ record, name }) => ({ record, name })) }
}

/** Names those that were changed since, and refuses, unless it was said that they go all the same. */
async function refuseEdited(ctx: Ctx, id: string) {
  const { count, names } = await edited(ctx, id)
  if (count > 0)
    refuse('imports.editedSince', {
      field: 'force',
      values: { count, names: names.map(({ name }) => name).join(', ') },
    })
}

/** Refuses an import that was taken back, that something was built on or, unless forced, of which a record was changed. */
export async function refuseUndo(ctx: Ctx, id: string, force: boolean) {
  const { undoneAt } = await foundImport(ctx, id)
  if (undoneAt) refuse('imports.alreadyUndone')
  const [obstacle] = await obstacles(ctx, id)
  if (obstacle) refuse('imports.builtUpon', { values: { count: obstacle.count, record: obstacle.record } })
  if (!force) await refuseEdited(ctx, id)
}

/** Takes back every record of an import, or none, in the one transaction of the caller. */
export async function undoImport(ctx: Ctx, id: string, force: boolean, reached: Reached = async () => {}) {
  const { befores } = await lockedRecord(ctx, imports, id)
  await refuseUndo(ctx, id, force)
  const { rows: touched } = await ctx.db.execute<{ id: string }>(sql`
    select distinct run_id as id from shipments where company_id = ${ctx.company.id} and id in ${its(ctx, id, 'shipments')}`)
  const gone: Counted[] = []
  const before = () => gone.reduce((sum, { count }) => sum + count, 0)
  try {
    for (const record of ORDER) {
      const count = await deleted(ctx, id, record, count => reached(before() + count))
      gone.push({ record, count })
    }
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

/** Records of one table and what belongs to nothing but them, part after part, the last made first. */
async function deleted(ctx: Ctx, id: string, record: (typeof ORDER)[number], reached: Reached): Promise<number> {
  const { db, company } = ctx
  if (record === 'purchases')
    await db.execute(sql`
      update purchases set renews_id = null where company_id = ${company.id} and renews_id is not null and id in ${its(ctx, id, record)}`)
  let count = 0
  for (let last: string | undefined; ; ) {
    const { rows } = await db.execute<{ id: string; recordId: string }>(sql`
      select id, record_id as "recordId" from import_records
      where company_id = ${company.id} and import_id = ${id} and record = ${record} and ${last ? sql`id < ${last}` : sql`true`}
      order by id desc limit ${PART}`)
    if (rows.length === 0) return count
    await deletePart(
      ctx,
      record,
      rows.map(({ recordId }) => recordId),
    )
    count += rows.length
    await reached(count)
    last = rows.at(-1)!.id
  }
}

async function deletePart(ctx: Ctx, record: (typeof ORDER)[number], ids: readonly string[]) {
  const { db, company } = ctx
  const of = (table: string, column: string) =>
    db.execute(sql`delete from ${sql.raw(table)} where company_id = ${company.id} and ${isOneOf(sql.raw(column), ids)}`)
  if (record === 'purchases') await forgetGrace(ctx, ids)
  if (record === 'invoices') {
    await of('invoice_lines', 'invoice_id')
    await of('invoice_states', 'id')
  }
  if (record === 'products') {
    await of('product_components', 'product_id')
    // What a partner's catalogue was compared with is no reason to keep a product: it is compared again before it is applied.
    await db.execute(sql`
      update partner_catalogue_lines set product_id = null where company_id = ${company.id} and ${isOneOf(sql`product_id`, ids)}`)
  }
  if (record === 'parties') await of('addresses', 'party_id')
  const { rowCount } = await of(record, 'id')
  if (rowCount !== ids.length) refuse('imports.builtUpon', { values: { count: '', record } })
}

/** An issue whose runs all came with the import is as it was before. */
async function putBack({ db, company }: Ctx, issueId: string, row: Record<string, unknown>) {
  await db.execute(sql`
    update issues i set status = r.status, revision = case i.revision when r.revision + 1 then r.revision else i.revision + 1 end, updated_at = r.updated_at, updated_by = r.updated_by
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
