import type { Purpose } from './faults.ts'

/** When an address serves; days are `YYYY-MM-DD`. */
export type Dated = {
  id: string
  purpose: Purpose
  /** First day it is used; null: since always. */
  validFrom: string | null
  /** Last day it is used; null: without end. */
  validTo: string | null
  /** It serves issues that bear this day or a later one; null: all. */
  issuesFrom: string | null
}

/** A copy that leaves: the day, and the day its issue bears; null: whatever the issue. */
export type Sending = { on: string; issueDay: string | null }

const RANK: Record<Purpose, number> = { temporary: 0, shipping: 1, billing: 2 }

/**
 * The address a copy goes to: a temporary one while its period lasts, else where copies go, else where bills go; of one
 * purpose the one that begins with the latest issue. `usable` and `precedence` say the same in SQL. Source: CIR-16.
 */
export const addressFor = <A extends Dated>(addresses: readonly A[], sending: Sending): A | undefined =>
  addresses.filter(address => isUsable(address, sending)).toSorted(precedes)[0]

const isUsable = ({ validFrom, validTo, issuesFrom }: Dated, { on, issueDay }: Sending): boolean =>
  (validFrom === null || validFrom <= on) &&
  (validTo === null || validTo >= on) &&
  (issuesFrom === null || issueDay === null || issuesFrom <= issueDay)

function precedes(a: Dated, b: Dated): number {
  const latest = (x: string | null, y: string | null) => (x === y ? 0 : (x ?? '') > (y ?? '') ? -1 : 1)
  return (
    RANK[a.purpose] - RANK[b.purpose] ||
    latest(a.issuesFrom, b.issuesFrom) ||
    Number(a.validTo === null) - Number(b.validTo === null) || // what was said for a while comes before what is always so
    latest(a.validFrom, b.validFrom) ||
    latest(a.id, b.id)
  )
}

/** Past: no longer used. Planned: from a day or an issue to come. */
export type AddressState = 'current' | 'planned' | 'past'

/** What an address is on a day, among those of its party. */
export function addressState(address: Dated, addresses: readonly Dated[], on: string): AddressState {
  if (address.validTo !== null && address.validTo < on) return 'past'
  if ((address.validFrom ?? '') > on || (address.issuesFrom ?? '') > on) return 'planned'
  const ofItsPurpose = addresses.filter(({ purpose }) => purpose === address.purpose)
  return addressFor(ofItsPurpose, { on, issueDay: on }) === address ? 'current' : 'past'
}
