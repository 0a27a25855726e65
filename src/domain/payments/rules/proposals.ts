/** `sure`: taken all at once; `weak`: a person must look. */
export const CONFIDENCES = ['sure', 'likely', 'weak'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** Why a movement seems to pay what is proposed. */
export const PROPOSAL_REASONS = [
  'reversal',
  'recorded',
  'number',
  'numberPart',
  'numberOver',
  'account',
  'accountSum',
  'amountAndName',
  'nameSum',
  'amount',
  'customer',
] as const
export type ProposalReason = (typeof PROPOSAL_REASONS)[number]

/** A document with something open; less than zero for a credit note. */
export type OpenDocument = {
  invoiceId: string
  number: string
  customerId: string
  customer: string
  openCents: number
  dueOn: string | null
}
export type Allocated = { invoiceId: string; number: string; cents: number }
export type Proposal = {
  confidence: Confidence
  reason: ProposalReason
  customerId: string
  customer: string
  /** Without any: what comes in stays open on the customer's account. */
  allocations: Allocated[]
  /** The payment that this movement takes back. */
  undoesId?: string
  /** The payment that was recorded before the statement told it. */
  paymentId?: string
}

/** What may be meant by a movement, found in the company. */
export type Found = {
  /** Documents whose number stands in its text or reference. */
  named: readonly OpenDocument[]
  /** All open documents of customers who paid from the same account before. */
  ofAccount: readonly OpenDocument[]
  /** Documents of exactly its amount whose customer shares words of the name, with the share of them in percent. */
  alike: readonly (OpenDocument & { likeness: number })[]
  /** All open documents of customers who have exactly the name. */
  ofName: readonly OpenDocument[]
  /** The only document of the company with exactly its amount. */
  lone: OpenDocument | undefined
  /** The payment that came with the same reference and the opposite amount. */
  undoes: RecordedPayment | undefined
  /** The payment of its amount that was recorded under its reference. */
  told?: RecordedPayment | undefined
  /** Payments of its amount recorded by hand about its day, of customers whose name is alike. */
  recorded: readonly RecordedPayment[]
}
export type RecordedPayment = { paymentId: string; customerId: string; customer: string }

/** What a movement seems to pay: the first of these that fits, from the surest. */
export function proposalFor(cents: number, found: Found): Proposal | undefined {
  if (found.undoes) {
    const { paymentId, ...who } = found.undoes
    return { confidence: 'sure', reason: 'reversal', ...who, allocations: [], undoesId: paymentId }
  }
  if (found.told) return { confidence: 'sure', reason: 'recorded', ...found.told, allocations: [] }
  const fits = (document: OpenDocument) => document.openCents !== 0 && document.openCents > 0 === cents > 0
  const named = found.named.filter(fits).toSorted(byAge)
  return (
    byNumber(cents, named) ??
    alreadyRecorded(found.recorded) ??
    ofCustomer(cents, found.ofAccount.filter(fits), ['account', 'accountSum']) ??
    byLikeness(found.alike.filter(fits)) ??
    ofCustomer(cents, found.ofName.filter(fits), ['amountAndName', 'nameSum']) ??
    (found.lone && fits(found.lone) ? paying('weak', 'amount', [found.lone]) : undefined) ??
    onAccount([...found.ofAccount, ...found.ofName].filter(fits))
  )
}

/** Linked, not recorded twice. */
function alreadyRecorded(recorded: Found['recorded']): Proposal | undefined {
  const [first, ...others] = recorded
  if (!first) return undefined
  return { confidence: others.length > 0 ? 'weak' : 'likely', reason: 'recorded', ...first, allocations: [] }
}

function byNumber(cents: number, named: readonly OpenDocument[]): Proposal | undefined {
  if (named.length === 0) return undefined
  const oneCustomer = new Set(named.map(({ customerId }) => customerId)).size === 1
  const exact = sumOf(named) === cents ? named : named.filter(({ openCents }) => openCents === cents).slice(0, 1)
  if (exact.length > 0) return paying(oneCustomer ? 'sure' : 'likely', 'number', exact)
  const over = Math.abs(cents) > Math.abs(sumOf(named))
  if (over) return paying('likely', 'numberOver', named)
  return paying('likely', 'numberPart', named, cents)
}

/** Of one customer alone: a document of that amount, else several that sum to it. */
function ofCustomer(
  cents: number,
  documents: readonly OpenDocument[],
  [one, several]: [ProposalReason, ProposalReason],
): Proposal | undefined {
  const customers = new Set(documents.map(({ customerId }) => customerId))
  if (customers.size !== 1) return undefined
  const oldest = documents.toSorted(byAge)
  const exact = oldest.find(({ openCents }) => openCents === cents)
  if (exact) return paying(one === 'account' ? 'sure' : 'likely', one, [exact])
  const sum = summingTo(cents, oldest)
  return sum && paying('likely', several, sum)
}

/** The best likeness, when no other customer has as good a one. */
function byLikeness(alike: Found['alike']): Proposal | undefined {
  const [best, ...others] = alike.toSorted((a, b) => b.likeness - a.likeness || byAge(a, b))
  if (!best || best.likeness < 50) return undefined
  const rivals = others.some(({ customerId, likeness }) => customerId !== best.customerId && likeness === best.likeness)
  return paying(rivals ? 'weak' : 'likely', 'amountAndName', [best])
}

function onAccount(documents: readonly OpenDocument[]): Proposal | undefined {
  const [first] = documents
  if (!first || documents.some(({ customerId }) => customerId !== first.customerId)) return undefined
  return { ...paying('weak', 'customer', [first]), allocations: [] }
}

/** Pays the documents, the oldest first; `cents`: no more than that. */
function paying(
  confidence: Confidence,
  reason: ProposalReason,
  documents: readonly OpenDocument[],
  cents = sumOf(documents),
): Proposal {
  const { customerId, customer } = documents[0]!
  let left = cents
  const allocations = documents.flatMap(({ invoiceId, number, openCents }) => {
    const part = cents > 0 ? Math.min(openCents, left) : Math.max(openCents, left)
    left -= part
    return part === 0 ? [] : [{ invoiceId, number, cents: part }]
  })
  return { confidence, reason, customerId, customer, allocations }
}

const byAge = (a: OpenDocument, b: OpenDocument) =>
  (a.dueOn ?? '').localeCompare(b.dueOn ?? '') || a.number.localeCompare(b.number)
const sumOf = (documents: readonly OpenDocument[]) => documents.reduce((sum, { openCents }) => sum + openCents, 0)

/** More documents than that are tried as a whole and from the oldest on, not in every combination. */
const MOST_COMBINED = 14

/** Two or more documents that sum to the amount: all, the oldest ones, else the combination with the oldest in it. */
export function summingTo(cents: number, oldest: readonly OpenDocument[]): OpenDocument[] | undefined {
  let sum = 0
  for (const [at, { openCents }] of oldest.entries()) {
    sum += openCents
    if (at > 0 && sum === cents) return oldest.slice(0, at + 1)
  }
  const sums = new Map<number, OpenDocument[]>([[0, []]])
  for (const document of oldest.slice(0, MOST_COMBINED))
    for (const [before, documents] of [...sums]) {
      const reached = before + document.openCents
      if (!sums.has(reached)) sums.set(reached, [...documents, document])
    }
  const found = sums.get(cents)
  return found && found.length > 1 ? found : undefined
}

/** Longer than any number of a document is in words. */
const MOST_WORDS = 4

/**
 * What may be the number of a document in the words of a movement: `FACTURE FA 2026 000123` has `FA2026000123` in it, and
 * without the zeros before figures `FA2026123`.
 */
export function possibleNumbers(key: string): string[] {
  const words = key.split(' ').slice(0, 200)
  const found = new Set<string>()
  for (let from = 0; from < words.length; from++)
    for (let count = 1; count <= MOST_WORDS && from + count <= words.length; count++) {
      const part = words.slice(from, from + count)
      const whole = part.join('')
      if (whole.length < 4 || whole.length > 40 || !/\d/.test(whole)) continue
      found.add(whole)
      found.add(part.map(word => word.replace(/^0+(?=\d)/, '')).join(''))
    }
  return [...found]
}
