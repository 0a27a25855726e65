import type { DocumentKind, MonthEnd } from './document.ts'

/** What a company decides about its documents; what nobody changed is as here. */
export type InvoicingSettings = {
  fiscalYearStart: number
  invoicePattern: string
  creditNotePattern: string
  depositPattern: string
  paymentDays: number
  paymentMonthEnd: MonthEnd
}

export const DEFAULT_SETTINGS: InvoicingSettings = {
  fiscalYearStart: 1,
  invoicePattern: 'FA-{yyyy}-{n:6}',
  creditNotePattern: 'AV-{yyyy}-{n:6}',
  depositPattern: 'AC-{yyyy}-{n:6}',
  paymentDays: 30,
  paymentMonthEnd: 'none',
}

const PATTERNS = ['invoicePattern', 'creditNotePattern', 'depositPattern'] as const
type PatternField = (typeof PATTERNS)[number]

const PATTERN_OF: Record<DocumentKind, PatternField> = {
  invoice: 'invoicePattern',
  'credit-note': 'creditNotePattern',
  deposit: 'depositPattern',
}
export const patternOf = (settings: InvoicingSettings, kind: DocumentKind): string => settings[PATTERN_OF[kind]]

/** Letters, digits and the signs between them; the year and the place in the series in braces, once each. */
const FORM = /^(?:[A-Z0-9/._-]|\{(?:yyyy|yy|n:[3-9])\})+$/i
const ONE_YEAR = /\{yy(?:yy)?\}/g
const ONE_NUMBER = /\{n:[3-9]\}/g
const LONGEST = 30

/** `FA-{yyyy}-{n:6}` is `FA-2026-000123` for the 123rd of the fiscal year that ends in 2026. Source: L-2. */
export const numberFrom = (pattern: string, { year, number }: { year: number; number: number }): string =>
  pattern
    .replace('{yyyy}', String(year))
    .replace('{yy}', String(year % 100).padStart(2, '0'))
    .replace(ONE_NUMBER, place => String(number).padStart(Number(place.at(-2)), '0'))

/** The year a fiscal year ends in, of a day: the one that begins in July 2025 is that of 2026. */
export function fiscalYearOf(day: string, startMonth: number): number {
  const year = Number(day.slice(0, 4))
  return startMonth > 1 && Number(day.slice(5, 7)) >= startMonth ? year + 1 : year
}

/**
 * What is wrong with the patterns, or undefined. Each needs one year and one place in the series; no two may
 * ever write the same number.
 */
export function patternFault(settings: InvoicingSettings): { code: string; field: PatternField } | undefined {
  for (const field of PATTERNS) if (!wellFormed(settings[field])) return { code: 'invoicing.patternInvalid', field }
  const seen = new Set<string>()
  for (const field of PATTERNS) {
    const key = settings[field].replace(ONE_YEAR, '{y}').replace(ONE_NUMBER, '{n}').toUpperCase()
    if (seen.has(key)) return { code: 'invoicing.patternsAlike', field }
    seen.add(key)
  }
  return undefined
}

/** Whether a pattern by itself can be used. */
export const wellFormed = (pattern: string) =>
  FORM.test(pattern) &&
  pattern.match(ONE_YEAR)?.length === 1 &&
  pattern.match(ONE_NUMBER)?.length === 1 &&
  numberFrom(pattern, { year: 2026, number: 1 }).length <= LONGEST
