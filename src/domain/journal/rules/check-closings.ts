import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { type Fact, NO_HASH, type Sealed } from './canonical.ts'
import type { Chained } from './chain.ts'
import type { ClosingFacts, Period } from './closing.ts'
import { type Difference, differences } from './differences.ts'
import { type Finding, finding } from './findings.ts'
import { addEntry, minus, plus, type Totals } from './totals.ts'

export type SignedClosing = {
  period: Period
  startsOn: string
  endsOn: string
  lastSequence: number
  lastHash: string
  facts: string
  signature: string
  keyId: string
  closedAt: string
}

type Mark = { ever: Totals; lastSequence: number; signature: string; endsOn: string }
const NOTHING: Mark = { ever: {}, lastSequence: 0, signature: '', endsOn: '' }

/** Compares closings with the entries they close, as both go by; `closings` come in the order of their last days. */
export class ClosingCheck {
  readonly #companyId: string
  readonly #closings: readonly SignedClosing[]
  readonly #keys: ReadonlyMap<string, KeyObject>
  readonly signedBy = new Map<string, number>()
  #at = 0
  #sums: Totals = {}
  #last = { sequence: 0, hash: NO_HASH }
  #closedThrough = ''
  readonly #marks: Record<Period, Mark> = { day: NOTHING, month: NOTHING, year: NOTHING }

  constructor(
    companyId: string,
    closings: readonly SignedClosing[],
    keys: readonly { keyId: string; publicKey: string }[],
  ) {
    this.#companyId = companyId
    this.#closings = closings
    this.#keys = new Map(keys.map(({ keyId, publicKey }) => [keyId, keyOf(publicKey)]))
  }

  /** One entry, after the closings that end before it. */
  follow(entry: Chained, facts: Record<string, unknown>, label: string): Finding[] {
    const found = this.#upTo(entry.sequence)
    if (entry.sealedOn <= this.#closedThrough) found.push(into(entry, label, this.#closedThrough))
    addEntry(this.#sums, entry, facts)
    this.#last = { sequence: entry.sequence, hash: entry.hash }
    return found
  }

  /** The closings after the last entry, and whether the days went on being closed. */
  end(today: string): Finding[] {
    const found = this.#upTo(Number.POSITIVE_INFINITY)
    const late = this.#last.sequence > 0 && this.#closedThrough !== '' && next(next(this.#closedThrough)) < today
    return late ? [...found, finding('closingsLate', { found: this.#closedThrough })] : found
  }

  #upTo(sequence: number): Finding[] {
    const found: Finding[] = []
    for (; this.#at < this.#closings.length && this.#closings[this.#at]!.lastSequence < sequence; this.#at++)
      found.push(...this.#checked(this.#closings[this.#at]!))
    return found
  }

  #checked(closing: SignedClosing): Finding[] {
    const { period, startsOn, endsOn, signature, keyId, facts, closedAt } = closing
    const name = { kind: period, label: startsOn === endsOn ? startsOn : `${startsOn} – ${endsOn}` }
    const before = this.#marks[period]
    const said = read(facts)
    const signed = said !== undefined && this.#isSigned(closing)
    const ever = plus(this.#marks.day.ever, this.#sums)
    const expected: ClosingFacts = {
      format: 'facteur-closing-1',
      companyId: this.#companyId,
      period,
      startsOn,
      endsOn,
      firstSequence: before.lastSequence + 1,
      lastSequence: this.#last.sequence,
      lastHash: this.#last.hash,
      totals: minus(ever, before.ever),
      yearStartsOn: said?.yearStartsOn ?? '',
      year: minus(ever, this.#marks.year.ever),
      ever,
      previous: before.signature,
      keyId,
      closedAt,
    }
    const found: Finding[] = []
    if (before.endsOn && startsOn > next(before.endsOn))
      found.push(
        finding('closingMissing', {
          kind: period,
          sealed: next(before.endsOn),
          found: isoDay(addDays(day(startsOn), -1)),
        }),
      )
    if (!signed) found.push(finding('signature', { ...name, field: 'signature', sealed: keyId, found: signature }))
    const differing = said ? withoutSums(differences(said as unknown as Fact, expected)) : []
    const ofRow = closing.lastSequence !== said?.lastSequence || closing.lastHash !== said.lastHash
    if (said && ofRow)
      differing.push({ field: 'lastSequence', sealed: String(said.lastSequence), found: String(closing.lastSequence) })
    found.push(...differing.map(difference => finding('closing', { ...name, ...difference })))
    // Each is compared with what the one before signed, so that one wrong sum is not told of all that follow.
    this.#marks[period] = {
      ever: signed ? said.ever : ever,
      lastSequence: signed ? said.lastSequence : this.#last.sequence,
      signature,
      endsOn,
    }
    if (period === 'day') {
      this.#sums = {}
      this.#closedThrough = endsOn
    }
    return found
  }

  #isSigned({ facts, signature, keyId }: SignedClosing): boolean {
    this.signedBy.set(keyId, (this.signedBy.get(keyId) ?? 0) + 1)
    const key = this.#keys.get(keyId)
    return key !== undefined && verify(null, Buffer.from(facts), key, Buffer.from(signature, 'base64url'))
  }
}

export const keyOf = (publicKey: string): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })

/** What differs in the totals of the period differs in the sums it went into as well: told once. */
function withoutSums(differing: Difference[]): Difference[] {
  const inTotals = differing.some(({ field }) => field.startsWith('totals.'))
  return inTotals ? differing.filter(({ field }) => !/^(ever|year)\./.test(field)) : differing
}

const next = (on: string): string => isoDay(addDays(day(on), 1))

const into = ({ sequence, kind, recordId, sealedOn }: Sealed, label: string, closed: string): Finding =>
  finding('intoClosed', { sequence, kind, recordId, label, field: 'sealedOn', sealed: sealedOn, found: closed })

function read(facts: string): ClosingFacts | undefined {
  try {
    return JSON.parse(facts)
  } catch {
    return undefined
  }
}
