import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDays, day, monthAdded } from '../../../values/day.ts'
import { termOf } from '../testing/term.ts'
import type { Calendar, CalendarIssue } from './calendar.ts'
import { breaksChain, uncountedBy } from './chain.ts'
import { type Bought, dayAfterEnd, type Hold, isOwed, type Ledger, ledgerOf } from './ledger.ts'

const HISTORIES = 100_000
const ISSUES = 16
const first = day('2022-05-01')
const issues: CalendarIssue[] = Array.from({ length: ISSUES }, (_, at) => {
  const coverOn = monthAdded(first, 3 * at)
  return {
    id: String(at),
    ordinal: at + 1,
    number: String(at + 1),
    coverOn,
    onSaleOn: coverOn,
    countedOn: coverOn,
    countsFor: 1,
    forSubscribers: true,
    skipped: false,
    closesOn: null,
    dispatched: false,
  }
})
const calendarWith = (kinds: readonly number[], graceIssues: number): Calendar => ({
  titleId: 'title',
  countedBy: 'cover',
  graceIssues,
  warningDays: 15,
  expected: [],
  issues: issues.map((issue, at) => ({
    ...issue,
    countsFor: kinds[at] === 7 ? 2 : kinds[at] === 8 ? 0 : 1,
    skipped: kinds[at] === 9,
  })),
})

type Step =
  | { do: 'run' | 'cancelled run'; issue: number }
  | { do: 'hold'; from: number; length: number | null; counts: boolean }
  | { do: 'lift' | 'adjust' | 'renew'; by: number }

const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('run' as const), issue: fc.nat(ISSUES - 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancelled run' as const), issue: fc.nat(ISSUES - 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      from: fc.nat(ISSUES - 1),
      length: fc.option(fc.nat(3), { nil: null, freq: 6 }),
      counts: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('lift' as const, 'adjust' as const),
      by: fc.integer({ min: -2, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renew' as const), by: fc.nat(3) }) },
)
const aHistory = fc.record({
  kinds: fc.array(fc.nat(9), { minLength: ISSUES, maxLength: ISSUES }),
  graceIssues: fc.nat(2),
  start: fc.nat(30),
  months: fc.constantFrom(3, 6, 12, 15, 26),
  issuesDue: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null, freq: 2 }),
  nature: fc.constantFrom('paid', 'paid', 'gift', 'press'),
  steps: fc.array(aStep, { maxLength: 14 }),
})
type History = typeof aHistory extends fc.Arbitrary<infer T> ? T : never

/** The chain of one subscriber: the first purchase and those that renew it, with every copy that left. */
type Chain = {
  links: Bought[]
  left: { link: number; issue: string; purpose: 'regular' | 'grace' }[]
  calendar: Calendar
}

function play({ kinds, graceIssues, start, months, issuesDue, nature, steps }: History): Chain {
  const chain: Chain = { links: [], left: [], calendar: calendarWith(kinds, graceIssues) }
  chain.links.push({
    ...termOf(first.add({ days: start * 13 - 60 }), months),
    servedBy: issuesDue === null ? 'date' : 'issue',
    issuesDue,
    nature,
    cancelledOn: null,
    lastIssueId: null,
    renewed: false,
    holds: [],
    adjusted: 0,
    served: new Map(),
  })
  for (const step of steps) act(chain, step, months)
  return chain
}

const ledgers = ({ links, calendar }: Chain) => links.map(link => ledgerOf(link, calendar))

function act(chain: Chain, step: Step, months: number) {
  const last = chain.links.length - 1
  const current = chain.links[last]!
  switch (step.do) {
    case 'run':
      return run(chain, issues[step.issue]!.id)
    case 'cancelled run':
      return cancelRun(chain, issues[step.issue]!.id)
    case 'hold': {
      const hold: Hold = {
        id: String(current.holds.length),
        kind: 'customer',
        reason: '',
        fromIssueId: issues[step.from]!.id,
        toIssueId: step.length === null ? null : issues[Math.min(ISSUES - 1, step.from + step.length)]!.id,
        fromOn: null,
        toOn: null,
        countsAsServed: step.counts,
      }
      chain.links[last] = { ...current, holds: [...current.holds, hold] }
      return
    }
    case 'lift':
      chain.links[last] = { ...current, holds: current.holds.filter(({ kind }) => kind === 'grace') }
      return
    case 'adjust': {
      const { left } = ledgerOf(current, chain.calendar)
      if (-step.by <= Math.max(0, left)) chain.links[last] = { ...current, adjusted: current.adjusted + step.by }
      return
    }
    case 'renew':
      return renew(chain, months)
  }
}

/** Everyone owed, as a run of an issue serves them. */
function run(chain: Chain, issueId: string) {
  for (const [link, ledger] of ledgers(chain).entries()) {
    const { state } = ledger.entries.find(({ issue }) => issue.id === issueId)!
    if (!isOwed(state)) continue
    const purpose = state === 'grace' ? 'grace' : 'regular'
    const bought = chain.links[link]!
    chain.links[link] = { ...bought, served: new Map([...bought.served, [issueId, purpose]]) }
    chain.left.push({ link, issue: issueId, purpose })
  }
}

