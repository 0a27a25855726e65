/** A document of a customer that still waits for money, or to be paid back. */
export type OpenDocument = {
  id: string
  number: string
  dueOn: string | null
  issuedOn: string
  openCents: number
}
export type Proposed = { invoiceId: string; cents: number }

/** Beyond so many open documents, an amount is no longer looked for among their sums. */
const SUMMED = 18

/**
 * What money most probably pays: the documents whose number stands in what was written with it, else the one of exactly
 * that amount, else the few that sum to it, else the oldest first. What is left stays open. Money that goes out settles
 * credit notes in the same way.
 */
export function propose(cents: number, documents: readonly OpenDocument[], text = ''): Proposed[] {
  const sign = Math.sign(cents)
  const open = documents.filter(({ openCents }) => openCents * sign > 0).toSorted(oldestFirst)
  const named = open.filter(({ number }) => isNamed(number, text))
  const whole = (all: readonly OpenDocument[]) => all.map(({ id, openCents }) => ({ invoiceId: id, cents: openCents }))
  if (named.length > 0) return filled(cents, [...named, ...(sumOf(named) === cents ? [] : others(open, named))])
  const exact = open.find(({ openCents }) => openCents === cents)
  if (exact) return whole([exact])
  const summing = summingTo(cents, open)
  return summing ? whole(summing) : filled(cents, open)
}

const oldestFirst = (a: OpenDocument, b: OpenDocument) =>
  (a.dueOn ?? a.issuedOn).localeCompare(b.dueOn ?? b.issuedOn) || a.number.localeCompare(b.number)
const sumOf = (documents: readonly OpenDocument[]) => documents.reduce((sum, { openCents }) => sum + openCents, 0)
const others = (all: readonly OpenDocument[], some: readonly OpenDocument[]) => all.filter(one => !some.includes(one))

/** `FA-2026-000412` in `VIR FA2026-412` or `fa 2026 000412`, and not in `FA-2026-0004123`. */
export function isNamed(number: string, text: string): boolean {
  const parts = number.match(/\p{L}+|\d+/gu)
  if (!parts || text === '') return false
  const written = parts.map(part => (/^\d/.test(part) ? `0*${part.replace(/^0+(?=.)/, '')}` : part))
  return new RegExp(String.raw`(?<![\p{L}\d])${written.join(String.raw`[^\p{L}\d]*`)}(?!\d)`, 'iu').test(text)
}

/** From the first to the last, as far as the money goes. */
function filled(cents: number, documents: readonly OpenDocument[]): Proposed[] {
  let left = Math.abs(cents)
  return documents.flatMap(({ id, openCents }) => {
    const paid = Math.min(left, Math.abs(openCents))
    left -= paid
    return paid > 0 ? [{ invoiceId: id, cents: paid * Math.sign(cents) }] : []
  })
}

/** The fewest documents whose open amounts sum to it, the oldest of those, when there are not too many to try. */
function summingTo(cents: number, open: readonly OpenDocument[]): OpenDocument[] | undefined {
  if (open.length > SUMMED) return sumOf(open) === cents ? [...open] : undefined
  for (let size = 2; size <= open.length; size++) {
    const found = ofSize(size, cents, open)
    if (found) return found
  }
  return undefined
}

function ofSize(size: number, cents: number, open: readonly OpenDocument[]): OpenDocument[] | undefined {
  if (size === 0) return cents === 0 ? [] : undefined
  for (const [at, one] of open.entries()) {
    if (Math.abs(one.openCents) > Math.abs(cents)) continue
    const rest = ofSize(size - 1, cents - one.openCents, open.slice(at + 1))
    if (rest) return [one, ...rest]
  }
  return undefined
}
