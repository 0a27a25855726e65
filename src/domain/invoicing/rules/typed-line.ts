import { EURO } from '../../../values/currency.ts'
import { parseMoney } from '../../../values/money.ts'

/** With what a subscription begins. */
export const LINE_STARTS = ['sale', 'current', 'next', 'issue', 'day'] as const
export type LineStart = (typeof LINE_STARTS)[number]

/** What a line takes off: a part in basis points, or an amount. */
export type Discount = { discountBps: number | null; discountCents: number | null }

/** One line of a document as it is typed. */
export type TypedLine = Discount & {
  /** Its own for as long as it is on screen, whatever its place. */
  key: string
  /** Of the product, as found or as typed. */
  code: string
  productId: string | null
  /** Null: as the product says. */
  label: string | null
  description: string
  quantity: number | null
  /** Null: as the product says. */
  unitCents: number | null
  discountReason: string
  /** Of a line that is no product. */
  vatRateBps: number | null
  periodFrom: string | null
  periodTo: string | null
  recipientId: string | null
  gift: boolean
  start: LineStart
  startsOn: string | null
  startIssueId: string | null
  renewalContactId: string | null
  renewsId: string | null
}

/** A line before anything is typed in it. */
export const blankLine = (): TypedLine => ({
  key: crypto.randomUUID(),
  code: '',
  productId: null,
  label: null,
  description: '',
  quantity: 1,
  unitCents: null,
  discountBps: null,
  discountCents: null,
  discountReason: '',
  vatRateBps: null,
  periodFrom: null,
  periodTo: null,
  recipientId: null,
  gift: false,
  start: 'sale',
  startsOn: null,
  startIssueId: null,
  renewalContactId: null,
  renewsId: null,
})

/** Nothing says yet what it sells, or to whom. */
export const isBlank = ({ code, productId, label, recipientId, unitCents }: TypedLine) =>
  code === '' && productId === null && !label && recipientId === null && unitCents === null

/** Lines left empty at the end are none; the first one always counts, so that it is asked for. */
export const filled = (lines: readonly TypedLine[]): readonly TypedLine[] =>
  lines.slice(0, Math.max(1, lines.findLastIndex(line => !isBlank(line)) + 1))

/** With an empty line below one. */
export const withLineBelow = (lines: readonly TypedLine[], at: number): TypedLine[] =>
  lines.toSpliced(at + 1, 0, blankLine())

/** With one once more, below it; who receives it is said anew, as nobody gets the same twice by a key. */
export const withDouble = (lines: readonly TypedLine[], at: number): TypedLine[] =>
  lines.toSpliced(at + 1, 0, { ...lines[at]!, key: crypto.randomUUID(), renewsId: null })

/** Without one; there is always a line to type in. */
export function withoutLine(lines: readonly TypedLine[], at: number): TypedLine[] {
  const left = lines.toSpliced(at, 1)
  return left.length > 0 ? left : [blankLine()]
}

const MOST_BPS = 10_000
/** A currency is named: beyond digits and what stands between them. */
const NAMES_CURRENCY = /[^\d\s.,%+-]/

/** A discount as typed: `10` or `10 %` of the price, `5 €`, `€5` or `5 CHF` of it; null when it is neither. */
export function readDiscount(typed: string, currency: string = EURO): Discount | null {
  const text = typed.trim()
  if (text === '') return { discountBps: null, discountCents: null }
  if (NAMES_CURRENCY.test(text)) {
    const cents = parseMoney(text, currency)
    return cents === null || cents < 0 ? null : { discountBps: null, discountCents: cents }
  }
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text)
  const bps = found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : Number.NaN
  return bps <= MOST_BPS ? { discountBps: bps, discountCents: null } : null
}
