import { plainText } from './markup.ts'
import type { Part } from './reading.ts'

/** What plug-ins write beside an order or a line: a key, the name it comes to, and anything. */
export type Meta = readonly { key: string; name: string; value: unknown }[]

/** Entries without a key, as plug-ins leave some, say nothing. */
export function metaOf({ of }: Part): Meta {
  const all = Array.isArray(of.meta_data) ? of.meta_data : []
  return all.flatMap((entry: unknown) => {
    const { key, value } = (entry ?? {}) as { key?: unknown; value?: unknown }
    return typeof key === 'string' ? [{ key, name: nameOf(key), value }] : []
  })
}

const names = new Map<string, string>()
const MOST_NAMES = 2_000

/** `_Billing VAT-number` is `billing_vat_number`. Shops write few keys, again and again. */
export function nameOf(key: string): string {
  const known = names.get(key)
  if (known !== undefined) return known
  const name = key
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  if (names.size < MOST_NAMES && key.length < 100) names.set(key, name)
  return name
}

/** The first text said under one of the names, in the order of the names; empty when none is. */
export function metaText(meta: Meta, wanted: readonly string[]): string {
  for (const one of wanted) {
    for (const { name, value } of meta) {
      const text = name === one ? shortText(value) : ''
      if (text !== '') return text
    }
  }
  return ''
}

const LENGTH = 2_000

/** A text or number as text; empty for what is neither. */
export function shortText(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.length <= LENGTH ? plainText(value) : ''
}

const NO = new Set(['', '0', 'no', 'non', 'false', 'off', 'none', 'null', 'aucun', 'n'])

/** Whether something says yes: a tick, or a text or fields filled in. */
export function isYes(value: unknown): boolean {
  if (typeof value === 'string') return !NO.has(value.trim().toLowerCase())
  if (Array.isArray(value)) return value.some(isYes)
  if (typeof value === 'object' && value !== null) return Object.values(value).some(isYes)
  return value === true || (typeof value === 'number' && value !== 0)
}
