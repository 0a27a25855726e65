import { addDays, compareDays, type Day, day, monthAdded } from '../../../values/day.ts'
import type { BasisPoints } from '../../../values/money.ts'
import type { Frequency } from './issue-calendar.ts'

/** Which rate a product has, whatever the rate is there and then; `none`: no VAT at all. */
export const TAX_CLASSES = ['normal', 'intermediate', 'reduced', 'press', 'none'] as const
export type TaxClass = (typeof TAX_CLASSES)[number]

/** Printed copies are goods, access is a service. Source: L-3, L-7. */
export const SUPPLIES = ['goods', 'services'] as const
export type Supply = (typeof SUPPLIES)[number]

/** Where France has rates of its own; in Guyane and Mayotte no VAT is charged. Source: CGI art. 294. */
export type RatePlace = 'metropolitan' | 'corsica' | 'dom'

type DatedRates = readonly (readonly [from: string, rateBps: BasisPoints])[]
const SINCE_EVER = '0001-01-01'
const always = (rateBps: BasisPoints): DatedRates => [[SINCE_EVER, rateBps]]

/** The latest first, each from a day on; what was before 2000 is not known here. */
const NORMAL: DatedRates = [
  ['2014-01-01', 2000], // CGI art. 278; law 2012-1510 art. 68
  ['2000-04-01', 1960], // law 2000-656 art. 1
  [SINCE_EVER, 2060],
]
const INTERMEDIATE: DatedRates = [
  ['2014-01-01', 1000], // CGI art. 278 bis, 279
  ['2012-01-01', 700], // law 2011-1978 art. 13
  [SINCE_EVER, 550],
]

const RATES: Record<Exclude<TaxClass, 'none'>, Record<RatePlace, DatedRates>> = {
  // Overseas: CGI art. 296.
  normal: { metropolitan: NORMAL, corsica: NORMAL, dom: always(850) },
  intermediate: { metropolitan: INTERMEDIATE, corsica: INTERMEDIATE, dom: always(210) },
  // CGI art. 278-0 bis; in Corsica art. 297 I 1 2°, of food and books delivered there.
  reduced: { metropolitan: always(550), corsica: always(210), dom: always(210) },
  // CGI art. 298 septies, halved overseas.
  press: { metropolitan: always(210), corsica: always(210), dom: always(105) },
}

/** The rate of a class at a place on a day; days are `YYYY-MM-DD`. Source: L-8. */
export const rateOf = (taxClass: TaxClass, place: RatePlace, on: string): BasisPoints =>
  taxClass === 'none' ? 0 : RATES[taxClass][place].find(([from]) => from <= on)![1]

/** The days that a rate changed or changes on, `YYYY-MM-DD`, the earliest first. */
export const RATE_DAYS: readonly string[] = [
  ...new Set(
    Object.values(RATES).flatMap(places => Object.values(places).flatMap(rates => rates.map(([from]) => from))),
  ),
].toSorted()

const AT_LEAST_QUARTERLY: readonly Frequency[] = ['weekly', 'fortnightly', 'monthly', 'bimonthly', 'quarterly']

/** What a title says of its registration: its number, and its last day when it was said. */
export type Registered = { cppap: string; cppapUntil: string | null; frequency: Frequency }

/** What of a product tells its VAT: its class, else its own rate; and its title, which has a name. */
export type Taxed = {
  taxClass: TaxClass | null
  supply: Supply
  /** Null: it is of no title. */
  registered: (Registered & { name: string }) | null
}

/** The last day of a registration: as said, else the end of the month its number begins with (`0525`: May 2025). */
export function registeredUntil({ cppap, cppapUntil }: Omit<Registered, 'frequency'>): Day | undefined {
  if (cppapUntil) return day(cppapUntil)
  const found = /^(\d{2})(\d{2})/.exec(cppap)
  return found ? addDays(monthAdded(day(`20${found[2]}-${found[1]}-01`), 1), -1) : undefined
}

/** Whether the press rate may be charged on a day: registered, and at least quarterly. Source: L-8; CGI ann. III art. 72. */
export function pressAllowed(title: Registered | null | undefined, on: string): boolean {
  const until = title?.cppap ? registeredUntil(title) : undefined
  return until !== undefined && compareDays(day(on), until) <= 0 && AT_LEAST_QUARTERLY.includes(title!.frequency)
}

/** The class proposed for a new product: that of the press when its title may charge it. Source: X-10. */
export const proposedClass = (title: Registered | null | undefined, on: string): 'press' | 'normal' =>
  pressAllowed(title, on) ? 'press' : 'normal'
