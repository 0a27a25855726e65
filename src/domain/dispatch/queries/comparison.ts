import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Day, day, isoDay } from '../../../values/day.ts'
import { calendarOf } from '../../subscriptions/queries/calendar.ts'
import { type Bought, type Hold, isOwed, ledgerOf } from '../../subscriptions/rules/ledger.ts'

type Compared = { id: string; titleId: string; issueId: string }

/** Past so many, it is known that something is wrong, and not how much. */
export const COUNTED = 1000

/**
 * Who is owed the issue of a run and is in none, and who is in this run and not owed. What was bought, held and adjusted is
 * read afresh, and the rule itself (`ledgerOf`) is asked; of a million purchases few differ in what it looks at, so those
 * alike are asked about once.
 */
export async function comparedWith(ctx: Ctx, run: Compared) {
  const calendar = await calendarOf(ctx, run.titleId)
  const at = calendar.issues.findIndex(({ id }) => id === run.issueId)
  const groups = async (listed: boolean) =>
    (await purchasesOf(ctx, run, calendar.issues[at]!.countedOn, listed))
      .map(({ ids, inRun, ...bought }) => ({
        ids,
        inRun,
        owed: isOwed(ledgerOf(asBought(bought), calendar).entries[at]!.state),
      }))
      .filter(({ owed, inRun }) => owed !== inRun)
  // Nearly always nobody differs, and who they are need not be kept together.
  const wrong = (await groups(false)).length > 0 ? await groups(true) : []
  const idsOf = (those: typeof wrong) => those.flatMap(({ ids }) => ids).slice(0, COUNTED)
  return { missing: idsOf(wrong.filter(({ owed }) => owed)), unowed: idsOf(wrong.filter(({ inRun }) => inRun)) }
}

type Undated<T> = {
  [K in keyof T]: T[K] extends Day | null ? (T[K] extends null ? null : string | Exclude<T[K], Day>) : T[K]
}
type PurchaseRead = Omit<Undated<Bought>, 'holds' | 'served'> & {
  ids: string[]
  inRun: boolean
  holds: string | null
  served: string | null
}

const asBought = ({ holds, served, ...bought }: Omit<PurchaseRead, 'ids' | 'inRun'>): Bought => ({
  ...bought,
  startsOn: day(bought.startsOn),
  expiresOn: day(bought.expiresOn),
  cancelledOn: dayOrNull(bought.cancelledOn),
  holds: (JSON.parse(holds ?? '[]') as Undated<Hold>[]).map(hold => ({
    ...hold,
    fromOn: dayOrNull(hold.fromOn),
    toOn: dayOrNull(hold.toOn),
  })),
  served: new Map(Object.entries(JSON.parse(served ?? '{}') as Record<string, 'regular' | 'grace'>)),
})

const dayOrNull = (iso: string | null): Day | null => (iso === null ? null : day(iso))

/**
 * Subscriptions that this run serves, or that none serves and may be owed the issue: those alike in one row. A copy in
 * grace was owed before the renewal that has come since, which counts it. Source: CIR-8.
 */
async function purchasesOf(ctx: Ctx, run: Compared, countedOn: Day, listed: boolean): Promise<PurchaseRead[]> {
  const mine = sql`${ctx.company.id}::uuid`
  const ids = listed ? sql`(array_agg(p.id))[:${COUNTED}]` : sql`array[]::uuid[]`
  await ctx.db.execute(sql`set local work_mem = '256MB'; set local random_page_cost = 4`)
  const { rows } = await ctx.db.execute<PurchaseRead>(sql`
    with special as materialized (
      select purchase_id from holds where company_id = ${mine} union select purchase_id from adjustments where company_id = ${mine})
    select p.starts_on as "startsOn", p.expires_on as "expiresOn", p.served_by as "servedBy", p.issues_due as "issuesDue", p.nature,
      p.cancelled_on as "cancelledOn", p.last_issue_id as "lastIssueId",
      sent.purpose is distinct from 'grace' and p.id in (select r.renews_id from purchases r
        where r.company_id = ${mine} and r.renews_id is not null and r.cancelled_on is null) as renewed,
      ${ofSpecial(sql`json_agg(json_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'fromIssueId', h.from_issue_id,
        'toIssueId', h.to_issue_id, 'fromOn', h.from_on, 'toOn', h.to_on, 'countsAsServed', h.counts_as_served))::text
        from holds h where h.company_id = ${mine} and h.purchase_id = p.id`)} as holds,
      coalesce(${ofSpecial(sql`sum(a.issues)::int from adjustments a where a.company_id = ${mine} and a.purchase_id = p.id`)}, 0) as adjusted,
      -- what was served moves nothing unless something was held
      ${ofSpecial(sql`json_object_agg(s.issue_id, s.purpose)::text from shipments s
        where s.company_id = ${mine} and s.purchase_id = p.id and s.issue_id <> ${run.issueId} and s.purpose <> 'replacement'
          and s.cancelled_on is null`)} as served,
      sent.id is not null as "inRun", ${ids} as ids
    from purchases p
    left join shipments sent on sent.company_id = ${mine} and sent.purchase_id = p.id and sent.issue_id = ${run.issueId}
      and sent.purpose <> 'replacement' and sent.cancelled_on is null
    where p.company_id = ${mine} and p.kind = 'subscription' and p.title_id = ${run.titleId}
      and (sent.run_id = ${run.id} or (sent.id is null and p.cancelled_on is null and p.starts_on <= ${isoDay(countedOn)}::date))
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`)
  return rows
}

/** Asked of the few purchases `p` with holds or adjustments alone. */
const ofSpecial = (asked: SQL) => sql`case when p.id in (select purchase_id from special) then (select ${asked}) end`
