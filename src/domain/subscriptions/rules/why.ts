import { type Day, formatDay, isEndless } from '../../../values/day.ts'
import type { AnyIssue, Calendar } from './calendar.ts'
import { type Bought, holdOn, type IssueState, type Ledger } from './ledger.ts'

/** What is known of a subscription beside what decides: how people name it. Days are `YYYY-MM-DD`. */
export type Named = {
  number: number
  label: string
  copies: number
  boughtOn: Day
  invoiceNumber: string | null
  cancelledReason: string | null
  formerNumber: number | null
  renewalNumber: number | null
  adjustments: readonly { issues: number; reason: string; madeOn: Day; madeBy: string }[]
  shipments: readonly {
    issueId: string
    purpose: string
    number: number
    runNumber: number
    sentOn: Day
    cancelledOn: Day | null
  }[]
}

/** One fact of the chain that answers why; the labels make a sentence of it. Source: M-1. */
export type WhyFact =
  | { fact: 'bought'; number: number; on: string; label: string; copies: number; invoice: string | null }
  | { fact: 'renews'; number: number }
  | { fact: 'by-date'; from: string; to: string }
  | { fact: 'without-end'; from: string }
  | { fact: 'by-issue'; count: number; from: string }
  | { fact: 'counted'; issue: string; on: string }
  | { fact: 'adjusted'; count: number; reason: string; on: string; by: string }
  | { fact: 'held-before'; count: number }
  | { fact: 'hold'; from: string; to: string | null; kind: string; reason: string; counts: boolean }
  | { fact: 'place'; place: number; credited: number }
  | { fact: 'after'; credited: number; before: number }
  | { fact: 'grace'; count: number }
  | { fact: 'renewed'; number: number }
  | { fact: 'stopped'; issue: string; reason: string }
  | { fact: 'cancelled'; on: string; reason: string }
  | { fact: 'skipped'; issue: string }
  | { fact: 'apart'; issue: string }
  | { fact: 'shipment'; run: number; on: string; number: number; purpose: string }
  | { fact: 'cancelled-shipment'; run: number; number: number; on: string }
  | { fact: 'therefore'; state: IssueState; issue: string }

type Known = { bought: Bought; named: Named; calendar: Calendar; ledger: Ledger }

/** The exact chain of facts that makes a subscription owed an issue, served it, or neither. Source: M-1. */
export function whyFacts({ bought, named, calendar, ledger }: Known, issue: AnyIssue): WhyFact[] {
  const entry = ledger.entries.find(one => one.issue.ordinal === issue.ordinal)!
  return [
    ...purchaseFacts(bought, named),
    { fact: 'counted', issue: issue.number, on: formatDay(issue.countedOn) },
    ...issueFacts(issue),
    ...named.adjustments.map(
      ({ issues, reason, madeOn, madeBy }): WhyFact => ({
        fact: 'adjusted',
        count: issues,
        reason,
        on: formatDay(madeOn),
        by: madeBy,
      }),
    ),
    ...heldBefore(ledger, issue),
    ...placeFacts(calendar, ledger, entry),
    ...holdFacts(bought, calendar, issue),
    ...endFacts(bought, named, calendar),
    ...shipmentFacts(named, issue),
    { fact: 'therefore', state: entry.state, issue: issue.number },
  ]
}

function purchaseFacts(bought: Bought, named: Named): WhyFact[] {
  const { number, boughtOn, label, copies, invoiceNumber, formerNumber } = named
  return [
    { fact: 'bought', number, on: formatDay(boughtOn), label, copies, invoice: invoiceNumber },
    ...(formerNumber ? [{ fact: 'renews', number: formerNumber } as const] : []),
    termFact(bought),
  ]
}

function termFact({ startsOn, expiresOn, servedBy, issuesDue }: Bought): WhyFact {
  const from = formatDay(startsOn)
  if (isEndless(expiresOn)) return { fact: 'without-end', from }
  return servedBy === 'date'
    ? { fact: 'by-date', from, to: formatDay(expiresOn) }
    : { fact: 'by-issue', count: issuesDue ?? 0, from }
}

const issueFacts = ({ number, skipped, forSubscribers }: AnyIssue): WhyFact[] => [
  ...(skipped ? [{ fact: 'skipped', issue: number } as const] : []),
  ...(forSubscribers ? [] : [{ fact: 'apart', issue: number } as const]),
]

function heldBefore({ entries, credited }: Ledger, { ordinal }: AnyIssue): WhyFact[] {
  if (!Number.isFinite(credited)) return []
  const count = entries
    .filter(({ issue, state }) => issue.ordinal < ordinal && state === 'held')
    .reduce((sum, { issue }) => sum + issue.countsFor, 0)
  return count > 0 ? [{ fact: 'held-before', count }] : []
}

const IN_TERM: readonly IssueState[] = ['served', 'owed', 'held', 'given', 'stopped', 'cancelled']

function placeFacts(calendar: Calendar, { credited }: Ledger, entry: Ledger['entries'][number]) {
  const facts: WhyFact[] = []
  if (IN_TERM.includes(entry.state) && entry.uses > 0 && Number.isFinite(credited))
    facts.push({ fact: 'place', place: entry.before + 1, credited })
  if (['used-up', 'grace', 'served-in-grace'].includes(entry.state))
    facts.push({ fact: 'after', credited, before: entry.before })
  if (entry.state === 'grace' || entry.state === 'served-in-grace')
    facts.push({ fact: 'grace', count: calendar.graceIssues })
  return facts
}

function holdFacts({ holds }: Bought, { issues }: Calendar, issue: AnyIssue): WhyFact[] {
  const hold = holdOn(issue, holds, new Map(issues.map(({ id }, place) => [id, place])))
  if (!hold) return []
  const numbered = (id: string | null) => {
    const number = issues.find(one => one.id === id)?.number
    return number === undefined ? null : `n°\u00a0${number}`
  }
  const from = hold.fromOn ? formatDay(hold.fromOn) : (numbered(hold.fromIssueId) ?? '')
  const to = hold.toOn ? formatDay(hold.toOn) : numbered(hold.toIssueId)
  return [{ fact: 'hold', from, to, kind: hold.kind, reason: hold.reason, counts: hold.countsAsServed }]
}

function endFacts({ lastIssueId, cancelledOn }: Bought, named: Named, { issues }: Calendar): WhyFact[] {
  const reason = named.cancelledReason ?? ''
  const last = issues.find(({ id }) => id === lastIssueId)
  return [
    ...(named.renewalNumber ? [{ fact: 'renewed', number: named.renewalNumber } as const] : []),
    ...(last ? [{ fact: 'stopped', issue: last.number, reason } as const] : []),
    ...(cancelledOn ? [{ fact: 'cancelled', on: formatDay(cancelledOn), reason } as const] : []),
  ]
}

const shipmentFacts = ({ shipments }: Named, issue: AnyIssue): WhyFact[] =>
  shipments
    .filter(({ issueId }) => issueId === issue.id)
    .flatMap(({ runNumber, number, purpose, sentOn, cancelledOn }): WhyFact[] => [
      { fact: 'shipment', run: runNumber, on: formatDay(sentOn), number, purpose },
      ...(cancelledOn
        ? [{ fact: 'cancelled-shipment', run: runNumber, number, on: formatDay(cancelledOn) } as const]
        : []),
    ])
