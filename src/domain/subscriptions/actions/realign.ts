import { sql } from 'drizzle-orm'
import type { Change, Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, NO_END } from '../../../values/day.ts'
import { calendarOf } from '../queries/calendar.ts'
import { alikeAccountsOf } from '../queries/ledger.ts'
import { dayAfterEnd } from '../queries/owed.ts'
import { breaksChain, uncountedBy } from '../rules/chain.ts'

type Moved = { id: string; before: string; beforeEnd: string; startsOn: string; expiresOn: string }

/**
 * After the end of purchases moved, their renewals that have not been served yet start after it again, and so on along
 * the chain: two links never owe the same issue, and none between them is forgotten. A start that was asked moves only to
 * make room; no other goes before its sale, unless copies went on in grace meanwhile. Source: CIR-7.
 */
export async function realignRenewals(ctx: Ctx, purchaseIds: readonly string[]): Promise<number> {
  let moved = 0
  for (let ids = purchaseIds; ids.length > 0; ) {
    const next: string[] = []
    for (const titleId of await titlesOf(ctx, ids)) next.push(...(await realignTitle(ctx, titleId, ids)))
    moved += next.length
    ids = next
  }
  return moved
}

async function realignTitle(ctx: Ctx, titleId: string, ids: readonly string[]): Promise<string[]> {
  const { db, company, actor } = ctx
  const calendar = await calendarOf(ctx, titleId)
  const { rows } = await db.execute<Moved>(sql`
    with chain as materialized (
      select r.id, r.starts_on as before, r.expires_on as before_end, r.term_months, r.bought_on, former.day as end,
        case when r.starts_on < former.day or former.in_grace then former.day else greatest(former.day, r.bought_on) end as start,
        coalesce(l.starts_on is null and l.starts_with is null and l.start_issue_id is null, false) as chained
      from purchases p
      join purchases r on r.company_id = ${company.id} and r.renews_id = p.id and r.cancelled_on is null
      cross join lateral (select ${dayAfterEnd(company.id, calendar)} as day, exists (select from shipments s
        where s.company_id = ${company.id} and s.purchase_id = p.id and s.purpose = 'grace' and s.cancelled_on is null) as in_grace) former
      left join invoice_lines l on l.company_id = ${company.id} and l.id = r.invoice_line_id
      where p.company_id = ${company.id} and p.title_id = ${titleId} and p.id = any(${sql.param([...ids])}::uuid[])
        and p.cancelled_on is null and p.last_issue_id is null
        and not ${wasServed(company.id)})
    update purchases r set starts_on = c.start,
      expires_on = case when r.expires_on = ${NO_END}::date then r.expires_on
        else (c.start + make_interval(months => c.term_months))::date - 1 end,
      revision = r.revision + 1, updated_by = ${actor.initials}, updated_at = now()
    from chain c where r.company_id = ${company.id} and r.id = c.id
      and (c.before < c.end or (c.chained and c.before > c.start ${calendar.countedBy === 'closing' ? sql`and c.end > c.bought_on` : sql``}))
    returning r.id, c.before, c.before_end as "beforeEnd", r.starts_on as "startsOn", r.expires_on as "expiresOn"`)
  for (const { id, before, beforeEnd, startsOn, expiresOn } of rows)
    ctx.record({
      record: 'purchases',
      id,
      from: { startsOn: before, expiresOn: beforeEnd },
      to: { startsOn, expiresOn },
    })
  return rows.map(({ id }) => id)
}

