/** What verification can find wrong. */
export const FINDINGS = [
  'missing', // entries are gone, from the number in `sealed` to the one in `found`
  'entry', // what the entry says does not give its hash
  'hash', // what it says is right, its hash is not
  'intoClosed', // an entry stands in a day that was closed before it
  'record', // the record says something else today
  'recordGone', // the record is gone
  'unsealed', // a record that should have an entry has none
  'closing', // a closing says something else than the entries
  'closingMissing', // periods from `sealed` to `found` have no closing
  'closingsLate', // nothing has been closed since the day in `found`
  'signature', // the signature of a closing is not that of its key
  'key', // a key is none that the journal has sealed
] as const
export type FindingCode = (typeof FINDINGS)[number]

export type Finding = {
  code: FindingCode
  /** The number of the entry; null: it is no entry that is wrong. */
  sequence: number | null
  /** The kind of the entry or record, or the period of the closing. */
  kind: string
  /** The number of the document, or the days of the closing. */
  label: string
  recordId: string | null
  field: string
  /** Of the amounts that differ; empty: euros, or none. */
  currency: string
  /** What was sealed or signed. */
  sealed: string
  /** What stands there. */
  found: string
}

export const finding = (code: FindingCode, more: Partial<Omit<Finding, 'code'>> = {}): Finding => ({
  code,
  sequence: null,
  kind: '',
  label: '',
  recordId: null,
  field: '',
  currency: '',
  sealed: '',
  found: '',
  ...more,
})

/** How many findings are kept; all are counted. */
export const MOST_FINDINGS = 200

/** Findings as they come: the first are kept, all are counted. */
export class Findings {
  count = 0
  readonly kept: Finding[] = []
  add(...found: readonly Finding[]) {
    this.count += found.length
    for (const one of found) if (this.kept.length < MOST_FINDINGS) this.kept.push(one)
  }
}
