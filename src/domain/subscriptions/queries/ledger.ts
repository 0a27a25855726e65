import { SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day } from '../../../values/day.ts'
import type { Calendar } from '../rules/calendar.ts'
import { type Bought, type Hold, type Ledger, ledgerOf } from '../rules/ledger.ts'
import { calendarOf } from './calendar.ts'

export type ShipmentFact = {
  issueId: string
  purpose: 'regular' | 'grace' | 'replacement'
  number: number
  runNumber: number
  sentOn: string
  cancelledOn: string | null
}
export type AdjustmentFact = { id: string; issues: number; reason: string; madeOn: string; madeBy: string }
type HoldFound = Omit<Hold, 'fromOn' | 'toOn'> & { fromOn: string | null; toOn: string | null }

/** Everything that decides what a subscription is owed, and what people say of it. */
export type Facts = {
  id: string
  number: number
  titleId: string
  label: string
  copies: number
  boughtOn: string
  invoiceNumber: string | null
  cancelledReason: string | null
  formerNumber: number | null
  renewalNumber: number | null
  shipments: readonly ShipmentFact[]
  adjustments: readonly AdjustmentFact[]
  bought: Bought
}

type Found = Omit<Facts, 'bought'> & {
  startsOn: string
  expiresOn: string
  servedBy: 'date' | 'issue'
  issuesDue: number | null
  nature: string
  cancelledOn: string | null
  lastIssueId: string | null
  holds: readonly HoldFound[]
}

/** Subscriptions by their ids, or by a statement that finds them. */
type Which = readonly string[] | SQL

/** The facts of some subscriptions, in one statement; of those the company has. */
export async function factsOf({ db, company }: Ctx, which: Which): Promise<Facts[]> {
  const ids = which instanceof SQL ? sql`array(${which})` : sql`${sql.param([...which])}::uuid[]`
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<Found>(sql`
    select p.id, p.number, p.title_id as "titleId", p.label, p.copies, p.bought_on as "boughtOn", p.starts_on as "startsOn",
      p.expires_on as "expiresOn", p.served_by as "servedBy", p.issues_due as "issuesDue", p.nature,
      p.cancelled_on as "cancelledOn", p.cancelled_reason as "cancelledReason", p.last_issue_id as "lastIssueId",
      (select i.number from invoices i where i.company_id = ${mine} and i.id = p.invoice_id) as "invoiceNumber",
      (select f.number from purchases f where f.company_id = ${mine} and f.id = p.renews_id) as "formerNumber",
      (select r.number from purchases r where r.company_id = ${mine} and r.renews_id = p.id and r.cancelled_on is null) as "renewalNumber",
      coalesce((select json_agg(json_build_object('issueId', s.issue_id, 'purpose', s.purpose, 'number', s.number,
          'runNumber', coalesce(run.number, 0), 'sentOn', s.sent_on, 'cancelledOn', s.cancelled_on) order by s.number)
        from shipments s left join dispatch_runs run on run.company_id = ${mine} and run.id = s.run_id
        where s.company_id = ${mine} and s.purchase_id = p.id), '[]') as shipments,
      coalesce((select json_agg(json_build_object('id', a.id, 'issues', a.issues, 'reason', a.reason,
          'madeOn', a.created_at::date, 'madeBy', a.created_by) order by a.id)
        from adjustments a where a.company_id = ${mine} and a.purchase_id = p.id), '[]') as adjustments,
      coalesce((select json_agg(json_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'fromIssueId', h.from_issue_id,
          'toIssueId', h.to_issue_id, 'fromOn', h.from_on, 'toOn', h.to_on, 'countsAsServed', h.counts_as_served) order by h.id)
        from holds h where h.company_id = ${mine} and h.purchase_id = p.id), '[]') as holds
    from purchases p
    where p.company_id = ${mine} and p.id = any(${ids}) and p.kind = 'subscription' order by p.number`)
  return rows.map(
    ({ startsOn, expiresOn, servedBy, issuesDue, nature, cancelledOn, lastIssueId, holds, ...facts }) => ({
      ...facts,
      bought: {
        startsOn: day(startsOn),
        expiresOn: day(expiresOn),
        servedBy,
        issuesDue,
        nature,
        cancelledOn: cancelledOn ? day(cancelledOn) : null,
        lastIssueId,
        renewed: facts.renewalNumber !== null,
        holds: holds.map(({ fromOn, toOn, ...hold }) => ({
          ...hold,
          fromOn: fromOn ? day(fromOn) : null,
          toOn: toOn ? day(toOn) : null,
        })),
        adjusted: facts.adjustments.reduce((sum, { issues }) => sum + issues, 0),
        served: servedOf(facts.shipments),
      },
    }),
  )
}

const servedOf = (shipments: readonly ShipmentFact[]): Bought['served'] =>
  new Map(
    shipments.flatMap(({ issueId, purpose, cancelledOn }) =>
      purpose === 'replacement' || cancelledOn ? [] : [[issueId, purpose] as const],
    ),
  )

export type Account = { facts: Facts; calendar: Calendar; ledger: Ledger }

/** The ledger of each of some subscriptions, by the calendar of its title. */
export const accountsOf = (ctx: Ctx, which: Which): Promise<Account[]> => accounts(ctx, which, ledgerOf)

/** The same of many: those alike in all that the rule looks at share one ledger, which may name the hold of another. */
export async function alikeAccountsOf(ctx: Ctx, which: Which): Promise<Account[]> {
  const known = new Map<string, Ledger>()
  return accounts(ctx, which, (bought, calendar) => {
    const holds = bought.holds.map(({ id: _, reason: __, ...hold }) => hold)
    const key = JSON.stringify([calendar.titleId, { ...bought, holds, served: [...bought.served] }])
    const ledger = known.get(key) ?? ledgerOf(bought, calendar)
    known.set(key, ledger)
    return ledger
  })
}

async function accounts(ctx: Ctx, which: Which, ledger: typeof ledgerOf): Promise<Account[]> {
  const found = await factsOf(ctx, which)
  const calendars = new Map<string, Calendar>()
  for (const { titleId } of found) if (!calendars.has(titleId)) calendars.set(titleId, await calendarOf(ctx, titleId))
  return found.map(facts => {
    const calendar = calendars.get(facts.titleId)!
    return { facts, calendar, ledger: ledger(facts.bought, calendar) }
  })
}