/** An issue that moved, or no longer counts as it did, moves the ends of the subscriptions to its title, and what waits behind them. */
export async function realignAfterIssue(ctx: Ctx, { after }: { after: { titleId: string } }) {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select r.renews_id as id from purchases r
    where r.company_id = ${ctx.company.id} and r.title_id = ${after.titleId} and r.renews_id is not null
      and r.cancelled_on is null and r.starts_on > ${ctx.today}`)
  await realignRenewals(
    ctx,
    rows.map(({ id }) => id),
  )
}

async function titlesOf({ db, company }: Ctx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct title_id as id from purchases where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  return rows.map(({ id }) => id)
}

type End = { id: string; number: number; renewal: number; startsOn: string; end: string }

/**
 * Does what moves the ends of subscriptions: holds, adjustments. Renewals that wait behind them move along; what cannot,
 * since it was served, is refused: a renewal that would owe an issue twice or skip one, a copy that left and would count
 * no more. Source: CIR-3, CIR-7, CIR-15.
 */
export async function movingEnds(ctx: Ctx, purchaseIds: readonly string[], change: () => Promise<unknown>) {
  const ids = [...new Set(purchaseIds)]
  const [broken] = await brokenBy(ctx, ids, async () => {
    await change()
    await refuseRenewedWithoutEnd(ctx, ids)
  })
  if (broken) refuse(broken.code, { values: broken.values })
}

/** Nothing comes after what has no end. Source: CIR-9. */
async function refuseRenewedWithoutEnd({ db, company }: Ctx, ids: readonly string[]) {
  const { rows } = await db.execute<{ number: number; renewal: number }>(sql`
    select p.number, r.number as renewal from purchases p
    join purchases r on r.company_id = ${company.id} and r.renews_id = p.id and r.cancelled_on is null
    where p.company_id = ${company.id} and p.id = any(${sql.param([...ids])}::uuid[]) and p.expires_on = ${NO_END}::date
      and p.cancelled_on is null and p.last_issue_id is null`)
  if (rows[0]) refuse('subscriptions.renewedHasEnd', { values: rows[0] })
}

type Broken = { id: string; code: BreakCode; values: { [name: string]: string | number } }
export type BreakCode = 'subscriptions.renewalStarted' | 'subscriptions.servedInstead'

/**
 * The same for those of many purchases that can: what it would break is undone and told, by the purchase it was done to.
 * `change` is done to fewer and fewer of them, until nothing breaks.
 */
export async function movingEndsOfMost(
  ctx: Ctx,
  purchaseIds: readonly string[],
  change: (ctx: Ctx, ids: readonly string[]) => Promise<unknown>,
): Promise<{ moved: readonly string[]; refused: ReadonlyMap<string, BreakCode> }> {
  const refused = new Map<string, BreakCode>()
  for (let ids = [...new Set(purchaseIds)]; ids.length > 0; ids = ids.filter(id => !refused.has(id))) {
    const changes: Change[] = []
    const trying = { ...ctx, record: (made: Change) => void changes.push(made) }
    await ctx.db.execute(sql`savepoint moving_ends`)
    const broken = await brokenBy(trying, ids, () => change(trying, ids))
    if (broken.length === 0) {
      await ctx.db.execute(sql`release savepoint moving_ends`)
      changes.forEach(ctx.record)
      return { moved: ids, refused }
    }
    await ctx.db.execute(sql`rollback to savepoint moving_ends`)
    for (const { id, code, values } of await followedFrom(ctx, ids, broken)) {
      if (!ids.includes(id)) refuse(code, { values })
      refused.set(id, code)
    }
  }
  return { moved: [], refused }
}

/** Of what is broken along the chains that go on from some purchases, each by those of them it goes on from. */
async function followedFrom(
  { db, company }: Ctx,
  ids: readonly string[],
  broken: readonly Broken[],
): Promise<Broken[]> {
  const { rows } = await db.execute<{ broken: string; id: string }>(sql`
    with recursive up as (
      select p.id as broken, p.id, p.renews_id from purchases p
        where p.company_id = ${company.id} and p.id = any(${sql.param(broken.map(({ id }) => id))}::uuid[])
      union select up.broken, p.id, p.renews_id from up join purchases p on p.company_id = ${company.id} and p.id = up.renews_id)
    select broken, id from up where id = any(${sql.param([...ids])}::uuid[])`)
  const byLink = Map.groupBy(rows, row => row.broken)
  return broken.flatMap(one => (byLink.get(one.id) ?? [{ id: one.id }]).map(({ id }) => ({ ...one, id })))
}

/** Does what moves the ends, and tells what it broke. */
async function brokenBy(ctx: Ctx, ids: readonly string[], change: () => Promise<unknown>): Promise<Broken[]> {
  const broken: Broken[] = []
  const accounts = await alikeAccountsOf(ctx, ids)
  const ends = new Map((await endsBeforeServed(ctx, ids)).map(found => [found.id, found.end]))
  await change()
  await realignRenewals(ctx, ids)
  for (const { id, number, renewal, startsOn, end } of await endsBeforeServed(ctx, ids))
    if (breaksChain(day(startsOn), day(ends.get(id)!), day(end)))
      broken.push({ id, code: 'subscriptions.renewalStarted', values: { number, renewal } })
  const after = new Map((await alikeAccountsOf(ctx, ids)).map(account => [account.facts.id, account.ledger]))
  for (const { facts, ledger } of accounts) {
    const lost = uncountedBy(ledger, after.get(facts.id)!)
    if (lost)
      broken.push({
        id: facts.id,
        code: 'subscriptions.servedInstead',
        values: { number: facts.number, issue: lost.number },
      })
  }
  return broken
}

/** Where each link of the chains that go on from some purchases ends, of those whose renewal was served. */
async function endsBeforeServed(ctx: Ctx, ids: readonly string[]): Promise<End[]> {
  const { db, company } = ctx
  const links = sql`with recursive links as (
    select p.id, p.title_id from purchases p where p.company_id = ${company.id} and p.id = any(${sql.param([...ids])}::uuid[])
    union select r.id, r.title_id from links l join purchases r on r.company_id = ${company.id} and r.renews_id = l.id and r.cancelled_on is null)`
  const followed = sql`from links l join purchases p on p.company_id = ${company.id} and p.id = l.id and p.cancelled_on is null
    join purchases r on r.company_id = ${company.id} and r.renews_id = p.id and r.cancelled_on is null
    where ${wasServed(company.id)}`
  const { rows: titles } = await db.execute<{ id: string }>(sql`${links} select distinct p.title_id as id ${followed}`)
  const found: End[] = []
  for (const { id: titleId } of titles) {
    const { rows } = await db.execute<End>(sql`${links}
      select p.id, p.number, r.number as renewal, r.starts_on as "startsOn", ${dayAfterEnd(company.id, await calendarOf(ctx, titleId))} as "end"
      ${followed} and p.title_id = ${titleId} order by p.number`)
    found.push(...rows)
  }
  return found
}

/** Whether a renewal `r` was served a copy. */
const wasServed = (companyId: string) =>
  sql`exists (select from shipments s where s.company_id = ${companyId} and s.purchase_id = r.id and s.purpose <> 'replacement' and s.cancelled_on is null)`

/** Of some purchases, those gone on from by one that was served: their end moves no more. */
export async function withServedRenewal({ db, company }: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select r.renews_id as id from purchases r where r.company_id = ${company.id} and r.renews_id = any(${sql.param([...ids])}::uuid[])
      and r.cancelled_on is null and ${wasServed(company.id)}`)
  return new Set(rows.map(({ id }) => id))
}
