import { DOCUMENT_KINDS } from './document.ts'
import { type InvoicingSettings, numberFrom, patternOf } from './settings.ts'

const TOKEN = /\{(yyyy|yy|n:\d)\}|[A-Za-z0-9]+|[./_-]+/g
const CENTURY = 2000

/**
 * The numbers somebody may mean by `FA-2023-000412`, `fa-2023-412` or `2023-412`: those of each kind of document that
 * what was typed can be read as, and what was typed itself. None when it holds no digit.
 */
export function numbersMeant(typed: string, settings: InvoicingSettings): string[] {
  const plain = typed.trim()
  if (!/\d/.test(plain)) return []
  const read = DOCUMENT_KINDS.flatMap(kind => readAs(plain, patternOf(settings, kind)) ?? [])
  return [...new Set([plain, plain.toUpperCase(), ...read])]
}

/** The number of a pattern that was typed, its letters and zeros perhaps left out. */
export function readAs(typed: string, pattern: string): string | undefined {
  const found = formOf(pattern).exec(typed)?.groups
  if (!found) return undefined
  const year = found.yyyy === undefined ? CENTURY + Number(found.yy) : Number(found.yyyy)
  return numberFrom(pattern, { year, number: Number(found.n) })
}

/** The place in the series of the fiscal year that a number written by this pattern has, or undefined. */
export function placeOf(number: string, pattern: string, year: number): number | undefined {
  const place = Number(formOf(pattern).exec(number)?.groups?.n)
  return place > 0 && numberFrom(pattern, { year, number: place }) === number ? place : undefined
}

function formOf(pattern: string): RegExp {
  const parts = [...pattern.matchAll(TOKEN)].map(([token, placeholder]) => {
    if (placeholder === 'yyyy') return String.raw`(?<yyyy>\d{4})`
    if (placeholder === 'yy') return String.raw`(?<yy>\d{2})`
    if (placeholder) return String.raw`0*(?<n>\d{1,9})`
    return /[A-Za-z0-9]/.test(token) ? `(?:${token})?` : '[./_-]?'
  })
  return new RegExp(`^${parts.join('')}$`, 'i')
}
