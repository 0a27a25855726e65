import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { letterOf } from '../rules/chart.ts'
import { groupsOf } from '../rules/groups.ts'
import { type Member, membersAs, takeBackExchange, writeExchange } from './exchange.ts'

type Pair = { one: string; other: string }

/**
 * Marks with one letter the customer's lines of documents and of what paid them, as soon as they cancel each other out, and
 * takes the letter back when they no longer do. What pays several documents binds them together. In another currency the
 * difference of exchange is written first.
 */
export async function letterAllocations(ctx: Ctx, allocationIds: readonly string[]) {
  const groups = groupsOf(await boundTo(ctx, allocationIds), ({ one, other }) => [one, other])
  const members = groups.flatMap((ids, at) => ids.map(recordId => ({ recordId, at })))
  await takeBackExchange(ctx, await unletter(ctx, members), allocationIds)
  members.push(...(await writeExchange(ctx, members)))
  const even = await evenOf(ctx, members)
  if (even.length === 0) return
  const first = await takeNumbers(ctx, 'book-letter', even.length)
  const letters = even.map((at, turn) => ({ at, letter: letterOf(first + turn) }))
  await ctx.db.execute(sql`
    with members as materialized (${membersAs(members)}),
    letters as materialized (select * from json_to_recordset(${JSON.stringify(letters)}::json) as l (at int, letter text)),
    lines as materialized (${customerLines(ctx)})
    insert into book_matches (company_id, id, letter, matched_on)
    select ${ctx.company.id}, b.id, l.letter, ${ctx.today}::date
    from letters l join members m on m.at = l.at join lines b on b.record_id = m."recordId"`)
}

/** Lines of customers of the records among `members`. */
const customerLines = ({ company }: Ctx) => sql`
  select b.id, b.record_id, b.debit_cents - b.credit_cents as cents from book_entries b
  where b.company_id = ${company.id} and b.record_id = any(array(select "recordId" from members)) and b.aux_code <> ''`

/** What allocations bind together, as far as they reach, each record also to itself; what was taken back binds nothing. */
async function boundTo(ctx: Ctx, allocationIds: readonly string[]): Promise<Pair[]> {
  const bound = new Set<string>()
  const pairs = new Map<string, Bound>()
  let found = await boundBy(ctx, [sql`a.id`], allocationIds)
  while (found.length > 0) {
    const reached = found.flatMap(({ one, other }) => [one, other]).filter(id => !bound.has(id))
    for (const id of reached) bound.add(id)
    found = reached.length === 0 ? [] : await boundBy(ctx, ENDS, [...new Set(reached)])
    for (const pair of found) pairs.set(`${pair.one} ${pair.other}`, pair)
  }
  return [...[...bound].map(id => ({ one: id, other: id })), ...[...pairs.values()].filter(({ cents }) => cents !== 0)]
}

type Bound = Pair & { cents: number }
const ENDS = ['invoice_id', 'refund_id', 'payment_id', 'credit_note_id'].map(column => sql.raw(`a.${column}`))

/** What the allocations bind that have some ids in these columns, each pair with all that was allocated between the two. */
async function boundBy({ db, company }: Ctx, columns: readonly SQL[], ids: readonly string[]): Promise<Bound[]> {
  const by = (column: SQL) => sql`
    select coalesce(a.invoice_id, a.refund_id) as one, coalesce(a.payment_id, a.credit_note_id) as other, sum(a.cents)::bigint as cents
    from payment_allocations a where a.company_id = ${company.id}::uuid and ${column} = any(${uuids}::uuid[]) group by 1, 2`
  const uuids = sql.param(`{${ids.join(',')}}`)
  const { rows } = await db.execute<Bound>(sql.join(columns.map(by), sql` union all `))
  return rows
}

/** Takes the letters of lines back, and returns them. */
async function unletter({ db, company }: Ctx, members: readonly Member[]): Promise<string[]> {
  const { rows } = await db.execute<{ letter: string }>(sql`
    with members as materialized (${membersAs(members)})
    delete from book_matches x using book_entries b
    where x.company_id = ${company.id} and b.company_id = ${company.id} and b.id = x.id
      and b.record_id = any(array(select "recordId" from members))
    returning x.letter`)
  return [...new Set(rows.map(({ letter }) => letter))]
}

/** The groups whose customer lines come to nothing, every record of them written. */
async function evenOf(ctx: Ctx, members: readonly Member[]): Promise<number[]> {
  const { rows } = await ctx.db.execute<{ at: number }>(sql`
    with members as materialized (${membersAs(members)}),
    sums as materialized (select record_id, sum(cents) as cents from (${customerLines(ctx)}) b group by record_id)
    select m.at from members m left join sums s on s.record_id = m."recordId"
    group by m.at having sum(s.cents) = 0 and count(s.cents) = count(*) order by m.at`)
  return rows.map(({ at }) => at)
}
