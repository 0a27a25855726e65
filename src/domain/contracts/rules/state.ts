import type { ContractState } from './contract.ts'
import type { TermState } from './term-state.ts'

type Standing = {
  activatedOn: string | null
  startsOn: string
  endsOn: string | null
  terminatedOn: string | null
  pausedFrom: string | null
  pausedTo: string | null
}

/** What a contract is on a day. */
export function contractStateOn(today: string, contract: Standing): ContractState {
  const { activatedOn, startsOn, endsOn, terminatedOn, pausedFrom, pausedTo } = contract
  if (activatedOn === null) return 'draft'
  if (terminatedOn !== null && terminatedOn < today) return 'terminated'
  if (endsOn !== null && endsOn < today) return 'ended'
  if (startsOn > today) return 'upcoming'
  if (pausedFrom !== null && pausedFrom <= today && (pausedTo === null || pausedTo >= today)) return 'paused'
  return 'active'
}

type Term = {
  invoiceOn: string
  invoiceId: string | null
  issuedOn: string | null
  skippedOn: string | null
  cancelledOn: string | null
}

/** What a term is on a day. Source: X-68. */
export function termStateOn(today: string, term: Term): TermState {
  if (term.issuedOn !== null) return 'issued'
  if (term.invoiceId !== null) return 'drafted'
  if (term.skippedOn !== null) return 'skipped'
  if (term.cancelledOn !== null) return 'cancelled'
  return term.invoiceOn <= today ? 'to-invoice' : 'planned'
}

/** `CT-00042`, as people say it and as invoices bear it. */
export const contractNumber = (number: number): string => `CT-${String(number).padStart(5, '0')}`

/** A number searched as it is printed is the number: `CT-00042` is 42. */
export const withNumber = <Asked extends { search?: string | undefined }>(asked: Asked): Asked =>
  asked.search ? { ...asked, search: asked.search.replace(/^\s*CT-?0*(?=\d)/i, '') } : asked
