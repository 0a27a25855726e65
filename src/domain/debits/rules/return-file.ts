import type { ReturnKind } from './states.ts'

const RETURN_FAULTS = [
  'unknownDebit',
  'withoutReference',
  'notSent',
  'otherAmount',
  'otherCurrency',
  'amountUnreadable',
  'dayUnreadable',
  'dayAhead',
  'chargeTooHigh',
  'toldTwice',
] as const
export type ReturnFault = (typeof RETURN_FAULTS)[number]

/** An entry of a file of the bank that could not be taken: which, by its place from 1, and why. */
export type RefusedReturn = { place: number; endToEndId: string; why: ReturnFault }

/** What a file says of one debit that came back. */
export type ReadReturn = {
  place: number
  /** Empty: the file names the mandate alone. */
  endToEndId: string
  mandate: string
  kind: ReturnKind
  code: string
  text: string
  /** Null: the file does not say. */
  cents: number | null
  /** What the file says instead of an amount in euros. */
  amountFault?: 'otherCurrency' | 'amountUnreadable'
  returnedOn: string | null
  chargeCents: number
}

/** A whole file, or one of its groups, that the bank refused: each debit of it is. */
export type RefusedWhole = { messageReference: string; code: string; text: string; returnedOn: string | null }
