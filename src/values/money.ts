import type { Language } from './language.ts'

/** Integer count of the currency's minor unit (cents for EUR), within the safe integers; negative for a credit. */
export type Cents = number

/** Hundredths of a percent: 2000 is 20 %, 210 is 2,1 %. */
export type BasisPoints = number

const WHOLE_BPS = 10_000n

/** numerator ÷ denominator to the nearest integer, a half going away from zero; exact at any size. */
export function roundHalfAwayFromZero(numerator: bigint | number, denominator: bigint | number): number {
  const top = BigInt(numerator)
  const bottom = BigInt(denominator)
  if (bottom === 0n) throw new RangeError('Division by zero')
  const magnitude = (2n * absolute(top) + absolute(bottom)) / (2n * absolute(bottom))
  return safe(top < 0n === bottom < 0n ? magnitude : -magnitude)
}

/** The given share of an amount, rounded to the cent. */
export const percentOf = (cents: Cents, rateBps: BasisPoints): Cents =>
  roundHalfAwayFromZero(exact(cents) * exact(rateBps), WHOLE_BPS)

/** Net of a price entered tax included. Source: X-11: 34,00 at 20 % is 28,33 net. */
export const netFromGross = (grossCents: Cents, vatRateBps: BasisPoints): Cents =>
  roundHalfAwayFromZero(exact(grossCents) * WHOLE_BPS, WHOLE_BPS + rate(vatRateBps))

/** VAT in a price entered tax included: what is left of it after the net. Source: X-11. */
export const vatInGross = (grossCents: Cents, vatRateBps: BasisPoints): Cents =>
  grossCents - netFromGross(grossCents, vatRateBps)

/** Gross of a price entered without tax, rounded to the cent; 28,33 at 20 % is 34,00. */
export const grossFromNet = (netCents: Cents, vatRateBps: BasisPoints): Cents =>
  roundHalfAwayFromZero(exact(netCents) * (WHOLE_BPS + rate(vatRateBps)), WHOLE_BPS)

/**
 * Parts of `total` in proportion to `weights`: they always sum to it, and each is less than a cent from its exact share.
 * The cents left over go to the largest remainders, the first part winning a tie.
 */
export function splitByLargestRemainder(total: Cents, weights: readonly number[]): Cents[] {
  const exactWeights = weights.map(exact)
  if (exactWeights.some(weight => weight < 0n)) throw new RangeError('A weight cannot be negative')
  const sum = exactWeights.reduce((a, b) => a + b, 0n)
  const amount = absolute(exact(total))
  if (sum === 0n) {
    if (amount === 0n) return weights.map(() => 0)
    throw new RangeError(`Nothing to split ${total} over: every weight is zero`)
  }
  const parts = exactWeights.map((weight, index) => {
    const product = amount * weight
    return { index, share: product / sum, remainder: product % sum }
  })
  const left = Number(amount - parts.reduce((given, part) => given + part.share, 0n))
  const byRemainder = parts.toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder))
  for (const part of byRemainder.slice(0, left)) part.share += 1n
  return parts.map(({ share }) => safe(total < 0 ? -share : share))
}

/** `1 234,56 €` in French, with narrow no-break spaces; `€1,234.56` in English. */
export function formatMoney(cents: Cents, currency = 'EUR', language: Language = 'fr'): string {
  const { format, digits } = currencyFormat(currency, language)
  return format.format(decimal(cents, digits)).replaceAll(NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE)
}

/**
 * Reads an amount as typed or pasted: `1 234,5`, `1234.50`, `1.234,56 €`, `-12`. Null when it is not an amount, has more
 * decimals than the currency, or can be read two ways: `1,234` is 1234 for some, 1.234 for others.
 */
export function parseMoney(typed: string, currency = 'EUR'): Cents | null {
  const { digits } = currencyFormat(currency, 'fr')
  const amount = withoutCurrency(typed, currency).match(AMOUNT)?.groups
  if (!amount) return null
  const units = (amount.units ?? '').replace(/\D/g, '')
  const decimals = amount.decimals ?? ''
  if (decimals.length > digits || units + decimals === '') return null
  const cents = Number(units + decimals.padEnd(digits, '0'))
  if (!Number.isSafeInteger(cents)) return null
  return amount.minus && cents !== 0 ? -cents : cents
}

const NO_BREAK_SPACE = '\u00a0'
const NARROW_NO_BREAK_SPACE = '\u202f'

/** Thousands apart by spaces, by points before a comma, by commas before a point, or not at all. */
const AMOUNT = new RegExp(
  [
    String.raw`^(?:(?<minus>[-\u2212])|\+)? ?(?:`,
    String.raw`(?<units>\d{1,3}(?: \d{3})+|\d*)(?:[.,](?<decimals>\d+))?`,
    String.raw`|(?<units>\d{1,3}(?:\.\d{3})+),(?<decimals>\d+)`,
    String.raw`|(?<units>\d{1,3}(?:,\d{3})+)\.(?<decimals>\d+)`,
    ')$',
  ].join(''),
)

type CurrencyFormat = { format: Intl.NumberFormat; digits: number; symbol: string }
const formats = new Map<string, CurrencyFormat>()

/** Kept, with what it tells: building one costs a hundred times more than using it. */
function currencyFormat(currency: string, language: Language): CurrencyFormat {
  const key = currency + language
  const known = formats.get(key)
  if (known) return known
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const made = {
    format,
    digits: format.resolvedOptions().maximumFractionDigits ?? 2,
    symbol: format.formatToParts(0).find(part => part.type === 'currency')?.value ?? currency,
  }
  formats.set(key, made)
  return made
}

/** Text, not a float, so that the largest amounts keep their cents. */
function decimal(cents: Cents, digits: number): `${number}` {
  const text = String(absolute(exact(cents))).padStart(digits + 1, '0')
  const units = text.slice(0, text.length - digits)
  return `${cents < 0 ? '-' : ''}${units}.${text.slice(text.length - digits)}` as `${number}`
}

/** Only the symbol or code of the expected currency goes, and only at an end: `$12` is not an amount in euros. */
function withoutCurrency(typed: string, currency: string): string {
  const text = typed.replace(/\s+/g, ' ').trim()
  const symbols = [currencyFormat(currency, 'fr').symbol, currencyFormat(currency, 'en').symbol, currency]
  const after = symbols.find(symbol => text.endsWith(symbol))
  if (after !== undefined) return text.slice(0, -after.length).trim()
  const sign = /^[-+\u2212]?/.exec(text)![0]
  const unsigned = text.slice(sign.length)
  const before = symbols.find(symbol => unsigned.startsWith(symbol))
  return before === undefined ? text : sign + unsigned.slice(before.length).trim()
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value)

function exact(value: number): bigint {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a safe integer: ${value}`)
  return BigInt(value)
}

function rate(vatRateBps: BasisPoints): bigint {
  if (vatRateBps < 0) throw new RangeError(`A VAT rate cannot be negative: ${vatRateBps}`)
  return exact(vatRateBps)
}

function safe(value: bigint): number {
  if (absolute(value) > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`Amount out of bounds: ${value}`)
  return Number(value)
}
