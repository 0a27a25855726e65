/** What a line of returned mail names: the number on the label, a contact, or a mail address. */
export type Named = { kind: 'shipment' | 'contact'; number: number } | { kind: 'email'; email: string }
export const NAMED_BY = ['shipment', 'contact'] as const
export type NamedBy = (typeof NAMED_BY)[number]

const HIGHEST = 2_147_483_647

/** Reads `1 204`, `C12` or `a@example.org`; digits alone are what the list is said to hold. Null: it names nothing. */
export function readLine(typed: string, by: NamedBy): Named | null {
  const text = typed.trim()
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { kind: 'email', email: text.toLowerCase() }
  const found = /^([CE]?)\s*[-n°.:#]*\s*([\d\s\u00a0\u202f]+)$/iu.exec(text)
  const number = Number(found?.[2]?.replace(/\D/g, '') || 0)
  if (!found || number < 1 || number > HIGHEST) return null
  const kind = found[1]?.toUpperCase() === 'C' ? 'contact' : found[1] ? 'shipment' : by
  return { kind, number }
}

/** What became of a line: nobody known, read before, an address changed since, noted, or noted and no longer served. */
export const OUTCOMES = ['unknown', 'double', 'moved', 'noted', 'held'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Found = {
  recipientId: string | null
  shipmentId: string | null
  /** The day the same envelope was read before. */
  returnedOn: string | null
  /** Copies still go where this one went. */
  sameAddress: boolean
  /** Returns of the recipient since its last new address. */
  waiting: number
}

/** Decides line after line, each knowing those before it. Source: CIR-18. */
export function outcomesOf(found: readonly Found[], heldAfter: number): Outcome[] {
  const seen = new Set<string>()
  const returns = new Map<string, number>()
  return found.map(line => {
    if (!line.recipientId) return 'unknown'
    const envelope = line.shipmentId ?? line.recipientId
    if (line.returnedOn || seen.has(envelope)) return 'double'
    seen.add(envelope)
    if (!line.sameAddress) return 'moved'
    const count = (returns.get(line.recipientId) ?? line.waiting) + 1
    returns.set(line.recipientId, count)
    return count >= heldAfter ? 'held' : 'noted'
  })
}
