import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, isoDay } from '../../../values/day.ts'
import { type Account, alikeAccountsOf } from '../queries/ledger.ts'
import { type Named, someNamed, type Which } from '../queries/many-holds.ts'
import { firstStoppable } from '../rules/holds.ts'
import { holdOf, isLiftable, type NotHeld, shortened } from '../rules/many-holds.ts'
import { type GivenHold, insertHolds, rangeOf } from './holds.ts'
import { type BreakCode, movingEndsOfMost, withServedRenewal } from './realign.ts'

/** Subscriptions worked on in one transaction. */
export const HELD_AT_ONCE = 1000
/** Purchases named by their number for each reason. */
const TOLD = 50

export type GivenTogether = Omit<GivenHold, 'purchaseIds' | 'togetherId'> & { togetherId: string }
export type Told = {
  done: number
  refused: { why: NotHeld; count: number; purchases: { id: string; number: number }[] }[]
}
export type Part = Told & { last: string | undefined }

const REFUSED: Record<BreakCode, NotHeld> = {
  'subscriptions.renewalStarted': 'renewal-served',
  'subscriptions.servedInstead': 'served-instead',
}

/** Suspends the next of many subscriptions, those that can be; done again, it suspends none twice. Source: CIR-15. */
export async function placePart(ctx: Ctx, which: Which, given: GivenTogether, after: string): Promise<Part> {
  const named = await someNamed(ctx, which, { togetherId: given.togetherId, after, limit: HELD_AT_ONCE })
  const why = new Map<string, NotHeld>()
  const judged = judge(ctx, given)
  const wanted: string[] = []
  for (const account of await accountsLocked(
    ctx,
    named.flatMap(({ id, holdId }) => (holdId === null ? id : [])),
  )) {
    const verdict = judged(account)
    if ('why' in verdict) why.set(account.facts.id, verdict.why)
    else wanted.push(account.facts.id)
  }
  const { refused } = await movingEndsOfMost(ctx, wanted, (trying, purchaseIds) =>
    insertHolds(trying, purchaseIds, { ...given, purchaseIds }),
  )
  return told(named, why, refused)
}

/** Resumes the next of many subscriptions from the first issue still open: what somebody wished, or what was placed together. */
export async function liftPart(ctx: Ctx, which: Which, after: string): Promise<Part> {
  const togetherId = which.matching?.heldTogether
  const named = await someNamed(ctx, which, { togetherId, after, limit: HELD_AT_ONCE })
  const own = new Map(named.map(({ id, holdId }) => [id, holdId]))
  const { why, refused } = await liftWhere(
    ctx,
    named.map(({ id }) => id),
    (hold, { facts, calendar }) =>
      togetherId ? hold.id === own.get(facts.id) : isLiftable(hold, calendar, day(ctx.today)),
  )
  return told(named, why, refused)
}

type Hold = Account['facts']['bought']['holds'][number]

/** Resumes purchases from the first issue still open where holds that are meant suspend them; those of a served renewal are left. */
export async function liftWhere(
  ctx: Ctx,
  purchaseIds: readonly string[],
  isMeant: (hold: Hold, account: Account) => boolean,
) {
  const why = new Map<string, NotHeld>()
  const lifted = new Map<string, Lifted[]>()
  for (const account of await accountsLocked(ctx, purchaseIds)) {
    const { facts, calendar } = account
    const resumes = firstStoppable(calendar, day(ctx.today))
    const holds = facts.bought.holds
      .filter(hold => isMeant(hold, account))
      .map(({ fromOn, toOn, ...hold }) => ({
        ...hold,
        purchaseId: facts.id,
        fromOn: fromOn && isoDay(fromOn),
        toOn: toOn && isoDay(toOn),
        left: shortened(calendar, { ...hold, fromOn, toOn }, resumes),
      }))
    if (holds.length === 0) why.set(facts.id, 'not-held')
    else lifted.set(facts.id, holds)
  }
  const { refused } = await movingEndsOfMost(ctx, [...lifted.keys()], (trying, ids) =>
    liftHolds(
      trying,
      ids.flatMap(id => lifted.get(id)!),
    ),
  )
  return { why, refused }
}

type Range = { fromIssueId: string | null; toIssueId: string | null; fromOn: string | null; toOn: string | null }
type Lifted = Range & {
  id: string
  purchaseId: string
  kind: string
  reason: string
  countsAsServed: boolean
  left: { fromIssueId: string; toIssueId: string } | null
}

