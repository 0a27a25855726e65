/** What an entry says of its record: numbers are integers, and nothing is left undefined. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact }
export type Facts = { readonly [name: string]: Fact }

/**
 * The one way to write facts: JSON without spaces, the names of each object in the order of their UTF-16 code units,
 * integers alone. The same facts are the same bytes.
 */
export function canonical(fact: Fact): string {
  if (typeof fact === 'number') {
    if (!Number.isSafeInteger(fact)) throw new Error(`sealed facts hold integers, not ${fact}`)
    return String(fact === 0 ? 0 : fact) // -0 is 0
  }
  if (fact === null || typeof fact === 'boolean' || typeof fact === 'string') return JSON.stringify(fact)
  if (isList(fact)) return `[${fact.map(canonical).join(',')}]`
  if (typeof fact !== 'object') throw new Error(`sealed facts cannot hold ${typeof fact}`)
  const names = Object.keys(fact).sort()
  return `{${names.map(name => `${JSON.stringify(name)}:${canonical(fact[name]!)}`).join(',')}}`
}

const isList = (fact: Fact): fact is readonly Fact[] => Array.isArray(fact)

/** What the hash of the first entry begins with. */
export const NO_HASH = '0'.repeat(64)

export type Sealed = {
  sequence: number
  kind: string
  recordId: string
  on: string // the day the record bears
  sealedOn: string // the day of the company it was sealed on
  at: string // the instant, `2026-11-22T15:12:22.123Z`
  by: string
  grossCents: number
  facts: string
}

/**
 * What is hashed: twelve lines of UTF-8 joined by line feeds, the facts last, as nothing before them holds a line feed.
 * Written down in docs/adr/0013; a change of it is another format.
 */
export function hashed(companyId: string, previousHash: string, entry: Sealed): string {
  const { sequence, kind, recordId, on, sealedOn, at, by, grossCents, facts } = entry
  const lines = [companyId, previousHash, sequence, kind, recordId, on, sealedOn, at, by, grossCents].map(String)
  const broken = lines.find(line => line.includes('\n'))
  if (broken !== undefined) throw new Error(`a line feed in what is to be sealed: ${JSON.stringify(broken)}`)
  return ['facteur-journal-1', ...lines, facts].join('\n')
}
