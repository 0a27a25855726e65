import { addDays, day, isoDay, monthAdded } from '../../../values/day.ts'
import { invoicedOn, type Period, periodsOf, type Schedule } from './schedule.ts'

/** What decides the terms of a contract. */
export type Planned = Schedule & {
  endsOn: string | null
  terminatedOn: string | null
  pausedFrom: string | null
  pausedTo: string | null
  plansToEnd: boolean
}

export type PlannedTerm = Period & { place: number }

/** Months ahead that the terms of a contract without end stand. */
const AHEAD_MONTHS = 24
export const MOST_TERMS = 4000

/** Its last day as it stands; null: until somebody ends it. */
const lastDayOf = ({ endsOn, terminatedOn }: Pick<Planned, 'endsOn' | 'terminatedOn'>): string | null =>
  terminatedOn ?? endsOn

/** Whether a term that begins on a day falls in the pause. Source: A13. */
export const isPaused = ({ pausedFrom, pausedTo }: Pick<Planned, 'pausedFrom' | 'pausedTo'>, startsOn: string) =>
  pausedFrom !== null && startsOn >= pausedFrom && (pausedTo === null || startsOn <= pausedTo)

/** What is taken already: terms until this day are invoiced or decided, and so many places are. */
export type Taken = { until: string | null; places: number }
const NOTHING_TAKEN: Taken = { until: null, places: 0 }

/**
 * The terms that are to stand on a day, after what is taken: those until the end, or 24 months ahead without end; else those
 * whose day has come and the next one. A pause leaves places out. Whatever days this was asked on, the terms are the same.
 */
export function termsToStand(contract: Planned, today: string, taken: Taken = NOTHING_TAKEN): PlannedTerm[] {
  const from = today > contract.startsOn ? today : contract.startsOn
  const horizon = isoDay(monthAdded(day(from), AHEAD_MONTHS))
  const terms: PlannedTerm[] = []
  const isBeyond = ({ startsOn }: Period) =>
    (contract.endsOn === null && startsOn >= horizon) || terms.length > MOST_TERMS
  for (const term of termsAfter(contract, taken, isBeyond)) {
    terms.push(term)
    if (!contract.plansToEnd && term.invoiceOn > today) break
  }
  return terms
}

/** The terms after what is taken whose invoices bear a day before another, whether they are to stand yet or not. */
export const termsInvoicedBefore = (contract: Planned, before: string, taken: Taken): PlannedTerm[] =>
  [...termsAfter(contract, taken, ({ invoiceOn }) => invoiceOn >= before)].filter(({ invoiceOn }) => invoiceOn < before)

function* termsAfter(
  contract: Planned,
  { until, places }: Taken,
  isBeyond: (period: Period) => boolean,
): Generator<PlannedTerm> {
  let place = places
  for (const period of periodsOf(contract, lastDayOf(contract))) {
    if (until !== null && period.endsOn <= until) continue
    if (isBeyond(period)) return
    place += 1
    if (isPaused(contract, period.startsOn)) continue
    yield { ...(until !== null && period.startsOn <= until ? cutAt(contract, period, until) : period), place }
  }
}

/** The rest of a period of which the beginning is invoiced. */
function cutAt(contract: Planned, period: Period, until: string): Period {
  const startsOn = isoDay(addDays(day(until), 1))
  return { ...period, startsOn, invoiceOn: invoicedOn(contract, startsOn, period.endsOn) }
}