async function liftHolds({ db, company, actor, record }: Ctx, lifted: readonly Lifted[]) {
  const gone = lifted.filter(({ left }) => left === null)
  await db.execute(sql`delete from holds where company_id = ${company.id}
    and id = any(${sql.param(gone.map(({ id }) => id))}::uuid[])`)
  for (const { id, left: _, ...hold } of gone) record({ record: 'holds', id, from: hold, to: null })
  const kept = lifted.flatMap(({ id, left }) => (left ? [{ id, ...left }] : []))
  await db.execute(sql`
    update holds h set from_issue_id = k."fromIssueId", to_issue_id = k."toIssueId", from_on = null, to_on = null,
      revision = h.revision + 1, updated_by = ${actor.initials}, updated_at = now()
    from json_to_recordset(${JSON.stringify(kept)}::json) k (id uuid, "fromIssueId" uuid, "toIssueId" uuid)
    where h.company_id = ${company.id} and h.id = k.id`)
  for (const { id, left, fromIssueId, toIssueId, fromOn, toOn } of lifted)
    if (left)
      record({
        record: 'holds',
        id,
        from: { fromIssueId, toIssueId, fromOn, toOn },
        to: { ...left, fromOn: null, toOn: null },
      })
}

/** What suspending the first of many subscriptions would do. */
export async function placePreview(ctx: Ctx, which: Which, given: Omit<GivenTogether, 'togetherId'>) {
  const named = await someNamed(ctx, which, { after: '', limit: HELD_AT_ONCE })
  const ids = named.map(({ id }) => id)
  const servedRenewal = given.countsAsServed ? new Set<string>() : await withServedRenewal(ctx, ids)
  const why = new Map<string, NotHeld>()
  const missed = new Map<string, { number: string; countedOn: string; subscriptions: number }>()
  const judged = judge(ctx, given)
  for (const account of await alikeAccountsOf(ctx, ids)) {
    const { id } = account.facts
    const verdict = judged(account)
    if ('why' in verdict) why.set(id, verdict.why)
    else if (servedRenewal.has(id)) why.set(id, 'renewal-served')
    else
      for (const issue of verdict.missed) {
        const key = `${account.calendar.titleId} ${issue.ordinal}`
        const known = missed.get(key)?.subscriptions ?? 0
        missed.set(key, {
          number: issue.number,
          countedOn: isoDay(issue.countedOn),
          subscriptions: known + 1,
        })
      }
  }
  const { last: _, ...rest } = told(named, why, new Map())
  return { ...rest, missed: [...missed.values()] }
}

/** What a suspension would do to each of many: those that share a ledger are judged once. */
function judge({ today }: Ctx, given: Omit<GivenTogether, 'togetherId'>) {
  const known = new Map<Account['ledger'], ReturnType<typeof holdOf>>()
  return (account: Account) => {
    const verdict = known.get(account.ledger) ?? holdOf(account, rangeOf(given), given.countsAsServed, day(today))
    known.set(account.ledger, verdict)
    return verdict
  }
}

/** The ledgers of subscriptions, which no other change meets meanwhile. */
async function accountsLocked(ctx: Ctx, purchaseIds: readonly string[]): Promise<Account[]> {
  const ids = [...purchaseIds]
  await ctx.db.execute(sql`
    select from purchases where company_id = ${ctx.company.id} and id = any(${sql.param(ids)}::uuid[]) order by id for update`)
  return alikeAccountsOf(ctx, ids)
}

function told(
  named: readonly Named[],
  why: ReadonlyMap<string, NotHeld>,
  broken: ReadonlyMap<string, BreakCode>,
): Part {
  const reasonOf = ({ id }: Named) => {
    const code = broken.get(id)
    return code ? REFUSED[code] : why.get(id)
  }
  const refused = [...Map.groupBy(named, reasonOf)].flatMap(([reason, those]) =>
    reason
      ? [
          {
            why: reason,
            count: those.length,
            purchases: those.slice(0, TOLD).map(({ id, number }) => ({ id, number })),
          },
        ]
      : [],
  )
  const done = named.length - refused.reduce((sum, { count }) => sum + count, 0)
  return { done, refused, last: named.length === HELD_AT_ONCE ? named.at(-1)!.id : undefined }
}

/** What two parts told, together. */
export const toldTogether = (one: Told, other: Told): Told => ({
  done: one.done + other.done,
  refused: [...Map.groupBy([...one.refused, ...other.refused], ({ why }) => why)].map(([why, those]) => ({
    why,
    count: those.reduce((sum, { count }) => sum + count, 0),
    purchases: those.flatMap(({ purchases }) => purchases).slice(0, TOLD),
  })),
})
