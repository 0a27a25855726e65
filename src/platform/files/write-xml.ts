import type { Cents } from '../../values/money.ts'

// Anything but what XML 1.0 can hold, escaped or not.
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

const escaped = (text: string): string => text.replace(FORBIDDEN, '').replace(/[&<>"\r]/g, sign => ESCAPES[sign]!)

/** An element with text; nothing at all when there is none to say. */
export function leaf(name: string, text: string, attributes = ''): string {
  const content = escaped(text)
  return content.trim() === '' ? '' : `<${name}${attributes}>${content}</${name}>`
}

/** An element with others in it; nothing at all when they all are empty, but when it is asked to stay. */
export function node(name: string, children: readonly string[], attributes = '', { keep = false } = {}): string {
  const content = children.join('')
  return content === '' && !keep ? '' : `<${name}${attributes}>${content}</${name}>`
}

/** A count of the smallest unit as a decimal number: 1234567 of 4 digits is 123.4567. */
export function decimal(count: bigint | number, digits: number): string {
  const value = BigInt(count)
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  return `${value < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

export const amount = (cents: Cents): string => decimal(cents, 2)

/** `2026-11-22` as `20261122`. */
export const day102 = (prefix: 'udt' | 'qdt', iso: string): string =>
  leaf(`${prefix}:DateTimeString`, iso.replaceAll('-', ''), ' format="102"')