function cancelRun(chain: Chain, issueId: string) {
  if (chain.left.some(({ issue, purpose }) => issue === issueId && purpose === 'grace')) return
  chain.left = chain.left.filter(({ issue }) => issue !== issueId)
  chain.links = chain.links.map(bought => ({
    ...bought,
    served: new Map([...bought.served].filter(([id]) => id !== issueId)),
  }))
}

function renew(chain: Chain, months: number) {
  const former = chain.links.at(-1)!
  const ledger = ledgerOf(former, chain.calendar)
  const given = former.holds.filter(({ kind }) => kind === 'grace').map(({ fromIssueId }) => fromIssueId!)
  const grace = [...[...former.served].filter(([, purpose]) => purpose === 'grace').map(([id]) => id), ...given]
  const holds = grace.map(
    (id): Hold => ({
      id: `grace ${id}`,
      kind: 'grace',
      reason: '',
      fromIssueId: id,
      toIssueId: id,
      fromOn: null,
      toOn: null,
      countsAsServed: true,
    }),
  )
  chain.links[chain.links.length - 1] = { ...former, renewed: true }
  chain.links.push({
    ...former,
    ...termOf(dayAfterEnd(former, ledger), months),
    renewed: false,
    holds,
    adjusted: 0,
    served: new Map(),
  })
}

const total = ({ entries }: Ledger, states: readonly string[]) =>
  entries.reduce((sum, { state, uses }) => sum + (states.includes(state) ? uses : 0), 0)

describe('any history of purchases, holds, adjustments, grace, renewals, runs and cancelled runs', () => {
  it('M-1 keeps the books: owed = credited − served ± adjusted, nothing twice, nothing forgotten, negative by grace alone', () => {
    fc.assert(
      fc.property(aHistory, history => {
        const chain = play(history)
        for (const ledger of ledgers(chain)) {
          const inGrace = total(ledger, ['served-in-grace'])
          if (ledger.left < 0 && inGrace === 0) throw new Error(`left ${ledger.left} without a copy in grace`)
          const settled = total(ledger, ['served', 'given'])
          const toCome = total(ledger, ['owed'])
          if (settled + inGrace !== ledger.used) throw new Error('what is used is not what was served or given')
          if (settled + toCome > ledger.credited) throw new Error('more is served and owed than was credited')
          const whole = ledger.entries.some(({ state }) => state === 'used-up' || state === 'grace')
          if (whole && settled + toCome !== ledger.credited) throw new Error('an issue is forgotten')
        }
      }),
      { numRuns: HISTORIES },
    )
  }, 300_000)

  it('M-1 X-4 CIR-7 never has two links of a chain owe an issue, sends nobody one twice, forgets none between them', () => {
    fc.assert(
      fc.property(aHistory, fc.array(fc.nat(), { maxLength: 14 }), ({ steps, ...history }, which) => {
        const chain = play({ ...history, steps: [] })
        for (const [at, step] of steps.entries()) {
          const link = (which[at] ?? 0) % chain.links.length
          if (step.do === 'renew' || step.do === 'run') act(chain, step, history.months)
          else if (step.do !== 'cancelled run') changed(chain, link, step, history.months)
          eachIssueOnce(chain)
        }
        expect(new Set(chain.left.map(({ issue }) => issue)).size).toBe(chain.left.length)
      }),
      { numRuns: 20_000 },
    )
  }, 300_000)
})

/** A hold, lift or adjustment of any link, as it is done: refused, or the renewals that wait behind it moved along. */
function changed(chain: Chain, link: number, step: Step, months: number) {
  const { links, calendar } = chain
  const before = [...links]
  const wasEnd = links.map(one => dayAfterEnd(one, ledgerOf(one, calendar)))
  const only: Chain = { ...chain, links: [links[link]!] }
  act(only, step, months)
  links[link] = only.links[0]!
  for (let at = link; at + 1 < links.length && links[at + 1]!.served.size === 0; at++) {
    const start = dayAfterEnd(links[at]!, ledgerOf(links[at]!, calendar))
    links[at + 1] = { ...links[at + 1]!, ...termOf(start, months) }
  }
  const isWrong = links.some((one, at) => {
    const next = links[at + 1]
    const now = ledgerOf(one, calendar)
    return (
      uncountedBy(ledgerOf(before[at]!, calendar), now) !== null ||
      (next && next.served.size > 0 && breaksChain(next.startsOn, wasEnd[at]!, dayAfterEnd(one, now)))
    )
  })
  if (isWrong) chain.links = before
}

/** Each issue that counts, between the first day of a chain and its end, is one link's: served, given, held or still owed. */
function eachIssueOnce(chain: Chain) {
  const all = ledgers(chain)
  const end = dayAfterEnd(chain.links.at(-1)!, all.at(-1)!)
  for (const [at, { countedOn, countsFor, skipped, number }] of chain.calendar.issues.entries()) {
    const states = all.map(({ entries }) => entries[at]!)
    const owing = states.filter(({ state }) => isOwed(state)).length
    if (owing > 1) throw new Error(`issue ${number} is owed by two links`)
    if (owing === 1 && chain.left.some(({ issue }) => issue === chain.calendar.issues[at]!.id))
      throw new Error(`issue ${number} was served and is owed again`)
    const within = compareDays(chain.links[0]!.startsOn, countedOn) <= 0 && compareDays(countedOn, end) < 0
    if (within && countsFor > 0 && !skipped && states.every(({ state }) => state === 'before' || state === 'used-up'))
      throw new Error(`issue ${number} is forgotten`)
  }
}
