import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { bringInRuns } from '../../dispatch/actions/past-runs.ts'
import { bringInShipments } from '../../dispatch/actions/past-shipments.ts'
import { factsOf } from '../queries/facts.ts'
import { issueNumberOf } from '../rules/oddities.ts'
import type { Before } from '../tables.ts'
import { type GoodLine, type Making, numberOf, remember, sourceOf, textOf } from './make-people.ts'

/** Past runs with their numbers and days; the issues they carried have left. */
export async function makeRuns(ctx: Ctx, { id }: Making, lines: readonly GoodLine[]): Promise<string[]> {
  const { titles, issues } = await factsOf(ctx)
  const runs = lines.map(({ data }) => {
    const title =
      titles.find(({ code }) => code === textOf(data, 'title')) ?? titles[0] ?? refuse('imports.titleUnknown')
    const number = issueNumberOf(data)
    const issue = number ? issues.find(one => one.titleId === title.id && one.number === number) : undefined
    return {
      number: numberOf(data, 'number')!,
      titleId: title.id,
      issue: issue ? { id: issue.id, number: issue.number } : null,
      dispatchedOn: textOf(data, 'dispatchedOn')!,
      by: textOf(data, 'by') ?? ctx.actor.initials,
      label: textOf(data, 'label'),
      source: sourceOf(id),
      purchaseNumbers: [],
    }
  })
  const ids = await bringInRuns(ctx, runs)
  await issuesLeft(ctx, id, [...new Set(runs.flatMap(({ issue }) => issue?.id ?? []))])
  await remember(
    ctx,
    id,
    lines.map(({ line }, at) => ({ record: 'dispatch_runs', recordId: ids[at]!, line })),
  )
  return ids
}

/** Marks issues as dispatched, and keeps what they were so that undoing puts it back. */
async function issuesLeft({ db, company }: Ctx, importId: string, issueIds: string[]) {
  const { rows } = await db.execute<Before>(sql`
    select 'issues' as table, id, jsonb_build_object('status', status, 'revision', revision, 'updated_at', updated_at, 'updated_by', updated_by) as row
    from issues where company_id = ${company.id} and id = any(${sql.param(issueIds)}::uuid[]) and status <> 'dispatched' for update`)
  if (rows.length === 0) return
  await db.execute(sql`
    update imports set befores = befores || ${JSON.stringify(rows)}::jsonb where company_id = ${company.id} and id = ${importId}`)
  await db.execute(sql`
    update issues set status = 'dispatched', revision = revision + 1, updated_at = now()
    where company_id = ${company.id} and id = any(${sql.param(rows.map(({ id }) => id))}::uuid[])`)
}

const WRITTEN = [
  'honorific',
  'lastName',
  'firstName',
  'legalName',
  'line1',
  'line2',
  'line3',
  'postcode',
  'town',
  'country',
]

/** Past envelopes, with the name and the place they bore when the file says them. */
export async function makeShipments(ctx: Ctx, { id }: Making, lines: readonly GoodLine[]): Promise<string[]> {
  const numbers = (field: string) => sql.param([...new Set(lines.map(({ data }) => numberOf(data, field)!))])
  const { rows: runs } = await ctx.db.execute<{ id: string; number: number }>(sql`
    select id, number from dispatch_runs where company_id = ${ctx.company.id} and number = any(${numbers('runNumber')}::int[])`)
  const { rows: purchases } = await ctx.db.execute<{ id: string; number: number }>(sql`
    select id, number from purchases where company_id = ${ctx.company.id} and number = any(${numbers('purchaseNumber')}::int[])`)
  const runOf = new Map(runs.map(run => [run.number, run.id]))
  const purchaseOf = new Map(purchases.map(purchase => [purchase.number, purchase.id]))
  const ids = await bringInShipments(
    ctx,
    lines.map(({ data }) => ({
      runId: runOf.get(numberOf(data, 'runNumber')!) ?? refuse('imports.runUnknown'),
      purchaseId: purchaseOf.get(numberOf(data, 'purchaseNumber')!) ?? refuse('imports.purchaseUnknown'),
      number: numberOf(data, 'number'),
      sentOn: textOf(data, 'dispatchedOn'),
      copies: numberOf(data, 'copies'),
      addressee: Object.fromEntries(
        WRITTEN.flatMap(field => {
          const said = textOf(data, field)
          return said ? [[field, said]] : []
        }),
      ),
    })),
  )
  await remember(
    ctx,
    id,
    lines.map(({ line }, at) => ({ record: 'shipments', recordId: ids[at]!, line })),
  )
  return ids
}
