/** What a mandate may be called: 1 to 35 characters that every bank reads, no space at either end. Source: EPC130-08. */
const REFERENCE = /^[A-Za-z0-9+?/:().,'-](?:[A-Za-z0-9+?/:().,' -]{0,33}[A-Za-z0-9+?/:().,'-])?$/

/** The reference as it is kept, or null when a bank would not read it. */
export function referenceOf(typed: string): string | null {
  const reference = typed.trim()
  const slashes = reference.startsWith('/') || reference.endsWith('/') || reference.includes('//')
  return REFERENCE.test(reference) && !slashes ? reference : null
}

const FIELD = /\{n(?::(\d{1,2}))?\}/

/** `M{n:6}` and 42: `M000042`. Null when the pattern has no place for the number, or what it makes is no reference. */
export function referenceFrom(pattern: string, number: number): string | null {
  if (!FIELD.test(pattern)) return null
  return referenceOf(pattern.replace(FIELD, (_, width = '1') => String(number).padStart(Number(width), '0')))
}
