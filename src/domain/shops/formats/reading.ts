import { isCurrency } from '../../../values/currency.ts'
import type { FaultCode } from '../rules/faults.ts'
import type { Read } from '../rules/order.ts'
import { plainText } from './markup.ts'

/** An object of a document, and where in it: `line_items[2].`. */
export type Part = { readonly of: Readonly<Record<string, unknown>>; readonly place: string }

const SAID_LENGTH = 100
const TEXT_LENGTH = 2_000

class Unreadable extends Error {
  readonly code: FaultCode
  readonly field: string
  readonly said: string

  constructor(code: FaultCode, field: string, said: unknown) {
    super(code)
    this.code = code
    this.field = field
    this.said = cut(said)
  }
}

/** Reads a document with the functions below: what they find wrong is the fault. */
export function reading<T>(read: () => T): Read<T> {
  try {
    return { document: read() }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { fault: { code: error.code, field: error.field, said: error.said } }
  }
}

/** What can be read, or null. */
export function readable<T>(read: () => T): T | null {
  const part = reading(read)
  return 'document' in part ? part.document : null
}

export function wrong(code: FaultCode, field: string, said: unknown = ''): never {
  throw new Unreadable(code, field, said)
}

const cut = (said: unknown): string => {
  const text = typeof said === 'string' ? said : (JSON.stringify(said) ?? '')
  return plainText(text.slice(0, SAID_LENGTH))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The whole document. An error of the shop in its place says so. */
export function documentOf(json: unknown): Part {
  if (!isObject(json)) return wrong('notADocument', '', json)
  if (json.id === undefined && typeof json.code === 'string') wrong('errorInstead', 'code', json.code)
  return { of: json, place: '' }
}

/** A part of a part; an empty one where there is none. PHP writes an empty object as `[]`. */
export function partOf({ of, place }: Part, name: string): Part {
  const value = of[name]
  if (isObject(value)) return { of: value, place: `${place}${name}.` }
  if (value == null || value === '' || (Array.isArray(value) && value.length === 0)) return { of: {}, place }
  return wrong('notADocument', place + name, value)
}

/** The objects of a list; none where it is not given. */
export function listOf({ of, place }: Part, name: string): Part[] {
  const value = of[name]
  if (value == null) return []
  if (!Array.isArray(value)) return wrong('notAList', place + name, value)
  return value.map((item, at) => {
    const where = `${place}${name}[${at}]`
    return isObject(item) ? { of: item, place: `${where}.` } : wrong('notADocument', where, item)
  })
}

/** Text as people read it; empty where nothing is said. */
export function textOf({ of, place }: Part, name: string, longest = TEXT_LENGTH): string {
  const value = of[name]
  if (value == null || value === false) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return wrong('notAText', place + name, value)
  if (value.length > longest) wrong('tooLong', place + name, value)
  return plainText(value)
}

/** A whole number above zero; null for 0 and for nothing. */
export function idOf({ of, place }: Part, name: string): string | null {
  const value = of[name]
  if (value == null || value === '' || value === 0 || value === '0') return null
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^[1-9]\d{0,15}$/.test(text)) return wrong('notAnIdentifier', place + name, value)
  return text
}

/** An id of any letters. */
export const ownText = (part: Part, name: string): string =>
  textOf(part, name, 100) || wrong('missing', part.place + name)

export const ownId = (part: Part, name = 'id'): string =>
  idOf(part, name) ?? wrong(part.of[name] === undefined ? 'missing' : 'notAnIdentifier', part.place + name)

/** An exact amount: read from its digits, never as a float; half a cent goes away from zero. Source: W-13. */
export function centsOf(part: Part, name: string): number {
  const value = part.of[name]
  if (value == null || value === '') return wrong('missing', part.place + name)
  return hundredths(value) ?? wrong('notAnAmount', part.place + name, value)
}

export const centsIfSaid = (part: Part, name: string): number | null =>
  part.of[name] == null || part.of[name] === '' ? null : centsOf(part, name)

const DECIMAL = /^([+-]?)(\d{0,13})(?:\.(\d{0,20}))?$/

/** A hundred times a decimal, to the nearest whole number; null when it is none. */
export function hundredths(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value
  const [, sign, units = '', decimals = ''] = (typeof text === 'string' && DECIMAL.exec(text.trim())) || []
  if (units + decimals === '') return null
  const size = Number(units + decimals.slice(0, 2).padEnd(2, '0')) + ((decimals[2] ?? '0') >= '5' ? 1 : 0)
  if (!Number.isSafeInteger(size)) return null
  return sign === '-' && size !== 0 ? -size : size
}

export function quantityOf(part: Part, name: string): number {
  const value = part.of[name]
  if (value == null || value === '') return wrong('missing', part.place + name)
  const quantity = typeof value === 'string' && /^-?\d{1,9}(\.\d{1,6})?$/.test(value.trim()) ? Number(value) : value
  if (typeof quantity !== 'number' || !Number.isFinite(quantity) || Math.abs(quantity) >= 1e9)
    return wrong('notAQuantity', part.place + name, value)
  return quantity
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/
const FIRST_YEAR = 1990
const LAST_YEAR = 2199

/**
 * An instant in UTC, to the second, of a date that says no zone: `2024-12-25T23:05:22Z`. Null where nothing is said, which
 * some say as year 0. Source: W-2.
 */
export function instantOf({ of, place }: Part, name: string): string | null {
  const value = of[name]
  if (value == null || value === '' || value === false || (typeof value === 'string' && /^-?0{3}/.test(value)))
    return null
  const [, year, month, day, hour, minute, second, zone] = (typeof value === 'string' && INSTANT.exec(value)) || []
  if (!year || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return wrong('notAnInstant', place + name, value)
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const local = new Date(`${written}Z`)
  // A day that does not exist moves on to the next month.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(written))
    return wrong('notAnInstant', place + name, value)
  if (!zone || zone === 'Z') return `${written}Z`
  const instant = new Date(`${written}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`)
  if (Number.isNaN(instant.getTime())) return wrong('notAnInstant', place + name, value)
  return `${instant.toISOString().slice(0, 19)}Z`
}

export const instantSaid = (part: Part, name: string): string =>
  instantOf(part, name) ?? wrong('missing', part.place + name)

export function currencyOf(part: Part, name: string): string {
  const code = textOf(part, name).toUpperCase()
  if (code === '') return wrong('missing', part.place + name)
  return isCurrency(code) ? code : wrong('notACurrency', part.place + name, part.of[name])
}
