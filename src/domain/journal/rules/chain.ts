import { hash } from 'node:crypto'
import { hashed, NO_HASH, type Sealed } from './canonical.ts'
import { type Finding, finding } from './findings.ts'

export type Chained = Sealed & { hash: string }

export const hashOf = (companyId: string, previousHash: string, entry: Sealed): string =>
  hash('sha256', hashed(companyId, previousHash, entry), 'hex')

/** How far back a link is looked for once something is wrong: two entries that changed places are two findings. */
const REACH = 8

/**
 * Follows the chain entry by entry. An entry that does not give its hash is named once the next has told which of the two
 * was changed: the next links to the hash that was sealed.
 */
export class Chain {
  readonly #companyId: string
  #expected: number
  #links: string[] // the hash before, then what it should have been, then those before it while something is wrong
  #linkKnown = true
  #suspect: { entry: Chained; label: string; shouldBe: string } | undefined

  constructor(companyId: string, first = 1, previousHash = NO_HASH) {
    this.#companyId = companyId
    this.#expected = first
    this.#links = [previousHash]
  }

  /** The number the next entry should have. */
  get expected() {
    return this.#expected
  }

  follow(entry: Chained, label: string): Finding[] {
    const found = [...this.missingUntil(entry.sequence)]
    const at = this.#links.findIndex(link => hashOf(this.#companyId, link, entry) === entry.hash)
    const right = at >= 0 || !this.#linkKnown
    if (this.#suspect) found.push(this.#told(at >= 0 && this.#links[at] === this.#suspect.shouldBe ? 'hash' : 'entry'))
    const shouldBe = hashOf(this.#companyId, this.#links[0]!, entry)
    this.#suspect = right ? undefined : { entry, label, shouldBe }
    this.#links = right ? [entry.hash] : [entry.hash, shouldBe, ...this.#links].slice(0, REACH)
    this.#linkKnown = true
    this.#expected = entry.sequence + 1
    return found
  }

  /** What is gone when the next number is this one. */
  missingUntil(next: number): Finding[] {
    if (next <= this.#expected) return []
    const gone = finding('missing', {
      sequence: this.#expected,
      sealed: String(this.#expected),
      found: String(next - 1),
    })
    this.#linkKnown = false
    this.#expected = next
    return [gone]
  }

  end(): Finding[] {
    return this.#suspect ? [this.#told('entry')] : []
  }

  #told(code: 'entry' | 'hash'): Finding {
    const { entry, label, shouldBe } = this.#suspect!
    const { sequence, kind, recordId } = entry
    return finding(code, { sequence, kind, recordId, label, field: 'hash', sealed: entry.hash, found: shouldBe })
  }
}
